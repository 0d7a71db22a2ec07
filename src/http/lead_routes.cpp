#include "http/lead_routes.h"

#include <boost/json.hpp>

#include "http/base64.h"
#include "http/json_fields.h"
#include "http/json_out.h"
#include "http/lead_json.h"
#include "work/lead_envelope.h"
#include "work/lead_store.h"

namespace weige::http {
namespace {

using access::Right;
using work::LeadId;

constexpr access::AuditAction kLeadOpened{"lead.opened"};
constexpr std::uint64_t kLetterBody = std::uint64_t{96}
                                      << 10U;  // the largest letter as base64, and little beside it
constexpr as_text kLeadSalt{64};

work::SealedLead read_sealed(JsonFields& fields) {
  return {.post = fields.required("post_id", as_id<access::PostId>),
          .key = fields.required("key_id", as_id<work::LeadKeyId>),
          .letter = fields.required("letter", as_bytes{work::kLargestLetter}),
          .salt = fields.required("salt", kLeadSalt)};
}

Result<Response> list_channels(Call& call) {
  auto reach = work::LeadReach::own_area;
  if (const auto wanted = call.request.query.find("reach"); wanted && !wanted->empty()) {
    const auto known = work::lead_reach_of(*wanted);
    if (!known) return problem(ProblemCode::bad_choice, "reach");
    reach = *known;
  }
  WEIGE_TRY(const auto channels, work::list_channels(call.tx(), call.now, call.actor(), reach));
  return json_response(200, json_items(channels, channel_json));
}

// No transaction of the endpoint's, and no answer that is kept: both would name the account beside the
// letter.
Result<Response> send_lead(Call& call) {
  WEIGE_TRY(const auto sealed, read_json(call.request, read_sealed));
  WEIGE_TRY(const auto day, work::send_lead(call.database, call.now, call.actor(), sealed));
  boost::json::object out;
  put(out, "received_on", day);
  return json_response(201, out);
}

Result<Response> list_leads(Call& call) {
  WEIGE_TRY(const auto leads, work::list_leads(call.tx(), call.now, call.actor()));
  return json_response(200, json_items(leads, lead_json));
}

Result<Response> open_lead(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<LeadId>("id"));
  WEIGE_TRY(const auto lead, work::read_lead(call.tx(), call.now, call.actor(), id));
  call.readings.add(call.now, call.actor(), kLeadOpened, work::kLeadSubject, {lead.id.value});
  return json_response(200, lead_json(lead));
}

Result<Response> marked(const Result<work::Lead>& lead) {
  WEIGE_CHECK(lead);
  auto without_letter = *lead;
  without_letter.letter.clear();
  return json_response(200, lead_json(without_letter));
}

Result<Response> mark_lead(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<LeadId>("id"));
  WEIGE_TRY(const auto state, read_json(call.request, [](JsonFields& fields) {
              return fields.required("state", as_choice(work::lead_mark_of));
            }));
  return marked(work::mark_lead(call.tx(), call.now, call.actor(), {.id = id, .state = state}));
}

Result<Response> forward_lead(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<LeadId>("id"));
  WEIGE_TRY(auto sealed, read_json(call.request, read_sealed));
  return marked(work::forward_lead(call.tx(), call.now, call.actor(), {id, std::move(sealed)}));
}

}  // namespace

std::vector<Route> lead_routes() {
  const RouteOptions quietly{.noting = Noting::unnoted};
  const RouteOptions letter{.work = Work::own, .noting = Noting::unnoted, .body_limit = kLetterBody};
  const RouteOptions onward{
      .idempotency = Idempotency::required, .noting = Noting::unnoted, .body_limit = kLetterBody};
  return {
      {Method::get, "/api/lead-channels", Right::send_leads, list_channels, quietly},
      {Method::post, "/api/leads", Right::send_leads, send_lead, letter},
      {Method::get, "/api/leads", Right::read_leads, list_leads, quietly},
      {Method::get, "/api/leads/{id}", Right::read_leads, open_lead, quietly},
      {Method::put, "/api/leads/{id}/state", Right::read_leads, mark_lead, quietly},
      {Method::post, "/api/leads/{id}/forward", Right::read_leads, forward_lead, onward},
  };
}

}  // namespace weige::http
