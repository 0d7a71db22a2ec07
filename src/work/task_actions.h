// Use cases of tasks: lists, adding one by hand, giving many to somebody, changing or cancelling one. Rights:
// read_tasks to look, assign_tasks for the rest, lead_refusals for what the officer leads.
#pragma once

#include <optional>
#include <vector>

#include "access/actor.h"
#include "store/database.h"
#include "work/door.h"
#include "work/task_store.h"

namespace weige::work {

// A task with the words of its place.
struct TaskLine {
  Task task;
  std::string address = {};
};
Result<std::vector<TaskLine>> list_tasks(store::Transaction& tx, const access::Actor& actor,
                                         const TaskQuery& query);
Result<std::vector<TaskCount>> count_waiting(store::Transaction& tx, Instant now, const access::Actor& actor);
// Of doors with the officer, or where nobody was met as often as norm K3 says.
Result<std::vector<TaskLine>> list_refusals(store::Transaction& tx, Instant now, const access::Actor& actor,
                                            TaskQuery page);

// What a task by hand asks for; its text is the code.
bool is_task_subject(std::string_view code);
struct HandTask {
  DoorId door;
  std::string about;
  std::optional<access::PostId> post = {};
  std::optional<Day> due = {};
};
// Problems: forbidden, not_found (the door; post_id), bad_choice (post_id: it does not visit doors,
// or not this one).
Result<TaskLine> add_task(store::Transaction& tx, Instant now, const access::Actor& actor,
                          const HandTask& wish);

// With a roster: its open differences in the area become tasks of handed-down data (C10). Without: those that
// wait there. At most kAssignedAtOnce.
inline constexpr int kAssignedAtOnce = 500;
struct Assignment {
  std::int64_t area = 0;
  std::optional<std::int64_t> roster = {};
  std::optional<TaskSource> source = {};
  std::optional<access::PostId> post = {};
  std::optional<Day> due = {};
};
struct Assigned {
  int count = 0;
  bool more = false;
};
// Problems: forbidden, not_found (post_id), missing_field (post_id: neither post nor day).
Result<Assigned> assign_tasks(store::Transaction& tx, Instant now, const access::Actor& actor,
                              const Assignment& wish);

// Codes of why a task is not needed.
bool is_cancel_reason(std::string_view code);
struct TaskEdit {
  TaskId id = {};
  std::int64_t version = 0;
  std::optional<std::optional<access::PostId>> post = {};
  std::optional<Day> due = {};
  std::string cancel = {};  // a reason
};
// Problems: forbidden, not_found, version_conflict, task_over, bad_choice (post_id).
Result<TaskLine> edit_task(store::Transaction& tx, Instant now, const access::Actor& actor,
                           const TaskEdit& edit);

}  // namespace weige::work
