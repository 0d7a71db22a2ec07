#include "intake/finding_actions.h"

#include <algorithm>

#include "access/audit.h"
#include "intake/finding_apply_actions.h"
#include "intake/reported_place_actions.h"
#include "intake/roster_actions.h"
#include "intake/roster_rows_actions.h"
#include "intake/roster_rule_actions.h"
#include "registry/ledger_store.h"
#include "registry/people_index_store.h"
#include "registry/record_rules.h"
#include "registry/record_store.h"

namespace weige::intake {
namespace {

using registry::RecordKind;
using store::Transaction;

constexpr access::AuditAction kRead{"finding.read"}, kListed{"finding.list_read"},
    kDecided{"finding.decided"};
constexpr access::SubjectKind kPerson{"person"};

// Numbers are masked also where they differ: else a list that one makes up oneself, with wrong numbers, would
// give the right ones. Who needs them in full reveals them, for a purpose.
FieldPair pair_of(std::string field, std::string here, std::string there) {
  FieldPair out{.field = std::move(field), .here = std::move(here), .there = std::move(there)};
  out.differs = !out.here.empty() && !out.there.empty() && out.here != out.there;
  out.here = registry::masked(out.field, out.here);
  out.there = registry::masked(out.field, out.there);
  return out;
}

// What the row says of a field, in the register's form where it has one.
std::string said(const RosterRow& row, std::string_view field, const std::string& raw) {
  const auto text = row.parsed.text(field);
  return text.empty() ? raw : std::string(text);
}

std::vector<FieldPair> side_by_side(const RosterRow& row, const registry::PersonLike& known) {
  const auto& like = row.like;
  const auto born = row.parsed.text("birth_date");
  return {pair_of("name", said(row, "name", like.name), known.name),
          pair_of("document_number", said(row, "document_number", like.id_number), known.id_number),
          pair_of("birth_date", std::string(born), known.birth_date),
          pair_of("phone", said(row, "phone", like.phone), known.phone),
          pair_of("address", like.address, known.address)};
}

// Who confirmed what the register says of a field; of the address, that it is the main residence.
std::optional<std::int64_t> confirmation_of(Transaction& tx, const access::Scope& scope, std::int64_t person,
                                            const std::string& field) {
  if (field == "address") {
    const auto home =
        registry::find_records(tx, scope, RecordKind::residence, {"main_key", std::to_string(person)});
    return home.empty() ? std::nullopt : std::optional(home.front().provenance_id);
  }
  for (const auto& own : registry::field_provenance(tx, RecordKind::person, person))
    if (own.field == field) return own.provenance_id;
  const auto record = registry::find_record(tx, scope, RecordKind::person, person);
  return record ? std::optional(record->provenance_id) : std::nullopt;
}

bool is_in_scope(Transaction& tx, const access::Scope& scope, std::optional<std::int64_t> person) {
  return person && registry::find_record(tx, scope, RecordKind::person, *person);
}

// How likely somebody is, and why, tells what the register says of them.
CandidateView view_of(const Candidate& candidate, bool seen) {
  return {.candidate = seen ? candidate : Candidate{}, .seen = seen};
}

bool says_what_to_write(FindingKind kind) {
  return kind != FindingKind::ambiguous && kind != FindingKind::reported;
}

class Viewer {
 public:
  Viewer(const registry::ReadContext& context, Finding finding, Roster roster)
      : context_(context), view_{.finding = std::move(finding), .roster = std::move(roster)} {}

  Result<FindingView> view() {
    if (view_.finding.row != 0) WEIGE_CHECK(view_row());
    if (view_.finding.row == 0) view_gone();
    return std::move(view_);
  }

