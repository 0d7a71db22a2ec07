// What a visit is expected to find: register errors at a door by its evidence, the chance that somebody
// answers, and what past visits taught about each kind of evidence. Pure.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "work/plan_evidence.h"
#include "work/plan_turnover.h"

namespace weige::work {

// What was expected of answered doors whose weightiest evidence was of a kind, and the changes to the
// register that they led to.
struct PastYield {
  double expected = 0, errors = 0;
};
using PastYields = std::array<PastYield, kEvidenceKinds>;  // by EvidenceKind
// By which expectations of a kind are multiplied: the mean of a gamma posterior whose prior says 1 and weighs
// as much as kPriorErrors expected errors.
double learned(const PastYield& past);
inline constexpr double kPriorErrors = 10;

struct ExpectedErrors {
  double errors = 0;  // if somebody answers
  EvidenceKind main = EvidenceKind::age;
  std::array<double, kEvidenceKinds> parts = {};
};
ExpectedErrors expected_errors(const DoorEvidence& door, const Turnover& turnover, Day today,
                               const PastYields& past);

// From the tries of all hours, drawn towards three in five.
double chance_of_answer(const DoorEvidence& door);
// At which somebody answered before, the most promising first; at most three.
std::vector<int> best_hours(const DoorEvidence& door);

// Why, in codes and figures that the screens put into words (openapi.yaml: PlanReason).
struct PlanReason {
  std::string code;
  std::string source = {};  // of a task
  std::vector<int> figures = {};
  bool operator==(const PlanReason&) const = default;
};
// The weightiest first; at least one.
std::vector<PlanReason> reasons_of(const DoorEvidence& door, const ExpectedErrors& expected,
                                   const Turnover& turnover, Day today);
// As they are kept: "task|finding|3;confirmed_ago||14".
std::string to_kept(std::span<const PlanReason> reasons);
std::vector<PlanReason> reasons_from_kept(std::string_view text);

}  // namespace weige::work
