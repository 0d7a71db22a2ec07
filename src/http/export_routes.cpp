#include "http/export_routes.h"

#include <boost/json.hpp>

#include "http/approval_call.h"
#include "http/approval_json.h"
#include "http/job_json.h"
#include "http/json_fields.h"
#include "registry/export_approval_actions.h"

namespace weige::http {
namespace {

constexpr as_text kExportReason{access::kLongestApprovalReason};

struct Asked {
  registry::ExportRequest request;
  access::Purpose purpose;
  std::string reason;
};

Asked read_asked(JsonFields& fields) {
  Asked asked{
      .request = {.form = {.kind = fields.required("kind", as_choice(registry::town_file_of)),
                           .format = fields.required("format", as_choice(registry::export_format_of))}},
      .purpose = fields.required("purpose", as_choice(access::purpose_of))};
  asked.request.area = fields.optional("area_id", as_id<access::AreaId>);
  asked.reason = fields.optional("reason", kExportReason).value_or("");
  return asked;
}

// 202 both ways: the job, or the approval with which it will begin.
Result<Response> start(Call& call, const access::ApprovalRules& rules,
                       const std::function<void()>& wake_jobs) {
  WEIGE_TRY(const auto asked, read_json(call.request, read_asked));
  const auto actor = call.actor().with_purpose(asked.purpose);
  WEIGE_TRY(const auto started,
            registry::start_export(call.tx(), call.now, actor,
                                   {.request = asked.request, .reason = asked.reason, .rules = rules}));
  if (started.waiting) {
    tell_approval(call, *started.waiting);
    return json_response(202, own_approval_json(*started.waiting));
  }
  call.after_commit.push_back(wake_jobs);
  return json_response(202, job_json(*started.job, call.language()));
}

}  // namespace

std::vector<Route> export_routes(const access::ApprovalRules& rules, const std::function<void()>& wake_jobs) {
  return {{Method::post,
           "/api/exports",
           access::Right::export_records,
           [rules, wake_jobs](Call& call) { return start(call, rules, wake_jobs); },
           {.idempotency = Idempotency::required}}};
}

}  // namespace weige::http
