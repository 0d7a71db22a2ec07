#include "http/roster_routes.h"

#include "http/import_json.h"
#include "http/json_fields.h"
#include "http/json_out.h"
#include "http/operation_json.h"
#include "http/provenance_json.h"
#include "http/register_call.h"
#include "http/roster_json.h"
#include "http/spreadsheet_response.h"
#include "intake/roster_rule_actions.h"

namespace weige::http {
namespace {

using access::Right;
using intake::FindingId;
using intake::RosterId;

constexpr access::AuditAction kAnswersRead{"roster.answers_read"}, kAnswerFileRead{"roster.answer_file_read"},
    kRowsRead{"roster.rows_read"};

struct ScopeWish {
  intake::ScopeKind kind = intake::ScopeKind::area;
  std::int64_t id = 0;
};
ScopeWish read_scope(JsonFields& fields) {
  return {.kind = fields.required("kind", as_choice(intake::scope_kind_of)),
          .id = fields.optional("id", as_integer{1, kGreatestId}).value_or(0)};
}

intake::NewRoster read_new_roster(JsonFields& fields) {
  intake::NewRoster out{.upload = fields.required("upload_id", as_id<registry::UploadId>),
                        .sheet = fields.optional("sheet", as_text{120}).value_or(""),
                        .mapping = fields.optional("mapping", as_list(200, as_object(read_column_mapping))),
                        .complete = fields.optional("complete", as_flag).value_or(false),
                        .reference = fields.optional("reference_date", as_day),
                        .due = fields.optional("due_date", as_day),
                        .source = fields.optional("source", as_text{60}).value_or("")};
  if (const auto scope = fields.optional("scope", as_object(read_scope))) {
    out.scope = scope->kind;
    out.scope_id = scope->id;
  }
  return out;
}

Result<Response> hand_in(Call& call, const std::function<void()>& wake_jobs) {
  WEIGE_TRY(const auto input, read_json(call.request, read_new_roster));
  WEIGE_TRY(const auto roster, intake::hand_in({call.tx(), call.actor(), call.now}, input));
  call.after_commit.push_back(wake_jobs);
  WEIGE_TRY(const auto seen, intake::read_roster(call.tx(), call.actor(), roster.id));
  return json_response(202, roster_json(call.tx(), seen, call.language()));
}

Result<Response> list(Call& call) {
  WEIGE_TRY(const auto page, list_page(call.request));
  const intake::RosterPage wanted{.before = page.after.value_or(kGreatestId),
                                  .limit = static_cast<int>(page.limit)};
  const auto rosters = intake::list_rosters(call.tx(), call.actor(), wanted);
  auto out = json_items(
      rosters, [&](const intake::RosterSeen& seen) { return roster_json(call.tx(), seen, call.language()); });
  if (rosters.size() == page.limit) put(out, "next_cursor", std::to_string(rosters.back().roster.id.value));
  return json_response(200, out);
}

void add_applying(Call& call, const intake::Roster& roster, boost::json::object& out) {
  const auto view = intake::view_applying(call.tx(), call.now, call.actor(), roster);
  put(out, "sender", view.sender);
  if (!view.operation) out.erase("operation_id");
  if (!view.rule) return;
  auto rule = rule_json(*view.rule);
  put(rule, "follows", view.rule->follows);
  put(rule, "may_end", view.rule->may_end);
  out["rule"] = std::move(rule);
}

Result<Response> read(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<RosterId>("id"));
  WEIGE_TRY(const auto seen, intake::read_roster(call.tx(), call.actor(), id));
  auto out = roster_json(call.tx(), seen, call.language());
  if (seen.decides) add_applying(call, seen.roster, out);
  return json_response(200, out);
}

Result<Response> rules(Call& call) {
  WEIGE_TRY(const auto found, intake::list_rules(call.tx(), call.actor()));
  return json_response(200, json_items(found, rule_json));
}

Result<Response> end_rule(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<intake::RosterRuleId>("id"));
  WEIGE_CHECK(intake::end_rule(writing(call), id));
  return no_content();
}

Result<Response> mapping(Call& call) {
  WEIGE_TRY(const auto id, call.request.query_number("upload_id", 1, kGreatestId));
  if (!id) return problem(ProblemCode::missing_field, "upload_id");
  WEIGE_TRY(const auto upload, registry::read_upload_info(call.tx(), call.actor(), registry::UploadId{*id}));
  WEIGE_TRY(const auto fitting,
            intake::mapping_for(call.tx(), call.actor(), upload,
                                std::string(call.request.query.find("sheet").value_or(""))));
  return json_response(200, json_items(fitting, column_mapping_json));
}

