// RetentionRun: one time that something was erased: a night, a command, a single person, people in bulk, a
// replay after a restore. Numbers only. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/ids.h"
#include "base/clock.h"
#include "base/ids.h"
#include "jobs/job.h"
#include "registry/erasure.h"

namespace weige::town {

using RunId = Id<struct RetentionRunTag>;

enum class RunKind { night, command, single, bulk, replay };
std::string_view code(RunKind kind);
std::optional<RunKind> run_kind_of(std::string_view code);

struct ErasureCount {
  std::int64_t erased = 0;
  std::int64_t held = 0;  // people whom a legal hold has kept; in bulk also who lives here again
  bool operator==(const ErasureCount&) const = default;
};
struct ClockCount {
  std::string clock;
  ErasureCount count;
  bool operator==(const ClockCount&) const = default;
};

struct RetentionRun {
  RunId id;
  RunKind kind = RunKind::night;
  std::optional<Day> night = {};
  access::AccountId account;
  access::PostId post;
  std::optional<jobs::JobId> job = {};
  std::optional<registry::ErasureReason> reason = {};  // of a single person, or of people in bulk
  Instant started{};
  std::optional<Instant> finished = {};
  bool bytes_clean = false;  // the database was written anew since
  std::vector<ClockCount> counts = {};
};

}  // namespace weige::town
