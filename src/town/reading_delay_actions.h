// Use cases of lawful delays: a post of the police station or the population office delays what a person is
// told of its own readings, never of others'. Every step is in the audit log, and told once the delay is
// over.
#pragma once

#include <vector>

#include "registry/register_writer.h"
#include "registry/view_actions.h"
#include "town/reading_delay.h"

namespace weige::town {

struct NewDelay {
  std::int64_t person = 0;
  DelayReason reason = DelayReason::secret_by_law;
  Day until;
};

// Problems of all: forbidden, purpose_required, not_found (the person is not there or out of scope).
// Those of the acting post, newest first.
Result<std::vector<ReadingDelay>> list_delays(const registry::ReadContext& context, std::int64_t person);
// From now on: what the person may have seen is not hidden. Problems: step_up_required, reading_delay_end,
// reading_delay_standing.
Result<ReadingDelay> delay_readings(const registry::WriteContext& context, const NewDelay& wanted);
// Problem: not_found also where none stands.
Done end_standing_delay(const registry::WriteContext& context, std::int64_t person);

}  // namespace weige::town
