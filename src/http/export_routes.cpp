#include "http/export_routes.h"

#include <boost/json.hpp>

#include "http/job_json.h"
#include "http/json_fields.h"
#include "registry/export_actions.h"

namespace weige::http {
namespace {

struct Asked {
  registry::ExportRequest request;
  access::Purpose purpose;
};

Asked read_asked(JsonFields& fields) {
  Asked asked{
      .request = {.form = {.kind = fields.required("kind", as_choice(registry::town_file_of)),
                           .format = fields.required("format", as_choice(registry::export_format_of))}},
      .purpose = fields.required("purpose", as_choice(access::purpose_of))};
  asked.request.area = fields.optional("area_id", as_id<access::AreaId>);
  return asked;
}

Result<Response> start(Call& call, const std::function<void()>& wake_jobs) {
  WEIGE_TRY(const auto asked, read_json(call.request, read_asked));
  const auto actor = call.actor().with_purpose(asked.purpose);
  WEIGE_TRY(const auto job, registry::ask_for_export(call.tx(), call.now, actor, asked.request));
  call.after_commit.push_back(wake_jobs);
  return json_response(202, job_json(job, call.language()));
}

}  // namespace

std::vector<Route> export_routes(const std::function<void()>& wake_jobs) {
  return {{Method::post,
           "/api/exports",
           access::Right::export_records,
           [wake_jobs](Call& call) { return start(call, wake_jobs); },
           {.idempotency = Idempotency::required}}};
}

}  // namespace weige::http
