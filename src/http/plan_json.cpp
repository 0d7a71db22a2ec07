#include "http/plan_json.h"

#include <algorithm>
#include <cmath>

#include "http/json_out.h"

namespace weige::http {
namespace {

boost::json::object plan_reason_json(const work::PlanReason& reason) {
  boost::json::object out;
  put(out, "code", reason.code);
  if (!reason.source.empty()) put(out, "source", reason.source);
  out["figures"] = json_array(reason.figures, [](int figure) { return json_of(figure); });
  return out;
}

boost::json::object plan_door_json(const work::PlanDoorView& view) {
  const auto& door = view.door;
  const bool told = view.state == work::DoorState::done;
  boost::json::object out;
  put(out, "number", view.number);
  put(out, "code", view.code);
  put(out, "premises_id", door.premises);
  put(out, "address", view.address);
  if (view.point) out["point"] = boost::json::object{{"lng", view.point->lng}, {"lat", view.point->lat}};
  auto reasons = json_array(door.reasons, plan_reason_json);
  if (told && door.by_chance) reasons.push_back(plan_reason_json({.code = "by_chance"}));
  out["reasons"] = std::move(reasons);
  put(out, "required", door.chosen == work::DoorChosen::required);
  put(out, "state", work::code(view.state));
  out["best_hours"] = json_array(door.best_hours, [](int hour) { return json_of(hour); });
  put(out, "residents", view.residents);
  put(out, "minutes", static_cast<int>(std::ceil(door.minutes)));
  if (told) put(out, "by_chance", door.by_chance);
  return out;
}

void put_interval(boost::json::object& out, std::string_view name,
                  const std::optional<work::Interval>& interval) {
  if (interval)
    out[name] =
        boost::json::object{{"value", interval->value}, {"low", interval->low}, {"high", interval->high}};
}

boost::json::object plan_yield_json(const work::PlanYield& yield) {
  boost::json::object out;
  put(out, "doors", yield.doors);
  put(out, "answered", yield.answered);
  put(out, "doors_with_errors", yield.with_errors);
  put(out, "errors", yield.errors);
  put(out, "minutes", static_cast<std::int64_t>(std::llround(yield.minutes)));
  put_interval(out, "share", work::share_interval(yield.with_errors, yield.answered));
  put_interval(out, "per_door", work::rate_interval(yield.errors, static_cast<double>(yield.answered)));
  put_interval(out, "per_hour", work::rate_interval(yield.errors, yield.minutes / 60));
  return out;
}

}  // namespace

boost::json::object door_plan_json(const work::PlanView& view) {
  const auto in_state = [&](work::DoorState state) {
    return static_cast<int>(std::ranges::count(view.doors, state, &work::PlanDoorView::state));
  };
  boost::json::object out;
  put(out, "post_id", view.post.id);
  put(out, "post_title", view.post.title);
  put(out, "day", view.day);
  if (view.plan) put(out, "made_at", view.plan->made_at);
  if (view.plan) put(out, "minutes", view.plan->minutes);
  out["doors"] = json_array(view.doors, plan_door_json);
  put(out, "done", in_state(work::DoorState::done));
  put(out, "not_at_home", in_state(work::DoorState::not_at_home));
  return out;
}

boost::json::object hit_rate_json(const work::HitRate& rate) {
  boost::json::object out;
  put(out, "month", rate.month);
  put(out, "area_id", rate.area_id);
  out["chosen"] = plan_yield_json(rate.chosen);
  out["required"] = plan_yield_json(rate.required);
  out["random"] = plan_yield_json(rate.random);
  put(out, "enough", rate.enough);
  return out;
}

boost::json::object coded_door_json(const work::CodedDoor& door) {
  boost::json::object out;
  put(out, "code", door.code);
  put(out, "premises_id", door.premises);
  put(out, "address", door.address);
  return out;
}

}  // namespace weige::http
