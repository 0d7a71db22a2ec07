// Instants are UTC microseconds; days and months are the town's civil time (UTC+8 unless configured). "Now"
// is always an argument.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace weige {

using Instant = std::chrono::sys_time<std::chrono::microseconds>;
using Day = std::chrono::year_month_day;
using Clock = std::function<Instant()>;

Clock system_clock();
Clock fixed_clock(Instant instant);

// The town's civil time as a fixed distance from UTC (China has had one since 1992). Minutes east.
struct TownTime {
  int minutes_east = 480;
  Day day_of(Instant instant) const;
  Instant start_of(Day day) const;
};

std::string to_rfc3339(Instant instant);  // 2026-11-23T06:05:07.123456Z
std::optional<Instant> parse_rfc3339(
    std::string_view text);   // any offset; nullopt when malformed or out of range
std::string to_iso(Day day);  // 2026-11-23; precondition: day.ok()
std::optional<Day> parse_iso_day(std::string_view text);  // exactly YYYY-MM-DD and a day that exists
std::string month_of(Day day);                            // 2026-11

}  // namespace weige
