#include "linkage/date_kind.h"

#include <array>
#include <charconv>
#include <cstring>
#include <string>

#include "linkage/digits.h"
#include "standards/date_text.h"
#include "standards/number_text.h"

namespace weige::linkage {
namespace {

constexpr std::array<LevelInfo, 6> date_levels{{{"missing", no_part, false},
                                                {"exact", DateKind::whole, false},
                                                {"one_error", no_part, false},
                                                {"two_of_three", no_part, false},
                                                {"same_year", no_part, false},
                                                {"different", no_part, false}}};
constexpr std::array<std::string_view, 3> date_parts{"whole", "year", "month_day"};

// The date as the number 19671022.
struct Parts {
  std::uint32_t year, month, day;
};

Parts parts_of(std::uint32_t date) {
  return {date / 10000, date / 100 % 100, date % 100};
}

std::uint32_t number_of(std::string_view text) {
  using namespace std::chrono;
  const standards::DayLimits limits{year{1000} / 1 / 1, year{9999} / 12 / 31};
  if (const auto day = standards::parse_date(text, limits))
    return static_cast<std::uint32_t>(int{day->year()}) * 10000 + unsigned{day->month()} * 100 +
           unsigned{day->day()};
  const std::string clean = standards::clean_number(text);
  if (clean.size() != 8 || !standards::all_digits(clean)) return 0;
  std::uint32_t number = 0;
  std::from_chars(clean.data(), clean.data() + clean.size(), number);
  return number;
}

std::uint32_t read(const std::byte* from) {
  std::uint32_t number = 0;
  std::memcpy(&number, from, sizeof number);
  return number;
}

bool one_digit_off(std::uint32_t a, std::uint32_t b) {
  const Digits first = packed_digits(std::to_string(a)), second = packed_digits(std::to_string(b));
  if (first.count != second.count) return false;
  return wrong_digits(first, second) == 1 || swapped_digits(first, second);
}

}  // namespace

std::span<const LevelInfo> DateKind::levels() const {
  return date_levels;
}

std::span<const std::string_view> DateKind::parts() const {
  return date_parts;
}

void DateKind::pack(std::string_view text, std::byte* out, TextPool&) const {
  const std::uint32_t number = number_of(text);
  std::memcpy(out, &number, sizeof number);
}

Level DateKind::compare(const std::byte* left, const std::byte* right, const TextPool&) const {
  const std::uint32_t first = read(left), second = read(right);
  if (first == 0 || second == 0) return missing;
  if (first == second) return exact;
  const Parts a = parts_of(first), b = parts_of(second);
  const bool exchanged = a.year == b.year && a.month == b.day && a.day == b.month;
  if (exchanged || one_digit_off(first, second)) return one_error;
  const int agree = (a.year == b.year) + (a.month == b.month) + (a.day == b.day);
  if (agree >= 2) return two_of_three;
  return a.year == b.year ? Level{same_year} : Level{different};
}

std::uint64_t DateKind::key(std::uint8_t part, const std::byte* value, const TextPool&) const {
  const std::uint32_t number = read(value);
  if (number == 0) return 0;
  if (part == whole) return mixed(number, 1);
  return part == year ? mixed(number / 10000, 2) : mixed(number % 10000, 3);
}

}  // namespace weige::linkage
