// SQL of patrols. A post sees those of its areas, and its own wherever they are: a helper covers no area.
#pragma once

#include <optional>
#include <vector>

#include "access/change.h"
#include "access/scope.h"
#include "store/database.h"
#include "work/patrol.h"

namespace weige::work {

inline constexpr access::SubjectKind kPatrolSubject{"patrol"};

// With places and what was noticed; newest first.
std::vector<Patrol> find_patrols(store::Transaction& tx, const access::Scope& scope,
                                 std::optional<PatrolState> state, const PlacePage& page);
std::optional<Patrol> find_patrol(store::Transaction& tx, const access::Scope& scope, PatrolId id);
std::optional<PatrolId> patrol_of_notice(store::Transaction& tx, PatrolNoticeId id);
access::Change insert_patrol(store::Transaction& tx, const Patrol& patrol);
// State, day, hour, and what was noticed where nothing was yet. nullopt: somebody was faster.
std::optional<access::Change> update_patrol(store::Transaction& tx, const Patrol& after);
void insert_noticed(store::Transaction& tx, PatrolId patrol, const Noticed& noticed);
void set_became(store::Transaction& tx, const Noticed& noticed);
// Of patrols done before the day only the day stays (boundaries.md 7); how many, at most the limit.
std::int64_t coarsen_patrols(store::Transaction& tx, Day before, int limit);
// Planned for a day before: they go with all that hangs on them; how many, at most the limit.
std::int64_t erase_patrols(store::Transaction& tx, Day before, int limit);

}  // namespace weige::work
