// Residence: a person at premises, through the states of its life. Which step may follow which, and what
// evidence leaving needs. Pure.
#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"
#include "registry/provenance.h"

namespace weige::registry {

enum class ResidenceState { reported, to_verify, current, reported_gone, suspended, cancelled, undone };
std::string_view code(ResidenceState state);
std::optional<ResidenceState> residence_state_of(std::string_view code);

// reported → to_verify → current → reported_gone → suspended → cancelled; a report may be confirmed or
// refuted at once, and whoever was reported gone or suspended may turn out to live there after all. Taking a
// step back by mistake made is undoing, not a step.
bool may_follow(ResidenceState from, ResidenceState to);

// Leaving (suspended, cancelled) rests on a door visit, the landlord, a second source or a document, or on
// two failed visits at different times of day (at least four hours apart in the town's time of day). A
// residence never verified may be cancelled without.
bool is_evidence_for_leaving(const std::vector<Evidence>& evidence, TownTime town);

// Problems: no_such_step (from, to by code), evidence_needed.
Done check_step(ResidenceState from, ResidenceState to, const std::vector<Evidence>& evidence, TownTime town);

}  // namespace weige::registry
