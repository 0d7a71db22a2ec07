// Editing a draft on both engines (A1, A2): after any sequence of edits, taken back or not, every address is
// in exactly one grid, neighbours stay joined and no land is lost.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "grids/coverage_actions.h"
#include "grids/layer_edit_actions.h"
#include "grids/layer_index.h"
#include "grids/placement_actions.h"
#include "grids/placement_writer.h"
#include "support/databases.h"
#include "support/grid_layers.h"

namespace weige::grids {
namespace {

using testing_support::GridDesk;
using testing_support::kSquare;
using testing_support::kSquareSouth;
using testing_support::kSquareWest;
using testing_support::middle_of_square;
using testing_support::squares;

class GridEdits : public testing_support::BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    town_ = testing_support::make_small_town(db());
    desk_.emplace(db(), town_);
  }
  Result<EditedDraft> edit(WantedEdit wanted) {
    wanted.at = {draft_.id, draft_.version};
    auto edited = desk_->act([&](const GridContext& context) { return edit_draft(context, wanted); });
    if (edited) draft_ = edited->draft;
    return edited;
  }
  Result<EditedDraft> undo() {
    auto edited = desk_->act([&](const GridContext& context) {
      return undo_edit(context, {draft_.id, draft_.version});
    });
    if (edited) draft_ = edited->draft;
    return edited;
  }
  std::vector<GridMember> members() {
    return db().read([&](store::Transaction& tx) { return members_of(tx, draft_.id, Shapes::with); });
  }
  WantedEdit cut(int number, double x) {
    return {.at = {},
            .kind = "split",
            .number = number,
            .line = {{x, kSquareSouth - 0.001}, {x, kSquareSouth + kSquare + 0.001}}};
  }

  testing_support::SmallTown town_;
  std::optional<GridDesk> desk_;
  GridVersion draft_;
};
WEIGE_BOTH_ENGINES(GridEdits);

TEST_P(GridEdits, ASplitMemberKeepsItsLargerPartAndIsWholeAgainAfterwards) {
  draft_ = desk_->take(squares({}));
  const auto before = members();
  const auto edited = edit(cut(1, kSquareWest + kSquare * 0.3));
  ASSERT_TRUE(edited) << title(edited.problem(), Language::en);
  EXPECT_EQ(draft_.members, 4);
  const auto after = members();
  EXPECT_GT(after[0].area, after[3].area);
  EXPECT_EQ(after[3].code, "G1-2");
  EXPECT_NEAR(after[0].area + after[3].area, before[0].area, 1e-6);
  ASSERT_TRUE(undo());
  EXPECT_EQ(members(), before);
  EXPECT_EQ(undo().problem().code, ProblemCode::no_step);
}

TEST_P(GridEdits, WhatDoesNotFitIsRefusedAndChangesNothing) {
  draft_ = desk_->take(squares({}));
  const auto before = members();
  const auto version = draft_.version;
  EXPECT_EQ(edit(cut(1, kSquareWest - 1)).problem().code, ProblemCode::edit_line_does_not_split);
  EXPECT_EQ(edit({.kind = "merge", .number = 1, .others = {3}}).problem().code,
            ProblemCode::edit_not_neighbours);
  EXPECT_EQ(edit({.kind = "merge", .number = 1, .others = {9}}).problem().place, "others");
  EXPECT_EQ(edit({.kind = "dance", .number = 1}).problem().place, "kind");
  auto taken = cut(1, kSquareWest + kSquare / 2);
  taken.code = "G2";
  EXPECT_EQ(edit(taken).problem().code, ProblemCode::layer_code_twice);
  EXPECT_EQ(members(), before);
  EXPECT_EQ(draft_.version, version);
}

TEST_P(GridEdits, AMovedBorderMovesBothSides) {
  draft_ = desk_->take(squares({}));
  const double x = kSquareWest + kSquare, to = x + kSquare * 0.25;
  const auto edited =
      edit({.kind = "replace_border",
            .number = 1,
            .others = {2},
            .line = {{x, kSquareSouth}, {to, kSquareSouth + kSquare / 2}, {x, kSquareSouth + kSquare}}});
  ASSERT_TRUE(edited) << title(edited.problem(), Language::en);
  const auto after = members();
  EXPECT_NEAR(after[0].area - after[1].area, 2 * after[2].area * 0.125, after[2].area * 1e-3);
  EXPECT_TRUE(joined(shapes_of(after)));
}

