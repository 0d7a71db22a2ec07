#include "http/operation_json.h"

#include <boost/json.hpp>

#include "http/json_out.h"
#include "http/register_call.h"

namespace weige::http {

boost::json::object operation_json(Extent extent, registry::OperationId operation,
                                   const std::map<registry::RecordKind, int>& affected) {
  boost::json::object counts;
  for (const auto& [kind, count] : affected)
    if (count > 0) counts[public_plural(kind)] = count;
  boost::json::object out{{"preview", extent == Extent::preview}, {"affected", std::move(counts)}};
  if (extent == Extent::done) put(out, "operation_id", operation);
  return out;
}

boost::json::object submitted_json(jobs::JobId job) {
  return {{"job_id", job.value}};
}

}  // namespace weige::http
