// SQL of what lists keep of people who are erased: rows, answers, findings, candidates, lines of pockets. The
// lists stay, without them.
#pragma once

#include <cstdint>

#include "registry/erasure_store.h"
#include "store/database.h"

namespace weige::intake {

// Also empties the rows of the uploaded files. Before the register forgets the people's operations. How many
// rows, findings and lines went.
std::int64_t erase_from_lists(store::Transaction& tx, const registry::ErasedSubjects& subjects,
                              std::span<const registry::PersonTrace> people);

// What is over.
struct ExpiredLists {
  std::int64_t rosters = 0, findings = 0, lines = 0;
};
ExpiredLists count_expired_lists(store::Transaction& tx, Instant now);

}  // namespace weige::intake
