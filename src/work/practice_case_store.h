// SQL of practice cases: released ones are everybody's, proposed ones are seen where their area is covered.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/change.h"
#include "access/scope.h"
#include "store/database.h"
#include "work/practice_case.h"

namespace weige::work {

inline constexpr access::SubjectKind kPracticeCaseSubject{"practice_case"};

access::Change insert_case(store::Transaction& tx, const PracticeCase& one);
// nullopt: it is no longer `one.version`, or released.
std::optional<access::Change> release_case_row(store::Transaction& tx, const PracticeCase& one);

struct SeenCase {
  PracticeCase of;
  std::string area = {}, noted_by = {};
};
std::optional<SeenCase> find_case(store::Transaction& tx, const access::Scope& scope, PracticeCaseId id);
struct CaseQuery {
  std::string topic = {};   // empty: all
  std::string words = {};   // that occur in title, situation or action
  std::int64_t before = 0;  // 0: from the newest
  std::int64_t limit = 50;
};
// The newest first.
std::vector<SeenCase> find_cases(store::Transaction& tx, const access::Scope& scope, const CaseQuery& query);

// Noted before the instant, released or not; how many, at most the limit.
std::int64_t erase_old_cases(store::Transaction& tx, Instant before, int limit);

}  // namespace weige::work
