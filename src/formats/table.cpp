#include "formats/table.h"

#include <algorithm>
#include <cmath>

namespace weige::formats {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// "1.23E+17" -> 17; nullopt when the text is not in scientific notation.
std::optional<int> exponent_of(std::string_view text) {
  const auto e = text.find_first_of("eE");
  if (e == std::string_view::npos || e == 0 || e + 1 >= text.size()) return std::nullopt;
  const auto mantissa = text.substr(0, e);
  if (!std::all_of(mantissa.begin(), mantissa.end(), [](char c) { return is_digit(c) || c == '.'; }))
    return std::nullopt;
  auto digits = text.substr(e + 1);
  if (digits.front() == '+') digits.remove_prefix(1);
  if (digits.empty() || digits.size() > 3 || !std::all_of(digits.begin(), digits.end(), is_digit))
    return std::nullopt;
  int exponent = 0;
  for (const char c : digits) exponent = exponent * 10 + (c - '0');
  return exponent;
}

constexpr double kFifteenDigits = 1e15;

}  // namespace

std::string cell_name(std::uint32_t row, std::uint32_t column) {
  std::string letters;
  for (; column > 0; column = (column - 1) / 26)
    letters.push_back(static_cast<char>('A' + (column - 1) % 26));
  std::reverse(letters.begin(), letters.end());
  return letters + std::to_string(row);
}

std::string cell_place(std::string_view sheet, std::uint32_t row, std::uint32_t column) {
  if (sheet.empty()) return cell_name(row, column);
  return std::string(sheet) + "!" + cell_name(row, column);
}

std::optional<CellPosition> parse_cell_name(std::string_view name) {
  CellPosition at;
  std::size_t i = 0;
  for (; i < name.size() && name[i] >= 'A' && name[i] <= 'Z'; ++i)
    if (i == 5)
      return std::nullopt;
    else
      at.column = at.column * 26 + static_cast<std::uint32_t>(name[i] - 'A' + 1);
  const auto digits = name.size() - i;
  if (i == 0 || digits == 0 || digits > 7) return std::nullopt;
  for (; i < name.size(); ++i) {
    if (!is_digit(name[i])) return std::nullopt;
    at.row = at.row * 10 + static_cast<std::uint32_t>(name[i] - '0');
  }
  if (at.row == 0) return std::nullopt;
  return at;
}

bool digits_lost(const Cell& cell) {
  if (cell.kind == CellKind::number || cell.kind == CellKind::date)
    return std::fabs(cell.number) >= kFifteenDigits;
  if (cell.kind != CellKind::text) return false;
  const auto exponent = exponent_of(cell.text);
  return exponent && *exponent >= 15;
}

std::optional<Day> day_of(const Cell& cell) {
  using namespace std::chrono;
  if (cell.kind != CellKind::date || !std::isfinite(cell.number)) return std::nullopt;
  constexpr double kLast = 2'958'465;  // 9999-12-31 counted from 1900
  if (cell.number < 0 || cell.number > kLast + 1) return std::nullopt;
  auto serial = static_cast<int>(cell.number);
  sys_days zero = sys_days{year{1904} / 1 / 1};
  if (cell.date_system == DateSystem::from_1900) {
    // Day 60 is 1900-02-29, which never was; before it the count runs from 1899-12-31.
    if (serial == 0 || serial == 60) return std::nullopt;
    zero = serial < 60 ? sys_days{year{1899} / 12 / 31} : sys_days{year{1899} / 12 / 30};
  }
  const Day day{zero + days{serial}};
  if (day > Day{year{9999} / 12 / 31}) return std::nullopt;
  return day;
}

}  // namespace weige::formats
