#include "work/task_writer.h"

#include <algorithm>
#include <utility>

#include "access/audit.h"
#include "work/door_store.h"
#include "work/visit_store.h"

namespace weige::work {
namespace {

constexpr access::AuditAction kTaskOpened{"task.opened"}, kTaskCancelled{"task.cancelled"};

// Actor::system() leaves an entry of its own each time it is called; what is done here has one already.
access::Actor program(store::Transaction& tx, Instant now) {
  return access::Actor::system(tx, now, access::SystemReason::maintenance);
}

// A task as it has to be written; one that is there already comes with is_new unset.
struct TaskToOpen {
  Task task;
  bool is_new = true;
};

Result<TaskToOpen> task_to_open(store::Transaction& tx, Instant now, const NewTask& wish) {
  const auto door = door_of(tx, {.premises = wish.premises, .organisation = wish.organisation});
  if (!door || !door->is_current) return problem(ProblemCode::not_found);
  if (wish.source != TaskSource::by_hand) {
    auto asked = task_asked(tx, wish);
    if (asked && (!is_over(asked->state) || is_asked_once(wish.source)))
      return TaskToOpen{.task = *std::move(asked), .is_new = false};
  }
  TaskToOpen out{.task = {.id = {tx.next_id()}, .about = wish, .opened_at = now}};
  out.task.about.area_id = door->area_id;
  return out;
}

}  // namespace

Result<TaskId> open_task(store::Transaction& tx, Instant now, const NewTask& wish) {
  WEIGE_TRY(const auto opening, task_to_open(tx, now, wish));
  if (opening.is_new)
    access::audit_change(tx, now, program(tx, now), kTaskOpened, insert_task(tx, opening.task));
  return opening.task.id;
}

Result<int> open_tasks(store::Transaction& tx, Instant now, const access::Actor& actor,
                       std::span<const NewTask> wishes) {
  std::vector<access::Change> changes;
  for (const auto& wish : wishes) {
    const auto opening = task_to_open(tx, now, wish);
    if (opening && opening->is_new) changes.push_back(insert_task(tx, opening->task));
  }
  const auto opened = static_cast<int>(changes.size());
  if (opened > 0) access::audit_changes(tx, now, actor, kTaskOpened, std::move(changes));
  return opened;
}

Result<int> cancel_tasks_of(store::Transaction& tx, Instant now, TaskSource source, std::int64_t source_id,
                            int limit) {
  const auto tasks = tasks_of_source(tx, source, source_id, limit);
  WEIGE_CHECK(cancel_tasks(tx, now, tasks));
  return static_cast<int>(tasks.size());
}

Done cancel_tasks(store::Transaction& tx, Instant now, std::span<const Task> tasks) {
  if (tasks.empty()) return done();
  std::vector<access::Change> changes;
  for (auto task : tasks) {
    task.state = TaskState::cancelled;
    task.closed_at = now;
    auto change = update_task(tx, task);
    if (!change) return problem(ProblemCode::version_conflict);
    changes.push_back(*std::move(change));
  }
  access::audit_changes(tx, now, program(tx, now), kTaskCancelled, std::move(changes));
  for (const auto& task : tasks)
    if (task.state == TaskState::with_officer)
      forget_ended_refusals(tx, {task.about.premises, task.about.organisation});
  return done();
}

void forget_ended_refusals(store::Transaction& tx, const DoorId& asked) {
  const auto place = door_of(tx, asked);
  const auto door = place ? place->id : asked;
  const auto is_with_officer = [](const Task& task) { return task.state == TaskState::with_officer; };
  if (std::ranges::any_of(tasks_at(tx, door), is_with_officer)) return;
  forget_refusals(tx, door);
  // It may have been visited before it sat at premises.
  if (door != asked) forget_refusals(tx, asked);
}

}  // namespace weige::work
