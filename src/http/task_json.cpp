#include "http/task_json.h"

#include <boost/json.hpp>

#include "http/json_out.h"
#include "http/record_json.h"

namespace weige::http {
namespace {

std::optional<std::string> task_subject(std::string_view code) {
  if (!work::is_task_subject(code)) return std::nullopt;
  return std::string(code);
}

std::optional<std::string> cancel_reason(std::string_view code) {
  if (!work::is_cancel_reason(code)) return std::nullopt;
  return std::string(code);
}

Day task_day(Instant instant) {
  return TownTime{}.day_of(instant);
}

}  // namespace

boost::json::object task_json(const work::TaskLine& line, Day today) {
  const auto& task = line.task;
  boost::json::object out;
  put(out, "id", task.id);
  put(out, "version", task.version);
  put(out, "source", work::code(task.about.source));
  if (task.about.source_id != 0) put(out, "source_id", task.about.source_id);
  if (!task.about.text.empty()) put(out, "text", task.about.text);
  put(out, "state", work::code(task.state));
  put(out, "premises_id", task.about.premises);
  put(out, "organisation_id", task.about.organisation);
  put(out, "area_id", task.about.area_id);
  put(out, "address", line.address);
  put(out, "post_id", task.about.post);
  put(out, "due", task.about.due);
  put(out, "overdue", !work::is_over(task.state) && task.about.due < today);
  put(out, "attempts", task.attempts);
  put(out, "opened_on", task_day(task.opened_at));
  if (task.closed_at) put(out, "closed_on", task_day(*task.closed_at));
  put(out, "closed_by_visit", task.closed_by_visit);
  return out;
}

boost::json::object task_count_json(const work::TaskCount& count) {
  boost::json::object out;
  put(out, "source", work::code(count.source));
  put(out, "area_id", count.area);
  put(out, "waiting", count.waiting);
  put(out, "overdue", count.overdue);
  put(out, "with_officer", count.with_officer);
  return out;
}

boost::json::object visit_json(const work::VisitLine& line) {
  const auto& visit = line.visit;
  boost::json::object out;
  put(out, "id", visit.id);
  put(out, "premises_id", visit.door.premises);
  put(out, "organisation_id", visit.door.organisation);
  put(out, "area_id", visit.area_id);
  put(out, "address", line.address);
  put(out, "outcome", work::code(visit.outcome));
  put(out, "on_day", visit.on_day);
  put(out, "at", visit.at);
  if (!line.by.empty()) put(out, "by", line.by);
  put(out, "led_by_officer", visit.led_by_officer);
  put(out, "residents", visit.residents);
  put(out, "premises", visit.premises);
  put(out, "organisations", visit.organisations);
  put(out, "changes", visit.changes);
  put(out, "confirmed", visit.confirmed);
  out["hints"] = json_array(visit.hints, [](work::DoorHint hint) { return json_of(work::code(hint)); });
  return out;
}

boost::json::object campaign_json(const work::Campaign& campaign) {
  boost::json::object out;
  put(out, "id", campaign.id);
  put(out, "version", campaign.version);
  put(out, "area_id", campaign.area_id);
  put(out, "name", campaign.name);
  out["uses"] = json_array(campaign.uses, [](const std::string& use) { return json_of(use); });
  if (!campaign.label.empty()) put(out, "label", campaign.label);
  put(out, "not_confirmed_since", campaign.not_confirmed_since);
  put(out, "until", campaign.until);
  put(out, "state", campaign.running ? "running" : "ended");
  put(out, "started_on", task_day(campaign.opened_at));
  put(out, "waiting", campaign.waiting);
  put(out, "done", campaign.done);
  return out;
}

work::HandTask take_hand_task(JsonFields& body) {
  work::HandTask out;
  out.door = {.premises = body.optional("premises_id", as_record_id),
              .organisation = body.optional("organisation_id", as_record_id)};
  if (out.door.premises.has_value() == out.door.organisation.has_value())
    body.place().at("premises_id").refuse(problem(ProblemCode::missing_field));
  out.about = body.required("about", as_choice(task_subject));
  out.post = body.optional("post_id", as_id<access::PostId>);
  out.due = body.optional("due", as_day);
  return out;
}

work::Assignment take_assignment(JsonFields& body) {
  work::Assignment out;
  out.area = body.required("area_id", as_record_id);
  out.roster = body.optional("roster_id", as_record_id);
  out.source = body.optional("source", as_choice(work::task_source_of));
  out.post = body.optional("post_id", as_id<access::PostId>);
  out.due = body.optional("due", as_day);
  return out;
}

work::TaskEdit take_task_edit(JsonFields& body) {
  work::TaskEdit out;
  out.post = body.nullable("post_id", as_id<access::PostId>);
  out.due = body.optional("due", as_day);
  out.cancel = body.optional("cancel", as_choice(cancel_reason)).value_or("");
  return out;
}

work::Campaign take_campaign(JsonFields& body) {
  work::Campaign out;
  out.area_id = body.required("area_id", as_record_id);
  out.name = body.required("name", as_text{work::kLongestCampaignName});
  out.uses = body.optional("uses", as_list(20, as_text{40})).value_or(out.uses);
  out.label = body.optional("label", as_text{40}).value_or("");
  out.not_confirmed_since = body.optional("not_confirmed_since", as_day);
  out.until = body.required("until", as_day);
  return out;
}

}  // namespace weige::http
