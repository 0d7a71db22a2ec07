#include "http/retention_routes.h"

#include <boost/json.hpp>

#include <array>

#include "http/approval_call.h"
#include "http/approval_json.h"
#include "http/json_fields.h"
#include "http/json_out.h"
#include "http/register_call.h"
#include "http/retention_json.h"
#include "registry/legal_hold_actions.h"
#include "town/bulk_erasure_actions.h"
#include "town/erasure_actions.h"

namespace weige::http {
namespace {

using access::Right;

Result<Response> list_clocks(const town::RetentionTimes& times) {
  return json_response(200, json_items(town::retention_clocks(), [&](const town::RetentionClock& clock) {
                         return clock_json(clock, times);
                       }));
}

Result<Response> list_erasures(Call& call) {
  WEIGE_TRY(const auto page, list_page(call.request));
  WEIGE_TRY(const auto runs,
            town::list_runs(call.tx(), call.actor(), page.after.value_or(0), static_cast<int>(page.limit)));
  auto out = json_items(runs, run_json);
  if (runs.size() == page.limit) put(out, "next_cursor", std::to_string(runs.back().run.id.value));
  return json_response(200, out);
}

Result<Response> cancel_erasure(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<town::RunId>("id"));
  WEIGE_TRY(const auto view, town::cancel_run(call.tx(), call.now, call.actor(), id));
  return json_response(200, run_json(view));
}

// Not in the request's transaction: it is answered when the journal has it, too.
Result<Response> erase_person(Call& call, town::ErasureJournal* journal) {
  WEIGE_TRY(const auto id, call.request.id_param("id"));
  WEIGE_TRY(const auto reason, read_json(call.request, [](JsonFields& fields) {
              return fields.required("reason", as_choice(registry::stated_reason_of));
            }));
  const std::array wanted{town::PersonToErase{.id = id, .version = call.version()}};
  WEIGE_TRY(auto run, town::erase_persons({call.database, call.actor(), call.now, journal}, wanted, reason));
  return json_response(200, run_json({.run = std::move(run)}));
}

town::BulkErasureWish read_bulk_wish(JsonFields& fields) {
  const auto ids =
      fields.required("person_ids", as_list(town::kMostErasedAtOnce, as_integer{1, kGreatestId}));
  return {.people = ids,
          .reason = fields.required("reason", as_choice(registry::stated_reason_of)),
          .why = fields.optional("why", as_text{access::kLongestApprovalReason}).value_or("")};
}

// 202: with the approval the job begins by itself.
Result<Response> ask_for_erasure(Call& call) {
  WEIGE_TRY(const auto wish, read_json(call.request, read_bulk_wish));
  auto approval = town::ask_for_bulk_erasure(call.tx(), call.now, call.actor(), wish);
  if (!approval) {
    const bool is_why = approval.problem().place == "reason";  // as approvals call it
    return is_why ? std::move(approval).problem().at("why") : std::move(approval).problem();
  }
  tell_approval(call, *approval);
  return json_response(202, own_approval_json(*approval));
}

Result<Response> place_hold(Call& call) {
  WEIGE_TRY(const auto id, call.request.id_param("id"));
  WEIGE_TRY(auto wanted, read_json(call.request, [](JsonFields& fields) {
              return registry::NewHold{
                  .person = 0,
                  .reason = fields.required("reason", as_text{registry::kLongestHoldReason}),
                  .until = fields.required("until", as_day)};
            }));
  wanted.person = id;
  WEIGE_TRY(const auto hold, registry::place_hold(writing(call), wanted));
  return json_response(201, hold_json(hold));
}

Result<Response> list_holds(Call& call) {
  WEIGE_TRY(const auto holds, registry::list_holds(reading(call)));
  return json_response(200, json_items(holds, hold_json));
}

Result<Response> lift_hold(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<registry::HoldId>("id"));
  WEIGE_TRY(const auto hold, registry::end_hold(writing(call), id));
  return json_response(200, hold_json(hold));
}

}  // namespace

std::vector<Route> retention_routes(const town::RetentionParts& parts) {
  return {
      {Method::get, "/api/retention", Right::read_retention,
       [times = parts.times](Call&) { return list_clocks(times); }},
      {Method::get, "/api/erasures", Right::read_retention, list_erasures},
      {Method::post,
       "/api/erasures",
       Right::erase_records,
       ask_for_erasure,
       {.idempotency = Idempotency::required}},
      {Method::post, "/api/erasures/{id}/cancel", Right::erase_records, cancel_erasure},
      {Method::post,
       "/api/persons/{id}/erasure",
       Right::erase_records,
       [journal = parts.journal](Call& call) { return erase_person(call, journal.get()); },
       {.work = Work::own, .if_match = IfMatch::required}},
      {Method::post,
       "/api/persons/{id}/holds",
       Right::erase_records,
       place_hold,
       {.idempotency = Idempotency::required}},
      {Method::get, "/api/legal-holds", Right::read_retention, list_holds},
      {Method::del, "/api/legal-holds/{id}", Right::erase_records, lift_hold},
  };
}

}  // namespace weige::http
