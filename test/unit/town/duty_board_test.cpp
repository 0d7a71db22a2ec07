// How cells of the duty board read, and that the board has every duty of the work plan once.
#include "town/duty_board.h"

#include <gtest/gtest.h>

namespace weige::town {
namespace duty_board_test {

using norms::DutyCount;

DutyCell cell(std::string_view number, std::optional<DutyCount> count, Channel channel = Channel::closed) {
  return cell_of(*find_duty_line(number), count, channel);
}

TEST(DutyBoard, HasTheFortyDutiesAndTheSixSystems) {
  const auto& titles = norms::duty_titles();
  ASSERT_EQ(titles.size(), 46u);
  ASSERT_EQ(duty_lines().size(), titles.size());
  for (std::size_t i = 0; i < titles.size(); ++i) {
    EXPECT_EQ(duty_lines()[i].number, titles[i].number);
    EXPECT_FALSE(titles[i].zh.empty() || titles[i].en.empty()) << titles[i].number;
  }
  EXPECT_EQ(find_duty_line("L11"), nullptr);
}

TEST(DutyBoard, AnIdleMonthMissesWhatThePlanAsksForEachMonth) {
  EXPECT_EQ(cell("L3", DutyCount{}).state, CellState::missing);
  EXPECT_EQ(cell("L3", DutyCount{}).count, (DutyCount{.done = 0, .due = 1}));
  EXPECT_EQ(cell("C10", DutyCount{}).state, CellState::nothing_due) << "nothing was handed down";
}

TEST(DutyBoard, RecordsMoveACellFromMissingToDone) {
  EXPECT_EQ(cell("L3", DutyCount{.done = 0, .due = 4}).state, CellState::missing);
  EXPECT_EQ(cell("L3", DutyCount{.done = 3, .due = 4}).state, CellState::begun);
  EXPECT_EQ(cell("L3", DutyCount{.done = 5, .due = 4}).state, CellState::done);
}

TEST(DutyBoard, WhatNoRecordProvesYetIsNotBuilt) {
  EXPECT_EQ(cell("L3", std::nullopt).state, CellState::not_built);
  for (const auto* number : {"O10", "C6", "S6"}) {
    EXPECT_EQ(cell(number, DutyCount{.done = 9, .due = 1}).state, CellState::not_built) << number;
    EXPECT_FALSE(find_duty_line(number)->unbuilt.empty()) << number;
  }
  EXPECT_EQ(find_duty_line("L7")->unbuilt, std::vector<Unbuilt>{Unbuilt::rewards});
  EXPECT_EQ(find_duty_line("S4")->unbuilt.size(), 2u);
}

TEST(DutyBoard, OfLeadsOnlyTheChannelIsTold) {
  EXPECT_EQ(cell("L5", std::nullopt, Channel::open).state, CellState::channel_open);
  EXPECT_EQ(cell("L5", std::nullopt).state, CellState::channel_closed);
  const auto refusals = cell("O5", DutyCount{.done = 1, .due = 1}, Channel::open);
  EXPECT_EQ(refusals.state, CellState::done);
  EXPECT_EQ(refusals.channel_open, true);
  EXPECT_FALSE(cell("L3", DutyCount{}).channel_open);
}

TEST(DutyBoard, SeveralSourcesAddUp) {
  norms::DutyCounts sum{{1, {.done = 1, .due = 2}}};
  add_counts(sum, {{1, {.done = 2, .due = 1}}, {2, {.done = 0, .due = 1}}});
  EXPECT_EQ(sum, (norms::DutyCounts{{1, {.done = 3, .due = 3}}, {2, {.done = 0, .due = 1}}}));
}

TEST(DutyBoard, AMonthIsOneThatHasBegun) {
  const auto today = parse_iso_day("2026-12-05").value();
  const auto month = duty_month("2026-12", today);
  ASSERT_TRUE(month);
  EXPECT_EQ(to_iso(month->first) + " " + to_iso(month->after), "2026-12-01 2027-01-01");
  for (const auto* wrong : {"2027-01", "2026-13", "", "2026-12-01", "x"})
    EXPECT_EQ(duty_month(wrong, today).problem().place, "month") << wrong;
}

}  // namespace duty_board_test
}  // namespace weige::town
