// Workdays: on which days the office works, by which times to answer are counted. Monday to Friday, but for
// holidays, and days that are worked in their place (调休), as the State Council announces them each year.
#pragma once

#include <optional>
#include <set>
#include <string_view>

#include "base/clock.h"

namespace weige::town {

class Workdays {
 public:
  Workdays() = default;  // weekends only: a clock that is rather too strict
  // Days as "2026-10-01..2026-10-07,2027-01-01", of holidays and of days worked in their place. None: not of
  // this form, a range that ends before it begins, more than 1000 days, or a day that is both.
  static std::optional<Workdays> parse(std::string_view holidays, std::string_view worked);

  bool is_workday(Day day) const;
  // The count-th workday after the day, which is not counted itself. Precondition: count > 0.
  Day after(Day day, int count) const;

 private:
  std::set<Day> holidays_, worked_;
};

}  // namespace weige::town
