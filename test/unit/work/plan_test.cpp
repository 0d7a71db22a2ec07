// Today's doors: what must be done, what is worth it, what is drawn by chance, and the codes of doors.
#include "work/plan.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace weige::work {
namespace plan_test {

const Day kToday = *parse_iso_day("2026-11-23");
Day days_ago(int days) {
  return Day{std::chrono::sys_days{kToday} - std::chrono::days{days}};
}

// Doors with premises 1, 2, ... in buildings of ten, all confirmed yesterday.
PlanGround some_ground(int doors) {
  PlanGround ground;
  for (int i = 0; i < doors; ++i) {
    const auto building = static_cast<std::size_t>(i / 10);
    if (i % 10 == 0)
      ground.buildings.push_back({.lane = 1, .lane_key = "1", .key = std::to_string(1000 + i)});
    ground.doors.push_back({.premises = i + 1,
                            .area_id = 5,
                            .building = building,
                            .key = std::to_string(1000 + i),
                            .confirmed = days_ago(1),
                            .residents = 2,
                            .years = 3});
  }
  return ground;
}

PlanWish wish_for(std::size_t doors, double share = 0.1) {
  return {.today = kToday, .seed = 42, .doors = doors, .random_share = share};
}

const PlannedDoor* door_of(const std::vector<PlannedDoor>& plan, std::int64_t premises) {
  const auto found = std::ranges::find(plan, premises, &PlannedDoor::premises);
  return found == plan.end() ? nullptr : &*found;
}

TEST(Plan, HoldsSoManyDoorsAndIsTheSameForTheSameSeed) {
  const auto ground = some_ground(300);
  const auto plan = make_plan(ground, wish_for(40));
  EXPECT_EQ(plan.size(), 40u);
  EXPECT_EQ(std::ranges::count(plan, true, &PlannedDoor::by_chance), 4);
  const auto again = make_plan(ground, wish_for(40));
  EXPECT_TRUE(std::ranges::equal(plan, again, {}, &PlannedDoor::premises, &PlannedDoor::premises));
  auto other_day = wish_for(40);
  other_day.seed = 43;
  const auto drawn = [](const std::vector<PlannedDoor>& doors) {
    std::set<std::int64_t> out;
    for (const auto& door : doors)
      if (door.by_chance) out.insert(door.premises);
    return out;
  };
  EXPECT_NE(drawn(plan), drawn(make_plan(ground, other_day)));
}

TEST(Plan, OverdueAndAssignedDoorsComeAlongWhateverTheyPromise) {
  auto ground = some_ground(200);
  ground.doors[150].tasks = {{.source = TaskSource::key_premises, .due = days_ago(3)}};
  ground.doors[170].tasks = {
      {.source = TaskSource::handed_down, .due = days_ago(-5), .by_name = true}};  // C10
  ground.doors[180].tasks = {{.source = TaskSource::weekly_visit, .due = days_ago(-5)}};
  const auto plan = make_plan(ground, wish_for(10, 0));
  ASSERT_NE(door_of(plan, 151), nullptr);
  EXPECT_EQ(door_of(plan, 151)->chosen, DoorChosen::required);
  EXPECT_EQ(door_of(plan, 151)->reasons.front(), (PlanReason{"key_premises_overdue", "key_premises", {3}}));
  ASSERT_NE(door_of(plan, 171), nullptr);
  EXPECT_EQ(door_of(plan, 171)->chosen, DoorChosen::required);
  const auto* later = door_of(plan, 181);
  EXPECT_TRUE(later == nullptr || later->chosen != DoorChosen::required);
}

TEST(Plan, ContradictionsAreChosenBeforeWhatWasConfirmedYesterday) {
  auto ground = some_ground(200);
  ground.doors[77].findings = 2;
  ground.doors[77].said_in = 2;
  ground.doors[99].confirmed = days_ago(420);
  ground.doors[99].moves = 6;
  const auto plan = make_plan(ground, wish_for(6, 0));
  const auto* contradicted = door_of(plan, 78);
  ASSERT_NE(contradicted, nullptr);
  EXPECT_EQ(contradicted->reasons.front(), (PlanReason{"roster_differs", "", {4, 2}}));
  const auto* stale = door_of(plan, 100);
  ASSERT_NE(stale, nullptr);
  EXPECT_EQ(stale->reasons.front(), (PlanReason{"confirmed_ago", "", {13}}));
  EXPECT_EQ(stale->main, EvidenceKind::age);
}

TEST(Plan, WhereTheOfficerLeadsNobodyElseGoes) {  // O5
  auto ground = some_ground(30);
  ground.doors[3].findings = 5;
  ground.doors[3].for_officer = true;
  ground.doors[3].tasks = {{.source = TaskSource::finding, .due = days_ago(9)}};
  EXPECT_EQ(door_of(make_plan(ground, wish_for(30, 1)), 4), nullptr);
}

TEST(Plan, MoreDoorsAreOthers) {
  const auto ground = some_ground(100);
  auto wish = wish_for(20);
  for (const auto& door : make_plan(ground, wish)) wish.taken.insert(door.premises);
  const auto more = make_plan(ground, wish);
  EXPECT_EQ(more.size(), 20u);
  for (const auto& door : more) EXPECT_FALSE(wish.taken.contains(door.premises));
}

TEST(Plan, EachDoorIsDrawnAsOftenAsAnother) {
  std::vector<int> drawn(20, 0);
  for (std::uint64_t seed = 0; seed < 4000; ++seed)
    for (const auto i : drawn_by_chance(20, 5, seed)) ++drawn.at(i);
  // 1000 each, by a binomial of 4000 and 1/4: five standard deviations are 137.
  for (const int times : drawn) EXPECT_NEAR(times, 1000, 140);
  const auto all = drawn_by_chance(6, 6, 1);
  EXPECT_EQ(std::set<std::size_t>(all.begin(), all.end()).size(), 6u);
}

TEST(Plan, WithoutDoorsThereIsNone) {
  EXPECT_TRUE(make_plan({}, wish_for(40)).empty());
  EXPECT_EQ(make_plan(some_ground(3), wish_for(40)).size(), 3u);
}

TEST(Plan, CodesAreReadHoweverTheyAreTyped) {
  for (const std::uint32_t number : {0U, 1U, 31U, 32U, 123'456U, (1U << 25U) - 1}) {
    const auto code = door_code(number);
    EXPECT_EQ(code.size(), 6u);
    EXPECT_EQ(read_door_code(code), code);
  }
  const auto code = door_code(9'876'543);
  std::string typed;
  for (const char c : code) typed += c >= 'A' ? static_cast<char>(c - 'A' + 'a') : c;
  EXPECT_EQ(read_door_code(typed.substr(0, 3) + "-" + typed.substr(3) + " "), code);
  for (std::size_t i = 0; i < code.size(); ++i) {
    auto wrong = code;
    wrong[i] = wrong[i] == 'K' ? 'M' : 'K';
    EXPECT_EQ(read_door_code(wrong), std::nullopt) << "one letter is wrong";
  }
  for (const auto* none : {"", "K", "KKKKKKK", "KKKKK1", "门KKKKK"})
    EXPECT_EQ(read_door_code(none), std::nullopt);
}

}  // namespace plan_test
}  // namespace weige::work
