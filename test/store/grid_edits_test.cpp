// Editing a draft on both engines (A1, A2): after any sequence of edits, taken back or not, every address is
// in exactly one grid, neighbours stay joined and no land is lost.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>

#include "grids/coverage_actions.h"
#include "grids/layer_edit_actions.h"
#include "grids/layer_index.h"
#include "grids/placement_actions.h"
#include "grids/placement_store.h"
#include "grids/placement_writer.h"
#include "reference/slow_geometry.h"
#include "support/databases.h"
#include "support/grid_layers.h"

namespace weige::grids {
namespace grid_edits_test {

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
  // As the coverage check counts them: what has to be accepted.
  int findings() {
    const auto found =
        desk_->act([&](const GridContext& context) { return check_version(context, draft_.id); }).value();
    return static_cast<int>(found.patches.size());
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
    switch (below(6)) {
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
      case 3:
        return drawn();
      case 4:
        return replaced(now);
      default:
        return moved(one);
    }
  }

 private:
  double fraction() { return static_cast<double>(below(1000)) / 1000; }
  double around(double middle, double reach) { return middle + (fraction() - 0.5) * 2 * reach; }
  static WantedEdit split(const GridMember& member, std::vector<Point> line) {
    return {.at = {}, .kind = "split", .number = member.number, .line = std::move(line)};
  }
  // Inner vertices only: the town's outer border stays.
  std::optional<WantedEdit> moved(const GridMember& member) {
    const auto& ring = member.shape.polygons[0].outer;
    const auto at = ring[below(ring.size())];
    if (at.x <= kSquareWest || at.x >= kEast || at.y <= kSquareSouth || at.y >= kNorth) return std::nullopt;
    const Point to{around(at.x, 1e-4), around(at.y, 1e-4)};
    return WantedEdit{.at = {}, .kind = "move_vertices", .moves = {{at, to}}};
  }
  // A new member of five corners, some metres across, that takes what it covers.
  WantedEdit drawn() {
    const Point middle{kSquareWest + (0.1 + 0.8 * fraction()) * (kEast - kSquareWest),
                       kSquareSouth + (0.2 + 0.6 * fraction()) * kSquare};
    WantedEdit out{.at = {}, .kind = "draw", .take = true};
    for (int corner = 0; corner < 5; ++corner) {
      const double angle = 2 * M_PI * corner / 5, far = 5e-5 + 2e-4 * fraction();
      out.line.push_back({middle.x + far * std::cos(angle), middle.y + far * std::sin(angle)});
    }
    return out;
  }
  // The border between two neighbours takes another course.
  std::optional<WantedEdit> replaced(const std::vector<GridMember>& now) {
    const auto a = static_cast<Member>(below(now.size())), b = static_cast<Member>(below(now.size()));
    if (a == b) return std::nullopt;
    const auto stretches = common_border(shapes_of(now), a, b);
    if (!stretches || stretches->empty()) return std::nullopt;
    const Point from = stretches->front().front(), to = stretches->front().back();
    const Point over{around((from.x + to.x) / 2, 2e-4), around((from.y + to.y) / 2, 2e-4)};
    return WantedEdit{.at = {},
                      .kind = "replace_border",
                      .number = now[a].number,
                      .others = {now[b].number},
                      .line = {from, over, to}};
  }

  std::mt19937_64 random_{20261129};
};

// Nothing is covered twice or not at all; that a member was cut in two by one drawn across it is no fault.
void expect_whole(const std::vector<GridMember>& now, double whole, Point centre) {
  EXPECT_NEAR(land(now), whole, 1e-9 * whole);
  EXPECT_TRUE(joined(shapes_of(now)));
  EXPECT_TRUE(reference::slow_joined(shapes_of(now)));
  const auto coverage = coverage_of(now, centre).value();
  for (const auto& patch : coverage.patches)
    EXPECT_TRUE(patch.kind == PatchKind::detached_part || patch.kind == PatchKind::island)
        << static_cast<int>(patch.kind);
}

// Every address has one place in the version, and by its point it is the right one: the first member that the
// slow twin finds.
void expect_placed(store::Transaction& tx, const GridVersion& version) {
  const auto members = members_of(tx, version.id, Shapes::with);
  const auto shapes = shapes_of(members);
  const auto kept = all_placed(tx, version.id);
  EXPECT_EQ(kept, placed_anew(tx, version.layer, LayerIndex::of(members).value()));
  std::map<std::int64_t, PlacedAddress> by_address;
  for (const auto& placed : kept) {
    EXPECT_TRUE(by_address.emplace(placed.address, placed).second) << "twice: " << placed.address;
    EXPECT_EQ(std::ranges::count(members, placed.number.value_or(0), &GridMember::number), 1);
  }
  const auto addresses = all_addresses(tx);
  EXPECT_EQ(by_address.size(), addresses.size());
  for (const auto& address : addresses) {
    ASSERT_TRUE(by_address.contains(address.id));
    if (!address.at) continue;
    const auto holder = reference::slow_find(shapes, *address.at);
    ASSERT_LT(holder, members.size());
    EXPECT_EQ(by_address[address.id].number, members[holder].number);
  }
}

// Addresses in each column: two houses with points, of which one stands on the border to the next column, and
// a room that has none.
void settle(GridDesk& desk) {
  for (int column = 0; column < kColumns; ++column) {
    const auto lane = "明珠路" + std::to_string(column + 1) + "弄";
    desk.add_address(lane + "1号", column);
    desk.add_address(lane + "1号101室", std::nullopt);
    const auto house = desk.add_address(lane + "2号", column);
    desk.move_point(house, {kSquareWest + (column + 1) * kSquare, middle_of_square(column).y});
  }
}

// Shows 3: three versions, one made from the other, each after a sequence of its own.
TEST_P(GridEdits, AnySequenceKeepsLandNeighboursAndAddresses) {
  RandomSteps steps;
  settle(*desk_);
  draft_ = desk_->take(squares({.columns = kColumns}));
  const double whole = land(members());
  std::map<std::string, int> taken;
  for (int round = 0; round < 3; ++round) {
    for (int step = 0; step < 60; ++step) {
      if (draft_.steps > 0 && steps.below(8) == 0) {
        ASSERT_TRUE(undo());
        ++taken["undo"];
      } else {
        const auto wanted = steps.next(members());
        if (!wanted || !edit(*wanted)) continue;
        ++taken[wanted->kind];
      }
      expect_whole(members(), whole, draft_.centre);
      if (HasFailure()) FAIL() << "after step " << step << " of round " << round;
    }
    const auto published = desk_->publish(draft_, desk_->today(), findings());
    db().read([&](store::Transaction& tx) { expect_placed(tx, published); });
    if (HasFailure()) FAIL() << "after round " << round;
    draft_ = desk_
                 ->act([&](const GridContext& context) {
                   return draft_version(context, published.layer, desk_->today());
                 })
                 .value();
  }
  for (const auto* kind : {"split", "merge", "move_vertices", "draw", "replace_border", "undo"})
    EXPECT_GT(taken[kind], 2) << kind;
}

}  // namespace grid_edits_test
}  // namespace weige::grids
