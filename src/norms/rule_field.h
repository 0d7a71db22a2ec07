// What can be set in each norm, field by field: its name, its bounds, and what obeys it. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "norms/rules.h"

namespace weige::norms {

enum class FieldUnit { days, hours, minutes, doors, visits, times, attempts, premises, share };
std::string_view code(FieldUnit unit);

// obeyed: paths of the pages that follow it; none: nothing in the program follows it yet.
struct RuleField {
  Norm norm = Norm::k1;
  std::string_view name;  // "confirm_person_days"
  FieldUnit unit = FieldUnit::days;
  double least = 0, most = 0;
  std::vector<std::string_view> obeyed;
  double (*get)(const Rules&) = nullptr;
  void (*set)(Rules&, double) = nullptr;
};
const std::vector<RuleField>& rule_fields();
std::vector<const RuleField*> fields_of(Norm norm);
const RuleField* find_field(Norm norm, std::string_view name);  // nullptr: none

// Problems, placed at their fields: bad_number with the bounds, missing_field, too_long, bad_choice (a code
// or label), key_kind_twice, key_kind_empty (neither labels nor people). labels: those that premises may
// have.
Done check_rules(Norm norm, const Rules& rules, const std::vector<std::string_view>& labels);

// The fields, and "kinds" of K2, in which two differ.
std::vector<std::string> changed_fields(Norm norm, const Rules& before, const Rules& after);

// Those of the norm from one, all others from the other.
Rules with_norm(Rules all, Norm norm, const Rules& from);

inline constexpr std::size_t kMostKinds = 20;
inline constexpr std::size_t kLongestKindName = 40;

}  // namespace weige::norms