 private:
  Done view_row() {
    auto& tx = context_.tx;
    WEIGE_TRY(const auto rows, RosterRows::open(tx, view_.roster, context_.today()));
    const auto row = rows.row(tx, view_.finding.row);
    if (!row) return problem(ProblemCode::upload_gone);
    view_.name = row->like.name;
    // Whoever looks at a report may have to call the number that it gives.
    const bool whole = view_.finding.kind == FindingKind::reported;
    if (whole)
      context_.readings.add(context_.now, context_.actor, kRead, kFindingSubject, {view_.finding.id.value});
    for (auto& cell : rows.cells(tx, view_.finding.row))
      view_.row.push_back({.field = cell.field.empty() ? cell.title : cell.field,
                           .here = whole && cell.field == "phone"
                                       ? cell.text
                                       : registry::mask_numbers(registry::masked(cell.field, cell.text))});
    view_candidates(*row);
    if (says_what_to_write(view_.finding.kind)) view_changes(*row, rows);
    return done();
  }

  void view_candidates(const RosterRow& row) {
    auto candidates = candidates_of(context_.tx, view_.finding.id);
    if (const auto person = view_.finding.person;
        person && std::ranges::count(candidates, *person, &Candidate::person) == 0)
      candidates.insert(candidates.begin(), {.person = *person, .probability = 1});
    if (view_.finding.person)
      std::erase_if(candidates, [&](const Candidate& each) { return each.person != *view_.finding.person; });
    for (const auto& [candidate, known] : with_records(candidates)) {
      auto out = view_of(candidate, known.has_value());
      if (known) {
        out.name = known->name;
        out.fields = side_by_side(row, *known);
        tell_provenance(out.fields, candidate.person);
      }
      view_.candidates.push_back(std::move(out));
    }
  }

  std::vector<std::pair<Candidate, std::optional<registry::PersonLike>>> with_records(
      const std::vector<Candidate>& candidates) {
    std::vector<std::int64_t> ids;
    for (const auto& each : candidates) ids.push_back(each.person);
    const auto known = ids.empty() ? std::vector<registry::IndexedPerson>()
                                   : registry::people_now(context_.tx, context_.actor.scope(), ids);
    std::vector<std::int64_t> read;
    std::vector<std::pair<Candidate, std::optional<registry::PersonLike>>> out;
    for (const auto& each : candidates) {
      const auto found = std::ranges::find(known, each.person, &registry::IndexedPerson::id);
      out.emplace_back(each, found == known.end() ? std::nullopt : std::optional(found->like));
      if (found != known.end()) read.push_back(each.person);
    }
    if (!read.empty()) context_.readings.add(context_.now, context_.actor, kRead, kPerson, read);
    return out;
  }

  // Where it has to be decided which of the two is right.
  void tell_provenance(std::vector<FieldPair>& fields, std::int64_t person) {
    for (auto& pair : fields) {
      const auto id = pair.differs ? confirmation_of(context_.tx, context_.actor.scope(), person, pair.field)
                                   : std::nullopt;
      if (!id) continue;
      for (const auto& provenance : registry::find_provenance(context_.tx, std::vector{*id})) {
        pair.confirmed_at = provenance.confirmed_at;
        pair.source = provenance.source;
      }
    }
  }

  void view_changes(const RosterRow& row, const RosterRows& rows) {
    const auto decision = decide_row(context_.tx, context_.actor, {row, rows.town()}, view_.finding);
    view_.faults = decision.findings;
    for (const auto& write : decision.writes) {
      PlannedChange change{.kind = write.after.kind, .is_new = !write.before};
      for (auto& field : registry::differences(write.before ? &*write.before : nullptr, write.after))
        if (!field.field.ends_with("_id") && field.field != "state")
          change.fields.push_back(std::move(field));
      if (!change.fields.empty() || change.is_new) view_.changes.push_back(std::move(change));
    }
  }

  void view_gone() {
    for (const auto& [candidate, known] :
         with_records({{.person = *view_.finding.person, .probability = 1}})) {
      auto out = view_of(candidate, known.has_value());
      if (known) {
        out.name = view_.name = known->name;
        out.fields = side_by_side(RosterRow{}, *known);
      }
      view_.candidates.push_back(std::move(out));
    }
  }

