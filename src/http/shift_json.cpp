#include "http/shift_json.h"

#include <boost/json.hpp>

#include "http/json_out.h"

namespace weige::http {
namespace {

namespace json = boost::json;

json::object slot_json(const work::ShiftSlot& slot) {
  json::object out;
  put(out, "id", slot.id);
  put(out, "post_id", slot.post);
  put(out, "on", slot.on);
  put(out, "from", slot.from);
  put(out, "to", slot.to);
  return out;
}

json::object breach_json(const work::ShiftBreach& breach) {
  json::object out;
  put(out, "rule", work::code(breach.rule));
  put(out, "post_id", breach.post);
  put(out, "on", breach.on);
  put(out, "minutes", breach.minutes);
  return out;
}

json::object plan_json(const work::ShiftPlan& plan) {
  json::object out;
  put(out, "id", plan.id);
  put(out, "version", plan.version);
  put(out, "made_at", plan.made_at);
  out["slots"] = json_array(plan.slots, slot_json);
  return out;
}

json::object swap_json(const work::SwapView& view) {
  const auto& swap = view.swap;
  json::object out;
  put(out, "id", swap.id);
  put(out, "version", swap.version);
  put(out, "slot_id", swap.slot);
  put(out, "other_slot_id", swap.other);
  put(out, "asked_by", swap.asked_by);
  put(out, "asked_of", swap.asked_of);
  put(out, "state", work::code(swap.state));
  put(out, "asked_at", swap.asked_at);
  put(out, "mine_to_answer", view.is_mine_to_answer);
  return out;
}

json::object hour_json(const work::HourEvidence& hour) {
  json::object out;
  put(out, "hour", hour.hour);
  put(out, "tries", hour.tries.tries);
  put(out, "answered", hour.tries.answered);
  if (hour.interval) {
    put(out, "low", hour.interval->low);
    put(out, "high", hour.interval->high);
  }
  put(out, "advice", work::code(hour.advice));
  return out;
}

json::object shift_post_json(const work::ShiftPost& post) {
  json::object out;
  put(out, "post_id", post.id);
  put(out, "title", post.title);
  put(out, "role", access::code(post.role));
  return out;
}

}  // namespace

json::object shift_view_json(const work::ShiftView& view) {
  json::object out;
  put(out, "area_id", view.area_id);
  put(out, "area", view.area);
  put(out, "week", view.week);
  if (view.plan) out["plan"] = plan_json(*view.plan);
  out["posts"] = json_array(view.posts, shift_post_json);
  out["breaches"] = json_array(view.breaches, breach_json);
  out["swaps"] = json_array(view.swaps, swap_json);
  out["hours"] = json_array(view.hours, hour_json);
  return out;
}

json::object shift_week_json(const work::ShiftWeekView& week) {
  json::object out;
  put(out, "area_id", week.of.area_id);
  put(out, "area", week.of.area);
  put(out, "planned", week.of.plan.has_value());
  out["breaches"] = json_array(week.breaches, breach_json);
  return out;
}

}  // namespace weige::http