Result<Response> answers(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<RosterId>("id"));
  WEIGE_TRY(const auto page, list_page(call.request));
  intake::AnswerQuery query{.after = static_cast<std::uint32_t>(page.after.value_or(0)),
                            .limit = static_cast<int>(page.limit)};
  if (const auto answer = call.request.query.find("answer"); answer && !answer->empty()) {
    query.answer = intake::row_answer_of(*answer);
    if (!query.answer) return problem(ProblemCode::bad_choice, "answer");
  }
  WEIGE_TRY(const auto rows, intake::read_answers(call.tx(), call.actor(), id, query));
  call.readings.add(call.now, call.actor(), kAnswersRead, intake::kRosterSubject, {id.value});
  auto out = json_items(rows, [&](const auto& row) { return answer_json(row, call.language()); });
  if (rows.size() == page.limit) put(out, "next_cursor", std::to_string(rows.back().row));
  return json_response(200, out);
}

Result<Response> answer_file(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<RosterId>("id"));
  const MemoryFile file("weige-result");
  WEIGE_CHECK(intake::write_answer_file({call.database, call.actor(), id, call.language()}, file.path()));
  call.readings.add(call.now, call.actor(), kAnswerFileRead, intake::kRosterSubject, {id.value});
  return spreadsheet_response(file, "roster-" + std::to_string(id.value) + ".xlsx");
}

Result<Response> rows(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<RosterId>("id"));
  WEIGE_TRY(const auto page, list_page(call.request));
  intake::ComparedQuery query{.after = static_cast<std::uint32_t>(page.after.value_or(0)),
                              .limit = static_cast<int>(page.limit)};
  if (const auto outcome = call.request.query.find("outcome"); outcome && !outcome->empty()) {
    query.outcome = registry::row_outcome_of(*outcome);
    if (!query.outcome) return problem(ProblemCode::bad_choice, "outcome");
  }
  WEIGE_TRY(const auto found, intake::read_compared(call.tx(), call.actor(), id, query));
  call.readings.add(call.now, call.actor(), kRowsRead, intake::kRosterSubject, {id.value});
  std::vector<std::int64_t> people;
  for (const auto& row : found)
    if (row.person != 0) people.push_back(row.person);
  if (!people.empty())
    call.readings.add(call.now, call.actor(), kRowsRead,
                      access::SubjectKind{registry::code(registry::RecordKind::person)}, people);
  auto out = json_items(found, [&](const auto& row) { return compared_json(row, call.language()); });
  if (found.size() == page.limit) put(out, "next_cursor", std::to_string(found.back().row));
  return json_response(200, out);
}

std::optional<intake::FindingKind> kind_of(std::string_view code) {
  return intake::finding_kind_of(code);
}

Result<Response> apply(Call& call, const std::function<void()>& wake_jobs) {
  WEIGE_TRY(const auto id, call.request.id<RosterId>("id"));
  const auto take_wish = [](JsonFields& body) {
    return intake::ApplyRoster{.roster = {},
                               .kinds = body.required("kinds", as_list(5, as_choice(kind_of))),
                               .confirm_same = body.optional("confirm_same", as_flag).value_or(false),
                               .standing = body.optional("standing", as_flag).value_or(false)};
  };
  WEIGE_TRY(auto wish, read_json(call.request, take_wish));
  wish.roster = id;
  WEIGE_TRY(const auto job, intake::apply_roster(writing(call), wish));
  call.after_commit.push_back(wake_jobs);
  return json_response(202, submitted_json(job));
}

