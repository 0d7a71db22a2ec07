#include "town/simulation_time.h"

#include <algorithm>
#include <cmath>

namespace weige::town {
namespace {

constexpr double kHoursADay = 6;
constexpr int kFirstHour = 13;

// Monday = 1. The days of the week that are walked, by their number.
constexpr std::array<std::array<bool, 8>, 6> kWalkingDays{{
    {},
    {false, false, false, true},
    {false, false, true, false, true},
    {false, true, false, true, false, true},
    {false, true, true, false, true, true},
    {false, true, true, true, true, true},
}};

}  // namespace

int hour_after(double minutes) {
  return std::min(kFirstHour + static_cast<int>(minutes / 60), 23);
}

WalkingTime::WalkingTime(double hours_a_week)
    : days_a_week_(std::clamp(static_cast<int>(std::ceil(hours_a_week / kHoursADay)), 0, 5)) {
  if (days_a_week_ > 0) minutes_a_day_ = 60 * hours_a_week / days_a_week_;
}

bool WalkingTime::is_walked(Day day) const {
  const auto weekday = std::chrono::weekday{std::chrono::sys_days{day}}.iso_encoding();
  return kWalkingDays[static_cast<std::size_t>(days_a_week_)][weekday];
}

}  // namespace weige::town
