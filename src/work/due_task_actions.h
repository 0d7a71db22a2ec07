// The program opens tasks by itself, in steps that are short: at the doors of open differences, of campaigns,
// of records confirmed too long ago (K1), and for the weekly visits (S4).
#pragma once

#include "access/actor.h"
#include "store/database.h"
#include "work/moved_doors.h"

namespace weige::work {

// One transaction each; how many tasks were opened. after: the last difference that was looked at, moved on.
// moved: is told the doors, also those where the task was there already or the transaction is rolled back.
Result<int> open_finding_tasks(store::Transaction& tx, Instant now, std::int64_t& after, MovedDoors& moved);
// The next grids of the day; false when all have been looked through.
Result<bool> open_due_tasks(store::Transaction& tx, Instant now, TownTime town, MovedDoors& moved);
// The next premises of a running campaign, or the next tasks of one that is over, which are cancelled; false
// when nothing is left to do.
Result<bool> open_campaign_tasks(store::Transaction& tx, Instant now, TownTime town, MovedDoors& moved);

// All of it, step by step; where nothing is due, nothing is written. The doors where something moved.
Result<MovedDoors> keep_tasks(store::Database& database, Instant now, TownTime town = {});

}  // namespace weige::work
