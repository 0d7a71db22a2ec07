// The duty board: how each duty of the work plan stands in each grid in a month, from records alone. What a
// duty is shown by, and how a cell reads. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "norms/duty.h"

namespace weige::town {

// What of a duty this program does not do yet.
enum class Unbuilt { rewards, measurement, assessment, back_check };
std::string_view code(Unbuilt part);

// each_month: the plan asks for it whatever happens, so a month without a record misses it; else only what
// happened is due. never: no record can prove it yet. channel: sealed leads are part of it; no figure of them
// leaves their box. page: where the records are, without area and month.
enum class Asked { each_month, when_it_happens, never };
std::string_view code(Asked asked);
struct DutyLine {
  std::string_view number;
  std::string_view page;
  Asked asked = Asked::each_month;
  bool channel = false;
  std::vector<Unbuilt> unbuilt = {};
};
// One for each of norms::duty_titles(), in that order.
const std::vector<DutyLine>& duty_lines();
const DutyLine* find_duty_line(std::string_view number);  // nullptr: none

// missing: due, and no record; begun: some of what is due; nothing_due: this month asks for nothing.
enum class CellState { done, begun, missing, nothing_due, channel_open, channel_closed, not_built };
std::string_view code(CellState state);

struct DutyCell {
  CellState state = CellState::not_built;
  std::optional<norms::DutyCount> count = {};
  std::optional<bool> channel_open = {};
  bool operator==(const DutyCell&) const = default;
};
enum class Channel { closed, open };
// count: the sum over all that proves it; none: nothing proves it yet.
DutyCell cell_of(const DutyLine& line, std::optional<norms::DutyCount> count, Channel channel);

void add_counts(norms::DutyCounts& sum, const norms::DutyCounts& more);

// "2026-11" as its first day and the first of the next month. Problem: bad_date (not a month, or to come).
struct DutyMonth {
  Day first, after;
};
Result<DutyMonth> duty_month(std::string_view text, Day today);

}  // namespace weige::town
