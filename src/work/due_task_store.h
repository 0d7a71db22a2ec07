// SQL of what is due at the doors of a grid by rules alone. For the job that opens tasks, over one area at a
// time; no person is read.
#pragma once

#include <optional>
#include <vector>

#include "store/database.h"
#include "work/door.h"
#include "work/due_task.h"
#include "work/task.h"

namespace weige::work {

// Grids not looked through on the day yet, at most `limit`.
std::vector<std::int64_t> grids_without_round(store::Transaction& tx, Day today, int limit);
void note_round(store::Transaction& tx, std::int64_t area, Day today);

bool has_tasks_in(store::Transaction& tx, std::int64_t area, TaskSource source, std::int64_t source_id);
int waiting_in(store::Transaction& tx, std::int64_t area, TaskSource source);
// Doors at which nothing waits and something was confirmed before its limit; the oldest first.
std::vector<DoorId> doors_to_confirm(store::Transaction& tx, std::int64_t area, const ConfirmLimits& limits,
                                     int limit);

// Whom a weekly visit goes to (S4): homes, other premises, organisations.
enum class WeeklyKind { residents, premises, organisations };
// Doors at which nothing waits, the one visited longest ago first.
std::vector<DoorId> doors_for_week(store::Transaction& tx, std::int64_t area, WeeklyKind kind, int limit);
// Weekly visits of earlier weeks that were not made. No receipt: they end with their week.
bool has_week_to_end(store::Transaction& tx, std::int64_t week);
// Where those are that end_weeks() ends next.
std::vector<DoorId> doors_of_past_weeks(store::Transaction& tx, std::int64_t week, int limit);
// How many were ended, at most the limit.
std::int64_t end_weeks(store::Transaction& tx, Instant now, std::int64_t week, int limit);

}  // namespace weige::work
