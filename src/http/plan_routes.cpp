#include "http/plan_routes.h"

#include <boost/json.hpp>

#include "http/json_fields.h"
#include "http/json_out.h"
#include "http/plan_json.h"

namespace weige::http {
namespace {

using access::PostId;
using access::Right;

work::PlanContext planning(const Call& call) {
  return {.tx = call.tx(), .actor = call.actor(), .now = call.now};
}

Result<Response> shown_plan(const Result<work::PlanView>& view) {
  WEIGE_CHECK(view);
  return json_response(200, door_plan_json(*view));
}

Result<Response> todays_plan(Call& call) {
  WEIGE_TRY(const auto post, call.request.query_number("post_id", 1, kGreatestId));
  return shown_plan(work::read_plan(planning(call), post ? std::optional(PostId{*post}) : std::nullopt));
}

Result<Response> make_plan_now(Call& call) {
  WEIGE_TRY(const auto wish, read_json(call.request, [](JsonFields& fields) {
              work::DayWish out{.post = fields.optional("post_id", as_id<PostId>)};
              if (const auto minutes =
                      fields.optional("minutes", as_integer{work::kLeastMinutes, work::kMostMinutes}))
                out.minutes = static_cast<int>(*minutes);
              return out;
            }));
  return shown_plan(work::make_plan_today(planning(call), wish));
}

Result<Response> more_doors(Call& call) {
  WEIGE_TRY(const auto more, read_json(call.request, [](JsonFields& fields) {
              return work::MoreDoors{.post = fields.optional("post_id", as_id<PostId>),
                                     .doors = static_cast<int>(fields.required("doors", as_integer{1, 40}))};
            }));
  return shown_plan(work::add_to_plan(planning(call), more));
}

std::optional<std::string> month_asked(const Request& request, std::string_view name) {
  const auto text = request.query.find(name);
  return text && !text->empty() ? std::optional(std::string(*text)) : std::nullopt;
}

Result<Response> hit_rate(Call& call) {
  work::HitRateQuery query{.from = month_asked(call.request, "from"), .to = month_asked(call.request, "to")};
  WEIGE_TRY(query.area, call.request.query_number("area_id", 1, kGreatestId));
  if (const auto by = call.request.query.find("by"); by && !by->empty()) {
    if (*by != "grid" && *by != "committee") return problem(ProblemCode::bad_choice, "by");
    if (*by == "grid") query.by = work::YieldLevel::grid;
  }
  WEIGE_TRY(const auto rates, work::plan_hit_rates(planning(call), query));
  return json_response(200, json_items(rates, hit_rate_json));
}

Result<Response> door_of_code(Call& call) {
  WEIGE_TRY(const auto door, work::find_door_by_code(planning(call), call.request.param("code")));
  return json_response(200, coded_door_json(door));
}

}  // namespace

std::vector<Route> plan_routes() {
  return {
      {Method::get, "/api/plans/today", Right::read_tasks, todays_plan},
      {Method::post, "/api/plans/today", Right::read_tasks, make_plan_now},
      {Method::post,
       "/api/plans/today/more",
       Right::read_tasks,
       more_doors,
       {.idempotency = Idempotency::required}},
      {Method::get, "/api/plans/hit-rate", Right::read_counters, hit_rate},
      {Method::get, "/api/doors/code/{code}", Right::read_tasks, door_of_code},
  };
}

}  // namespace weige::http
