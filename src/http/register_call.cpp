#include "http/register_call.h"

#include <boost/json.hpp>

#include "http/etag.h"
#include "http/event_topics.h"
#include "registry/record_actions.h"
#include "registry/record_rules.h"

namespace weige::http {
namespace {

using registry::RecordKind;

constexpr std::int64_t kLongestPage = 500;

std::string path_of(std::string_view group, std::string_view field) {
  const std::string name(public_field(field));
  return group.empty() ? name : std::string(group) + "." + name;
}

// Beside what is entered, the premises that a body names among the fields.
bool is_named_in(const FieldGroup& group, std::string_view place) {
  return registry::is_enterable(group.kind, place) ||
         (place == "premises_id" && registry::has_field(group.kind, place));
}

void place(Problem& problem, std::initializer_list<FieldGroup> groups) {
  for (const auto& group : groups)
    if (is_named_in(group, problem.place)) {
      problem.place = path_of(group.path, problem.place);
      return;
    }
  problem.place = public_field(problem.place);
}

}  // namespace

registry::WriteContext writing(Call& call) {
  return {.tx = call.tx(), .actor = call.actor(), .now = call.now, .told = &call.told_by_refusal};
}

access::Actor adder(const Call& call) {
  return call.actor().purpose() ? call.actor() : call.actor().with_purpose(access::Purpose::data_correction);
}

access::Actor editor(const Call& call, const registry::Record& after) {
  const bool has_changed = call.version() > 0 && after.version > call.version();
  return has_changed ? adder(call) : call.actor();
}

registry::ReadContext reading(Call& call) {
  return {call.tx(), call.actor(), call.now, call.readings};
}

Result<registry::AsOf> as_of(const Request& request) {
  registry::AsOf out;
  if (const auto text = request.query.find("valid_on")) {
    out.valid_on = parse_iso_day(*text);
    if (!out.valid_on) return problem(ProblemCode::bad_date, "valid_on");
  }
  if (const auto text = request.query.find("known_at")) {
    out.known_at = parse_rfc3339(*text);
    if (!out.known_at) return problem(ProblemCode::bad_date, "known_at");
  }
  return out;
}

Result<ListPage> list_page(const Request& request) {
  ListPage page;
  WEIGE_TRY(page.after, request.query_number("cursor", 1, kGreatestId));
  WEIGE_TRY(const auto limit, request.query_number("limit", 1, kLongestPage));
  if (limit) page.limit = static_cast<std::size_t>(*limit);
  return page;
}

Response record_response(int status, std::int64_t version, const boost::json::object& record) {
  auto response = json_response(status, record);
  response.headers.add("ETag", version_tag(version));
  response.headers.add("Cache-Control", "no-store");
  return response;
}

Response created_response(std::string location, std::int64_t version, const boost::json::object& record) {
  auto response = record_response(201, version, record);
  response.headers.add("Location", std::move(location));
  return response;
}

Telling change_telling(store::Transaction& tx, RecordKind kind, std::int64_t id) {
  const boost::json::object told{{"kind", public_kind(kind)}, {"id", id}};
  std::vector<std::string> topics;
  for (const auto post : registry::watchers_of(tx, kind, id)) topics.push_back(post_topic(post));
  return telling_event("change", boost::json::serialize(told), std::move(topics));
}

void tell_change(Call& call, RecordKind kind, std::int64_t id) {
  call.tellings.push_back(change_telling(call.tx(), kind, id));
}

Problem placed(Problem problem, std::initializer_list<FieldGroup> groups) {
  place(problem, groups);
  for (auto& part : problem.parts) place(part, groups);
  return problem;
}

std::string_view public_field(std::string_view field) {
  if (field == "from_day") return "from";
  if (field == "to_day") return "to";
  return field;
}

std::string_view public_kind(RecordKind kind) {
  return kind == RecordKind::premises_label ? "label" : registry::code(kind);
}

std::string_view public_plural(RecordKind kind) {
  switch (kind) {
    case RecordKind::address:
      return "addresses";
    case RecordKind::premises:
      return "premises";
    case RecordKind::premises_label:
      return "labels";
    case RecordKind::person:
      return "persons";
    case RecordKind::residence:
      return "residences";
    case RecordKind::organisation:
      return "organisations";
    case RecordKind::employment:
      return "employments";
  }
  return {};
}

}  // namespace weige::http