TEST_P(GridEdits, AFixOfAFindingIsAStepToo) {
  auto file = squares({});
  // A pocket between the first two: the second one's western border stands 4 m to the east in the middle.
  auto& ring = file.features[1].polygons[0][0];
  ring = {{kSquareWest + kSquare, kSquareSouth},
          {kSquareWest + 2 * kSquare, kSquareSouth},
          {kSquareWest + 2 * kSquare, kSquareSouth + kSquare},
          {kSquareWest + kSquare, kSquareSouth + kSquare},
          {kSquareWest + kSquare + 0.00004, kSquareSouth + kSquare / 2},
          {kSquareWest + kSquare, kSquareSouth}};
  draft_ = desk_->take(file);
  const auto found =
      desk_->act([&](const GridContext& context) { return check_version(context, draft_.id); }).value();
  ASSERT_EQ(found.patches.size(), 1u);
  ASSERT_FALSE(found.patches[0].fixes.empty());
  const auto edited = edit({.kind = "fix", .finding = 0, .fix = 0});
  ASSERT_TRUE(edited) << title(edited.problem(), Language::en);
  EXPECT_TRUE(desk_->act([&](const GridContext& context) { return check_version(context, draft_.id); })
                  .value()
                  .patches.empty());
  ASSERT_TRUE(undo());
}

// In square degrees, where borders are straight: a new vertex on one takes nothing from anybody.
double land(const std::vector<GridMember>& all) {
  double out = 0;
  for (const auto& member : all) out += area(member.shape);
  return out;
}

constexpr int kColumns = 4;
constexpr double kEast = kSquareWest + kColumns * kSquare, kNorth = kSquareSouth + kSquare;

// Steps that people might take, many of which are refused.
class RandomSteps {
 public:
  std::uint64_t below(std::uint64_t bound) { return random_() % bound; }

  std::optional<WantedEdit> next(const std::vector<GridMember>& now) {
    const auto& one = now[below(now.size())];
    switch (below(4)) {
      case 0: {
        const double x = kSquareWest + fraction() * (kEast - kSquareWest);
        return split(one, {{x, kSquareSouth - 0.001}, {x, kNorth + 0.001}});
      }
      case 1: {
        const double y = kSquareSouth + fraction() * kSquare;
        return split(one, {{kSquareWest - 0.001, y}, {kEast + 0.001, y + 0.0003}});
      }
      case 2:
        return WantedEdit{
            .at = {}, .kind = "merge", .number = one.number, .others = {now[below(now.size())].number}};
      default:
        return moved(one);
    }
  }

 private:
  double fraction() { return static_cast<double>(below(1000)) / 1000; }
  static WantedEdit split(const GridMember& member, std::vector<Point> line) {
    return {.at = {}, .kind = "split", .number = member.number, .line = std::move(line)};
  }
  // Inner vertices only: the town's outer border stays.
  std::optional<WantedEdit> moved(const GridMember& member) {
    const auto& ring = member.shape.polygons[0].outer;
    const auto at = ring[below(ring.size())];
    if (at.x <= kSquareWest || at.x >= kEast || at.y <= kSquareSouth || at.y >= kNorth) return std::nullopt;
    const Point to{at.x + (fraction() - 0.5) * 2e-4, at.y + (fraction() - 0.5) * 2e-4};
    return WantedEdit{.at = {}, .kind = "move_vertices", .moves = {{at, to}}};
  }

  std::mt19937_64 random_{20261129};
};

void expect_whole(const std::vector<GridMember>& now, double whole, Point centre) {
  EXPECT_NEAR(land(now), whole, 1e-9 * whole);
  EXPECT_TRUE(joined(shapes_of(now)));
  EXPECT_TRUE(coverage_of(now, centre).value().patches.empty());
  for (int column = 0; column < kColumns; ++column) {
    const auto holders = std::ranges::count_if(shapes_of(now), [&](const Shape& shape) {
      return Locator::build({{shape}}).value().find(middle_of_square(column)) != no_member;
    });
    EXPECT_GE(holders, 1);  // on a border the smallest number holds it: one, by the rule
  }
}

TEST_P(GridEdits, AnySequenceKeepsLandNeighboursAndAddresses) {
  RandomSteps steps;
  for (int column = 0; column < kColumns; ++column)
    desk_->add_address("明珠路" + std::to_string(column + 1) + "弄1号", column);
  draft_ = desk_->take(squares({.columns = kColumns}));
  const double whole = land(members());
  int taken = 0;
  for (int step = 0; step < 60; ++step) {
    if (draft_.steps > 0 && steps.below(6) == 0) {
      ASSERT_TRUE(undo());
    } else {
      const auto wanted = steps.next(members());
      if (!wanted || !edit(*wanted)) continue;
    }
    ++taken;
    expect_whole(members(), whole, draft_.centre);
    if (HasFailure()) FAIL() << "after step " << step;
  }
  EXPECT_GT(taken, 15);
  const auto published = desk_->publish(draft_, desk_->today());
  db().read([&](store::Transaction& tx) {
    const auto index = LayerIndex::of(members_of(tx, published.id, Shapes::with)).value();
    const auto kept = all_placed(tx, published.id);
    EXPECT_EQ(kept, placed_anew(tx, published.layer, index));
    for (const auto& placed : kept) EXPECT_TRUE(placed.number) << placed.address;
  });
}

}  // namespace
}  // namespace weige::grids
