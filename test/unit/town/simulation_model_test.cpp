// The error model does what it says: rates within binomial bounds, the same answers to the same questions.
#include "town/simulation_model.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>

namespace weige::town {
namespace simulation_model_test {

constexpr int kDoors = 20'000;
constexpr DoorKind kAllKinds[] = {DoorKind::owned, DoorKind::let, DoorKind::dormitory, DoorKind::vacant,
                                  DoorKind::workplace};

ModelDoor a_door(int number, DoorKind kind, int people = 3) {
  ModelDoor door{.premises = 1000 + number, .kind = kind};
  for (int i = 0; i < people; ++i) door.people.push_back(10 * number + i + 1);
  return door;
}

// Five standard deviations of a binomial: a right rate is outside once in two million times.
void expect_share(int seen, int of, double share, const std::string& what) {
  const double spread = std::sqrt(of * share * (1 - share));
  EXPECT_NEAR(seen, of * share, 5 * spread + 1) << what << " of " << of;
}

int count_doors(DoorKind kind, int people, const std::function<bool(const ModelDoor&)>& is_so) {
  int count = 0;
  for (int i = 0; i < kDoors; ++i) count += is_so(a_door(i, kind, people)) ? 1 : 0;
  return count;
}

TEST(SimulationModel, WhoHasLeftAndWhoIsThereAtTheStart) {
  const ErrorModel model(ErrorWorld::real, 7);
  for (const auto kind : {DoorKind::owned, DoorKind::let, DoorKind::dormitory, DoorKind::workplace}) {
    const auto& rates = door_rates(kind);
    const auto name = std::string(code(kind));
    int none_left = 0, all_doors_with_more = 0, gone_beside_others = 0, people_beside = 0;
    for (int i = 0; i < kDoors; ++i) {
      const auto door = a_door(i, kind);
      const auto now = model.at_start(door);
      const auto stayed = std::ranges::count_if(now.people, [](std::int64_t person) { return person > 0; });
      if (stayed == 0) {
        ++none_left;
        continue;
      }
      people_beside += 3;
      gone_beside_others += static_cast<int>(3 - stayed);
      if (now.people.front() < 0) ++all_doors_with_more;
    }
    // All gone by one stroke, or one by one.
    const double one_by_one = std::pow(rates.one_gone, 3);
    expect_share(none_left, kDoors, rates.all_gone + (1 - rates.all_gone) * one_by_one, name + " all gone");
    // Of three of whom not all are gone.
    const double given = (rates.one_gone - one_by_one) / (1 - one_by_one);
    expect_share(gone_beside_others, people_beside, given, name + " one gone");
    // The restless are rather among those who have left altogether: between the bounds of both.
    EXPECT_GT(all_doors_with_more, 0.6 * rates.one_more * (kDoors - none_left)) << name;
    EXPECT_LT(all_doors_with_more, 1.2 * rates.one_more * kDoors + 20) << name;
  }
}

TEST(SimulationModel, HomesThatStandEmptyOnPaper) {
  const ErrorModel model(ErrorWorld::real, 8);
  const auto lived_in = count_doors(DoorKind::vacant, 0, [&](const ModelDoor& door) {
    const auto now = model.at_start(door);
    EXPECT_EQ(now.kind, now.people.empty() ? DoorKind::vacant : DoorKind::let);
    return !now.people.empty();
  });
  expect_share(lived_in, kDoors, door_rates(DoorKind::vacant).one_more, "vacant, lived in");
}

TEST(SimulationModel, WhoAnswersAndWhoHandsInLists) {
  const ErrorModel model(ErrorWorld::real, 9);
  for (const auto kind : kAllKinds) {
    const auto& rates = door_rates(kind);
    const auto name = std::string(code(kind));
    const auto answered = count_doors(kind, 3, [&](const ModelDoor& door) {
      TrueDoor now = model.at_start(door);
      now.kind = kind;
      now.people = door.people;
      return model.answers(door, now, 4);
    });
    expect_share(answered, kDoors, rates.answers, name + " answers");
    const auto listed = count_doors(kind, 3, [&](const ModelDoor& door) {
      int lists = 0;
      const TrueDoor now{.kind = kind, .people = door.people};
      for (int day = 0; day < kDaysOfMonth; ++day) lists += model.listed(door, now, day) ? 1 : 0;
      EXPECT_LE(lists, 1);
      return lists == 1;
    });
    expect_share(listed, kDoors, rates.listed_a_month, name + " lists");
  }
}

TEST(SimulationModel, ListsAreWrongAsOftenAsSaid) {
  const ErrorModel model(ErrorWorld::real, 10);
  int lived_there = 0, omitted = 0, had_left = 0, still_named = 0;
  for (int i = 0; i < kDoors; ++i) {
    const auto door = a_door(i, DoorKind::dormitory, 4);
    const TrueDoor now{.kind = door.kind, .people = {door.people[0], door.people[1]}};
    for (int day = 0; day < kDaysOfMonth; ++day)
      if (const auto list = model.listed(door, now, day)) {
        EXPECT_TRUE(std::ranges::is_sorted(*list));
        for (std::size_t who = 0; who < 4; ++who) {
          const bool named = std::ranges::binary_search(*list, door.people[who]);
          ++(who < 2 ? lived_there : had_left);
          if (who < 2 && !named) ++omitted;
          if (who >= 2 && named) ++still_named;
        }
      }
  }
  expect_share(omitted, lived_there, kListOmits, "omitted");
  expect_share(still_named, had_left, kListStillNames, "still named");
}

TEST(SimulationModel, VisitsOverlookAsOftenAsSaid) {
  const ErrorModel model(ErrorWorld::real, 11);
  int gone = 0, missing = 0;
  for (int i = 0; i < kDoors; ++i) {
    const auto door = a_door(i, DoorKind::let, 1);
    const TrueDoor now{.kind = door.kind, .people = {-1}};
    gone += model.notices(door, now, door.people.front(), 2) ? 1 : 0;
    missing += model.notices(door, now, -1, 2) ? 1 : 0;
  }
  expect_share(gone, kDoors, kNoticesGone, "noticed gone");
  expect_share(missing, kDoors, kNoticesMissing, "noticed missing");
}

// Who is gone is no easier to see than who is missing, and no change mends another, however many live there.
TEST(SimulationModel, ErrorsOfTheNullWorldAreAlike) {
  const ErrorModel model(ErrorWorld::null, 16);
  int gone = 0, missing = 0;
  for (int i = 0; i < kDoors; ++i) {
    const auto door = a_door(i, DoorKind::let, 1);
    const TrueDoor other{.kind = door.kind, .people = {-1}};
    gone += model.notices(door, other, door.people.front(), 2) ? 1 : 0;
    missing += model.notices(door, other, -1, 2) ? 1 : 0;
  }
  expect_share(gone, kDoors, kNullNotices, "noticed gone");
  expect_share(missing, kDoors, kNullNotices, "noticed missing");
  for (int i = 0; i < 200; ++i) {
    const auto door = a_door(i, DoorKind::let, 2);
    TrueDoor now{.kind = door.kind, .people = door.people};
    std::size_t wrong = 0;
    for (int day = 0; day < 600; ++day) {
      const auto before = now.people;
      model.live(door, now, day);
      if (now.people != before) ++wrong;
      const auto stayed = std::ranges::count_if(now.people, [](std::int64_t person) { return person > 0; });
      const auto came = now.people.size() - static_cast<std::size_t>(stayed);
      ASSERT_EQ(came + (2 - static_cast<std::size_t>(stayed)), wrong);
    }
  }
}

TEST(SimulationModel, PeopleMoveInAMonthAsOftenAsSaid) {
  const ErrorModel model(ErrorWorld::real, 12);
  for (const auto kind : kAllKinds) {
    const auto& rates = door_rates(kind);
    int left = 0;
    for (int i = 0; i < kDoors; ++i) {
      const auto door = a_door(i, kind, 1);
      auto now = model.at_start(door);
      now.kind = kind;
      now.people = door.people;
      bool is_gone = false;
      for (int day = 0; day < kDaysOfMonth && !is_gone; ++day) {
        model.live(door, now, day);
        is_gone = !std::ranges::binary_search(now.people, door.people.front());
      }
      left += is_gone ? 1 : 0;
    }
    // By either way, day by day, mixed over the restlessness of doors.
    double share = 0;
    for (const auto& [doors, restless] : {std::pair{0.6, 0.25}, {0.3, 1.5}, {0.1, 4.0}}) {
      const double a_day = restless / kDaysOfMonth;
      const double stays = (1 - rates.all_leave_a_month * a_day) * (1 - rates.one_leaves_a_month * a_day);
      share += doors * (1 - std::pow(stays, kDaysOfMonth));
    }
    expect_share(left, kDoors, share, std::string(code(kind)) + " left in a month");
  }
}

// Independent of kind and number of people: that is what makes it null.
TEST(SimulationModel, NothingTellsInTheNullWorld) {
  const ErrorModel model(ErrorWorld::null, 13);
  for (const auto kind : kAllKinds)
    for (const int people : {0, 1, 5}) {
      const auto name = std::string(code(kind)) + " with " + std::to_string(people);
      int wrong = 0, answered = 0, listed = 0, changed = 0;
      for (int i = 0; i < kDoors; ++i) {
        const auto door = a_door(i, kind, people);
        auto now = model.at_start(door);
        wrong += now.people != door.people ? 1 : 0;
        answered += model.answers(door, now, 3) ? 1 : 0;
        for (int day = 0; day < kDaysOfMonth; ++day) listed += model.listed(door, now, day) ? 1 : 0;
        const auto before = now.people;
        model.live(door, now, 3);
        changed += now.people != before ? 1 : 0;
      }
      expect_share(wrong, kDoors, kNullWrong, name + " wrong");
      expect_share(answered, kDoors, kNullAnswers, name + " answered");
      expect_share(listed, kDoors, kNullListed, name + " listed");
      expect_share(changed, kDoors, kNullChangesAMonth / kDaysOfMonth, name + " changed on a day");
    }
}

TEST(SimulationModel, AQuestionHasOneAnswer) {
  for (const auto world : {ErrorWorld::real, ErrorWorld::null}) {
    const ErrorModel model(world, 14), same(world, 14), other(world, 15);
    int differ = 0;
    for (int i = 0; i < 200; ++i) {
      const auto door = a_door(i, DoorKind::let);
      EXPECT_EQ(model.at_start(door).people, same.at_start(door).people);
      auto late = model.at_start(door);
      EXPECT_EQ(model.answers(door, late, 9), same.answers(door, late, 9)) << "asked twice";
      differ += model.answers(door, late, 9) != other.answers(door, late, 9) ? 1 : 0;
      EXPECT_TRUE(std::ranges::is_sorted(late.people));
    }
    EXPECT_GT(differ, 20) << "another seed is another town";
  }
}

TEST(SimulationModel, KindsFollowUseLabelAndWhoIsRegistered) {
  EXPECT_EQ(door_kind_of("home", {"owner_occupied"}, 2), DoorKind::owned);
  EXPECT_EQ(door_kind_of("home", {"let"}, 2), DoorKind::let);
  EXPECT_EQ(door_kind_of("apartment", {}, 1), DoorKind::let);
  EXPECT_EQ(door_kind_of("home", {"let"}, 0), DoorKind::vacant);
  EXPECT_EQ(door_kind_of("dormitory", {}, 0), DoorKind::dormitory);
  EXPECT_EQ(door_kind_of("factory", {}, 3), DoorKind::workplace);
  for (const auto world : {ErrorWorld::real, ErrorWorld::null}) EXPECT_EQ(error_world_of(code(world)), world);
  EXPECT_EQ(error_world_of("other"), std::nullopt);
}

}  // namespace simulation_model_test
}  // namespace weige::town
