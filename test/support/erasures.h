// People who leave, and the nights after: for tests of retention and erasure.
#pragma once

#include <string>

#include "jobs/job.h"
#include "support/town.h"
#include "town/retention_actions.h"

namespace weige::testing_support {

// Ends every residence of the person, with evidence; reason and note may tell of somebody. Throws when it
// cannot be.
void move_out(store::Database& db, const SmallTown& town, std::int64_t person, Instant now,
              const std::string& words = "搬离");

// The job of the night that has begun at `now`, run to its end, by an instance of that name.
jobs::Job run_night(store::Database& db, const town::RetentionParts& parts,
                    const std::string& instance = "night");

// The newest report.
town::RetentionRun last_run(store::Database& db);
// What it says of a clock.
town::ErasureCount counted(const town::RetentionRun& run, std::string_view clock);

// So many rows has the table, or as `where` says.
std::int64_t count_rows(store::Database& db, const std::string& table, const std::string& where = "1 = 1");

}  // namespace weige::testing_support