Result<intake::FindingQuery> finding_query(const Request& request) {
  WEIGE_TRY(const auto page, list_page(request));
  WEIGE_TRY(const auto roster, request.query_number("roster_id", 1, kGreatestId));
  WEIGE_TRY(const auto area, request.query_number("area_id", 1, kGreatestId));
  intake::FindingQuery query{
      .area = area, .after = page.after.value_or(0), .limit = static_cast<int>(page.limit)};
  if (roster) query.roster = RosterId{*roster};
  if (const auto state = request.query.find("state"); state && !state->empty()) {
    query.state = intake::finding_state_of(*state);
    if (!query.state) return problem(ProblemCode::bad_choice, "state");
  }
  WEIGE_TRY(const auto from, request.query_day("opened_from"));
  WEIGE_TRY(const auto to, request.query_day("opened_to"));
  if (from) query.opened_from = TownTime{}.start_of(*from);
  if (to) query.opened_before = TownTime{}.start_of(std::chrono::sys_days{*to} + std::chrono::days{1});
  if (const auto kind = request.query.find("kind"); kind && !kind->empty()) {
    query.kind = kind_of(*kind);
    if (!query.kind) return problem(ProblemCode::bad_choice, "kind");
  }
  return query;
}

Result<Response> findings(Call& call) {
  WEIGE_TRY(const auto query, finding_query(call.request));
  WEIGE_TRY(const auto found, intake::list_findings(reading(call), query));
  auto out = json_items(found, [](const intake::FindingLine& line) {
    return finding_json(line.finding, {line.name, line.source, line.report});
  });
  if (static_cast<int>(found.size()) == query.limit)
    put(out, "next_cursor", std::to_string(found.back().finding.id.value));
  return json_response(200, out);
}

Result<Response> counts(Call& call) {
  WEIGE_TRY(const auto counted, intake::count_findings(call.tx(), call.actor()));
  return json_response(200, json_items(counted, finding_count_json));
}

Result<Response> finding(Call& call) {
  WEIGE_TRY(const auto id, call.request.id<FindingId>("id"));
  WEIGE_TRY(const auto view, intake::read_finding(reading(call), id));
  return record_response(200, view.finding.version,
                         finding_view_json(call.tx(), view, {call.language(), call.actor().purpose()}));
}

intake::FindingDecision read_decision(JsonFields& fields) {
  return {.verdict = fields.required("verdict", as_choice(intake::verdict_of)),
          .person = fields.optional("person_id", as_integer{0, kGreatestId}),
          .note = fields.optional("note", as_text{200}).value_or(""),
          .provenance = take_provenance(fields)};
}

Result<Response> decide(Call& call, const intake::FindingEvents& events) {
  WEIGE_TRY(auto decision, read_json(call.request, read_decision));
  WEIGE_TRY(decision.id, call.request.id<FindingId>("id"));
  decision.version = call.version();
  WEIGE_TRY(const auto decided, intake::decide_finding(writing(call), events, decision));
  if (decided.person && decided.operation) tell_change(call, registry::RecordKind::person, *decided.person);
  return record_response(200, decided.version, finding_json(decided, {}));
}

}  // namespace

std::vector<Route> roster_routes(const intake::FindingEvents& events, std::function<void()> wake_jobs) {
  const RouteOptions submission{.idempotency = Idempotency::required};
  const RouteOptions decision{.if_match = IfMatch::required, .idempotency = Idempotency::required};
  return {
      {Method::get, "/api/rosters", Right::hand_in_rosters, list},
      {Method::post, "/api/rosters", Right::hand_in_rosters,
       [wake_jobs](Call& call) { return hand_in(call, wake_jobs); }, submission},
      {Method::get, "/api/rosters/mapping", Right::hand_in_rosters, mapping},
      {Method::get, "/api/rosters/{id}", Right::hand_in_rosters, read},
      {Method::get, "/api/rosters/{id}/answers", Right::hand_in_rosters, answers},
      {Method::get,
       "/api/rosters/{id}/answer-file",
       Right::hand_in_rosters,
       answer_file,
       {.work = Work::own}},
      {Method::get, "/api/rosters/{id}/rows", Right::decide_findings, rows},
      {Method::post, "/api/rosters/{id}/apply", Right::decide_findings,
       [wake_jobs](Call& call) { return apply(call, wake_jobs); }, submission},
      {Method::get, "/api/roster-rules", Right::decide_findings, rules},
      {Method::del, "/api/roster-rules/{id}", Right::decide_findings, end_rule},
      {Method::get, "/api/findings", Right::decide_findings, findings},
      {Method::get, "/api/findings/counts", Right::decide_findings, counts},
      {Method::get, "/api/findings/{id}", Right::decide_findings, finding},
      {Method::post, "/api/findings/{id}/decision", Right::decide_findings,
       [&events](Call& call) { return decide(call, events); }, decision},
  };
}

}  // namespace weige::http
