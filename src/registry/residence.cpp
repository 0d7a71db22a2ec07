#include "registry/residence.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace weige::registry {
namespace {

using enum ResidenceState;

constexpr std::array<std::string_view, 7> kCodes{"reported",  "to_verify", "current", "reported_gone",
                                                 "suspended", "cancelled", "undone"};

struct StateStep {
  ResidenceState from, to;
};
constexpr std::array kStateSteps{StateStep{reported, to_verify},      StateStep{reported, current},
                                 StateStep{reported, cancelled},      StateStep{to_verify, current},
                                 StateStep{to_verify, cancelled},     StateStep{current, reported_gone},
                                 StateStep{current, suspended},       StateStep{current, cancelled},
                                 StateStep{reported_gone, current},   StateStep{reported_gone, suspended},
                                 StateStep{reported_gone, cancelled}, StateStep{suspended, current},
                                 StateStep{suspended, cancelled}};

bool rests_alone(EvidenceKind kind) {
  return kind != EvidenceKind::failed_visit && kind != EvidenceKind::self_declaration;
}

int minute_of_day(Instant at, TownTime town) {
  const auto day = town.start_of(town.day_of(at));
  return static_cast<int>(std::chrono::duration_cast<std::chrono::minutes>(at - day).count());
}

}  // namespace

std::string_view code(ResidenceState state) {
  return kCodes[static_cast<std::size_t>(state)];
}

std::optional<ResidenceState> residence_state_of(std::string_view text) {
  const auto found = std::ranges::find(kCodes, text);
  if (found == kCodes.end()) return std::nullopt;
  return static_cast<ResidenceState>(found - kCodes.begin());
}

bool may_follow(ResidenceState from, ResidenceState to) {
  return std::ranges::any_of(kStateSteps,
                             [&](const StateStep& step) { return step.from == from && step.to == to; });
}

bool is_evidence_for_leaving(const std::vector<Evidence>& evidence, TownTime town) {
  std::vector<int> failed;
  for (const auto& piece : evidence) {
    if (rests_alone(piece.kind)) return true;
    if (piece.kind == EvidenceKind::failed_visit && piece.at)
      failed.push_back(minute_of_day(*piece.at, town));
  }
  constexpr int kApart = 4 * 60;
  for (const int one : failed)
    for (const int other : failed)
      if (std::abs(one - other) >= kApart) return true;
  return false;
}

Done check_step(ResidenceState from, ResidenceState to, const std::vector<Evidence>& evidence,
                TownTime town) {
  if (!may_follow(from, to))
    return problem(ProblemCode::no_such_step, "state")
        .with("from", std::string(code(from)))
        .with("to", std::string(code(to)));
  const bool verified = from != reported && from != to_verify;
  if (verified && (to == suspended || to == cancelled) && !is_evidence_for_leaving(evidence, town))
    return problem(ProblemCode::evidence_needed, "provenance.evidence");
  return done();
}

}  // namespace weige::registry
