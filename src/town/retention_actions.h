// The nightly job that erases for good what is over, and its reports. It works through the clocks of
// retention_clock.h in short steps, goes on where it was when it was stopped or killed, and can be cancelled.
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "access/actor.h"
#include "jobs/job_context.h"
#include "town/erasure_journal.h"
#include "town/retention_clock.h"
#include "town/retention_run.h"

namespace weige::town {

inline constexpr std::string_view kRetentionJob = "retention";

// journal: none only where nothing is ever restored (tests).
struct RetentionParts {
  Clock clock;
  RetentionTimes times = {};
  std::shared_ptr<ErasureJournal> journal = {};
  TownTime town = {};
};

// Whether a night has begun since a server first ran: a register that has just been taken over may have
// years to erase, which begins at three o'clock and not while people first use it.
bool has_had_night(store::Database& database, Instant now, TownTime town = {});
// Begins the night's job if none has yet, whichever instance asks first. Nothing: there is one.
Result<std::optional<jobs::JobId>> begin_night(store::Database& database, Instant now, TownTime town = {});
// The same work asked for by somebody, now; one that was asked for and has not ended goes on instead, also
// when the program that ran it was killed. Right: erase_records. Problem: forbidden.
Result<jobs::JobId> submit_retention(store::Transaction& tx, Instant now, const access::Actor& actor);
// The handler of both. Its result: {"run": n}.
Done run_retention(jobs::JobContext& job, const RetentionParts& parts);
// Whether what runs in the night has a way to erase what is over by that clock.
bool has_runner(std::string_view clock);

struct RunView {
  RetentionRun run;
  std::optional<jobs::JobState> state = {};  // of its job, while that is kept
  std::optional<jobs::Progress> progress = {};
};
// Newest first, those before the id; 0: from the end. Right: read_retention. Problem: forbidden.
Result<std::vector<RunView>> list_runs(store::Transaction& tx, const access::Actor& actor,
                                       std::int64_t before, int limit);
// At its next step; what is erased stays so, and the next night goes on. Right: erase_records. Problems:
// forbidden, not_found, job_finished.
Result<RunView> cancel_run(store::Transaction& tx, Instant now, const access::Actor& actor, RunId id);

}  // namespace weige::town
