#include "standards/personal_text.h"

#include <chrono>
#include <string>
#include <vector>

#include "standards/text_fold.h"

namespace weige::standards {
namespace {

constexpr std::size_t kLongestNumber = 18;

bool is_plain_digit(char32_t sign) {
  return sign >= U'0' && sign <= U'9';
}

int number_at(std::string_view digits, std::size_t from, std::size_t count) {
  int out = 0;
  for (std::size_t i = from; i < from + count; ++i) out = out * 10 + (digits[i] - '0');
  return out;
}

bool is_birth_date(int year, int month, int day) {
  using namespace std::chrono;
  const year_month_day date{std::chrono::year{year} / month / day};
  return year >= 1850 && year < 2100 && date.ok();
}

// after: the sign behind the digits, an x of the check digit perhaps.
bool looks_like_id_number(std::string_view digits, char32_t after) {
  const bool ends_in_x = after == U'x' || after == U'X';
  if (digits.size() == 18 || (digits.size() == 17 && ends_in_x))
    return is_birth_date(number_at(digits, 6, 4), number_at(digits, 10, 2), number_at(digits, 12, 2));
  return digits.size() == 15 &&
         is_birth_date(1900 + number_at(digits, 6, 2), number_at(digits, 8, 2), number_at(digits, 10, 2));
}

bool looks_mobile(std::string_view digits) {
  if (digits.starts_with("0086")) digits.remove_prefix(4);
  if (digits.size() == 13 && digits.starts_with("86")) digits.remove_prefix(2);
  if (digits.size() == 12 && digits.starts_with("01")) digits.remove_prefix(1);
  return digits.size() == 11 && digits[0] == '1' && digits[1] >= '3';
}

// 010 and 02x with eight digits, 03xx to 09xx with seven or eight.
bool looks_landline(std::string_view digits) {
  if (digits.size() < 11 || digits.size() > 12 || digits[0] != '0' || digits[1] == '0') return false;
  if (digits[1] == '1' || digits[1] == '2') return digits.size() == 11 && digits[3] > '1';
  return digits[4] > '1';
}

bool joins_digits(char32_t sign) {
  return sign == U' ' || sign == U'-' || sign == U'.' || sign == U'(' || sign == U')' || sign == U'+';
}

std::u32string plain_signs(std::string_view text) {
  std::u32string out;
  for (const char32_t sign : to_code_points(text)) {
    if (is_invisible(sign)) continue;
    const char32_t folded = fold_width(sign);
    out.push_back(is_dash(folded) ? U'-' : folded);
  }
  return out;
}

// A run of digits, and the sign behind it; joined: only joining signs stand between it and the one before.
struct DigitRun {
  std::string digits;
  char32_t after = 0;
  bool joined = false;
};

std::vector<DigitRun> digit_runs(const std::u32string& signs) {
  std::vector<DigitRun> out;
  bool joined = false;
  for (std::size_t i = 0; i < signs.size();) {
    if (!is_plain_digit(signs[i])) {
      joined = joined && joins_digits(signs[i]);
      ++i;
      continue;
    }
    DigitRun run{.joined = joined};
    while (i < signs.size() && is_plain_digit(signs[i])) run.digits.push_back(static_cast<char>(signs[i++]));
    run.after = i < signs.size() ? signs[i] : 0;
    out.push_back(std::move(run));
    joined = true;
  }
  return out;
}

}  // namespace

bool names_a_number(std::string_view text) {
  const auto runs = digit_runs(plain_signs(text));
  for (std::size_t first = 0; first < runs.size(); ++first) {
    if (runs[first].digits.size() > kLongestNumber) return true;  // several, without anything between them
    std::string digits;
    for (std::size_t last = first; last < runs.size(); ++last) {
      if (last > first && !runs[last].joined) break;
      digits += runs[last].digits;
      if (digits.size() > kLongestNumber) break;
      if (looks_like_id_number(digits, runs[last].after) || looks_mobile(digits) || looks_landline(digits))
        return true;
    }
  }
  return false;
}

}  // namespace weige::standards
