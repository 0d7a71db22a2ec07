// Use cases of findings: what waits, one of them side by side with the register, and the decision. Right:
// decide_findings; each within the scope of whoever asks.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "intake/finding_store.h"
#include "registry/register_writer.h"
#include "registry/view_actions.h"

namespace weige::intake {

// What the row and the register say of one field. Full numbers only where they differ, because only then are
// they needed; else masked.
struct FieldPair {
  std::string field;  // of the file: "document_number", "address", ...
  std::string here;   // the row's
  std::string there;  // the register's
  bool differs = false;
  std::optional<Day> confirmed_at = {};  // the register's, where they differ
  std::string source = {};               // the register's; empty: the post itself
};
struct CandidateView {
  Candidate candidate;
  bool seen = false;  // out of scope: nothing is told but that there is somebody
  std::string name = {};
  std::vector<FieldPair> fields = {};
};
// What applying it would write.
struct PlannedChange {
  registry::RecordKind kind;
  bool is_new = false;
  std::vector<registry::FieldChange> fields = {};
};
struct FindingView {
  Finding finding;
  Roster roster;
  bool covers_roster = false;       // else what became of it as a whole is not for the reader
  std::string name = {};            // of whom the row, or the register, speaks
  std::vector<FieldPair> row = {};  // here only: what the file says
  std::vector<CandidateView> candidates = {};
  std::vector<PlannedChange> changes = {};
  std::vector<registry::Finding> faults = {};  // why it could not be applied as it is
};
// Problems: forbidden, not_found, upload_gone.
Result<FindingView> read_finding(const registry::ReadContext& context, FindingId id);

// A line of the list: whom and what it is about. finding.person is left out where it is out of scope.
struct FindingLine {
  Finding finding;
  std::string name = {};
  std::string source = {};
  std::optional<ReportKind> report = {};
};
Result<std::vector<FindingLine>> list_findings(const registry::ReadContext& context,
                                               const FindingQuery& query);
Result<std::vector<FindingCount>> count_findings(store::Transaction& tx, const access::Actor& actor);

enum class Verdict { confirm, refute };
std::optional<Verdict> verdict_of(std::string_view code);

struct FindingDecision {
  FindingId id;
  std::int64_t version = 0;  // as whoever decides saw it
  Verdict verdict = Verdict::confirm;
  std::optional<std::int64_t> person = {};  // of the candidates; 0 = none of them
  std::string note = {};
  registry::ProvenanceInput provenance = {};  // how it was verified; source and finder come from the roster
};
// confirm: the register takes what the row says, as one operation that can be undone; refute: the register
// stands, and the same difference is not asked about again. Problems: forbidden, not_found, version_conflict,
// finding_decided, choice_needed, bad_choice (not a candidate, or one out of scope), upload_gone, and those
// of the register's rules (number_of_another, outside_scope, evidence_needed, ...).
Result<Finding> decide_finding(const registry::WriteContext& context, const FindingEvents& events,
                               const FindingDecision& decision);

// The open findings of some kinds of a roster, all at once and as one operation, in a job. kinds: those that
// need no choice.
inline constexpr std::string_view kApplyRosterJob = "roster_apply";
struct ApplyRoster {
  RosterId roster;
  std::vector<FindingKind> kinds = {};
  bool confirm_same = false;  // where the register says the same, the roster's day confirms it
  bool standing = false;  // and what the same sender hands in from now on, likewise (roster_rule_actions.h)
  std::int64_t rule = 0;  // which rule asks for it; 0 = somebody
};
// Problems: forbidden, not_found, roster_running, bad_choice, those of set_rule.
Result<jobs::JobId> apply_roster(const registry::WriteContext& context, const ApplyRoster& wanted);

}  // namespace weige::intake
