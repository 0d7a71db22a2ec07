#include "http/place_work_json.h"

#include "http/json_out.h"

namespace weige::http {
namespace {

void put_work_post(boost::json::object& out, std::string_view name, const work::PostName& post) {
  out[std::string(name) + "_post_id"] = json_of(post.id);
  out[std::string(name) + "_title"] = json_of(post.title);
}

boost::json::object site_step_json(const work::SiteStep& step) {
  boost::json::object out;
  put(out, "id", step.id);
  put(out, "measure", work::code(step.measure));
  put_work_post(out, "owner", step.owner);
  put(out, "due", step.due);
  put(out, "done_on", step.done_on);
  return out;
}

boost::json::object site_check_json(const work::SiteCheck& check) {
  boost::json::object out;
  put(out, "on", check.on);
  put_work_post(out, "by", check.by);
  put(out, "result", work::code(check.result));
  return out;
}

boost::json::object noticed_json(const work::Noticed& noticed) {
  boost::json::object out;
  put(out, "id", noticed.id);
  put(out, "place", noticed.place);
  put(out, "what", work::code(noticed.what));
  put(out, "note", noticed.note);
  if (noticed.became) put(out, "became", work::code(*noticed.became));
  return out;
}

boost::json::object obligation_entry_json(const work::ObligationEntry& entry) {
  boost::json::object out;
  put(out, "what", work::code(entry.what));
  put(out, "how", work::code(entry.how));
  put(out, "on", entry.on);
  put_work_post(out, "by", entry.by);
  return out;
}

}  // namespace

boost::json::object work_post_json(const access::Post& post) {
  boost::json::object out;
  put(out, "id", post.id);
  put(out, "role", access::code(post.role));
  put(out, "title", post.title);
  put(out, "area_id", post.area);
  put(out, "area_name", post.area_name);
  return out;
}

boost::json::object key_kind_json(const norms::KeyPremisesKind& kind) {
  boost::json::object out;
  put(out, "code", kind.code);
  put(out, "zh", kind.zh);
  put(out, "en", kind.en);
  put(out, "visit_every_days", kind.visit_every_days);
  return out;
}

boost::json::object key_premises_json(const work::KeyPremisesLine& line) {
  const auto& premises = line.premises;
  boost::json::object out;
  put(out, "id", premises.id);
  put(out, "version", premises.version);
  put(out, "premises_id", premises.premises);
  put(out, "address", premises.address);
  put(out, "area_id", premises.area_id);
  put(out, "area_name", premises.area_name);
  put(out, "kind", premises.kind);
  put(out, "source", work::code(premises.source));
  put(out, "state", work::code(premises.state));
  put(out, "reason", work::code(premises.reason));
  put(out, "since", premises.since);
  put(out, "until", premises.until);
  put(out, "last_visit", premises.last_visit);
  put(out, "visit_every_days", line.every_days);
  put(out, "due", line.due);
  put(out, "overdue", line.is_overdue);
  return out;
}

boost::json::object key_premises_view_json(const work::KeyPremisesView& view) {
  auto out = key_premises_json(view.line);
  out["visits"] = json_array(view.visits, [](const work::DoorDay& visit) {
    boost::json::object one;
    put(one, "day", visit.day);
    put(one, "outcome", visit.outcome);
    return one;
  });
  out["labels"] = json_array(view.labels, [](const work::PlaceLabel& label) {
    boost::json::object one;
    put(one, "label", label.label);
    put(one, "evidence", label.evidence);
    put(one, "from", label.from);
    return one;
  });
  return out;
}

boost::json::object own_key_report_json(const work::KeyPremisesReport& report) {
  boost::json::object out;
  put(out, "id", report.id);
  put(out, "address", report.address);
  put(out, "kind", report.kind);
  put(out, "reported_on", report.reported_on);
  put(out, "state", work::code(report.state));
  return out;
}

boost::json::object key_report_json(const work::KeyPremisesReport& report) {
  auto out = own_key_report_json(report);
  put(out, "version", report.version);
  put_work_post(out, "by", report.by);
  put(out, "premises_id", report.premises);
  put(out, "decided_on", report.decided_on);
  return out;
}

boost::json::object site_json(const work::SiteView& view) {
  const auto& site = view.site;
  boost::json::object out;
  put(out, "id", site.id);
  put(out, "version", site.version);
  put(out, "area_id", site.area_id);
  put(out, "area_name", site.area_name);
  put(out, "name", site.name);
  put(out, "place", site.place);
  put(out, "premises_id", site.premises);
  put(out, "level", work::code(site.level));
  put(out, "flagged_on", site.flagged_on);
  put_work_post(out, "flagged_by", site.flagged_by);
  put(out, "state", site.closed_on ? "closed" : "open");
  put(out, "closed_on", site.closed_on);
  if (site.closed_by) put_work_post(out, "closed_by", *site.closed_by);
  put(out, "check_due", view.check_due);
  put(out, "overdue", view.is_overdue);
  out["steps"] = json_array(site.steps, site_step_json);
  out["checks"] = json_array(site.checks, site_check_json);
  return out;
}

boost::json::object patrol_json(const work::Patrol& patrol) {
  boost::json::object out;
  put(out, "id", patrol.id);
  put(out, "version", patrol.version);
  put(out, "area_id", patrol.area_id);
  put(out, "area_name", patrol.area_name);
  put_work_post(out, "by", patrol.by);
  put(out, "planned_by_post_id", patrol.planned_by);
  put(out, "planned_on", patrol.planned_on);
  put(out, "state", work::code(patrol.state));
  put(out, "done_on", patrol.done_on);
  put(out, "hour", patrol.hour);
  out["places"] = json_array(patrol.places, [](const std::string& place) { return json_of(place); });
  out["noticed"] = json_array(patrol.noticed, noticed_json);
  return out;
}

boost::json::object inspection_json(const work::Inspection& inspection, Day today) {
  boost::json::object out;
  put(out, "id", inspection.id);
  put(out, "version", inspection.version);
  put(out, "area_id", inspection.area_id);
  put(out, "area_name", inspection.area_name);
  if (inspection.post) put_work_post(out, "of", *inspection.post);
  put(out, "subject", work::code(inspection.subject));
  put(out, "result", work::code(inspection.result));
  put(out, "finding", inspection.finding);
  put_work_post(out, "by", inspection.by);
  put(out, "on", inspection.on);
  put(out, "answer_due", inspection.answer_due);
  put(out, "overdue", work::is_overdue(inspection, today));
  put(out, "state", work::code(inspection.state));
  if (inspection.answer) {
    put(out, "answer", inspection.answer->text);
    put_work_post(out, "answered_by", inspection.answer->by);
    put(out, "answered_on", inspection.answer->on);
  }
  if (inspection.used_for) put(out, "used_for", work::code(*inspection.used_for));
  put(out, "closed_on", inspection.closed_on);
  return out;
}

boost::json::object urging_json(const work::Urging& urging) {
  boost::json::object out;
  put(out, "id", urging.id);
  put_work_post(out, "to", urging.to);
  put_work_post(out, "by", urging.by);
  put(out, "about", work::code(urging.about));
  put(out, "about_id", urging.about_id);
  put(out, "reason", urging.reason);
  put(out, "sent_on", urging.sent_on);
  put(out, "seen_on", urging.seen_on);
  return out;
}

boost::json::object obligation_json(const work::Obligation& obligation) {
  boost::json::object out;
  put(out, "id", obligation.id);
  put(out, "version", obligation.version);
  put(out, "kind", work::code(obligation.kind));
  put(out, "premises_id", obligation.premises);
  put(out, "organisation_id", obligation.organisation);
  put(out, "area_id", obligation.area_id);
  put(out, "area_name", obligation.area_name);
  put(out, "place", obligation.place);
  put(out, "opened_on", obligation.opened_on);
  put(out, "state", work::code(obligation.state));
  if (obligation.closed_as) put(out, "closed_as", work::code(*obligation.closed_as));
  put(out, "closed_on", obligation.closed_on);
  out["entries"] = json_array(obligation.entries, obligation_entry_json);
  return out;
}

boost::json::object publicity_json(const work::Publicity& publicity) {
  boost::json::object out;
  put(out, "id", publicity.id);
  put(out, "area_id", publicity.area_id);
  put(out, "area_name", publicity.area_name);
  put(out, "on", publicity.on);
  put(out, "subject", work::code(publicity.subject));
  put(out, "channel", work::code(publicity.channel));
  put(out, "reach", publicity.reach);
  put(out, "helper_kind", publicity.helper_kind);
  put_work_post(out, "by", publicity.by);
  return out;
}

}  // namespace weige::http
