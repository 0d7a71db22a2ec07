#include "http/shift_routes.h"

#include <boost/json.hpp>

#include "http/json_fields.h"
#include "http/json_out.h"
#include "http/meeting_routes.h"
#include "http/shift_json.h"
#include "work/shift_actions.h"

namespace weige::http {
namespace {

using access::Right;

constexpr std::int64_t kLastMinute = 1440;

Result<Day> week_of_query(const Request& request) {
  WEIGE_TRY(const auto week, request.query_day("week"));
  if (!week) return problem(ProblemCode::missing_field, "week");
  return *week;
}

Result<Response> shift_answer(int status, Result<work::ShiftView> view) {
  if (!view) return std::move(view).problem();
  return json_response(status, shift_view_json(*view));
}

Result<Response> shifts_of_week(Call& call) {
  WEIGE_TRY(const auto area, call.request.query_number("area_id", 1, kGreatestId));
  WEIGE_TRY(const auto week, week_of_query(call.request));
  return shift_answer(200, work::read_shifts(meeting_context(call), {area.value_or(0), week}));
}

Result<Response> weeks_of_grids(Call& call) {
  WEIGE_TRY(const auto week, week_of_query(call.request));
  WEIGE_TRY(const auto weeks, work::supervise_shifts(meeting_context(call), week));
  return json_response(200, json_items(weeks, shift_week_json));
}

work::ShiftSlot take_slot(JsonFields& fields) {
  return {.post = fields.required("post_id", as_id<access::PostId>),
          .on = fields.required("on", as_day),
          .from = static_cast<int>(fields.required("from", as_integer{0, kLastMinute})),
          .to = static_cast<int>(fields.required("to", as_integer{0, kLastMinute}))};
}

struct PlanBody {
  work::ShiftsAsked of = {};
  std::vector<work::ShiftSlot> slots = {};
};

Result<Response> plan_week(Call& call) {
  WEIGE_TRY(const auto body, read_json(call.request, [](JsonFields& fields) {
              return PlanBody{
                  .of = {.area = fields.optional("area_id", as_integer{1, kGreatestId}).value_or(0),
                         .week = fields.required("week", as_day)},
                  .slots = fields.required("slots", as_list(work::kMostShiftSlots, as_object(take_slot)))};
            }));
  return shift_answer(201, work::plan_shifts(meeting_context(call), body.of, body.slots));
}

Result<Response> replan_week(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<work::ShiftPlanId>("id"));
  WEIGE_TRY(const auto slots, read_json(call.request, [](JsonFields& fields) {
              return fields.required("slots", as_list(work::kMostShiftSlots, as_object(take_slot)));
            }));
  return shift_answer(200, work::replan_shifts(meeting_context(call), {id, call.version()}, slots));
}

Result<Response> ask_for_swap(Call& call) {
  WEIGE_TRY(const auto wanted, read_json(call.request, [](JsonFields& fields) {
              return work::NewSwap{.plan = fields.required("plan_id", as_id<work::ShiftPlanId>),
                                   .slot = fields.required("slot_id", as_id<work::ShiftSlotId>),
                                   .other = fields.optional("other_slot_id", as_id<work::ShiftSlotId>),
                                   .asked_of = fields.required("post_id", as_id<access::PostId>)};
            }));
  return shift_answer(201, work::ask_swap(meeting_context(call), wanted));
}

std::optional<work::SwapState> swap_answer_of(std::string_view text) {
  const auto state = work::swap_state_of(text);
  return state == work::SwapState::asked ? std::nullopt : state;
}

Result<Response> answer_swap_asked(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<work::ShiftSwapId>("id"));
  WEIGE_TRY(const auto answer, read_json(call.request, [](JsonFields& fields) {
              return fields.required("answer", as_choice(swap_answer_of));
            }));
  return shift_answer(200, work::answer_swap(meeting_context(call), {id, call.version(), answer}));
}

}  // namespace

std::vector<Route> shift_routes() {
  const RouteOptions submission{.idempotency = Idempotency::required};
  const RouteOptions step{.if_match = IfMatch::required, .idempotency = Idempotency::required};
  return {
      {Method::get, "/api/shifts", Right::attend_meetings, shifts_of_week},
      {Method::get, "/api/shift-weeks", Right::attend_meetings, weeks_of_grids},
      {Method::post, "/api/shift-plans", Right::plan_shifts, plan_week, submission},
      {Method::put,
       "/api/shift-plans/{id}",
       Right::plan_shifts,
       replan_week,
       {.if_match = IfMatch::required}},
      {Method::post, "/api/shift-swaps", Right::attend_meetings, ask_for_swap, submission},
      {Method::post, "/api/shift-swaps/{id}/answer", Right::attend_meetings, answer_swap_asked, step},
  };
}

}  // namespace weige::http
