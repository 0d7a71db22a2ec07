#include "standards/id_number.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "standards/number_text.h"
#include "standards/reserved.h"

namespace weige::standards {
namespace {

constexpr std::size_t sequence_at_18 = 14;

int number(std::string_view digits) {
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

std::string century_of_15(std::string_view text) {
  return number(text.substr(12, 3)) >= 996 ? "18" : "19";
}

std::string expand(std::string_view text) {
  if (text.size() != 15) return std::string{text};
  std::string digits = std::string{text.substr(0, 6)} + century_of_15(text) + std::string{text.substr(6)};
  digits += id_check_digit(digits);
  return digits;
}

Day date_in(std::string_view text18) {
  using namespace std::chrono;
  return Day{year{number(text18.substr(6, 4))}, month(static_cast<unsigned>(number(text18.substr(10, 2)))),
             day(static_cast<unsigned>(number(text18.substr(12, 2))))};
}

bool plausible(Day day) {
  return day.ok() && day.year() >= std::chrono::year{1800} && day.year() < std::chrono::year{2200};
}

Done check_form(std::string_view text) {
  if (text.empty()) return problem(ProblemCode::missing_field);
  if (shows_lost_digits(text)) return problem(ProblemCode::digits_lost);
  if (text.size() != 18 && text.size() != 15) return problem(ProblemCode::id_number_length);
  if (!all_digits(text.substr(0, text.size() == 18 ? 17 : 15)))
    return problem(ProblemCode::id_number_characters);
  const char last = text.back();
  if (text.size() == 18 && last != 'X' && (last < '0' || last > '9'))
    return problem(ProblemCode::id_number_characters);
  return done();
}

}  // namespace

char id_check_digit(std::string_view digits) {
  static constexpr std::array weights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  int sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) sum += weights[i] * (digits[i] - '0');
  return std::string_view{"10X98765432"}[static_cast<std::size_t>(sum % 11)];
}

bool is_province_code(std::string_view code) {
  static constexpr std::array<std::string_view, 35> known{
      "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34",
      "35", "36", "37", "41", "42", "43", "44", "45", "46", "50", "51", "52",
      "53", "54", "61", "62", "63", "64", "65", "71", "81", "82", "83"};
  return std::find(known.begin(), known.end(), code) != known.end();
}

Result<IdNumber> IdNumber::parse(std::string_view raw) {
  if (raw.size() > 256) return problem(ProblemCode::id_number_length);
  std::string text = clean_number(raw);
  WEIGE_CHECK(check_form(text));
  const std::string text18 = expand(text);
  const bool fits = id_check_digit(text18) == text18.back();
  if (!fits && text18.ends_with("000")) return problem(ProblemCode::digits_lost);
  if (!plausible(date_in(text18))) return problem(ProblemCode::id_number_date);
  if (!fits) return problem(ProblemCode::id_number_check_digit);
  return IdNumber{std::move(text)};
}

std::string IdNumber::masked() const {
  return text_.substr(0, 6) + std::string(text_.size() - 8, '*') + text_.substr(text_.size() - 2);
}

std::string IdNumber::as18() const {
  return expand(text_);
}

Day IdNumber::birth_date() const {
  return date_in(as18());
}

Sex IdNumber::sex() const {
  const std::string text = as18();
  return (text[sequence_at_18 + 2] - '0') % 2 == 1 ? Sex::male : Sex::female;
}

std::optional<Warning> IdNumber::warning() const {
  if (text_.starts_with(reserved_id_prefix)) return Warning::reserved_demo;
  if (!is_province_code(division_prefix().substr(0, 2))) return Warning::unknown_division;
  if (is_old_form()) return Warning::outdated_form;
  if (text_.ends_with("000")) return Warning::maybe_digits_lost;
  return std::nullopt;
}

}  // namespace weige::standards
