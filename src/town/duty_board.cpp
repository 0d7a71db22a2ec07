#include "town/duty_board.h"

#include <algorithm>
#include <array>

namespace weige::town {
namespace {

constexpr std::array<std::string_view, 4> kUnbuiltCodes{"rewards", "measurement", "assessment", "back_check"};
constexpr std::array<std::string_view, 3> kAskedCodes{"each_month", "when_it_happens", "never"};
constexpr std::array<std::string_view, 7> kCellCodes{
    "done", "begun", "missing", "nothing_due", "channel_open", "channel_closed", "not_built"};

std::vector<DutyLine> make_duty_lines() {
  using enum Unbuilt;
  using enum Asked;
  return {
      {.number = "L1", .page = "/teams"},
      {.number = "L2", .page = "/inspections"},
      {.number = "L3", .page = "/patrols"},
      {.number = "L4", .page = "/key-premises", .asked = when_it_happens},
      {.number = "L5", .page = "/key-premises", .asked = when_it_happens, .channel = true},
      {.number = "L6", .page = "/grid-staff-share"},
      {.number = "L7", .page = "/findings", .unbuilt = {rewards}},
      {.number = "L8", .page = "/obligations"},
      {.number = "L9", .page = "/meetings"},
      {.number = "L10", .page = "/teams"},
      {.number = "O1", .page = "/teams"},
      {.number = "O2", .page = "/inspections"},
      {.number = "O3", .page = "/tasks"},
      {.number = "O4", .page = "/key-premises", .asked = when_it_happens},
      {.number = "O5", .page = "/refusals", .asked = when_it_happens, .channel = true},
      {.number = "O6", .page = "/verification"},
      {.number = "O7", .page = "/findings", .unbuilt = {rewards}},
      {.number = "O8", .page = "/obligations"},
      {.number = "O9", .page = "/meetings"},
      {.number = "O10", .page = "", .asked = never, .unbuilt = {back_check}},
      {.number = "C1", .page = "/tasks"},
      {.number = "C2", .page = "/daily-report"},
      {.number = "C3", .page = "/tasks"},
      {.number = "C4", .page = "/key-premises", .asked = when_it_happens},
      {.number = "C5", .page = "/refusals", .asked = when_it_happens, .channel = true},
      {.number = "C6", .page = "", .asked = never, .unbuilt = {measurement}},
      {.number = "C7", .page = "/findings", .unbuilt = {rewards}},
      {.number = "C8", .page = "/obligations"},
      {.number = "C9", .page = "/meetings"},
      {.number = "C10", .page = "/tasks", .asked = when_it_happens},
      {.number = "N1", .page = "/teams"},
      {.number = "N2", .page = "/teams"},
      {.number = "N3", .page = "/rosters"},
      {.number = "N4", .page = "/rosters"},
      {.number = "N5", .page = "/key-premises", .asked = when_it_happens, .channel = true},
      {.number = "N6", .page = "/rosters"},
      {.number = "N7", .page = "/teams"},
      {.number = "N8", .page = "/obligations"},
      {.number = "N9", .page = "/meetings"},
      {.number = "N10", .page = "/teams"},
      {.number = "S1", .page = "/meetings"},
      {.number = "S2", .page = "/verification"},
      {.number = "S3", .page = "/rosters"},
      {.number = "S4", .page = "/tasks", .unbuilt = {measurement, assessment}},
      {.number = "S5", .page = "/shifts"},
      {.number = "S6", .page = "", .asked = never, .unbuilt = {assessment, rewards}},
  };
}

CellState state_of_count(const norms::DutyCount& count) {
  if (count.due <= 0) return count.done > 0 ? CellState::done : CellState::nothing_due;
  if (count.done <= 0) return CellState::missing;
  return count.done >= count.due ? CellState::done : CellState::begun;
}

}  // namespace

std::string_view code(Unbuilt part) {
  return kUnbuiltCodes.at(static_cast<std::size_t>(part));
}

std::string_view code(Asked asked) {
  return kAskedCodes.at(static_cast<std::size_t>(asked));
}

std::string_view code(CellState state) {
  return kCellCodes.at(static_cast<std::size_t>(state));
}

const std::vector<DutyLine>& duty_lines() {
  static const std::vector<DutyLine> lines = make_duty_lines();
  return lines;
}

const DutyLine* find_duty_line(std::string_view number) {
  for (const auto& line : duty_lines())
    if (line.number == number) return &line;
  return nullptr;
}

DutyCell cell_of(const DutyLine& line, std::optional<norms::DutyCount> count, Channel channel) {
  DutyCell out;
  if (line.channel) out.channel_open = channel == Channel::open;
  if (count && line.asked != Asked::never) {
    if (line.asked == Asked::each_month) count->due = std::max<std::int64_t>(1, count->due);
    out.count = count;
    out.state = state_of_count(*count);
  } else if (line.channel) {
    out.state = channel == Channel::open ? CellState::channel_open : CellState::channel_closed;
  }
  return out;
}

void add_counts(norms::DutyCounts& sum, const norms::DutyCounts& more) {
  for (const auto& [grid, count] : more) {
    sum[grid].done += count.done;
    sum[grid].due += count.due;
  }
}

Result<DutyMonth> duty_month(std::string_view text, Day today) {
  const auto first = parse_iso_day(std::string(text) + "-01");
  if (!first || *first > today) return problem(ProblemCode::bad_date, "month");
  const auto next = std::chrono::year_month{first->year(), first->month()} + std::chrono::months{1};
  return DutyMonth{.first = *first, .after = next / std::chrono::day{1}};
}

}  // namespace weige::town
