// Nobody works out a small count from what is told: asked of an attacker who knows every told number exactly
// (reference/slow_disclosure.h), who does succeed once the rule is broken.
#include "town/disclosure.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "reference/slow_disclosure.h"

namespace weige::town {
namespace disclosure_test {

using reference::recovered;
using Draw = std::mt19937_64;

std::int64_t drawn(Draw& draw, std::int64_t least, std::int64_t most) {
  return least + static_cast<std::int64_t>(draw() % static_cast<std::uint64_t>(most - least + 1));
}

// Few, none, some or many: small counts come often.
std::int64_t any_count(Draw& draw) {
  switch (draw() % 5) {
    case 0:
      return 0;
    case 1:
      return drawn(draw, 1, 4);
    case 2:
      return drawn(draw, 5, 14);
    case 3:
      return drawn(draw, 10, 40);
    default:
      return drawn(draw, 40, 400);
  }
}

AreaCounts leaf(std::int64_t area, std::vector<std::int64_t> parts) {
  return {.area = area, .parts = std::move(parts)};
}

AreaCounts sum_of(std::int64_t area, std::vector<AreaCounts> within) {
  AreaCounts out{.area = area, .parts = std::vector<std::int64_t>(within.front().parts.size(), 0)};
  for (const auto& inner : within)
    for (std::size_t c = 0; c < out.parts.size(); ++c) out.parts[c] += inner.parts[c];
  out.within = std::move(within);
  return out;
}

AreaCounts any_town(Draw& draw) {
  const auto columns = static_cast<std::size_t>(drawn(draw, 1, 4));
  std::int64_t next = 1;
  std::vector<AreaCounts> committees;
  for (auto left = drawn(draw, 1, 4); left > 0; --left) {
    std::vector<AreaCounts> grids;
    for (auto more = drawn(draw, 1, 3); more > 0; --more) {
      std::vector<std::int64_t> parts(columns);
      for (auto& each : parts) each = any_count(draw);
      grids.push_back(leaf(++next, parts));
    }
    committees.push_back(sum_of(++next, std::move(grids)));
  }
  return sum_of(1, std::move(committees));
}

// The rule with its second half left out: small counts are not told, and nothing else is done about them.
Told only_small_hidden(const AreaCounts& node) {
  Told out{.area = node.area, .total = node.total() >= kLeastTold, .parts = {}};
  for (const auto part : node.parts) out.parts.push_back(out.total && part >= kLeastTold);
  for (const auto& inner : node.within) out.within.push_back(only_small_hidden(inner));
  return out;
}

std::int64_t least_told(const AreaCounts& node, const Told& told) {
  std::int64_t out = told.total ? node.total() : kLeastTold;
  for (std::size_t c = 0; c < node.parts.size(); ++c)
    if (told.parts[c]) out = std::min(out, node.parts[c]);
  for (std::size_t i = 0; i < node.within.size(); ++i)
    out = std::min(out, least_told(node.within[i], told.within[i]));
  return out;
}

std::int64_t count_told(const Told& told) {
  std::int64_t out = std::count(told.parts.begin(), told.parts.end(), true) + (told.total ? 1 : 0);
  for (const auto& inner : told.within) out += count_told(inner);
  return out;
}

std::string shown(const std::vector<reference::Recovered>& found) {
  std::string out;
  for (const auto& one : found)
    out += "area " + std::to_string(one.area) + " column " + std::to_string(one.column) + " = " +
           std::to_string(one.count) + " in [" + std::to_string(one.least) + ", " + std::to_string(one.most) +
           "]\n";
  return out;
}

TEST(Disclosure, NoSmallCountOfAnyTownIsWorkedOut) {
  Draw draw(20261123);
  std::int64_t told_numbers = 0;
  for (int i = 0; i < 400; ++i) {
    const auto town = any_town(draw);
    const auto told = protect(town);
    EXPECT_GE(least_told(town, told), kLeastTold);
    EXPECT_EQ(count_told(protect(town, untold_of(told))), count_told(told)) << "asking again hides no more";
    EXPECT_EQ(untold_of(protect(town, untold_of(told))), untold_of(told));
    const auto found = recovered(town, told);
    ASSERT_TRUE(found.empty()) << "town " << i << "\n" << shown(found);
    told_numbers += count_told(told);
  }
  EXPECT_GT(told_numbers, 2000) << "something is told, too";
}

TEST(Disclosure, HidingOnlyWhatIsSmallIsNotEnough) {
  Draw draw(20261123);
  int broken = 0;
  for (int i = 0; i < 100; ++i) {
    const auto town = any_town(draw);
    broken += recovered(town, only_small_hidden(town)).empty() ? 0 : 1;
  }
  EXPECT_GT(broken, 50);
}

TEST(Disclosure, OneTableMoreOfTheSameCountsGivesNothing) {
  Draw draw(7);
  for (int i = 0; i < 200; ++i) {
    const auto town = any_town(draw);
    // An earlier table of these counts that had less to hide, remembered by the later one, and both known.
    const auto first = protect(town);
    auto wanted = untold_of(first);
    for (const auto& inner : town.within)
      if (draw() % 3 == 0) wanted.insert({1, inner.area, kWholeRow});
    reference::SlowAttacker attacker(town);
    attacker.learn(first);
    attacker.learn(protect(town, wanted));
    const auto found = attacker.recovered();
    ASSERT_TRUE(found.empty()) << "town " << i << "\n" << shown(found);
  }
}

// The attacker himself: compared with trying every table of 2 by 2 cells with the sums that are told.
TEST(Disclosure, TheAttackerFindsWhatTryingEverythingFinds) {
  Draw draw(3);
  for (int i = 0; i < 50; ++i) {
    const auto town = sum_of(1, {leaf(2, {drawn(draw, 0, 12), drawn(draw, 0, 30)}),
                                 leaf(3, {drawn(draw, 0, 30), drawn(draw, 10, 30)})});
    std::int64_t least = 1000, most = -1;
    for (std::int64_t x = 0; x <= town.parts[0]; ++x) {
      const auto beside = town.within[0].total() - x, below = town.parts[0] - x;
      const auto last = town.parts[1] - beside;
      if (beside < 0 || below < 0 || last < 0) continue;
      least = std::min(least, x);
      most = std::max(most, x);
    }
    Told sums{.area = 1, .total = true, .parts = {true, true}};
    for (const std::int64_t area : {2, 3})
      sums.within.push_back({.area = area, .total = true, .parts = {false, false}});
    for (const auto& one : recovered(town, sums)) {
      if (one.area != 2 || one.column != 0) continue;
      EXPECT_NEAR(one.least, static_cast<double>(least), 1e-6);
      EXPECT_NEAR(one.most, static_cast<double>(most), 1e-6);
    }
    const bool narrow = town.within[0].parts[0] < kLeastTold && most - least < kLeastTold;
    EXPECT_TRUE(!narrow || !recovered(town, sums).empty());
  }
}

TEST(Disclosure, ALoneSmallCountTakesAPartnerInRowAndColumn) {
  const auto town = sum_of(1, {leaf(2, {100, 60, 3}), leaf(3, {200, 90, 40}), leaf(4, {300, 20, 50})});
  const auto told = protect(town);
  EXPECT_EQ(told.parts, (std::vector<bool>{true, true, true}));
  EXPECT_EQ(told.within[0].parts, (std::vector<bool>{true, false, false}));
  EXPECT_EQ(told.within[1].parts, (std::vector<bool>{true, false, false}));
  EXPECT_EQ(told.within[2].parts, (std::vector<bool>{true, true, true}));
  for (const auto& each : told.within) EXPECT_TRUE(each.total);
}

TEST(Disclosure, ASmallAreaTakesTheSmallestOtherWithIt) {
  const auto town = sum_of(1, {leaf(2, {4}), leaf(3, {500}), leaf(4, {60})});
  const auto told = protect(town);
  EXPECT_FALSE(told.within[0].total);
  EXPECT_TRUE(told.within[1].total);
  EXPECT_FALSE(told.within[2].total);
  EXPECT_EQ(untold_of(told), (UntoldSet{{1, 2, kWholeRow}, {1, 4, kWholeRow}}));
}

TEST(Disclosure, NobodyIsNotToldApartFromAFew) {
  const auto none = protect(sum_of(1, {leaf(2, {100, 0}), leaf(3, {100, 50}), leaf(4, {100, 60})}));
  const auto few = protect(sum_of(1, {leaf(2, {100, 4}), leaf(3, {100, 50}), leaf(4, {100, 60})}));
  EXPECT_EQ(untold_of(none), untold_of(few));
}

TEST(Disclosure, ASmallColumnOfTheWholeGoesWithAnotherEverywhere) {
  const auto told = protect(sum_of(1, {leaf(2, {100, 30, 2}), leaf(3, {100, 40, 3})}));
  for (const auto* each : {&told, &told.within[0], &told.within[1]})
    EXPECT_EQ(each->parts, (std::vector<bool>{true, false, false}));
}

TEST(Disclosure, WhatAnAreaKeepsBackIsNotAskedOfTheAreasWithinIt) {
  const auto north = sum_of(2, {leaf(5, {80, 40, 20, 12}), leaf(6, {90, 50, 30, 14})});
  const auto south = sum_of(3, {leaf(7, {80, 40, 20, 2}), leaf(8, {90, 50, 30, 1})});
  const auto told = protect(sum_of(1, {north, south}));
  EXPECT_EQ(told.within[0].parts, (std::vector<bool>{true, true, false, false}));
  EXPECT_EQ(told.within[0].within[0].parts, (std::vector<bool>{true, true, false, false}))
      << "of the two together each grid has enough";
  for (const auto& one : untold_of(told)) EXPECT_EQ(one.depth, 1);
}

TEST(Disclosure, AboutFewerThanTenInAllNothingIsTold) {
  const auto told = protect(sum_of(1, {leaf(2, {4}), leaf(3, {5})}));
  EXPECT_FALSE(told.total);
  EXPECT_EQ(count_told(told), 0);
}

TEST(Disclosure, WhatIsWantedHiddenIsHiddenAndProtected) {
  const auto town = sum_of(1, {leaf(2, {100, 60}), leaf(3, {200, 90}), leaf(4, {300, 20})});
  EXPECT_TRUE(untold_of(protect(town)).empty());
  const auto untold = untold_of(protect(town, {{1, 3, kWholeRow}, {1, 2, 1}}));
  EXPECT_TRUE(untold.contains({1, 3, kWholeRow}));
  EXPECT_TRUE(untold.contains({1, 2, 1}) || untold.contains({1, 2, kWholeRow}));
  EXPECT_GE(untold.size(), 2u) << "not alone: it would be the difference to the sum";
}

TEST(Disclosure, RoundsEachNumberByItself) {
  EXPECT_EQ(rounded(10), 10);
  EXPECT_EQ(rounded(14), 10);
  EXPECT_EQ(rounded(15), 20);
  EXPECT_EQ(rounded(1234), 1230);
  for (std::int64_t count = kLeastTold; count < 1000; ++count) {
    EXPECT_EQ(rounded(count) % kRoundedTo, 0);
    EXPECT_LE(std::abs(rounded(count) - count), kRoundedTo / 2);
  }
}

}  // namespace disclosure_test
}  // namespace weige::town
