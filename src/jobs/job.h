// Job: long work kept in the database, so that it survives restarts and shows its progress. Values and rules
// only.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/ids.h"
#include "base/result.h"

namespace weige::jobs {

struct JobTag {};
using JobId = Id<JobTag>;

enum class JobState { waiting, running, done, failed, cancelled };
std::string_view to_text(JobState state);
JobState job_state(std::string_view text);  // precondition: one of to_text's
bool is_finished(JobState state);

// done of total units; doing = a code of the handler's phase ("reading"), worded by the client.
struct Progress {
  std::string doing;
  std::int64_t done = 0;
  std::optional<std::int64_t> total = {};
  bool operator==(const Progress&) const = default;
};

// Whose work it is. The ids belong to higher modules, which also say who may see the job.
struct JobOwner {
  std::int64_t account_id = 0;
  std::int64_t post_id = 0;
  std::int64_t area_id = 0;
  bool operator==(const JobOwner&) const = default;
};

struct NewJob {
  std::string kind;
  std::string input;  // JSON, read by the handler
  JobOwner owner;
  std::string title = {};  // how the screen calls it, and its file when it makes one: "town.xlsx"
  // Where its handler begins. Not empty: whoever submits it has begun already, and its handler takes that
  // back when it is cancelled.
  std::string position = {};
  Progress progress = {};
};

struct Job {
  JobId id;
  std::string kind;
  std::string title;
  JobState state = JobState::waiting;
  JobOwner owner;
  std::string input;
  std::string position;  // where the handler goes on; "" = at the beginning
  Progress progress;
  bool cancel_requested = false;
  std::optional<std::string> result;
  bool has_result_file = false;
  std::optional<Problem> failure;
  Instant created_at;
  std::optional<Instant> started_at, finished_at;
  Instant expires_at;  // after it the row is removed, with what it holds of people's data
};

// How a problem is kept in a column, and back. An unknown code (of a newer version) comes back as `internal`.
std::string to_text(const Problem& problem);
Problem problem_from_text(std::string_view text);

}  // namespace weige::jobs
