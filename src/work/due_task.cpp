#include "work/due_task.h"

#include <algorithm>

namespace weige::work {
namespace {

Day before_by(Day today, int days) {
  return Day{std::chrono::sys_days{today} - std::chrono::days{days}};
}

}  // namespace

Day week_start(Day day) {
  const std::chrono::sys_days then{day};
  const auto since_monday = std::chrono::weekday{then} - std::chrono::Monday;
  return Day{then - since_monday};
}

std::int64_t week_number(Day day) {
  constexpr std::chrono::sys_days kFirstMonday{std::chrono::year{1970} / std::chrono::January / 5};
  return (std::chrono::sys_days{week_start(day)} - kFirstMonday).count() / 7;
}

ConfirmLimits confirm_limits(const norms::QualityRules& rules, Day today) {
  return {.premises = before_by(today, rules.confirm_premises_days),
          .residents = before_by(today, rules.confirm_person_days),
          .organisations = before_by(today, rules.confirm_organisation_days)};
}

int most_waiting(const norms::TeamRules& rules) {
  return std::max(rules.doors_a_week, 0);
}

}  // namespace weige::work
