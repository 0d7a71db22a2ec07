// Operations that are too long for one transaction: a job writes them step by step, and tells what it has
// done. A step of use cases.
#pragma once

#include <boost/json/object.hpp>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "jobs/job_context.h"
#include "registry/register_writer.h"

namespace weige::registry {

boost::json::object affected_json(const std::map<RecordKind, int>& affected);
std::map<RecordKind, int> affected_of(const boost::json::object& counts);
std::int64_t sum(const std::map<RecordKind, int>& counts);

// The acting post's job of the kind. What it is to do is kept with it.
jobs::JobId submit_operation_job(const WriteContext& context, std::string_view kind,
                                 const boost::json::object& input);

struct OperationStep {
  std::string position;
  OperationId operation;
  std::map<RecordKind, int> affected;
  std::int64_t total = 0;
  bool finished = false;
  std::function<void()> kept;  // called once the step is durable
};
// Runs step after step as whoever submitted the job, each in its transaction together with the job's
// position. The result: {"operation_id": n, "affected": {"person": n, ...}}. Problems: those of the step, and
// forbidden when the post is no longer held.
Done run_operation_job(jobs::JobContext& job, const Clock& clock,
                       const std::function<Result<OperationStep>(const WriteContext&)>& step);

}  // namespace weige::registry
