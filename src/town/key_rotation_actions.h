// Rotating the keys of data: long work that brings every one of them under the newest master, some at a time.
// Stopped at any point, it goes on where it was; what is sealed with the keys is not touched.
#pragma once

#include <string_view>

#include "access/actor.h"
#include "jobs/job_context.h"

namespace weige::town {

inline constexpr std::string_view kKeyRotationJob = "key_rotation";

// Problem: forbidden.
Result<jobs::JobId> submit_key_rotation(store::Transaction& tx, Instant now, const access::Actor& actor);
// The handler, as whoever submitted it: problem forbidden when they may no longer. Its result:
// {"keys": n, "rewrapped": n}.
Done run_key_rotation(jobs::JobContext& job, const Clock& clock);

}  // namespace weige::town
