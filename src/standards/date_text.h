// Dates as people and spreadsheets write them, to days of the civil calendar. No guessing: two-digit years
// and day-first orders are refused.
#pragma once

#include <string_view>

#include "base/clock.h"
#include "base/result.h"

namespace weige::standards {

// The two day counts of spreadsheets: since 1899-12-30 with a 1900-02-29 that never was, and since
// 1904-01-01.
enum class SerialSystem { from_1900, from_1904 };

// What a day may lie between. `latest` is usually today, or some years on for dates of expiry.
struct DayLimits {
  Day earliest{std::chrono::year{1800}, std::chrono::month{1}, std::chrono::day{1}};
  Day latest;
};

// 1967.10.22, 1967-10-22, 1967/1/2, 1967年10月22日, 一九六七年十月二十二日, 19671022, full-width forms, and
// any of them followed by a time of day, which is dropped. Problems: missing_field, bad_date (not readable,
// or no such day), date_out_of_range.
Result<Day> parse_date(std::string_view text, const DayLimits& limits);

// The day of a serial number; a fraction (the time of day) is dropped. Problems: bad_date (not finite, before
// the system's first day, or serial 60 of the 1900 system: a day that never was), date_out_of_range.
Result<Day> date_of_serial(double serial, SerialSystem system, const DayLimits& limits);

}  // namespace weige::standards
