#include "http/door_json.h"

#include <boost/json.hpp>

#include <algorithm>

#include "http/json_out.h"
#include "http/premises_json.h"
#include "http/record_json.h"
#include "http/task_json.h"
#include "intake/finding_actions.h"
#include "registry/code_lists.h"
#include "work/due_task.h"

namespace weige::http {
namespace {

using work::DoorView;

// Dates of confirmation beside the limits of norm K1.
void put_confirmed(boost::json::object& out, Day confirmed, Day limit) {
  put(out, "confirmed_at", confirmed);
  put(out, "confirm_due", confirmed < limit);
}

boost::json::object premises_of_door(const registry::Record& record, Day limit) {
  boost::json::object out;
  put(out, "id", record.id);
  put(out, "version", record.version);
  put_fields(out, record, {"use", "owner_name", "owner_phone", "agent_name", "agent_phone"});
  put(out, "residential", registry::is_residential_use(record.text("use")));
  put(out, "headcount_limit", record.number("headcount_limit"));
  put_confirmed(out, record.confirmed_at, limit);
  return out;
}

boost::json::object resident_of_door(const work::DoorResident& each, Day limit) {
  boost::json::object out;
  put(out, "residence_id", each.residence.id);
  put(out, "residence_version", each.residence.version);
  put(out, "person_id", each.person.id);
  put(out, "person_version", each.person.version);
  put_fields(out, each.person,
             {"name", "sex", "birth_date", "document_type", "document_number", "phone", "category",
              "registered_place"});
  put(out, "relation", each.residence["relation"]);
  put(out, "kind", each.residence["kind"]);
  put(out, "from", each.residence["from_day"]);
  put(out, "state", each.residence["state"]);
  put_confirmed(out, each.confirmed_at, limit);
  return out;
}

boost::json::object organisation_of_door(const registry::Record& record, Day limit) {
  boost::json::object out;
  put(out, "id", record.id);
  put(out, "version", record.version);
  put_fields(out, record, {"name", "credit_code", "kind", "contact_name", "contact_phone"});
  put_confirmed(out, record.confirmed_at, limit);
  return out;
}

boost::json::object finding_of_door(const intake::Finding& finding) {
  boost::json::object out;
  put(out, "id", finding.id);
  put(out, "version", finding.version);
  put(out, "kind", intake::code(finding.kind));
  put(out, "residence_id", finding.residence);
  return out;
}

boost::json::array hours_json(const work::DoorHours& hours) {
  boost::json::array out;
  for (std::size_t hour = 0; hour < hours.size(); ++hour) {
    if (hours.at(hour).visits == 0) continue;
    boost::json::object each;
    put(each, "hour", static_cast<int>(hour));
    put(each, "visits", hours.at(hour).visits);
    put(each, "answered", hours.at(hour).answered);
    out.push_back(std::move(each));
  }
  return out;
}

registry::FieldInput take_resident_fields(JsonFields& in) {
  registry::FieldInput out;
  take_texts(in,
             {{"document_type", 40},
              {"document_number", 40},
              {"name", 60},
              {"sex", 10},
              {"birth_date", 10},
              {"phone", 30},
              {"registered_place", 120},
              {"category", 40}},
             out);
  return out;
}

work::ResidentAnswer take_resident(JsonFields& in) {
  work::ResidentAnswer out{.residence = in.required("residence_id", as_record_id),
                           .version = in.required("version", as_record_id),
                           .found = in.required("answer", as_choice(work::resident_found_of)),
                           .person_version = in.optional("person_version", as_record_id).value_or(0)};
  out.fields = in.optional("fields", as_object(take_resident_fields)).value_or(out.fields);
  out.relation = in.nullable("relation", as_text{30});
  out.last_day = in.optional("last_day", as_day);
  if (!out.fields.empty() && out.person_version == 0)
    in.place().at("person_version").refuse(problem(ProblemCode::missing_field));
  return out;
}

work::NewcomerAnswer take_newcomer(JsonFields& in) {
  work::NewcomerAnswer out;
  out.person = in.optional("person_id", as_record_id).value_or(0);
  out.fields = in.optional("person", as_object(take_resident_fields)).value_or(out.fields);
  if ((out.person == 0) == out.fields.empty())
    in.place().at("person").refuse(problem(ProblemCode::missing_field));
  if (const auto from = in.optional("from", as_day)) out.residence["from_day"] = to_text(*from);
  take_texts(in, {{"kind", 30}, {"relation", 30}}, out.residence);
  return out;
}

registry::FieldInput take_premises_fields(JsonFields& in) {
  registry::FieldInput out;
  take_texts(in,
             {{"use", 40}, {"owner_name", 60}, {"owner_phone", 30}, {"agent_name", 60}, {"agent_phone", 30}},
             out);
  return out;
}

work::PremisesAnswer take_premises_answer(JsonFields& in) {
  work::PremisesAnswer out{.version = in.required("version", as_record_id)};
  out.fields = in.optional("fields", as_object(take_premises_fields)).value_or(out.fields);
  out.add_labels = in.optional("add_labels", as_list(20, as_text{40})).value_or(out.add_labels);
  out.end_labels = in.optional("end_labels", as_list(20, as_record_id)).value_or(out.end_labels);
  return out;
}

registry::FieldInput take_organisation_fields(JsonFields& in) {
  registry::FieldInput out;
  take_texts(in,
             {{"credit_code", 18}, {"name", 120}, {"kind", 40}, {"contact_name", 60}, {"contact_phone", 30}},
             out);
  return out;
}

work::OrganisationAnswer take_organisation_answer(JsonFields& in) {
  work::OrganisationAnswer out{.organisation = in.required("organisation_id", as_record_id),
                               .version = in.required("version", as_record_id),
                               .found = in.required("answer", as_choice(work::organisation_found_of))};
  out.fields = in.optional("fields", as_object(take_organisation_fields)).value_or(out.fields);
  return out;
}

work::FindingAnswer take_finding_answer(JsonFields& in) {
  return {.finding = in.required("finding_id", as_record_id),
          .version = in.required("version", as_record_id),
          .confirmed = in.required("verdict", as_choice(intake::verdict_of)) == intake::Verdict::confirm,
          .person = in.optional("person_id", as_integer{0, kGreatestId})};
}

registry::Evidence take_evidence(JsonFields& in) {
  return {.kind = in.required("kind", as_choice(registry::evidence_kind_of)),
          .note = in.optional("note", as_text{200}).value_or(""),
          .at = in.optional("at", as_instant)};
}

std::optional<int> take_hour(JsonFields& body) {
  const auto hour = body.optional("hour", as_integer{0, 23});
  return hour ? std::optional(static_cast<int>(*hour)) : std::nullopt;
}

void take_answers(JsonFields& body, work::VisitReport& out) {
  out.residents = body.optional("residents", as_list(200, as_object(take_resident))).value_or(out.residents);
  out.newcomers =
      body.optional("new_residents", as_list(20, as_object(take_newcomer))).value_or(out.newcomers);
  out.premises = body.optional("premises", as_object(take_premises_answer));
  out.organisations = body.optional("organisations", as_list(50, as_object(take_organisation_answer)))
                          .value_or(out.organisations);
  out.findings =
      body.optional("findings", as_list(50, as_object(take_finding_answer))).value_or(out.findings);
}

}  // namespace

boost::json::object door_json(const DoorView& view, Day today) {
  const auto limits = work::confirm_limits(view.rules.quality, today);
  const auto& id = view.place.id;
  boost::json::object out;
  put(out, "kind", id.premises ? "premises" : "organisation");
  put(out, "id", id.premises.value_or(id.organisation.value_or(0)));
  put(out, "version", view.version);
  put(out, "area_id", view.place.area_id);
  put(out, "address", view.place.address);
  if (view.premises) out["premises"] = premises_of_door(*view.premises, limits.premises);
  out["tasks"] = json_array(view.tasks, [&](const work::Task& task) {
    return task_json({task, view.place.address}, today);
  });
  out["visits"] = json_array(view.visits, visit_json);
  out["hours"] = hours_json(view.hours);
  put(out, "failed_visits", view.failed_visits);
  put(out, "leaving_needs_no_more", view.leaving_needs_no_more);
  put(out, "attempts_before_officer", view.rules.checking.attempts_before_officer);
  out["residents"] =
      json_array(view.residents, [&](const auto& each) { return resident_of_door(each, limits.residents); });
  out["labels"] = json_array(view.labels, label_json);
  out["organisations"] = json_array(
      view.organisations, [&](const auto& each) { return organisation_of_door(each, limits.organisations); });
  out["findings"] = json_array(view.findings, finding_of_door);
  return out;
}

work::VisitReport take_visit(JsonFields& body) {
  work::VisitReport out;
  out.door = {.premises = body.optional("premises_id", as_record_id),
              .organisation = body.optional("organisation_id", as_record_id)};
  out.outcome = body.required("outcome", as_choice(work::entered_outcome_of));
  out.told = {.device = body.optional("at", as_instant),
              .on_paper = body.optional("on_paper", as_day),
              .hour = take_hour(body)};
  out.led_by_officer = body.optional("led_by_officer", as_flag).value_or(false);
  out.hints = body.optional("hints", as_list(7, as_choice(work::door_hint_of))).value_or(out.hints);
  out.finder = body.optional("finder", as_text{80});
  out.verifier = body.optional("verifier", as_text{80});
  out.evidence = body.optional("evidence", as_list(5, as_object(take_evidence))).value_or(out.evidence);
  take_answers(body, out);
  return out;
}

boost::json::object visit_done_json(const work::VisitDone& done) {
  boost::json::object out;
  out["visit"] = visit_json(done.line);
  put(out, "door_version", done.door_version);
  put(out, "closed_tasks", done.closed);
  put(out, "waiting_tasks", done.waiting);
  put(out, "with_officer", done.with_officer);
  put(out, "clock_corrected", done.clock_corrected);
  put(out, "before", done.before);
  return out;
}

}  // namespace weige::http
