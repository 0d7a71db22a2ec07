// Borders that moved between two tables: where the difference would be a few people, the rows are not told by
// themselves.
#include "town/overlap.h"

#include <gtest/gtest.h>

#include <numeric>
#include <random>

namespace weige::town {
namespace overlap_test {

UntoldSet found(const std::vector<Piece>& pieces, const Units& now = {}, const Units& then = {}) {
  return conflicts(pieces, {.now = now, .then = then, .depth = 2});
}

TEST(Overlap, NothingWhereNothingMoved) {
  EXPECT_TRUE(found({{1, 1, {120}}, {2, 2, {4}}, {3, 3, {0}}}).empty());
}

TEST(Overlap, AFewPeopleWhoChangedRowsHideBoth) {
  EXPECT_EQ(found({{1, 1, {120}}, {2, 1, {4}}, {2, 2, {80}}}),
            (UntoldSet{{2, 1, kWholeRow}, {2, 1, 0}, {2, 2, kWholeRow}, {2, 2, 0}}));
}

TEST(Overlap, ManyPeopleWhoChangedRowsHideNothing) {
  EXPECT_TRUE(found({{1, 1, {120}}, {2, 1, {30}}, {2, 2, {80}}}).empty());
}

TEST(Overlap, AFewOfOneColumnHideThatColumn) {
  EXPECT_EQ(found({{1, 1, {100, 20}}, {2, 1, {27, 3}}, {2, 2, {60, 20}}}), (UntoldSet{{2, 1, 1}, {2, 2, 1}}));
}

TEST(Overlap, WhatIsLeftOfARowIsAPieceToo) {
  // Row 1 gave nearly all away, and took over all of row 3.
  const auto out = found({{1, 1, {5}}, {2, 1, {115}}, {2, 2, {80}}, {1, 3, {200}}});
  EXPECT_TRUE(out.contains({2, 1, kWholeRow}));
}

TEST(Overlap, RowsWithinOneAnotherAreNoConflict) {
  EXPECT_TRUE(found({{1, 7, {5}}, {2, 7, {95}}}).empty()) << "an old row was divided";
  EXPECT_TRUE(found({{7, 1, {5}}, {7, 2, {95}}}).empty()) << "two old rows became one";
}

TEST(Overlap, AUnitIsAskedAsAWhole) {
  const std::vector<Piece> pieces{{1, 1, {120}}, {2, 1, {4}}, {2, 2, {80}}};
  EXPECT_TRUE(found(pieces, {{1, -1}, {2, -1}}).empty()) << "only their sum is told now";
  EXPECT_TRUE(found(pieces, {}, {{1, -1}, {2, -1}}).empty()) << "only their sum was told then";
}

// Once no conflict is left, no union of new rows differs from a union of old ones by a few people, unless by
// those of whole rows: tried for all unions of small tables.
TEST(Overlap, NoUnionsDifferByAFew) {
  std::mt19937_64 draw(5);
  int mended = 0;
  for (int round = 0; round < 300; ++round) {
    constexpr int kRows = 3;
    std::int64_t count[kRows][kRows];
    std::vector<Piece> pieces;
    for (int now = 0; now < kRows; ++now)
      for (int then = 0; then < kRows; ++then) {
        count[now][then] = now == then ? 50 : static_cast<std::int64_t>(draw() % 3 == 0 ? draw() % 25 : 0);
        pieces.push_back({now + 1, then + 1, {count[now][then]}});
      }
    Units units;
    for (auto out = found(pieces, units); !out.empty(); out = found(pieces, units)) {
      ++mended;
      for (const auto& one : out)
        if (one.column == kWholeRow) units[one.area] = -1;
    }
    for (unsigned some_now = 1; some_now < 1u << kRows; ++some_now)
      for (unsigned some_then = 1; some_then < 1u << kRows; ++some_then) {
        unsigned hidden = 0;
        for (const auto& [row, unit] : units) hidden |= 1u << static_cast<unsigned>(row - 1);
        if ((some_now & hidden) != 0 && (some_now & hidden) != hidden) continue;  // not known by themselves
        std::int64_t only_now = 0, only_then = 0;
        for (unsigned now = 0; now < kRows; ++now)
          for (unsigned then = 0; then < kRows; ++then) {
            const bool in_now = (some_now >> now & 1u) != 0, in_then = (some_then >> then & 1u) != 0;
            if (in_now && !in_then) only_now += count[now][then];
            if (in_then && !in_now) only_then += count[now][then];
          }
        // One within the other: the difference of the two numbers is the number of people between them.
        const auto few = [](std::int64_t people) { return people > 0 && people < kLeastTold; };
        EXPECT_FALSE(only_then == 0 && few(only_now)) << "round " << round;
        EXPECT_FALSE(only_now == 0 && few(only_then)) << "round " << round;
      }
  }
  EXPECT_GT(mended, 100);
}

}  // namespace overlap_test
}  // namespace weige::town
