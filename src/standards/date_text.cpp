#include "standards/date_text.h"

#include <array>
#include <cmath>
#include <optional>

#include "standards/number_text.h"
#include "standards/text_fold.h"

namespace weige::standards {
namespace {

using Numbers = std::array<int, 3>;  // year, month, day

Day make_day(const Numbers& n) {
  return Day{std::chrono::year{n[0]}, std::chrono::month(static_cast<unsigned>(n[1])),
             std::chrono::day(static_cast<unsigned>(n[2]))};
}

Result<Day> within(Day day, const DayLimits& limits) {
  if (day >= limits.earliest && day <= limits.latest) return day;
  return problem(ProblemCode::date_out_of_range)
      .with("earliest", to_iso(limits.earliest))
      .with("latest", to_iso(limits.latest));
}

bool is_space(char c) {
  return c == ' ';
}

// "0:00", "12:30:15.123", "T00:00:00Z", "上午8:00": what may follow a date.
bool is_time_of_day(std::string_view text) {
  text = trim(text);
  if (text.starts_with('T')) text.remove_prefix(1);
  for (std::string_view word : {"上午", "下午"})
    if (text.starts_with(word)) text.remove_prefix(word.size());
  const bool has_colon = text.find(':') != text.npos;
  return has_colon && text.size() >= 3 && text.size() <= 24 &&
         text.find_first_not_of("0123456789:.Z+ APM") == text.npos;
}

// One number: ASCII digits, or a Chinese numeral; moves past it.
std::optional<int> take_number(std::string_view& text) {
  std::size_t digits = 0;
  while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') ++digits;
  std::optional<std::uint64_t> value;
  if (digits > 0 && digits <= 4) {
    value = chinese_number(text.substr(0, digits));
  } else if (const auto chinese = leading_chinese_number(text); digits == 0 && chinese) {
    value = chinese->value;
    digits = chinese->bytes;
  }
  if (!value || *value > 9999) return std::nullopt;
  text.remove_prefix(digits);
  return static_cast<int>(*value);
}

void skip_spaces(std::string_view& text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
}

bool take(std::string_view& text, std::string_view sign) {
  skip_spaces(text);
  if (!text.starts_with(sign)) return false;
  text.remove_prefix(sign.size());
  skip_spaces(text);
  return true;
}

// Numbers parted by the given signs; the sign after the day may be missing.
std::optional<Numbers> parted(std::string_view text, const std::array<std::string_view, 3>& signs) {
  Numbers numbers{};
  for (std::size_t i = 0; i < 3; ++i) {
    const auto number = take_number(text);
    if (!number) return std::nullopt;
    numbers[i] = *number;
    if (!take(text, signs[i]) && i < 2) return std::nullopt;
  }
  const bool four_digit_year = numbers[0] >= 1000;
  if (!four_digit_year || (!text.empty() && !is_time_of_day(text))) return std::nullopt;
  return numbers;
}

std::optional<Numbers> eight_digits(std::string_view text) {
  if (text.size() > 8 && (text[8] == ' ' || text[8] == 'T') && is_time_of_day(text.substr(8)))
    text = text.substr(0, 8);
  if (text.size() != 8 || !all_digits(text)) return std::nullopt;
  const auto value = static_cast<int>(*chinese_number(text));
  return Numbers{value / 10000, value / 100 % 100, value % 100};
}

std::optional<Numbers> numbers_in(std::string_view text) {
  static constexpr std::array<std::array<std::string_view, 3>, 6> forms{{{"-", "-", ""},
                                                                         {"/", "/", ""},
                                                                         {".", ".", "."},
                                                                         {"年", "月", "日"},
                                                                         {"年", "月", "号"},
                                                                         {"。", "。", ""}}};
  if (auto compact = eight_digits(text)) return compact;
  for (const auto& form : forms)
    if (auto numbers = parted(text, form)) return numbers;
  return std::nullopt;
}

}  // namespace

Result<Day> parse_date(std::string_view raw, const DayLimits& limits) {
  if (raw.size() > 128) return problem(ProblemCode::bad_date);
  const std::string folded = fold_text(raw);
  std::string_view text = trim(folded);
  if (text.starts_with('\'')) text = trim(text.substr(1));
  if (text.empty()) return problem(ProblemCode::missing_field);
  const auto numbers = numbers_in(text);
  if (!numbers) return problem(ProblemCode::bad_date);
  const Day day = make_day(*numbers);
  if (!day.ok()) return problem(ProblemCode::bad_date);
  return within(day, limits);
}

Result<Day> date_of_serial(double serial, SerialSystem system, const DayLimits& limits) {
  using namespace std::chrono;
  constexpr double furthest = 4'000'000;  // some 10,900 years: keeps the conversion to int defined
  const bool old = system == SerialSystem::from_1900;
  if (!std::isfinite(serial) || serial < (old ? 1 : 0) || serial > furthest)
    return problem(ProblemCode::bad_date);
  const int whole = static_cast<int>(std::floor(serial));
  constexpr int leap_that_never_was = 60;
  if (old && whole == leap_that_never_was) return problem(ProblemCode::bad_date);
  const sys_days zero =
      old ? sys_days{Day{year{1899}, month{12}, day{whole < leap_that_never_was ? 31u : 30u}}}
          : sys_days{Day{year{1904}, month{1}, day{1}}};
  const Day found{zero + days{whole}};
  if (!found.ok()) return problem(ProblemCode::bad_date);
  return within(found, limits);
}

}  // namespace weige::standards
