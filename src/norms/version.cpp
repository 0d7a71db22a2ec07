#include "norms/version.h"

#include <algorithm>
#include <array>
#include <chrono>

namespace weige::norms {
namespace {

constexpr std::array<std::string_view, 5> kReasonCodes{"town_decision", "upper_notice", "experience", "trial",
                                                       "correction"};
constexpr std::array<std::string_view, 3> kStateCodes{"coming", "in_force", "replaced"};

}  // namespace

std::string_view code(VersionReason reason) {
  return kReasonCodes.at(static_cast<std::size_t>(reason));
}

std::optional<VersionReason> version_reason_of(std::string_view code) {
  const auto found = std::find(kReasonCodes.begin(), kReasonCodes.end(), code);
  if (found == kReasonCodes.end()) return std::nullopt;
  return static_cast<VersionReason>(found - kReasonCodes.begin());
}

std::string_view code(VersionState state) {
  return kStateCodes.at(static_cast<std::size_t>(state));
}

const NormVersion* in_force(const std::vector<NormVersion>& versions, Norm norm, Day today) {
  const NormVersion* out = nullptr;
  for (const auto& version : versions)
    if (version.norm == norm && version.effective_from <= today &&
        (!out || std::pair(out->effective_from, out->id) < std::pair(version.effective_from, version.id)))
      out = &version;
  return out;
}

VersionState state_of(const std::vector<NormVersion>& versions, const NormVersion& version, Day today) {
  if (version.effective_from > today) return VersionState::coming;
  const auto* holds = in_force(versions, version.norm, today);
  return holds && holds->id == version.id ? VersionState::in_force : VersionState::replaced;
}

Done check_start(Day effective_from, Day today) {
  const std::chrono::sys_days farthest = std::chrono::sys_days{today} + std::chrono::days{kFarthestStartDays};
  if (effective_from >= today && std::chrono::sys_days{effective_from} <= farthest) return done();
  return problem(ProblemCode::date_out_of_range, "effective_from")
      .with("earliest", to_iso(today))
      .with("latest", to_iso(Day{farthest}));
}

}  // namespace weige::norms
