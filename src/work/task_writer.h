// Opens and closes tasks for whatever asks for work at a door. Audited as the program's doing, since it
// follows from another act that has its own entry.
#pragma once

#include "access/actor.h"
#include "store/database.h"
#include "work/task.h"
#include "work/task_store.h"

namespace weige::work {

// The task of that source at that place: a new one, or the one that is there (task.h). It lies where its
// place does, whatever area_id says. Problem: not_found (no such premises or organisation, or cancelled).
Result<TaskId> open_task(store::Transaction& tx, Instant now, const NewTask& wish);
// Many at once, of one act by the actor: one entry in the log. How many are new; places that are gone are
// passed over.
Result<int> open_tasks(store::Transaction& tx, Instant now, const access::Actor& actor,
                       std::span<const NewTask> wishes);
// Those that are not over, of that source, at most `limit`. How many there were.
Result<int> cancel_tasks_of(store::Transaction& tx, Instant now, TaskSource source, std::int64_t source_id,
                            int limit = kAllTasks);
// These, which are not over: what they were opened for was done by other work.
Done cancel_tasks(store::Transaction& tx, Instant now, std::span<const Task> tasks);
// That somebody could not be registered ends with the last task at the door that an officer has (boundaries
// 8), however it ends.
void forget_ended_refusals(store::Transaction& tx, const DoorId& door);

}  // namespace weige::work
