// One step of erasing what is over by one clock: some rows, in the caller's transaction. The part of the
// nightly job that knows what each clock erases (retention_actions.h).
#pragma once

#include <string_view>
#include <vector>

#include "registry/erasure.h"
#include "store/database.h"
#include "town/retention_clock.h"
#include "town/retention_run.h"

namespace weige::town {

// after: where the clock's steps stand, 0 at the first. marks: who was erased in this step.
struct RetentionStep {
  store::Transaction& tx;
  Instant now;
  TownTime town;
  const RetentionTimes& times;
  RunId run;
  std::int64_t after = 0;
  std::vector<registry::ErasedMark> marks = {};
};
bool has_step(std::string_view clock);
// True: there is more. What went is counted. Precondition: has_step.
Result<bool> run_step(RetentionStep& step, std::string_view clock);
// What erasures leave at the edges: names in the audit log that were given since, files that nobody can
// fetch.
void sweep(store::Transaction& tx);

}  // namespace weige::town
