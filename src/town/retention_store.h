// SQL of what was erased and when, in numbers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/change.h"
#include "access/ids.h"
#include "jobs/job.h"
#include "store/database.h"
#include "town/retention_run.h"

namespace weige::town {

bool has_run_of(store::Transaction& tx, Day night);
access::Change insert_run(store::Transaction& tx, const RetentionRun& run);
void set_job(store::Transaction& tx, RunId id, jobs::JobId job);
std::optional<RetentionRun> find_run(store::Transaction& tx, RunId id);
// Newest first, those before the id; 0: from the end.
std::vector<RetentionRun> find_runs(store::Transaction& tx, std::int64_t before, int limit);
std::optional<RetentionRun> newest_run(store::Transaction& tx, RunKind kind);
// When a night, or the same work asked for by somebody, last came to its end.
std::optional<Instant> last_finished(store::Transaction& tx);

// Adds to what was counted of the clock so far.
void add_to_count(store::Transaction& tx, RunId id, std::string_view clock, const ErasureCount& count);
access::Change finish_run(store::Transaction& tx, RunId id, Instant now);

// Whether something was erased of which the bytes may still lie about in the database.
bool needs_cleaning(store::Transaction& tx);
std::int64_t erased_in_all(store::Transaction& tx);  // over all runs
void note_clean(store::Transaction& tx);             // of all runs

}  // namespace weige::town
