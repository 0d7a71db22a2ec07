// Every step of editing, and what each refuses, on squares that people can picture.
#include "grids/layer_edit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "grids/coverage_fix.h"
#include "grids/measure.h"
#include "grids/validity.h"
#include "reference/slow_geometry.h"
#include "support/degree_towns.h"

namespace weige::grids {
namespace layer_edit_test {

using test::area_at;
using test::at;
using test::block;
using test::squares;
using testing::ElementsAre;
using testing::IsEmpty;

using Layer = std::vector<Shape>;
using Members = std::vector<Member>;

std::vector<Point> line(const std::vector<Point>& points) {
  std::vector<Point> out;
  for (const Point point : points) out.push_back(at(point.x, point.y));
  return out;
}
// In squares.
double size(const Shape& shape) {
  return area(shape) * 1e6;
}
Members changed(const LayerDelta& delta) {
  Members members;
  for (const auto& [member, shape] : delta.changed) members.push_back(member);
  return members;
}
bool has_vertex(const Shape& shape, Point point) {
  const Ring& ring = shape.polygons.at(0).outer;
  return std::ranges::find(ring, point) != ring.end();
}
Problem refusal(const Layer& layer, const EditStep& step) {
  const auto delta = edit(layer, step);
  EXPECT_FALSE(delta.ok());
  return delta.ok() ? problem(ProblemCode::internal) : delta.problem();
}
Problem told(ProblemCode code, int number) {
  return problem(code).with("number", std::to_string(number));
}
Problem told(ProblemCode code, int number, int other) {
  return told(code, number).with("other", std::to_string(other));
}

// What must hold after every step: joined, valid, and no two members on the same land.
void expect_sound(const Layer& layer) {
  EXPECT_TRUE(joined(layer));
  EXPECT_TRUE(reference::slow_joined(layer));
  for (std::size_t i = 0; i < layer.size(); ++i) {
    if (layer[i].polygons.empty()) continue;
    EXPECT_THAT(check_shape(layer[i]).faults, IsEmpty());
    for (std::size_t j = 0; j < i; ++j)
      EXPECT_LT(reference::slow_overlap(layer[i], layer[j]) * 1e6, 1e-9) << i << " " << j;
  }
}
Layer after(const Layer& layer, const EditStep& step, const Members& expected) {
  const auto delta = edit(layer, step);
  if (!delta) {
    ADD_FAILURE() << title(delta.problem(), Language::en);
    return layer;
  }
  EXPECT_EQ(changed(*delta), expected);
  Layer now = applied(layer, *delta);
  expect_sound(now);
  return now;
}

TEST(SplitMember, KeepsTheLargerPartAndGivesNeighboursTheNewCorners) {
  const Layer layer = squares(3, 3);
  const Layer now = after(layer, SplitMember{4, line({{1.3, 0.5}, {1.3, 2.5}})}, {1, 4, 7});
  ASSERT_EQ(now.size(), 10u);
  EXPECT_NEAR(size(now[4]), 0.7, 1e-9);
  EXPECT_NEAR(size(now[9]), 0.3, 1e-9);
  EXPECT_TRUE(has_vertex(now[9], at(1, 1)));
  EXPECT_TRUE(has_vertex(now[1], at(1.3, 1)));
  EXPECT_TRUE(has_vertex(now[7], at(1.3, 2)));
  EXPECT_EQ(size(now[1]), size(layer[1]));
  EXPECT_EQ(now[1].polygons[0].outer.front(), layer[1].polygons[0].outer.front());
}

TEST(SplitMember, TakesALineFromBorderToBorderWithCornersAndRoundedCrossings) {
  const Layer layer = squares(3, 3);
  const Layer bent = after(layer, SplitMember{4, line({{1.25, 1}, {1.5, 1.5}, {2, 1.6}})}, {1, 4, 5});
  EXPECT_TRUE(has_vertex(bent[4], at(1.5, 1.5)));
  EXPECT_NEAR(size(bent[4]) + size(bent[9]), 1, 1e-9);
  const Layer slanting = after(layer, SplitMember{4, line({{0.7, 0.311}, {2.77, 2.9}})}, {1, 4, 5});
  EXPECT_NEAR(size(slanting[4]) + size(slanting[9]), 1, 1e-9);
  const Layer diagonal = after(layer, SplitMember{4, line({{0.5, 0.5}, {2.5, 2.5}})}, {4});
  EXPECT_NEAR(size(diagonal[9]), 0.5, 1e-9);
}

TEST(SplitMember, LeavesPartsThatTheLineDoesNotCrossWithTheNearerOne) {
  Layer layer{block(0, 0, 2, 1)};
  for (const double x : {-1.0, 3.0}) layer[0].polygons.push_back(block(x, 0.3, x + 0.3, 0.6).polygons[0]);
  const Layer now = after(layer, SplitMember{0, line({{0.5, -1}, {0.5, 2}})}, {0});
  EXPECT_NEAR(size(now[0]), 1.5 + 0.09, 1e-9);
  EXPECT_NEAR(size(now[1]), 0.5 + 0.09, 1e-9);
  EXPECT_EQ(now[1].polygons.size(), 2u);
}

TEST(SplitMember, GoesThroughAHole) {
  Layer layer{block(0, 0, 3, 3), block(1, 1, 2, 2)};
  Ring hole = layer[1].polygons[0].outer;
  std::ranges::reverse(hole);
  layer[0].polygons[0].holes.push_back(hole);
  EXPECT_EQ(refusal(layer, SplitMember{0, line({{-1, 1.5}, {1.5, 1.5}})}),
            told(ProblemCode::edit_line_does_not_split, 1));
  const Layer now = after(layer, SplitMember{0, line({{-1, 1.4}, {4, 1.4}})}, {0, 1});
  EXPECT_NEAR(size(now[0]) + size(now[2]), 8, 1e-9);
  EXPECT_NEAR(size(now[1]), 1, 1e-9);
}

TEST(SplitMember, RefusesALineThatMakesNotExactlyTwo) {
  const Layer layer = squares(3, 3);
  const auto refused = told(ProblemCode::edit_line_does_not_split, 5);
  for (const auto& course :
       {line({}), line({{1.5, 0}}), line({{1.5, 0}, {1.5, 1.5}}),        // ends inside
        line({{0.5, 0.5}, {2.5, 0.5}}),                                  // passes by
        line({{1, 0}, {1, 3}}),                                          // along the border
        line({{1.2, 0.5}, {1.5, 2.5}, {1.8, 0.5}}),                      // cuts off two corners
        line({{1.2, 0}, {1.2, 1.5}, {1.6, 1.5}, {1.4, 1.2}, {1.4, 3}}),  // crosses itself
        std::vector<Point>{at(1.5, 0), {std::nan(""), 31}, at(1.5, 3)}})
    EXPECT_EQ(refusal(layer, SplitMember{4, course}), refused);
  EXPECT_EQ(refusal(layer, SplitMember{9, line({{1.5, 0}, {1.5, 3}})}),
            told(ProblemCode::edit_member_missing, 10));
}

TEST(MergeMembers, LetsCommonBordersVanish) {
  const Layer layer = squares(3, 3);
  const Layer now = after(layer, MergeMembers{4, {5, 8}}, {4});
  EXPECT_NEAR(size(now[4]), 3, 1e-9);
  EXPECT_FALSE(has_vertex(now[4], at(2, 1.5)));
  EXPECT_TRUE(now[5].polygons.empty() && now[8].polygons.empty());
  EXPECT_EQ(now[1], layer[1]);
}

TEST(MergeMembers, CloseInWhoIsLeft) {
  const Layer layer = squares(3, 3);
  const Layer now = after(layer, MergeMembers{0, {1, 2, 3, 5, 6, 7, 8}}, {0});
  EXPECT_NEAR(size(now[0]), 8, 1e-9);
  EXPECT_EQ(now[0].polygons.at(0).holes.size(), 1u);
}

TEST(MergeMembers, RefusesWhoTouchesInAPointOrNotAtAll) {
  const Layer layer = squares(3, 3);
  EXPECT_EQ(refusal(layer, MergeMembers{0, {4}}), told(ProblemCode::edit_not_neighbours, 5));
  EXPECT_EQ(refusal(layer, MergeMembers{0, {1, 8}}), told(ProblemCode::edit_not_neighbours, 9));
  EXPECT_EQ(refusal(layer, MergeMembers{0, {0}}), told(ProblemCode::edit_not_neighbours, 1));
  EXPECT_EQ(refusal(layer, MergeMembers{0, {1, 12}}), told(ProblemCode::edit_member_missing, 13));
}

TEST(MoveVertices, TakesEveryMemberAlong) {
  const Layer layer = squares(2, 2);
  const Layer now = after(layer, MoveVertices{{{at(1, 1), at(1.3, 0.8)}}}, {0, 1, 2, 3});
  for (const Shape& shape : now) EXPECT_TRUE(has_vertex(shape, at(1.3, 0.8)));
  EXPECT_NEAR(size(now[0]), 1 + 0.05,
              1e-9);  // 0.3 more to the east, 0.2 less to the north, over half a side each
}

TEST(MoveVertices, BreaksABorderThatRunsStraightPastTheVertex) {
  const Layer layer{block(0, 0, 2, 1), block(0, 1, 1, 2), block(1, 1, 2, 2)};
  EXPECT_FALSE(joined(layer));
  EXPECT_FALSE(reference::slow_joined(layer));
  const Layer now = after(layer, MoveVertices{{{at(1, 1), at(1, 0.5)}}}, {0, 1, 2});
  EXPECT_TRUE(has_vertex(now[0], at(1, 0.5)));
  EXPECT_NEAR(size(now[0]), 1.5, 1e-9);
}

TEST(MoveVertices, MovesSeveralAtOnceAndOuterOnesAndOntoAnother) {
  const Layer layer = squares(2, 1);
  const Layer slid = after(layer, MoveVertices{{{at(1, 0), at(1.5, 0)}, {at(1, 1), at(1.5, 1)}}}, {0, 1});
  EXPECT_NEAR(size(slid[0]), 1.5, 1e-9);
  const Layer outward = after(layer, MoveVertices{{{at(2, 1), at(3, 2)}}}, {1});
  EXPECT_NEAR(size(outward[1]), 2, 1e-9);
  const Layer triangle = after(layer, MoveVertices{{{at(2, 1), at(2, 0)}}}, {1});
  EXPECT_EQ(triangle[1].polygons[0].outer.size(), 4u);
}

TEST(MoveVertices, GivesANewCourseTheVerticesItComesBy) {
  // The vertex of member 1 moves onto the border of member 2: both have it.
  const Layer layer{area_at({{0, 0}, {1, 0}, {0.5, 1}}), block(0, 2, 1, 3)};
  const Layer now = after(layer, MoveVertices{{{at(0.5, 1), at(0.5, 2)}}}, {0, 1});
  EXPECT_TRUE(has_vertex(now[1], at(0.5, 2)));
  EXPECT_EQ(size(now[1]), size(layer[1]));
}

TEST(MoveVertices, RefusesWhatWouldSpoilTheLayer) {
  const Layer layer = squares(3, 3);
  const auto move = [](Point from, Point to) { return MoveVertices{{{from, to}}}; };
  EXPECT_EQ(refusal(layer, move(at(0.5, 0.5), at(1, 1))), problem(ProblemCode::edit_vertex_missing));
  EXPECT_EQ(refusal(layer, move(at(1, 1), {121, 1e300})), problem(ProblemCode::edit_vertex_missing));
  // Over the far border of one that has the vertex.
  EXPECT_EQ(refusal(layer, move(at(1, 1), at(2.5, 1.5))).code, ProblemCode::edit_shape_invalid);
  const Layer apart{block(0, 0, 1, 1), block(1.5, 0, 2.5, 1)};
  EXPECT_EQ(refusal(apart, move(at(1, 1), at(2, 0.5))), told(ProblemCode::edit_would_overlap, 1, 2));
  // The arms of a U meet.
  const Layer arms{area_at({{0, 0}, {3, 0}, {3, 2}, {2, 2}, {2, 1}, {1, 1}, {1, 2}, {0, 2}}),
                   block(0, 2, 1, 3), block(2, 2, 3, 3)};
  EXPECT_EQ(refusal(arms, move(at(1, 3), at(2, 3))), problem(ProblemCode::edit_opens_gap));
}

TEST(ReplaceBorder, LetsLandGoOver) {
  const Layer layer = squares(3, 3);
  const auto course = line({{2, 1}, {1.5, 1.5}, {2, 2}});
  const Layer now = after(layer, ReplaceBorder{4, 5, course}, {4, 5});
  EXPECT_NEAR(size(now[4]), 0.75, 1e-9);
  EXPECT_NEAR(size(now[5]), 1.25, 1e-9);
  auto backwards = course;
  std::ranges::reverse(backwards);
  EXPECT_EQ(after(layer, ReplaceBorder{4, 5, backwards}, {4, 5}), now);
  EXPECT_EQ(after(layer, ReplaceBorder{5, 4, course}, {4, 5}), now);
}

TEST(ReplaceBorder, CrossesTheOldCourseAndBeginsBetweenVertices) {
  const Layer layer = squares(2, 1);
  const Layer now =
      after(layer, ReplaceBorder{0, 1, line({{1, 0.2}, {1.3, 0.4}, {0.7, 0.6}, {1, 0.8}})}, {0, 1});
  EXPECT_NEAR(size(now[0]), 1, 1e-9);
  EXPECT_TRUE(has_vertex(now[0], at(1, 0.2)) && has_vertex(now[1], at(1, 0.2)));
  EXPECT_EQ(now[0].polygons[0].outer.size(), 9u);
}

TEST(ReplaceBorder, PutsTheEndsOnTheBorder) {
  const Layer layer = squares(2, 1);
  const Layer now =
      after(layer, ReplaceBorder{0, 1, line({{1.0003, 0.0004}, {0.5, 0.5}, {0.9999, 0.7}})}, {0, 1});
  EXPECT_TRUE(has_vertex(now[0], at(1, 0.7)));
  EXPECT_EQ(now[0].polygons[0].outer.size(), 7u);
  EXPECT_EQ(refusal(layer, ReplaceBorder{0, 1, line({{1.01, 0}, {0.5, 0.5}, {1, 0.7}})}),
            told(ProblemCode::edit_not_a_border, 1));
}

TEST(ReplaceBorder, OfNobodyBeyondMovesTheOuterBorder) {
  const Layer layer = squares(2, 1);
  const Layer grown = after(layer, ReplaceBorder{1, no_member, line({{2, 0}, {3, 0.5}, {2, 1}})}, {1});
  EXPECT_NEAR(size(grown[1]), 1.5, 1e-9);
  const Layer shrunk = after(layer, ReplaceBorder{1, no_member, line({{1, 1}, {1.5, 0.5}, {2, 1}})}, {1});
  EXPECT_NEAR(size(shrunk[1]), 0.75, 1e-9);
  const Layer alone{block(0, 0, 1, 1)};  // its border closes on itself
  const Layer dented = after(alone, ReplaceBorder{0, no_member, line({{0.2, 1}, {0.5, 0.5}, {0.8, 1}})}, {0});
  EXPECT_NEAR(size(dented[0]), 1 - 0.15, 1e-9);
  const Layer apart{block(0, 0, 1, 1), block(1.5, 0, 2.5, 1)};
  EXPECT_EQ(refusal(apart, ReplaceBorder{0, no_member, line({{1, 0}, {2, 0.5}, {1, 1}})}),
            told(ProblemCode::edit_would_overlap, 1, 2));
}

TEST(ReplaceBorder, OfAnIslandTakesTheNearerWayRound) {
  Layer layer{block(0, 0, 3, 3), block(1, 1, 2, 2)};
  Ring hole = layer[1].polygons[0].outer;
  std::ranges::reverse(hole);
  layer[0].polygons[0].holes.push_back(hole);
  const auto course = line({{1.2, 2}, {1.5, 2.5}, {1.8, 2}});
  const Layer now = after(layer, ReplaceBorder{0, 1, course}, {0, 1});
  EXPECT_NEAR(size(now[1]), 1.15, 1e-9);
  EXPECT_EQ(after(layer, ReplaceBorder{1, 0, course}, {0, 1}), now);
}

TEST(ReplaceBorder, RefusesACourseThatLeavesTheTwo) {
  const Layer layer = squares(3, 3);
  EXPECT_EQ(refusal(layer, ReplaceBorder{4, 5, line({{2, 1}, {1.5, 2.5}, {2, 2}})}),
            told(ProblemCode::edit_would_overlap, 5, 8));
  EXPECT_EQ(refusal(layer, ReplaceBorder{7, 8, line({{2, 2}, {1.5, 3.5}, {2, 3}})}),
            told(ProblemCode::edit_not_a_border, 8));
  EXPECT_EQ(
      refusal(layer, ReplaceBorder{4, 5, line({{2, 1}, {1.5, 1.8}, {1.5, 1.2}, {1.9, 1.7}, {2, 2}})}).code,
      ProblemCode::edit_shape_invalid);  // crosses itself
  EXPECT_EQ(refusal(layer, ReplaceBorder{4, 8, line({{2, 2}, {1.5, 1.5}, {2, 2}})}).code,
            ProblemCode::edit_not_a_border);
  EXPECT_EQ(refusal(layer, ReplaceBorder{4, 4, line({{2, 1}, {2, 2}})}).code, ProblemCode::edit_not_a_border);
  EXPECT_EQ(refusal(layer, ReplaceBorder{4, 5, line({{2, 1}})}).code, ProblemCode::edit_not_a_border);
  EXPECT_EQ(refusal(layer, ReplaceBorder{4, 10, line({{2, 1}, {2, 2}})}),
            told(ProblemCode::edit_member_missing, 11));
}

TEST(DrawMember, AddsAnAreaBesideOthers) {
  const Layer layer = squares(2, 1);
  const Layer now = after(layer, DrawMember{block(0.5, 1, 1.5, 2), false}, {0, 1});
  ASSERT_EQ(now.size(), 3u);
  EXPECT_TRUE(has_vertex(now[2], at(1, 1)));
  EXPECT_TRUE(has_vertex(now[0], at(0.5, 1)));
  Shape clockwise = block(5, 5, 6, 6);
  std::ranges::reverse(clockwise.polygons[0].outer);
  EXPECT_GT(size(after(layer, DrawMember{clockwise, false}, {})[2]), 0);
}

// 0.003 of a square are about 0.3 m.
TEST(DrawMember, SnapsSliversAway) {
  const Layer layer = squares(3, 1);
  const Layer over = after(layer, DrawMember{block(1, 0.997, 2, 2), false}, {});
  EXPECT_EQ(over[3].polygons[0].outer.size(), 5u);
  EXPECT_NEAR(size(over[3]), 1, 1e-9);
  const Layer wide = after(layer, DrawMember{block(0.5, 0.998, 2.5, 2), false}, {0, 2});
  EXPECT_NEAR(size(wide[3]), 2, 1e-9);
  // A gap that the drawn border would close in.
  const Layer pocket{block(0, 0, 3, 1), block(0, 1, 1, 2), block(2, 1, 3, 2)};
  const Layer filled = after(pocket, DrawMember{block(1, 1.003, 2, 2), false}, {0});
  EXPECT_NEAR(size(filled[3]), 1, 1e-9);
}

TEST(DrawMember, RefusesMoreThanASliver) {
  const Layer layer = squares(3, 1);
  EXPECT_EQ(refusal(layer, DrawMember{block(1, 0.9, 2, 2), false}),
            told(ProblemCode::edit_would_overlap, 4, 2));
  EXPECT_EQ(refusal(layer, DrawMember{layer[0], false}), told(ProblemCode::edit_would_overlap, 4, 1));
  for (const Shape& bad :
       {area_at({{5, 5}, {6, 6}, {6, 5}, {5, 6}}), block(5, 5, 5, 6), Shape{},
        test::rectangle({121, 31}, {std::nan(""), 32}), test::rectangle({5000, 3}, {6000, 4})})
    EXPECT_EQ(refusal(layer, DrawMember{bad, true}), told(ProblemCode::edit_shape_invalid, 4));
}

TEST(DrawMember, TakesFromOthers) {
  const Layer layer = squares(3, 3);
  const Layer now = after(layer, DrawMember{block(0.5, 0.5, 1.5, 1.5), true}, {0, 1, 3, 4});
  for (const Member member : {0, 1, 3, 4}) EXPECT_NEAR(size(now[member]), 0.75, 1e-9);
  EXPECT_NEAR(size(now[9]), 1, 1e-9);
  const Layer hole = after(layer, DrawMember{block(1.2, 1.2, 1.8, 1.8), true}, {4});
  EXPECT_EQ(hole[4].polygons[0].holes.size(), 1u);
}

TEST(DrawMember, RefusesToLeaveNothingOrSliversOfAMember) {
  const Layer layer = squares(3, 1);
  EXPECT_EQ(refusal(layer, DrawMember{block(1, 0, 2.5, 1), true}),
            told(ProblemCode::edit_member_vanishes, 2));
  EXPECT_EQ(refusal(layer, DrawMember{block(1.003, 0, 2.5, 1), true}),
            told(ProblemCode::edit_member_vanishes, 2));
  // What is left besides a sliver is a member still; the sliver goes along.
  Layer two = layer;
  two[1].polygons.push_back(block(1, 5, 2, 6).polygons[0]);
  const Layer now = after(two, DrawMember{block(1.003, 0, 2.5, 1), true}, {1, 2});
  EXPECT_NEAR(size(now[1]), 1, 1e-9);
  EXPECT_NEAR(size(now[3]), 1.5, 1e-9);
}

TEST(RemoveMember, LeavesItsLandToNobody) {
  const Layer layer = squares(2, 1);
  const Layer now = after(layer, RemoveMember{0}, {});
  EXPECT_TRUE(now[0].polygons.empty());
  EXPECT_EQ(now[1], layer[1]);
  EXPECT_EQ(refusal(now, RemoveMember{0}), told(ProblemCode::edit_member_missing, 1));
}

TEST(ReplaceShape, JoinsTheNewBorder) {
  const Layer layer{block(0, 0, 1, 1), block(1, 0, 2, 1), block(0.5, 1.5, 1.5, 2)};
  const Layer now = after(layer, ReplaceShape{2, block(0.5, 1, 1.5, 2)}, {0, 1, 2});
  EXPECT_NEAR(size(now[2]), 1, 1e-9);
  EXPECT_TRUE(has_vertex(now[0], at(0.5, 1)) && has_vertex(now[2], at(1, 1)));
  const auto over = edit(layer, ReplaceShape{2, block(0.5, 0.5, 1.5, 2)});
  EXPECT_TRUE(over.ok());  // a later step of the fix takes the overlap away
  EXPECT_EQ(refusal(layer, ReplaceShape{2, area_at({{5, 5}, {6, 6}, {6, 5}, {5, 6}})}),
            told(ProblemCode::edit_shape_invalid, 3));
}

// A fix is proposed in metres; its steps leave nothing to find.
TEST(ReplaceShape, TakesTheFixesOfACoverageCheck) {
  test::GridTown town({.columns = 4, .rows = 4, .seed = 5});
  town.plant({.cell = 5, .side = test::Side::east, .depth = 8});
  town.plant({.cell = 10, .side = test::Side::north, .segment = 4, .depth = -6});
  auto plane = Plane::around(test::town_centre).value();
  Layer layer = town.shapes();
  for (Shape& shape : layer) shape = on_lattice(plane.to_degrees(shape).value());
  for (int fixes = 0; fixes < 2; ++fixes) {
    const Layer metres = test::in_metres(layer);
    const auto patches = check_coverage(metres).value().patches;
    ASSERT_EQ(patches.size(), 2u - fixes);
    const Layer fixed = apply_fix(proposed_fixes(patches[0]).at(0), metres).value();
    for (Member member = 0; member < layer.size(); ++member)
      if (fixed[member] != metres[member])
        layer = applied(layer,
                        edit(layer, ReplaceShape{member, plane.to_degrees(fixed[member]).value()}).value());
  }
  EXPECT_TRUE(check_coverage(test::in_metres(layer)).value().patches.empty());
  EXPECT_TRUE(joined(layer));
}

TEST(CommonBorder, RunsFromCornerToCorner) {
  const Layer layer = squares(2, 2);
  const auto stretches = common_border(layer, 0, 1).value();
  ASSERT_EQ(stretches.size(), 1u);
  EXPECT_EQ(stretches[0], line({{1, 0}, {1, 1}}));
  EXPECT_THAT(common_border(layer, 0, 3).value(), IsEmpty());
  const auto outer = common_border(layer, 0, no_member).value();
  ASSERT_EQ(outer.size(), 1u);
  EXPECT_EQ(outer[0], line({{0, 1}, {0, 0}, {1, 0}}));
  EXPECT_EQ(common_border(layer, 7, 1).problem(), told(ProblemCode::edit_member_missing, 8));
}

TEST(CommonBorder, HasSeveralStretchesAndClosedOnes) {
  const Layer layer{area_at({{0, 0}, {3, 0}, {3, 2}, {2, 2}, {2, 1}, {1, 1}, {1, 2}, {0, 2}}),
                    block(0, 2, 3, 3)};
  EXPECT_EQ(common_border(layer, 0, 1).value().size(), 2u);
  const Layer alone{block(0, 0, 1, 1)};
  const auto around = common_border(alone, 0, no_member).value();
  ASSERT_EQ(around.size(), 1u);
  EXPECT_EQ(around[0].size(), 5u);
  EXPECT_EQ(around[0].front(), around[0].back());
}

TEST(Joining, MakesBordersTheSameOnBothSides) {
  const auto slanting = [](double y) { return Point{1 + 0.37 * y, y}; };
  const Layer layer{
      area_at({{0, 0}, slanting(0), slanting(1.97), {0, 1.97}}),
      area_at({slanting(0), {5, 0}, {5, 1.97}, slanting(1.97), slanting(1.371), slanting(0.7333)}),
      block(7, 7, 8, 8)};
  EXPECT_FALSE(joined(layer));
  EXPECT_GT(check_coverage(test::in_metres(layer)).value().patches.size(), 1u);
  const auto delta = joining(layer).value();
  EXPECT_THAT(changed(delta), ElementsAre(0));
  const Layer now = applied(layer, delta);
  expect_sound(now);
  EXPECT_EQ(check_coverage(test::in_metres(now)).value().patches.size(), 1u);  // the island
  EXPECT_TRUE(joining(now).value().changed.empty());
}

TEST(LayerEdit, NamesTheMemberThatIsNotValid) {
  const Layer layer{block(0, 0, 1, 1), area_at({{1, 0}, {2, 1}, {2, 0}, {1, 1}})};
  EXPECT_EQ(refusal(layer, SplitMember{0, line({{0.5, -1}, {0.5, 2}})}), told(ProblemCode::invalid_shape, 2));
}

TEST(LayerEdit, AppliesADeltaWithoutMovingIndices) {
  const Layer layer = squares(2, 1);
  const LayerDelta delta{.changed = {{0, layer[1]}}, .added = {layer[0]}, .removed = {1}};
  EXPECT_EQ(applied(layer, delta), (Layer{layer[1], Shape{}, layer[0]}));
}

}  // namespace layer_edit_test
}  // namespace weige::grids
