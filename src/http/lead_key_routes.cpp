#include "http/lead_key_routes.h"

#include <boost/json.hpp>

#include "http/base64.h"
#include "http/json_fields.h"
#include "http/json_out.h"
#include "http/lead_json.h"
#include "work/lead_envelope.h"

namespace weige::http {
namespace {

using access::Right;

constexpr as_bytes kPublicLeadKey{work::kPublicKeySize};

Result<Response> show_own_key(Call& call) {
  return json_response(200, own_lead_key_json(work::own_lead_key(call.tx(), call.now, call.actor())));
}

Result<Response> set_own_key(Call& call) {
  WEIGE_TRY(const auto wish, read_json(call.request, [](JsonFields& fields) {
              return work::OwnLeadKeyWish{
                  .public_key = fields.required("public_key", kPublicLeadKey),
                  .wrapped_private = fields.required("wrapped_private", as_bytes{work::kOwnKeySize})};
            }));
  WEIGE_TRY(const auto view, work::set_own_lead_key(call.tx(), call.now, call.actor(), wish));
  return json_response(200, own_lead_key_json(view));
}

Result<Response> show_box(Call& call) {
  WEIGE_TRY(const auto box, work::read_lead_box(call.tx(), call.now, call.actor()));
  return json_response(200, lead_box_json(box));
}

work::ShareWish read_share(JsonFields& fields) {
  return {.account = fields.required("account_id", as_id<access::AccountId>),
          .public_key = fields.required("public_key", kPublicLeadKey),
          .wrapped_private = fields.required("wrapped_private", as_bytes{work::kShareSize})};
}

std::vector<work::ShareWish> read_shares(JsonFields& fields) {
  return fields.required("shares", as_list(work::kMostShares, as_object(read_share)));
}

Result<Response> make_key(Call& call) {
  WEIGE_TRY(const auto wish, read_json(call.request, [](JsonFields& fields) {
              return work::LeadKeyWish{.replaces = fields.optional("replaces", as_id<work::LeadKeyId>),
                                       .public_key = fields.required("public_key", kPublicLeadKey),
                                       .shares = read_shares(fields)};
            }));
  WEIGE_TRY(const auto box, work::make_lead_key(call.tx(), call.now, call.actor(), wish));
  return json_response(201, lead_box_json(box));
}

Result<Response> hand_over(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<work::LeadKeyId>("id"));
  WEIGE_TRY(auto shares, read_json(call.request, read_shares));
  WEIGE_TRY(const auto box, work::hand_over_lead_key(call.tx(), call.now, call.actor(),
                                                     {.key = id, .shares = std::move(shares)}));
  return json_response(200, lead_box_json(box));
}

}  // namespace

std::vector<Route> lead_key_routes() {
  const RouteOptions quietly{.noting = Noting::unnoted};
  return {
      {Method::get, "/api/lead-own-key", SignedIn{}, show_own_key, quietly},
      {Method::put, "/api/lead-own-key", SignedIn{}, set_own_key, quietly},
      {Method::get, "/api/lead-box", Right::read_leads, show_box, quietly},
      {Method::post,
       "/api/lead-keys",
       Right::read_leads,
       make_key,
       {.idempotency = Idempotency::required, .noting = Noting::unnoted}},
      {Method::put, "/api/lead-keys/{id}/shares", Right::read_leads, hand_over, quietly},
  };
}

}  // namespace weige::http
