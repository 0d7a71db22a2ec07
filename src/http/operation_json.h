// What a merge, split, renumbering or undoing moved.
#pragma once

#include <boost/json/object.hpp>
#include <map>
#include <optional>

#include "jobs/job.h"
#include "registry/ledger.h"

namespace weige::http {

enum class Extent { done, preview };

// A preview names no operation: there is none.
boost::json::object operation_json(Extent extent, registry::OperationId operation,
                                   const std::map<registry::RecordKind, int>& affected);
// Too much to wait for: a job does it. Its result tells what moved.
boost::json::object submitted_json(jobs::JobId job);

}  // namespace weige::http
