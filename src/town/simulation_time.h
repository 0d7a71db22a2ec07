// When a simulated coordinator walks, and how long what is done at the doors takes. Pure.
#pragma once

#include <array>

#include "base/clock.h"

namespace weige::town {

inline constexpr double kMostHoursAWeek = 30;
inline constexpr double kMinutesSilent = 1.5;  // where nobody answers
inline constexpr std::size_t kDoorsMore = 10;  // as the page asks for when the list is done
// Of the walking day: afternoon and evening.
int hour_after(double minutes);

// So many hours a week, on as many days as six hours each need: Wednesday up to 6; Monday to Friday at the
// most.
class WalkingTime {
 public:
  explicit WalkingTime(double hours_a_week);
  bool is_walked(Day day) const;
  double minutes_a_day() const { return minutes_a_day_; }

 private:
  int days_a_week_ = 0;
  double minutes_a_day_ = 0;
};

}  // namespace weige::town
