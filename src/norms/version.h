// A version of a norm: from which day, made when and for which reason. Once in force it is never changed.
// Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/ids.h"
#include "base/result.h"
#include "norms/rules.h"

namespace weige::norms {

struct VersionTag;
using VersionId = Id<VersionTag>;

// A closed list, because free words would name people.
enum class VersionReason { town_decision, upper_notice, experience, trial, correction };
std::string_view code(VersionReason reason);
std::optional<VersionReason> version_reason_of(std::string_view code);

struct NormVersion {
  VersionId id = {};
  Norm norm = Norm::k1;
  Day effective_from = {};
  VersionReason reason = VersionReason::town_decision;
  Instant made_at = {};
  std::int64_t post = 0;
  Rules rules = {};  // those of its norm count
};

enum class VersionState { coming, in_force, replaced };
std::string_view code(VersionState state);

// Which holds today, of versions in any order; nullptr: what ships.
const NormVersion* in_force(const std::vector<NormVersion>& versions, Norm norm, Day today);
VersionState state_of(const std::vector<NormVersion>& versions, const NormVersion& version, Day today);

// Problems: date_out_of_range (before today, or later than kFarthestStart after it).
Done check_start(Day effective_from, Day today);
inline constexpr int kFarthestStartDays = 366;

}  // namespace weige::norms
