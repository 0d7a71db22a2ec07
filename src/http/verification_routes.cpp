#include "http/verification_routes.h"

#include <boost/json.hpp>
#include <charconv>

#include "http/json_fields.h"
#include "http/json_out.h"
#include "http/list_query.h"
#include "http/register_call.h"
#include "http/verification_json.h"

namespace weige::http {
namespace {

using access::AreaId;
using access::Right;
using work::VerificationId;

work::VerificationContext verifying(const Call& call) {
  return {.tx = call.tx(), .actor = call.actor(), .now = call.now};
}

std::optional<std::string> month_of_query(const Request& request) {
  const auto text = request.query.find("month");
  return text && !text->empty() ? std::optional(std::string(*text)) : std::nullopt;
}

Result<work::VerificationAsked> month_and_area(const Request& request) {
  work::VerificationAsked asked{.month = month_of_query(request)};
  WEIGE_TRY(asked.area, request.query_number("area_id", 1, kGreatestId));
  return asked;
}

Result<AreaId> needed_area(const Request& request) {
  WEIGE_TRY(const auto area, request.query_number("area_id", 1, kGreatestId));
  if (!area) return problem(ProblemCode::missing_field, "area_id");
  return AreaId{*area};
}

// A number that was a next_cursor.
Result<std::int64_t> number_of_cursor(const std::string& cursor) {
  std::int64_t number = 0;
  const auto* const end = cursor.data() + cursor.size();
  if (cursor.empty()) return number;
  const auto [rest, error] = std::from_chars(cursor.data(), end, number);
  if (error != std::errc{} || rest != end || number < 0) return problem(ProblemCode::bad_request, "cursor");
  return number;
}

// Bodies without any field.
Done read_nothing(const Request& request) {
  WEIGE_CHECK(read_json(request, [](JsonFields&) { return Unit{}; }));
  return done();
}

Result<Response> told_round(int status, const Result<work::RoundView>& view) {
  WEIGE_CHECK(view);
  return record_response(status, view->round.version, verification_round_json(*view));
}

Result<Response> verification_board(Call& call) {
  WEIGE_TRY(const auto asked, month_and_area(call.request));
  WEIGE_TRY(const auto board, work::read_verification(verifying(call), asked));
  return json_response(200, verification_board_json(board));
}

Result<Response> start_round(Call& call) {
  WEIGE_TRY(const auto area, read_json(call.request, [](JsonFields& fields) {
              return fields.required("area_id", as_id<AreaId>);
            }));
  return told_round(201, work::start_verification(verifying(call), area));
}

Result<Response> verification_doors(Call& call) {
  const auto& request = call.request;
  work::DoorsAsked asked{.month = month_of_query(request)};
  WEIGE_TRY(asked.area, needed_area(request));
  WEIGE_TRY(const auto page, list_query(request));
  WEIGE_TRY(const auto from, number_of_cursor(page.cursor));
  asked.from = static_cast<std::size_t>(from);
  asked.limit = page.limit;
  if (const auto state = request.query.find("state"); state && !state->empty()) {
    asked.state = work::door_progress_of(*state);
    if (!asked.state) return problem(ProblemCode::bad_choice, "state");
  }
  WEIGE_TRY(const auto doors, work::list_verification_doors(verifying(call), asked));
  return json_response(200, verification_doors_json(doors));
}

Result<Response> next_tasks_of_round(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<VerificationId>("id"));
  WEIGE_CHECK(read_nothing(call.request));
  return told_round(200, work::open_verification_tasks(verifying(call), id));
}

Result<Response> reason_of_door(Call& call) {
  WEIGE_TRY(auto given, read_json(call.request, [](JsonFields& fields) {
              return work::ReasonGiven{
                  .premises = fields.required("premises_id", as_integer{1, kGreatestId}),
                  .reason = fields.required("reason", as_choice(work::unconfirmed_reason_of))};
            }));
  WEIGE_TRY(given.id, call.request.id<VerificationId>("id"));
  return told_round(200, work::give_reason(verifying(call), given));
}

Result<Response> close_round(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<VerificationId>("id"));
  WEIGE_CHECK(read_nothing(call.request));
  return told_round(200, work::close_verification(verifying(call), {.id = id, .version = call.version()}));
}

Result<Response> grid_staff_share(Call& call) {
  WEIGE_TRY(const auto asked, month_and_area(call.request));
  WEIGE_TRY(const auto shares, work::read_staff_shares(verifying(call), asked));
  return json_response(200, staff_shares_json(shares));
}

Result<Response> grid_staff_changes(Call& call) {
  const auto& request = call.request;
  work::StaffChangesAsked asked{.month = month_of_query(request)};
  WEIGE_TRY(const auto area, needed_area(request));
  asked.area = area.value;
  WEIGE_TRY(const auto page, list_query(request));
  WEIGE_TRY(asked.before, number_of_cursor(page.cursor));
  asked.limit = page.limit;
  if (const auto by = request.query.find("by"); by && !by->empty()) {
    if (*by != "grid_staff" && *by != "all") return problem(ProblemCode::bad_choice, "by");
    asked.of_grid_staff = *by == "grid_staff";
  }
  WEIGE_TRY(const auto changes, work::list_staff_changes(verifying(call), asked));
  auto out = json_items(changes, staff_change_json);
  if (changes.size() == asked.limit) put(out, "next_cursor", std::to_string(changes.back().id));
  return json_response(200, out);
}

}  // namespace

std::vector<Route> verification_routes() {
  return {
      {Method::get, "/api/verification", Right::read_counters, verification_board},
      {Method::post,
       "/api/verification",
       Right::run_verification,
       start_round,
       {.idempotency = Idempotency::required}},
      {Method::get, "/api/verification/doors", Right::read_tasks, verification_doors},
      {Method::post, "/api/verification/{id}/tasks", Right::run_verification, next_tasks_of_round},
      {Method::put, "/api/verification/{id}/reasons", Right::run_verification, reason_of_door},
      {Method::post,
       "/api/verification/{id}/close",
       Right::run_verification,
       close_round,
       {.if_match = IfMatch::required}},
      {Method::get, "/api/grid-staff-share", Right::read_counters, grid_staff_share},
      {Method::get, "/api/grid-staff-share/changes", Right::read_tasks, grid_staff_changes},
  };
}

}  // namespace weige::http
