// Task: work at a door, at an organisation or in a place, and what gave rise to it. One door has one visit,
// however many tasks wait there. A task tells of records and premises, never of kinds of people; its text
// holds no personal data. Values and rules, pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/ids.h"
#include "base/clock.h"
#include "base/ids.h"

namespace weige::work {

using TaskId = Id<struct TaskTag>;

enum class TaskSource {
  finding,           // a roster and the register differ (intake)
  handed_down,       // 下发的数据, assigned by the officer (C10)
  confirmation_age,  // last confirmed longer ago than K1 allows
  weekly_visit,      // S4
  campaign,
  key_premises,       // K2
  flagged_site,       // L4, O4
  full_verification,  // 兜底翻 (O6, S2)
  random_door,        // drawn by chance, to measure the plan against
  by_hand
};
std::string_view code(TaskSource source);  // "finding"
std::string_view zh_name(TaskSource source);
std::string_view en_name(TaskSource source);
std::optional<TaskSource> task_source_of(std::string_view code);
std::vector<TaskSource> all_task_sources();

// with_officer: registration was refused or could not be had, and the officer leads the next visit (C5, O5).
// It is a state of the task alone and ends with it (boundaries.md 8).
enum class TaskState { open, with_officer, done, cancelled };
std::string_view code(TaskState state);
std::optional<TaskState> task_state_of(std::string_view code);
bool is_over(TaskState state);
// Of sources whose id names one wish (a finding, a campaign), not a standing rule (key premises).
bool is_asked_once(TaskSource source);

// Where it is: premises or an organisation, one of them. source_id: the finding, campaign, key premises ...
// 0 where there is none. One source asks once at a time for one place: opening it again has no effect, except
// by hand. Where is_asked_once(source), it also has none after the task is over.
struct NewTask {
  TaskSource source = TaskSource::by_hand;
  std::int64_t source_id = 0;
  std::optional<std::int64_t> premises = {};
  std::optional<std::int64_t> organisation = {};
  std::int64_t area_id = 0;                 // of the place
  std::optional<access::PostId> post = {};  // who is to go; none: the coordinator of the grid
  Day due{};
  std::string text = {};
};

struct Task {
  TaskId id;
  std::int64_t version = 1;
  TaskState state = TaskState::open;
  NewTask about;
  Instant opened_at{};
  std::optional<Instant> closed_at = {};
  std::optional<std::int64_t> closed_by_visit = {};
  int attempts = 0;  // fruitless visits since it was opened
};

}  // namespace weige::work