  const registry::ReadContext& context_;
  FindingView view_;
};

Result<Finding> open_finding(const registry::WriteContext& context, const FindingDecision& decision) {
  auto finding = find_finding(context.tx, context.actor.scope(), decision.id);
  if (!finding) return problem(ProblemCode::not_found);
  if (finding->state != FindingState::open) return problem(ProblemCode::finding_decided);
  if (finding->version != decision.version) return problem(ProblemCode::version_conflict);
  return *std::move(finding);
}

// Whom an ambiguous row speaks of: one of its candidates, or none of them; nobody else.
Done take_choice(const registry::WriteContext& context, Finding& finding, const FindingDecision& decision) {
  if (says_what_to_write(finding.kind)) return done();
  const auto candidates = candidates_of(context.tx, finding.id);
  if (finding.kind == FindingKind::reported && candidates.empty()) return done();
  if (!decision.person) return problem(ProblemCode::choice_needed);
  const bool is_candidate = std::ranges::count(candidates, *decision.person, &Candidate::person) != 0 &&
                            is_in_scope(context.tx, context.actor.scope(), decision.person);
  if (*decision.person != 0 && !is_candidate) return problem(ProblemCode::bad_choice, "person_id");
  finding.person = decision.person;
  return done();
}

// Whoever is said to have moved out leaves the place of the report, nowhere else.
Done take_residence(const registry::WriteContext& context, Finding& finding) {
  if (finding.kind != FindingKind::reported || finding.person.value_or(0) == 0) return done();
  const auto& scope = context.actor.scope();
  if (const auto place = find_reported_place(context.tx, scope, finding.place))
    finding.residence = residence_there(context.tx, scope, *place, *finding.person);
  if (!finding.residence) return problem(ProblemCode::changed_meanwhile);
  return done();
}

// Names people whom a list does not name, and leaves out who is out of scope.
void name_people(const registry::ReadContext& context, const std::vector<std::int64_t>& persons,
                 std::vector<FindingLine>& lines) {
  const auto known = persons.empty() ? std::vector<registry::IndexedPerson>()
                                     : registry::people_now(context.tx, context.actor.scope(), persons);
  for (auto& line : lines) {
    if (!line.finding.person) continue;
    const auto found = std::ranges::find(known, *line.finding.person, &registry::IndexedPerson::id);
    if (found == known.end())
      line.finding.person = std::nullopt;
    else if (line.finding.row == 0)
      line.name = found->like.name;
  }
}

bool needs_no_choice(FindingKind kind) {
  return says_what_to_write(kind) && kind != FindingKind::gone;
}

}  // namespace

std::optional<Verdict> verdict_of(std::string_view text) {
  if (text == "confirm") return Verdict::confirm;
  if (text == "refute") return Verdict::refute;
  return std::nullopt;
}

Result<FindingView> read_finding(const registry::ReadContext& context, FindingId id) {
  WEIGE_CHECK(context.actor.may(access::Right::decide_findings));
  auto finding = find_finding(context.tx, context.actor.scope(), id);
  if (!finding) return problem(ProblemCode::not_found);
  auto roster = find_roster(context.tx, finding->roster);
  if (!roster) return problem(ProblemCode::upload_gone);
  WEIGE_TRY(auto view, Viewer(context, *std::move(finding), *std::move(roster)).view());
  const auto& scope = context.actor.scope();
  if (!is_in_scope(context.tx, scope, view.finding.person)) view.finding.person = std::nullopt;
  view.covers_roster = find_roster_in_scope(context.tx, scope, view.roster.id).has_value();
  return view;
}

Result<std::vector<FindingLine>> list_findings(const registry::ReadContext& context,
                                               const FindingQuery& query) {
  WEIGE_CHECK(context.actor.may(access::Right::decide_findings));
  std::vector<FindingLine> out;
  std::map<RosterId, std::optional<RosterRows>> books;
  std::map<RosterId, std::optional<Roster>> rosters;
  std::vector<std::int64_t> persons, ids;
  for (auto& finding : find_findings(context.tx, context.actor.scope(), query)) {
    auto& roster = rosters[finding.roster];
    auto& book = books[finding.roster];
    if (!roster) {
      roster = find_roster(context.tx, finding.roster);
      if (roster)
        if (auto opened = RosterRows::open(context.tx, *roster, context.today())) book = *std::move(opened);
    }
    FindingLine line;
    if (roster) {
      line.source = roster->source;
      line.report = roster->report;
    }
    if (finding.row != 0 && book)
      if (const auto row = book->row(context.tx, finding.row)) line.name = row->like.name;
    if (finding.person) persons.push_back(*finding.person);
    ids.push_back(finding.id.value);
    line.finding = std::move(finding);
    out.push_back(std::move(line));
  }
  name_people(context, persons, out);
  context.readings.add(context.now, context.actor, kListed, kFindingSubject, ids);
  return out;
}

Result<std::vector<FindingCount>> count_findings(Transaction& tx, const access::Actor& actor) {
  WEIGE_CHECK(actor.may_with_purpose(access::Right::decide_findings));
  return count_open(tx, actor.scope());
}

namespace {

// The task gives the reading that a decision needs (decision 27): who decides states no purpose of their own.
Result<std::optional<registry::OperationId>> apply_decided(const registry::WriteContext& context,
                                                           Finding& finding,
                                                           const registry::ProvenanceInput& how) {
  const auto decider =
      context.actor.purpose() ? context.actor : context.actor.with_purpose(access::Purpose::data_correction);
  const registry::WriteContext with{context.tx,   decider,          context.now,
                                    context.town, context.indexing, context.told};
  return apply_finding(with, finding, how);
}

}  // namespace

Result<Finding> decide_finding(const registry::WriteContext& context, const FindingEvents& events,
                               const FindingDecision& decision) {
  WEIGE_CHECK(context.actor.may(access::Right::decide_findings));
  WEIGE_CHECK(registry::check(decision.provenance, context.today()));
  WEIGE_TRY(auto finding, open_finding(context, decision));
  WEIGE_CHECK(events.deciding.publish(context.tx, context.actor, finding, Deciding::one));
  if (decision.verdict == Verdict::confirm) {
    WEIGE_CHECK(take_choice(context, finding, decision));
    WEIGE_CHECK(take_residence(context, finding));
    WEIGE_TRY(finding.operation, apply_decided(context, finding, decision.provenance));
  }
  finding.state = decision.verdict == Verdict::confirm ? FindingState::applied : FindingState::refuted;
  finding.note = decision.note;
  finding.decided_at = context.now;
  finding.decided_by = context.actor.account();
  finding.decided_by_post = context.actor.post();
  auto change = update_finding(context.tx, finding);
  if (!change) return problem(ProblemCode::version_conflict);
  access::audit_change(context.tx, context.now, context.actor, kDecided, *std::move(change));
  ++finding.version;
  WEIGE_CHECK(events.decided.publish(context.tx, finding));
  if (!is_in_scope(context.tx, context.actor.scope(), finding.person)) finding.person = std::nullopt;
  return finding;
}

Result<jobs::JobId> apply_roster(const registry::WriteContext& context, const ApplyRoster& wanted) {
  WEIGE_CHECK(context.actor.may(access::Right::decide_findings));
  const auto roster = find_roster_in_scope(context.tx, context.actor.scope(), wanted.roster);
  if (!roster) return problem(ProblemCode::not_found);
  if (!roster->compared_at) return problem(ProblemCode::roster_running);
  const bool nothing = wanted.kinds.empty() && !wanted.confirm_same;
  if (!std::ranges::all_of(wanted.kinds, needs_no_choice) || nothing)
    return problem(ProblemCode::bad_choice, "kinds");
  if (wanted.standing) WEIGE_CHECK(set_rule(context, *roster, wanted));
  return submit_applying(context.tx, context.actor, wanted, context.now);
}

}  // namespace weige::intake
