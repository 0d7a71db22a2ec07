#include "http/quota_routes.h"

#include <boost/json.hpp>

#include "access/reading_quota_actions.h"
#include "http/json_fields.h"
#include "http/json_out.h"

namespace weige::http {
namespace {

boost::json::object quota_json(const access::QuotaState& state) {
  boost::json::object out;
  put(out, "day", state.day);
  put(out, "quota", state.quota);
  put(out, "readings", state.count.readings);
  if (state.count.extended_for) put(out, "extended_for", access::code(*state.count.extended_for));
  return out;
}

Result<Response> own_quota(Call& call, const access::ReadingQuotas& quotas) {
  WEIGE_TRY(const auto state, access::own_quota(call.tx(), call.now, call.actor(), quotas));
  return json_response(200, quota_json(state));
}

Result<Response> extend_quota(Call& call, const access::ReadingQuotas& quotas) {
  WEIGE_TRY(const auto reason, read_json(call.request, [](JsonFields& fields) {
              return fields.required("reason", as_choice(access::quota_reason_of));
            }));
  WEIGE_TRY(const auto state, access::extend_own_quota(call.tx(), call.now, call.actor(), quotas, reason));
  return json_response(200, quota_json(state));
}

}  // namespace

std::vector<Route> quota_routes(const access::ReadingQuotas& quotas) {
  return {{Method::get, "/api/reading-quota", access::Right::read_person,
           [quotas](Call& call) { return own_quota(call, quotas); }},
          {Method::post, "/api/reading-quota/extension", access::Right::read_person,
           [quotas](Call& call) { return extend_quota(call, quotas); }}};
}

}  // namespace weige::http
