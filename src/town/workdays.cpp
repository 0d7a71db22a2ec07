#include "town/workdays.h"

#include <algorithm>

namespace weige::town {
namespace {

constexpr std::size_t kMostDays = 1000;

std::string_view without_blanks(std::string_view text) {
  const auto first = text.find_first_not_of(' ');
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

// One day or a range of days. False: neither, or too many.
bool add_days(std::string_view text, std::set<Day>& out) {
  const auto dots = text.find("..");
  const auto first = parse_iso_day(text.substr(0, dots));
  const auto last = dots == text.npos ? first : parse_iso_day(text.substr(dots + 2));
  if (!first || !last || *last < *first) return false;
  for (auto day = std::chrono::sys_days{*first}; day <= std::chrono::sys_days{*last};
       day += std::chrono::days{1}) {
    out.insert(Day{day});
    if (out.size() > kMostDays) return false;
  }
  return true;
}

bool take_days(std::string_view text, std::set<Day>& out) {
  if (without_blanks(text).empty()) return true;
  for (std::size_t at = 0; at <= text.size();) {
    const auto end = std::min(text.find(',', at), text.size());
    if (!add_days(without_blanks(text.substr(at, end - at)), out)) return false;
    at = end + 1;
  }
  return true;
}

}  // namespace

std::optional<Workdays> Workdays::parse(std::string_view holidays, std::string_view worked) {
  Workdays out;
  if (!take_days(holidays, out.holidays_) || !take_days(worked, out.worked_)) return std::nullopt;
  const auto is_both = [&](Day day) { return out.worked_.contains(day); };
  if (std::ranges::any_of(out.holidays_, is_both)) return std::nullopt;
  return out;
}

bool Workdays::is_workday(Day day) const {
  if (worked_.contains(day)) return true;
  if (holidays_.contains(day)) return false;
  const std::chrono::weekday weekday{std::chrono::sys_days{day}};
  return weekday != std::chrono::Saturday && weekday != std::chrono::Sunday;
}

Day Workdays::after(Day day, int count) const {
  auto at = std::chrono::sys_days{day};
  while (count > 0) {
    at += std::chrono::days{1};
    if (is_workday(Day{at})) --count;
  }
  return Day{at};
}

}  // namespace weige::town
