// SQL of tasks. What lists tasks takes a Scope; what opens, closes and moves them for the program itself
// takes a place, and is called by writers only.
#pragma once

#include <limits>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "access/change.h"
#include "access/scope.h"
#include "store/database.h"
#include "work/door.h"
#include "work/due_task.h"
#include "work/task.h"

namespace weige::work {

inline constexpr access::SubjectKind kTaskSubject{"task"};

access::Change insert_task(store::Transaction& tx, const Task& task);
// nullopt: its version is another by now. State, post, due, attempts, closed_*.
std::optional<access::Change> update_task(store::Transaction& tx, const Task& task);

std::optional<Task> find_task(store::Transaction& tx, const access::Scope& scope, TaskId id);
// Of that source for the same place; open ones first.
std::optional<Task> task_asked(store::Transaction& tx, const NewTask& wish);
// Open ones of a grid that ask for a confirmation which came by other work: their premises, and whoever is
// registered there, were confirmed since.
std::vector<Task> tasks_confirmed_since(store::Transaction& tx, std::int64_t area,
                                        const ConfirmLimits& limits);
// Those that are not over, of all areas: the writer that closes them has the place or the source in hand.
inline constexpr int kAllTasks = std::numeric_limits<int>::max();
std::vector<Task> tasks_of_source(store::Transaction& tx, TaskSource source, std::int64_t source_id,
                                  int limit = kAllTasks);
// C5, O5: whether one of them waits for the officer.
bool waits_for_officer(store::Transaction& tx, TaskSource source, std::int64_t source_id);
// At the premises with what sits there, or at the organisation; by due day.
std::vector<Task> tasks_at(store::Transaction& tx, const DoorId& door);
std::vector<Task> tasks_closed_by(store::Transaction& tx, std::int64_t visit);

struct TaskQuery {
  std::optional<TaskState> state = {};  // none: those that are not over
  std::optional<TaskSource> source = {};
  std::optional<std::int64_t> area = {};  // with what lies beneath it
  std::optional<access::PostId> post = {};
  std::optional<Day> due_before = {};
  int least_attempts = 0;  // or with the officer
  Day after_due{std::chrono::year{1}, std::chrono::January, std::chrono::day{1}};
  std::int64_t after = 0;
  int limit = 50;
};
// By due day and id.
std::vector<Task> find_tasks(store::Transaction& tx, const access::Scope& scope, const TaskQuery& query);

// Whether the post goes to doors of that area.
bool covers_area(store::Transaction& tx, access::PostId post, std::int64_t area);

// Gives those that wait in the area to the post, as far as it goes there, or sets their day; the earliest due
// first, at most `limit`.
struct AssignWish {
  std::int64_t area = 0;
  std::optional<TaskSource> source = {};
  std::optional<access::PostId> post = {};
  std::optional<Day> due = {};
};
std::vector<access::Change> assign_waiting(store::Transaction& tx, const access::Scope& scope,
                                           const AssignWish& wish, int limit);

struct TaskCount {
  TaskSource source;
  std::int64_t area = 0;
  int waiting = 0, overdue = 0, with_officer = 0;
};
// Of those that are not over, by source and area.
std::vector<TaskCount> count_tasks(store::Transaction& tx, const access::Scope& scope, Day today);

// Those that were closed before the instant; how many, at most the limit.
std::int64_t erase_closed_tasks(store::Transaction& tx, Instant before, int limit);

// Those at the addresses, and at what sits there: into the areas of their places.
void move_tasks(store::Transaction& tx, std::span<const std::int64_t> addresses);

}  // namespace weige::work
