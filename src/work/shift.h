// Staggered hours (错时工作, S5): when the three posts of a grid mean to work in a week, so that doors are
// tried when somebody answers. A plan, never a check-in: nothing tells who came. Values and rules, pure.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "access/ids.h"
#include "base/clock.h"
#include "base/ids.h"
#include "base/result.h"

namespace weige::work {

using ShiftPlanId = Id<struct ShiftPlanTag>;
using ShiftSlotId = Id<struct ShiftSlotTag>;
using ShiftSwapId = Id<struct ShiftSwapTag>;

// Minutes of the day: 540 is 09:00.
struct ShiftSlot {
  ShiftSlotId id{};
  access::PostId post;
  Day on{};
  int from = 0, to = 0;
  int minutes() const { return to - from; }
  bool operator==(const ShiftSlot&) const = default;
};

struct ShiftPlan {
  ShiftPlanId id;
  std::int64_t version = 1;
  std::int64_t area_id = 0;
  Day week{};  // its Monday
  access::PostId made_by;
  Instant made_at{};
  std::vector<ShiftSlot> slots = {};
};

// Rest and cover. Eight hours a day and forty a week (国务院关于职工工作时间的规定, 第三条); eleven hours
// between two days; a day free each week (劳动法 第三十八条).
inline constexpr int kShiftMostADay = 8 * 60, kShiftMostAWeek = 40 * 60, kShiftRest = 11 * 60;
inline constexpr int kShiftFreeDays = 1;
// At least one of the three can be reached, Monday to Friday and at the weekend.
inline constexpr int kCoverFrom = 9 * 60, kCoverTo = 20 * 60;
inline constexpr int kCoverWeekendFrom = 10 * 60, kCoverWeekendTo = 16 * 60;
inline constexpr std::size_t kMostShiftSlots = 100;

enum class ShiftRule { hours_a_day, hours_a_week, rest, free_day, cover };
std::string_view code(ShiftRule rule);

// minutes: how much there is too much, or too little.
struct ShiftBreach {
  ShiftRule rule = ShiftRule::cover;
  std::optional<access::PostId> post = {};
  std::optional<Day> on = {};
  int minutes = 0;
  bool operator==(const ShiftBreach&) const = default;
};
// What the plan breaks, by post and day, then the hours without anybody. It is told, not forbidden:
// conditions differ.
std::vector<ShiftBreach> breaches_of(Day week, std::span<const ShiftSlot> slots);

bool is_monday(Day day);
// Each slot within the week, of one of the posts, no two of a post at once. Problems at "slots.N": bad_date,
// bad_choice, ends_before_start, shift_overlap.
Done check(Day week, std::span<const ShiftSlot> slots, std::span<const access::PostId> posts);

// --- when doors are answered

struct HourTries {
  std::int64_t tries = 0, answered = 0;
};
struct HourInterval {
  double low = 0, high = 0;
};
// Wilson's score interval at 95 %. Precondition: tries > 0.
HourInterval wilson(const HourTries& tries);

// Below kFewestTries it says too_few; better and worse only where the interval does not hold the share of the
// whole day.
enum class HourAdvice { too_few, usual, better, worse };
std::string_view code(HourAdvice advice);
inline constexpr std::int64_t kFewestTries = 20;
struct HourEvidence {
  int hour = 0;
  HourTries tries;
  std::optional<HourInterval> interval = {};  // none: too few to tell
  HourAdvice advice = HourAdvice::too_few;
};
std::vector<HourEvidence> hour_evidence(const std::array<HourTries, 24>& hours);

// --- swaps

enum class SwapState { asked, agreed, declined };
std::string_view code(SwapState state);
std::optional<SwapState> swap_state_of(std::string_view code);
// asked_by gives away `slot`, and takes `other` in return, if anything.
struct ShiftSwap {
  ShiftSwapId id;
  std::int64_t version = 1;
  ShiftPlanId plan;
  ShiftSlotId slot;
  std::optional<ShiftSlotId> other = {};
  access::PostId asked_by, asked_of;
  SwapState state = SwapState::asked;
  Instant asked_at{};
  std::optional<Instant> answered_at = {};
};
// The slots as they are once the swap is agreed.
std::vector<ShiftSlot> swapped(std::vector<ShiftSlot> slots, const ShiftSwap& swap);

}  // namespace weige::work
