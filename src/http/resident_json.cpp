#include "http/resident_json.h"

#include <algorithm>
#include <boost/json.hpp>

#include "http/json_out.h"
#include "registry/code_lists.h"
#include "registry/record_rules.h"

namespace weige::http {
namespace {

namespace json = boost::json;
using registry::CodeListName;

json::object worded(std::string_view code, std::string_view zh, std::string_view en) {
  return {{"code", code}, {"zh", zh}, {"en", en}};
}

template <class Value>
json::object worded(Value value) {
  return worded(code(value), zh_name(value), en_name(value));
}

// A code that its list does not know stands for itself.
json::object listed_code(CodeListName list, std::string_view code) {
  for (const auto& entry : registry::entries(list))
    if (entry.code == code) return worded(entry.code, entry.zh, entry.en);
  return worded(code, code, code);
}

void put_code(json::object& out, std::string_view name, CodeListName list, const registry::Text& code) {
  if (code) out[name] = listed_code(list, *code);
}

json::object confirmation_json(const town::OwnRecord& of, const registry::Provenance& provenance) {
  json::object out;
  put(out, "on", provenance.confirmed_at);
  out["how"] = listed_code(CodeListName::ways, code(provenance.way));
  const auto office = of.offices.find(provenance.enterer_post);
  if (office != of.offices.end() && !office->second.empty()) put(out, "office", office->second);
  return out;
}

json::object newest_confirmation(const town::OwnRecord& of, const registry::RecordView& view) {
  const auto newest = std::ranges::max_element(
      view.provenance, {}, [](const auto& each) { return std::pair(each.second.known_at, each.second.id); });
  return newest == view.provenance.end() ? json::object{} : confirmation_json(of, newest->second);
}

json::object own_residence_json(const town::OwnRecord& of, const registry::ResidenceView& view) {
  const auto& record = view.residence.record;
  json::object out;
  put(out, "address", view.address);
  put(out, "from", record["from_day"]);
  put(out, "to", record["to_day"]);
  put_code(out, "kind", CodeListName::residence_kinds, record["kind"]);
  put_code(out, "relation", CodeListName::relations, record["relation"]);
  put_code(out, "state", CodeListName::residence_states, record["state"]);
  out["confirmed"] = newest_confirmation(of, view.residence);
  return out;
}

json::object own_employment_json(const town::OwnRecord& of, const registry::EmploymentView& view) {
  const auto& record = view.employment.record;
  json::object out;
  put(out, "organisation_name", view.organisation_name);
  put(out, "job", record["job"]);
  put(out, "from", record["from_day"]);
  put(out, "to", record["to_day"]);
  out["confirmed"] = newest_confirmation(of, view.employment);
  return out;
}

void put_shown(json::object& out, const registry::Record& record, std::string_view field, Numbers numbers) {
  if (const auto& value = record[field])
    put(out, field, numbers == Numbers::full ? *value : registry::masked(field, *value));
}

std::string_view word(town::ReadBy by) {
  if (by == town::ReadBy::office) return "office";
  return by == town::ReadBy::resident ? "resident" : "system";
}

json::object purpose_words(access::Purpose purpose) {
  auto out = worded(purpose);
  put(out, "zh_basis", zh_basis(purpose));
  put(out, "en_basis", en_basis(purpose));
  return out;
}

json::object delay_words(const town::ReadingDelay& delay) {
  json::object out;
  out["reason"] = worded(delay.reason);
  put(out, "zh_basis", zh_basis(delay.reason));
  put(out, "en_basis", en_basis(delay.reason));
  put(out, "until", delay.until);
  return out;
}

// What resident and office both see of a request: its text, extension and answer.
void put_extension(json::object& out, const town::ResidentRequest& request) {
  if (!request.extension) return;
  json::object extension;
  put(extension, "reason", request.extension->reason);
  put(extension, "at", request.extension->at);
  out["extension"] = std::move(extension);
}

void put_answer(json::object& out, const town::ResidentRequest& request, const std::string& office) {
  if (!request.answer) return;
  json::object answer;
  put(answer, "outcome", code(request.answer->outcome));
  put(answer, "reasons", request.answer->reasons);
  put(answer, "at", request.answer->at);
  put(answer, "office", office);
  out["answer"] = std::move(answer);
}

json::object request_header(const town::ResidentRequest& request) {
  json::object out;
  put(out, "id", request.id);
  put(out, "kind", code(request.kind));
  if (request.field) put(out, "field", code(*request.field));
  put(out, "sent_at", request.sent);
  put(out, "due_on", request.due);
  put(out, "state", code(request.state()));
  return out;
}

json::object office_header(const town::OfficeRequest& request) {
  auto out = request_header(request.of.request);
  put(out, "overdue", request.overdue);
  put(out, "person_id", request.of.request.person);
  if (!request.of.person_name.empty()) put(out, "person_name", request.of.person_name);
  if (!request.of.area_name.empty()) put(out, "area_name", request.of.area_name);
  return out;
}

}  // namespace

json::object resident_session_json(const access::ResidentSession& session) {
  json::object out;
  put(out, "idle_end", session.idle_end);
  put(out, "absolute_end", session.absolute_end);
  return out;
}

json::object own_record_json(const town::OwnRecord& record, Numbers numbers) {
  const auto& person = record.view.person.record;
  json::object out;
  put(out, "name", person["name"]);
  put_code(out, "document_type", CodeListName::document_types, person["document_type"]);
  put_shown(out, person, "document_number", numbers);
  put_code(out, "sex", CodeListName::sexes, person["sex"]);
  put(out, "birth_date", person["birth_date"]);
  put_shown(out, person, "phone", numbers);
  put(out, "registered_place", person["registered_place"]);
  put_code(out, "category", CodeListName::categories, person["category"]);
  json::object confirmed;
  for (const auto& [field, provenance] : record.view.person.provenance)
    confirmed[field] = confirmation_json(record, provenance);
  out["confirmed"] = std::move(confirmed);
  out["residences"] =
      json_array(record.view.residences, [&](const auto& each) { return own_residence_json(record, each); });
  out["employments"] = json_array(record.view.employments,
                                  [&](const auto& each) { return own_employment_json(record, each); });
  return out;
}

json::object own_reading_json(const town::OwnReading& reading) {
  json::object out;
  put(out, "at", reading.at);
  put(out, "by", word(reading.by));
  if (!reading.office.empty()) put(out, "office", reading.office);
  out["act"] = worded(reading.act->code, reading.act->zh, reading.act->en);
  if (reading.purpose) out["purpose"] = purpose_words(*reading.purpose);
  put(out, "listed", reading.listed);
  if (reading.delayed) out["delayed"] = delay_words(*reading.delayed);
  return out;
}

json::object own_officer_json(const access::Post& post) {
  json::object out;
  put(out, "title", post.title);
  out["role"] = worded(post.role);
  put(out, "area_name", post.area_name);
  put(out, "name", post.holder_name);
  return out;
}

json::object own_request_json(const town::OwnRequest& request) {
  auto out = request_header(request.request);
  put(out, "text", request.request.text);
  put(out, "overdue", request.overdue);
  put_extension(out, request.request);
  put_answer(out, request.request, request.answered_by);
  return out;
}

json::object office_request_line_json(const town::OfficeRequest& request) {
  auto out = office_header(request);
  put(out, "extended", request.of.request.extension.has_value());
  return out;
}

json::object office_request_json(const town::OfficeRequest& request) {
  auto out = office_header(request);
  put(out, "version", request.of.request.version);
  put(out, "text", request.of.request.text);
  put_extension(out, request.of.request);
  put_answer(out, request.of.request, request.answered_by);
  return out;
}

json::object reading_delay_json(const town::ReadingDelay& delay, Instant now) {
  const TownTime town;
  json::object out;
  put(out, "id", delay.id);
  put(out, "reason", code(delay.reason));
  put(out, "from", town.day_of(delay.from));
  put(out, "until", delay.until);
  put(out, "ended_at", delay.ended);
  put(out, "standing", stands(delay, now, town));
  return out;
}

}  // namespace weige::http
