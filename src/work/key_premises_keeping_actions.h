// Keeps the list of key premises to the rule set K2 in force, and opens the tasks at their doors (K2). The
// program's own step, in bounded transactions: it reads a page of premises at a time, and writes only where
// something differs.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "store/database.h"
#include "work/moved_doors.h"

namespace weige::work {

struct KeptKeyPremises {
  int listed = 0, changed = 0, ended = 0, tasks = 0;
  bool operator==(const KeptKeyPremises&) const = default;
};
// Run twice, the second run changes nothing. moved: is told the doors where tasks were opened or ended.
Result<KeptKeyPremises> keep_key_premises(store::Database& database, Instant now,
                                          MovedDoors* moved = nullptr);

}  // namespace weige::work
