// SQL of findings and their candidates. Only what lies in the scope of whoever asks is seen, and nothing of a
// roster that is still being compared.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "access/change.h"
#include "access/scope.h"
#include "intake/finding.h"
#include "store/database.h"

namespace weige::intake {

inline constexpr access::SubjectKind kFindingSubject{"finding"};

void insert_findings(store::Transaction& tx, std::span<const Finding> findings);
void insert_candidates(store::Transaction& tx, FindingId id, std::span<const Candidate> candidates);

// Findings that are open or were refuted, by the marks that are asked for.
std::map<std::string, FindingId> findings_by_mark(store::Transaction& tx, const std::set<std::string>& marks);
// Marks from before they were keyed; the last finding, 0: there is none.
std::int64_t key_old_marks(store::Transaction& tx, std::int64_t after, int limit);

std::optional<Finding> find_finding(store::Transaction& tx, const access::Scope& scope, FindingId id);
std::vector<Candidate> candidates_of(store::Transaction& tx, FindingId id);

// nullopt: it is no longer `finding.version` (somebody else was faster). State, note, operation, decided_*.
std::optional<access::Change> update_finding(store::Transaction& tx, const Finding& finding);

struct FindingQuery {
  std::optional<FindingState> state = {};
  std::optional<FindingKind> kind = {};
  std::optional<RosterId> roster = {};
  std::optional<std::int64_t> area = {};
  std::optional<Instant> opened_from = {}, opened_before = {};
  std::int64_t after = 0;
  int limit = 50;
};
// By id, which is the order in which they were opened; area = one of the areas in scope, with what lies
// beneath it.
std::vector<Finding> find_findings(store::Transaction& tx, const access::Scope& scope,
                                   const FindingQuery& query);
// Open ones by kind and area.
struct FindingCount {
  FindingKind kind;
  std::int64_t area = 0;
  int open = 0;
};
std::vector<FindingCount> count_open(store::Transaction& tx, const access::Scope& scope);

// Those whose place is one of the addresses, or that speak of an employment there: into its area.
void move_findings(store::Transaction& tx, std::span<const std::int64_t> addresses);

}  // namespace weige::intake
