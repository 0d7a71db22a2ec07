#include "http/undertaking_routes.h"

#include <boost/json.hpp>

#include "access/undertaking_actions.h"
#include "http/json_fields.h"
#include "http/json_out.h"

namespace weige::http {
namespace {

constexpr as_text kUndertakingVersion{40};
constexpr as_text kSignedName{64};

boost::json::object undertaking_json(const access::Undertaking& undertaking) {
  boost::json::object out;
  put(out, "version", undertaking.text.version);
  put(out, "zh", undertaking.text.zh);
  put(out, "en", undertaking.text.en);
  put(out, "signed_at", undertaking.signed_at);
  put(out, "valid_until", undertaking.valid_until);
  return out;
}

Result<Response> show(Call& call) {
  return json_response(200, undertaking_json(access::read_undertaking(call.tx(), call.actor())));
}

Result<Response> sign(Call& call) {
  WEIGE_TRY(const auto answer, read_json(call.request, [](JsonFields& fields) {
              return access::UndertakingAnswer{.version = fields.required("version", kUndertakingVersion),
                                               .name = fields.required("name", kSignedName)};
            }));
  WEIGE_TRY(const auto undertaking, access::sign_undertaking(call.tx(), call.now, call.actor(), answer));
  return json_response(201, undertaking_json(undertaking));
}

}  // namespace

std::vector<Route> undertaking_routes() {
  return {
      {Method::get, "/api/undertaking", SignedIn{}, show},
      {Method::post, "/api/undertaking", SignedIn{}, sign, {.idempotency = Idempotency::required}},
  };
}

}  // namespace weige::http
