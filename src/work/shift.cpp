#include "work/shift.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace weige::work {
namespace {

constexpr std::array<std::string_view, 5> kShiftRules{"hours_a_day", "hours_a_week", "rest", "free_day",
                                                      "cover"};
constexpr std::array<std::string_view, 4> kHourAdvices{"too_few", "usual", "better", "worse"};
constexpr std::array<std::string_view, 3> kSwapStates{"asked", "agreed", "declined"};
constexpr int kDaysAWeek = 7, kMinutesADay = 24 * 60;

int day_of_week(Day week, Day day) {
  return static_cast<int>((std::chrono::sys_days{day} - std::chrono::sys_days{week}).count());
}
Day nth_day(Day week, int number) {
  return Day{std::chrono::sys_days{week} + std::chrono::days{number}};
}

bool overlap(const ShiftSlot& a, const ShiftSlot& b) {
  return a.post == b.post && a.on == b.on && a.from < b.to && b.from < a.to;
}

// One post's slots of the week, by their beginning.
using SlotsByPost = std::map<std::int64_t, std::vector<ShiftSlot>>;

SlotsByPost slots_by_post(std::span<const ShiftSlot> slots) {
  SlotsByPost out;
  for (const auto& slot : slots) out[slot.post.value].push_back(slot);
  for (auto& [post, own] : out)
    std::ranges::sort(own, [](const ShiftSlot& a, const ShiftSlot& b) {
      return a.on != b.on ? a.on < b.on : a.from < b.from;
    });
  return out;
}

void find_long_days(const std::vector<ShiftSlot>& own, std::vector<ShiftBreach>& out) {
  std::map<Day, int> by_day;
  int whole = 0;
  for (const auto& slot : own) {
    by_day[slot.on] += slot.minutes();
    whole += slot.minutes();
  }
  const auto post = own.front().post;
  for (const auto& [day, minutes] : by_day)
    if (minutes > kShiftMostADay)
      out.push_back({ShiftRule::hours_a_day, post, day, minutes - kShiftMostADay});
  if (whole > kShiftMostAWeek)
    out.push_back({ShiftRule::hours_a_week, post, std::nullopt, whole - kShiftMostAWeek});
  const int free = kDaysAWeek - static_cast<int>(by_day.size());
  if (free < kShiftFreeDays) out.push_back({ShiftRule::free_day, post, std::nullopt, kMinutesADay});
}

// Between the end of one day's work and the beginning of the next day's.
void find_short_rests(Day week, const std::vector<ShiftSlot>& own, std::vector<ShiftBreach>& out) {
  for (std::size_t i = 1; i < own.size(); ++i) {
    if (own[i].on == own[i - 1].on) continue;
    const int days = day_of_week(week, own[i].on) - day_of_week(week, own[i - 1].on);
    const int rest = days * kMinutesADay + own[i].from - own[i - 1].to;
    if (rest < kShiftRest) out.push_back({ShiftRule::rest, own[i].post, own[i].on, kShiftRest - rest});
  }
}

int uncovered_minutes(Day day, bool weekend, std::span<const ShiftSlot> slots) {
  const int from = weekend ? kCoverWeekendFrom : kCoverFrom, to = weekend ? kCoverWeekendTo : kCoverTo;
  std::vector<bool> covered(static_cast<std::size_t>(to - from), false);
  for (const auto& slot : slots) {
    if (slot.on != day) continue;
    for (int minute = std::max(from, slot.from); minute < std::min(to, slot.to); ++minute)
      covered[static_cast<std::size_t>(minute - from)] = true;
  }
  return static_cast<int>(std::ranges::count(covered, false));
}

}  // namespace

std::string_view code(ShiftRule rule) {
  return kShiftRules.at(static_cast<std::size_t>(rule));
}
std::string_view code(HourAdvice advice) {
  return kHourAdvices.at(static_cast<std::size_t>(advice));
}
std::string_view code(SwapState state) {
  return kSwapStates.at(static_cast<std::size_t>(state));
}
std::optional<SwapState> swap_state_of(std::string_view text) {
  const auto found = std::ranges::find(kSwapStates, text);
  if (found == kSwapStates.end()) return std::nullopt;
  return static_cast<SwapState>(found - kSwapStates.begin());
}

bool is_monday(Day day) {
  return day.ok() && std::chrono::weekday{std::chrono::sys_days{day}} == std::chrono::Monday;
}

std::vector<ShiftBreach> breaches_of(Day week, std::span<const ShiftSlot> slots) {
  std::vector<ShiftBreach> out;
  for (const auto& [post, own] : slots_by_post(slots)) {
    find_long_days(own, out);
    find_short_rests(week, own, out);
  }
  for (int number = 0; number < kDaysAWeek; ++number) {
    const auto day = nth_day(week, number);
    if (const int open = uncovered_minutes(day, number >= 5, slots); open > 0)
      out.push_back({ShiftRule::cover, std::nullopt, day, open});
  }
  return out;
}

Done check(Day week, std::span<const ShiftSlot> slots, std::span<const access::PostId> posts) {
  if (!is_monday(week)) return problem(ProblemCode::bad_date, "week");
  for (std::size_t i = 0; i < slots.size(); ++i) {
    const auto& slot = slots[i];
    const auto place = "slots." + std::to_string(i);
    const int number = day_of_week(week, slot.on);
    if (number < 0 || number >= kDaysAWeek) return problem(ProblemCode::bad_date, place);
    if (slot.from < 0 || slot.to > kMinutesADay || slot.from >= slot.to)
      return problem(ProblemCode::ends_before_start, place);
    if (std::ranges::find(posts, slot.post) == posts.end()) return problem(ProblemCode::bad_choice, place);
    for (std::size_t j = 0; j < i; ++j)
      if (overlap(slot, slots[j])) return problem(ProblemCode::shift_overlap, place);
  }
  return done();
}

HourInterval wilson(const HourTries& tries) {
  constexpr double z = 1.959963984540054;
  const auto n = static_cast<double>(tries.tries);
  const double share = static_cast<double>(tries.answered) / n;
  const double middle = (share + z * z / (2 * n)) / (1 + z * z / n);
  const double half = z / (1 + z * z / n) * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n));
  return {std::max(0.0, middle - half), std::min(1.0, middle + half)};
}

std::vector<HourEvidence> hour_evidence(const std::array<HourTries, 24>& hours) {
  HourTries whole;
  for (const auto& hour : hours) {
    whole.tries += hour.tries;
    whole.answered += hour.answered;
  }
  const double usual =
      whole.tries == 0 ? 0 : static_cast<double>(whole.answered) / static_cast<double>(whole.tries);
  std::vector<HourEvidence> out;
  for (std::size_t i = 0; i < hours.size(); ++i) {
    HourEvidence one{.hour = static_cast<int>(i), .tries = hours[i]};
    if (hours[i].tries >= kFewestTries) {
      one.interval = wilson(hours[i]);
      one.advice = one.interval->low > usual    ? HourAdvice::better
                   : one.interval->high < usual ? HourAdvice::worse
                                                : HourAdvice::usual;
    }
    out.push_back(one);
  }
  return out;
}

std::vector<ShiftSlot> swapped(std::vector<ShiftSlot> slots, const ShiftSwap& swap) {
  for (auto& slot : slots) {
    if (slot.id == swap.slot)
      slot.post = swap.asked_of;
    else if (swap.other && slot.id == *swap.other)
      slot.post = swap.asked_by;
  }
  return slots;
}

}  // namespace weige::work
