#include "http/roster_json.h"

#include <algorithm>

#include "formats/table.h"
#include "http/import_json.h"
#include "http/job_json.h"
#include "http/json_out.h"
#include "http/person_json.h"
#include "http/provenance_json.h"
#include "http/register_call.h"
#include "jobs/job_actions.h"
#include "registry/purpose_mask.h"
#include "registry/record_rules.h"

namespace weige::http {
namespace {

namespace json = boost::json;

json::object counts_json(const std::map<std::string, int>& counts) {
  json::object out;
  for (const auto& [name, count] : counts) out[name] = count;
  return out;
}

json::array problems_json(std::uint32_t row, const std::vector<registry::Finding>& findings,
                          Language language) {
  return json_array(
      findings, [&](const registry::Finding& finding) { return cell_problem_json(row, finding, language); });
}

json::object applied_json(const intake::Applied& applied) {
  json::object out;
  put(out, "by_rule", applied.by_rule);
  put(out, "applied", applied.applied);
  put(out, "left", applied.left);
  put(out, "confirmed", applied.confirmed);
  put(out, "held", applied.held);
  put(out, "undone", applied.undone);
  return out;
}

bool is_shown(const FindingReader& reader, std::string_view field) {
  return !reader.purpose || registry::shows_field(*reader.purpose, field);
}

// Those of the fields that the reader's purpose shows, each through `encode`.
template <class Fields, class Encode>
json::array shown_fields(const FindingReader& reader, const Fields& fields, Encode encode) {
  json::array out;
  for (const auto& field : fields)
    if (is_shown(reader, field.field)) out.push_back(encode(field));
  return out;
}

json::object candidate_json(const intake::CandidateView& view, const FindingReader& reader) {
  json::object out;
  if (view.seen) put(out, "person_id", view.candidate.person);
  if (view.seen) put(out, "probability", view.candidate.probability);
  put(out, "seen", view.seen);
  put(out, "name", view.name);
  out["fields"] = shown_fields(reader, view.fields, [](const intake::FieldPair& pair) {
    json::object one;
    put(one, "field", pair.field);
    put(one, "here", pair.here);
    put(one, "there", pair.there);
    put(one, "differs", pair.differs);
    put(one, "confirmed_at", pair.confirmed_at);
    if (pair.confirmed_at) put(one, "source", shown_source(pair.source));
    return one;
  });
  out["why"] = json_array(view.candidate.why, [](const intake::FieldWeight& weight) {
    json::object one;
    put(one, "field", weight.field);
    put(one, "level", weight.level);
    put(one, "bits", weight.bits);
    return one;
  });
  return out;
}

json::object change_json(const intake::PlannedChange& change, const FindingReader& reader) {
  json::object out;
  put(out, "kind", public_kind(change.kind));
  put(out, "is_new", change.is_new);
  out["fields"] = shown_fields(reader, change.fields, [](const registry::FieldChange& field) {
    json::object one;
    put(one, "field", public_field(field.field));
    if (field.from) put(one, "from", registry::masked(field.field, *field.from));
    if (field.to) put(one, "to", registry::masked(field.field, *field.to));
    return one;
  });
  return out;
}

}  // namespace

json::object roster_json(store::Transaction& tx, const intake::RosterSeen& seen, Language language) {
  const auto& roster = seen.roster;
  json::object out;
  put(out, "id", roster.id);
  put(out, "own", seen.own);
  put(out, "decides", seen.decides);
  put(out, "source", roster.source);
  put(out, "file_name", roster.file_name);
  json::object scope;
  put(scope, "kind", code(roster.scope.kind));
  put(scope, "id", roster.scope.id);
  put(scope, "name", roster.scope.name);
  out["scope"] = std::move(scope);
  put(out, "complete", roster.complete);
  if (roster.report) put(out, "report", code(*roster.report));
  put(out, "reference_date", roster.reference);
  put(out, "due_date", roster.due);
  put(out, "rows", roster.rows);
  out["dropped_columns"] =
      json_array(roster.dropped_columns, [](const std::string& title) { return json_of(title); });
  put(out, "answered", roster.answered_at.has_value());
  out["answers"] = counts_json(roster.answers);
  out["problems"] = commonest_json(roster.problems, language);
  put(out, "created_at", roster.created_at);
  const auto job = jobs::get_job(tx, seen.decides ? roster.job : roster.answer_job);
  // How the comparison goes would tell the sender something of the register; that its list could not be read
  // does not.
  const bool broke = job && !roster.answered_at && is_finished(job->state);
  if (job && (seen.decides || broke)) out["job"] = job_json(*job, language);
  if (!seen.decides) return out;
  put(out, "compared", roster.compared_at.has_value());
  out["outcomes"] = counts_json(roster.outcomes);
  put(out, "operation_id", roster.operation);
  if (roster.applied) out["applied"] = applied_json(*roster.applied);
  return out;
}

json::object rule_json(const intake::RosterRuleView& view) {
  json::object out;
  put(out, "id", view.rule.id);
  put(out, "sender", view.sender);
  out["kinds"] =
      json_array(view.rule.kinds, [](const intake::FindingKind kind) { return json_of(code(kind)); });
  put(out, "confirm_same", view.rule.confirm_same);
  put(out, "set_by", view.set_by);
  put(out, "set_at", view.rule.set_at);
  return out;
}

json::object answer_json(const intake::AnsweredRow& row, Language language) {
  json::object out;
  put(out, "row", static_cast<std::int64_t>(row.row));
  put(out, "answer", code(row.answer));
  put(out, "title", title(row.answer, language));
  out["problems"] = problems_json(row.row, row.mend, language);
  return out;
}

json::object compared_json(const intake::ComparedRow& row, Language language) {
  json::object out;
  put(out, "row", static_cast<std::int64_t>(row.row));
  put(out, "outcome", registry::code(row.outcome));
  if (row.person != 0) put(out, "person_id", row.person);
  if (row.elsewhere) put(out, "elsewhere", true);
  if (row.probability != 0) put(out, "probability", row.probability);
  if (row.finding != 0) put(out, "finding_id", row.finding);
  out["problems"] = problems_json(row.row, row.notes, language);
  return out;
}

json::object finding_json(const intake::Finding& finding, const FindingWords& words) {
  json::object out;
  put(out, "id", finding.id);
  put(out, "roster_id", finding.roster);
  if (finding.row != 0) put(out, "row", static_cast<std::int64_t>(finding.row));
  put(out, "kind", code(finding.kind));
  if (words.report) put(out, "report", code(*words.report));
  put(out, "state", code(finding.state));
  put(out, "version", finding.version);
  put(out, "area_id", finding.area_id);
  put(out, "person_id", finding.person);
  put(out, "name", words.name);
  put(out, "place", finding.place);
  put(out, "source", words.source);
  put(out, "opened_at", finding.opened_at);
  put(out, "decided_at", finding.decided_at);
  if (!finding.note.empty()) put(out, "note", finding.note);
  put(out, "operation_id", finding.operation);
  return out;
}

json::object finding_view_json(store::Transaction& tx, const intake::FindingView& view,
                               const FindingReader& reader) {
  const auto language = reader.language;
  json::object out;
  out["finding"] = finding_json(view.finding, {view.name, view.roster.source, view.roster.report});
  out["roster"] = roster_json(tx, {view.roster, false, view.covers_roster}, language);
  out["row"] = shown_fields(reader, view.row, [](const intake::FieldPair& pair) {
    json::object one;
    put(one, "field", pair.field);
    put(one, "text", pair.here);
    return one;
  });
  out["candidates"] = json_array(
      view.candidates, [&](const intake::CandidateView& each) { return candidate_json(each, reader); });
  out["changes"] =
      json_array(view.changes, [&](const intake::PlannedChange& each) { return change_json(each, reader); });
  if (reader.purpose) out["withheld"] = withheld_json(*reader.purpose);
  out["faults"] = problems_json(view.finding.row, view.faults, language);
  return out;
}

json::object finding_count_json(const intake::FindingCount& count) {
  json::object out;
  put(out, "kind", code(count.kind));
  put(out, "area_id", count.area);
  put(out, "open", count.open);
  return out;
}

}  // namespace weige::http
