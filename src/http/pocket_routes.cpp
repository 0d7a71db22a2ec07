#include "http/pocket_routes.h"

#include "http/etag.h"
#include "http/json_fields.h"
#include "http/json_out.h"
#include "http/register_call.h"
#include "http/roster_json.h"
#include "intake/pocket_actions.h"
#include "registry/record_rules.h"

namespace weige::http {
namespace {

using intake::PocketLineId;

constexpr access::AuditAction kListed{"pocket.list_read"};

boost::json::object scope_json(const intake::RosterScope& scope) {
  boost::json::object out;
  put(out, "kind", code(scope.kind));
  put(out, "id", scope.id);
  put(out, "name", scope.name);
  return out;
}

// The number masked: whoever mends it types it anew.
boost::json::object line_json(const intake::PocketLine& line) {
  boost::json::object out;
  put(out, "id", line.id);
  put(out, "version", line.version);
  put(out, "state", code(line.state));
  out["scope"] = scope_json(line.scope);
  put(out, "name", line.person.name);
  put(out, "document_number", registry::masked("document_number", line.person.document_number));
  put(out, "phone", line.person.phone);
  put(out, "address", line.person.address);
  put(out, "listed_on", line.listed_on);
  put(out, "roster_id", line.roster);
  return out;
}

boost::json::object summary_json(const intake::PocketSummary& summary) {
  boost::json::object out;
  out["scope"] = scope_json(summary.scope);
  put(out, "listed", summary.listed);
  put(out, "oldest", summary.oldest);
  return out;
}

Result<Response> list_pocket(Call& call) {
  WEIGE_TRY(const auto page, list_page(call.request));
  intake::PocketPage wanted{.after = page.after.value_or(0), .limit = static_cast<int>(page.limit)};
  if (const auto state = call.request.query.find("state"); state && !state->empty()) {
    wanted.state = intake::pocket_state_of(*state);
    if (!wanted.state) return problem(ProblemCode::bad_choice, "state");
  }
  WEIGE_TRY(const auto lines, intake::list_pocket(call.tx(), call.actor(), wanted));
  WEIGE_TRY(const auto summaries, intake::summarise_pocket(call.tx(), call.actor()));
  std::vector<std::int64_t> read;
  for (const auto& line : lines) read.push_back(line.id.value);
  if (!read.empty()) call.readings.add(call.now, call.actor(), kListed, intake::kPocketSubject, read);
  auto out = json_items(lines, line_json);
  out["scopes"] = json_array(summaries, summary_json);
  if (lines.size() == page.limit) put(out, "next_cursor", std::to_string(lines.back().id.value));
  return json_response(200, out);
}

struct ScopeWish {
  intake::ScopeKind kind = intake::ScopeKind::area;
  std::int64_t id = 0;
};
ScopeWish read_scope(JsonFields& fields) {
  return {.kind = fields.required("kind", as_choice(intake::scope_kind_of)),
          .id = fields.required("id", as_integer{1, kGreatestId})};
}

intake::NewPocketLine read_new_line(JsonFields& fields) {
  intake::NewPocketLine out{
      .person = {.name = fields.required("name", as_text{60}),
                 .document_number = fields.optional("document_number", as_text{40}).value_or(""),
                 .phone = fields.optional("phone", as_text{30}).value_or(""),
                 .address = fields.optional("address", as_text{200}).value_or("")}};
  if (const auto scope = fields.optional("scope", as_object(read_scope))) {
    out.scope = scope->kind;
    out.scope_id = scope->id;
  }
  return out;
}

intake::PocketEdit read_line_edit(JsonFields& fields) {
  return {.name = fields.optional("name", as_text{60}),
          .document_number = fields.optional("document_number", as_text{40}),
          .phone = fields.optional("phone", as_text{30}),
          .address = fields.optional("address", as_text{200})};
}

intake::RosterContext handing_in(Call& call) {
  return {call.tx(), call.actor(), call.now};
}

Result<Response> answered(Call& call, int status, const Result<intake::PocketLine>& line,
                          const std::function<void()>& wake_jobs) {
  WEIGE_CHECK(line);
  call.after_commit.push_back(wake_jobs);
  return record_response(status, line->version, line_json(*line));
}

Result<Response> add_line(Call& call, const std::function<void()>& wake_jobs) {
  WEIGE_TRY(const auto line, read_json(call.request, read_new_line));
  return answered(call, 201, intake::add_line(handing_in(call), line), wake_jobs);
}

Result<Response> mend(Call& call, const std::function<void()>& wake_jobs) {
  WEIGE_TRY(auto edit, read_json(call.request, read_line_edit));
  WEIGE_TRY(edit.id, call.request.id<PocketLineId>("id"));
  edit.version = call.version();
  return answered(call, 200, intake::mend_line(handing_in(call), edit), wake_jobs);
}

Result<Response> left(Call& call, const std::function<void()>& wake_jobs) {
  WEIGE_TRY(const auto id, call.request.id<PocketLineId>("id"));
  return answered(call, 200, intake::tell_left(handing_in(call), {id, call.version()}), wake_jobs);
}

Result<Response> unchanged(Call& call, const std::function<void()>& wake_jobs) {
  WEIGE_TRY(const auto scope, read_json(call.request, [](JsonFields& fields) {
              const auto [kind, id] = read_scope(fields);
              return intake::PocketScope{kind, id, fields.optional("complete", as_flag).value_or(false)};
            }));
  WEIGE_TRY(const auto roster, intake::tell_unchanged(handing_in(call), scope));
  call.after_commit.push_back(wake_jobs);
  WEIGE_TRY(const auto seen, intake::read_roster(call.tx(), call.actor(), roster.id));
  return json_response(202, roster_json(call.tx(), seen, call.language()));
}

}  // namespace

std::vector<Route> pocket_routes(std::function<void()> wake_jobs) {
  using access::Right;
  const auto waking = [&](auto handler) {
    return [handler, wake_jobs](Call& call) { return handler(call, wake_jobs); };
  };
  const RouteOptions submission{.idempotency = Idempotency::required};
  const RouteOptions edit{.if_match = IfMatch::required, .idempotency = Idempotency::required};
  return {
      {Method::get, "/api/pocket", Right::hand_in_rosters, list_pocket},
      {Method::post, "/api/pocket", Right::hand_in_rosters, waking(add_line), submission},
      {Method::patch, "/api/pocket/{id}", Right::hand_in_rosters, waking(mend), edit},
      {Method::post, "/api/pocket/{id}/left", Right::hand_in_rosters, waking(left), edit},
      {Method::post, "/api/pocket/unchanged", Right::hand_in_rosters, waking(unchanged), submission},
  };
}

}  // namespace weige::http
