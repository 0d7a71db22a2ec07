#include "base/clock.h"

#include <fmt/format.h>

#include <cassert>
#include <charconv>

namespace weige {
namespace {

// Reads exactly `digits` digits at `at`; -1 when they are not there.
int number_at(std::string_view text, std::size_t at, std::size_t digits) {
  if (at + digits > text.size()) return -1;
  int value = 0;
  for (std::size_t i = at; i < at + digits; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

// Fraction of a second as microseconds; moves `at` past it. nullopt when malformed.
std::optional<int> fraction_at(std::string_view text, std::size_t& at) {
  if (at >= text.size() || text[at] != '.') return 0;
  int micros = 0, digits = 0;
  for (++at; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, ++digits)
    if (digits < 6) micros = micros * 10 + (text[at] - '0');
  if (digits == 0 || digits > 12) return std::nullopt;
  for (int i = digits; i < 6; ++i) micros *= 10;
  return micros;
}

// Offset from UTC in minutes; the rest of the text must be exactly the offset.
std::optional<int> offset_at(std::string_view text, std::size_t at) {
  if (at >= text.size()) return std::nullopt;
  if ((text[at] == 'Z' || text[at] == 'z') && at + 1 == text.size()) return 0;
  if ((text[at] != '+' && text[at] != '-') || at + 6 != text.size() || text[at + 3] != ':')
    return std::nullopt;
  const int hours = number_at(text, at + 1, 2), minutes = number_at(text, at + 4, 2);
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return std::nullopt;
  return (text[at] == '-' ? -1 : 1) * (hours * 60 + minutes);
}

}  // namespace

Clock system_clock() {
  return [] {
    return std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
  };
}

Clock fixed_clock(Instant instant) {
  return [instant] { return instant; };
}

Day TownTime::day_of(Instant instant) const {
  return Day{std::chrono::floor<std::chrono::days>(instant + std::chrono::minutes{minutes_east})};
}

Instant TownTime::start_of(Day day) const {
  assert(day.ok());
  return Instant{std::chrono::sys_days{day}} - std::chrono::minutes{minutes_east};
}

std::string to_rfc3339(Instant instant) {
  const auto day = std::chrono::floor<std::chrono::days>(instant);
  const std::chrono::hh_mm_ss time{instant - day};
  return fmt::format("{}T{:02}:{:02}:{:02}.{:06}Z", to_iso(Day{day}), time.hours().count(),
                     time.minutes().count(), time.seconds().count(), time.subseconds().count());
}

std::optional<Instant> parse_rfc3339(std::string_view text) {
  if (text.size() < 20 || text.size() > 40 || (text[10] != 'T' && text[10] != 't' && text[10] != ' '))
    return std::nullopt;
  const auto day = parse_iso_day(text.substr(0, 10));
  const int hour = number_at(text, 11, 2), minute = number_at(text, 14, 2), second = number_at(text, 17, 2);
  if (!day || text[13] != ':' || text[16] != ':') return std::nullopt;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return std::nullopt;
  std::size_t at = 19;
  const auto micros = fraction_at(text, at);
  const auto offset = micros ? offset_at(text, at) : std::nullopt;
  if (!offset) return std::nullopt;
  return Instant{std::chrono::sys_days{*day}} + std::chrono::hours{hour} +
         std::chrono::minutes{minute - *offset} + std::chrono::seconds{second} +
         std::chrono::microseconds{*micros};
}

std::string to_iso(Day day) {
  assert(day.ok());
  const int year = static_cast<int>(day.year());
  if (year < 0 || year > 9999)
    return fmt::format("{:04}-{:02}-{:02}", year, static_cast<unsigned>(day.month()),
                       static_cast<unsigned>(day.day()));
  std::string out = "0000-00-00";
  const auto put = [&](std::size_t last, unsigned number) {
    for (; number != 0; number /= 10) out[last--] = static_cast<char>('0' + number % 10);
  };
  put(3, static_cast<unsigned>(year));
  put(6, static_cast<unsigned>(day.month()));
  put(9, static_cast<unsigned>(day.day()));
  return out;
}

std::optional<Day> parse_iso_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const int year = number_at(text, 0, 4), month = number_at(text, 5, 2), day = number_at(text, 8, 2);
  if (year < 0 || month < 0 || day < 0) return std::nullopt;
  const Day result{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                   std::chrono::day{static_cast<unsigned>(day)}};
  return result.ok() ? std::optional{result} : std::nullopt;
}

std::string month_of(Day day) {
  return to_iso(day).substr(0, 7);
}

}  // namespace weige
