// Re-cuts of invented towns: what was said of them holds on the new map, point by point.
#include "grids/recut.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>

#include "grids/arrangement.h"
#include "grids/coverage.h"
#include "grids/measure.h"
#include "grids/validity.h"
#include "support/grid_towns.h"

namespace weige::grids {
namespace recut_test {

using test::rectangle;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<Shape> redrawn(std::vector<Shape> layer, const Recut& recut) {
  for (const NewShape& one : recut.shapes) layer[one.area] = one.shape;
  return layer;
}

// Where most points lie; of equals where the westernmost of theirs does.
Member home_of(const Atom& atom, const std::vector<Member>& found) {
  Member home = no_member;
  std::vector<std::size_t> west(found.size());
  std::iota(west.begin(), west.end(), std::size_t{0});
  std::ranges::sort(west, {}, [&](std::size_t i) { return std::pair(atom.points[i].x, atom.points[i].y); });
  for (const std::size_t i : west)
    if (found[i] != no_member &&
        (home == no_member || std::ranges::count(found, found[i]) > std::ranges::count(found, home)))
      home = found[i];
  return home;
}

std::size_t count(const std::vector<Member>& found, Member area) {
  return static_cast<std::size_t>(std::ranges::count(found, area));
}

// Every atom lies as wholly in its new area as it lay in its old one, and loads are what they are said to be.
void expect_uncut(const RecutTown& town, const Recut& recut, const std::vector<Shape>& after) {
  const Locator old_areas = Locator::build(town.areas).value(), new_areas = Locator::build(after).value();
  std::vector<double> loads(after.size());
  auto move = recut.moves.begin();
  for (std::uint32_t atom = 0; atom < town.atoms.size(); ++atom) {
    const Atom& one = town.atoms[atom];
    const auto before = old_areas.find(one.points), now = new_areas.find(one.points);
    const Member from = home_of(one, before);
    Member to = from;
    if (move != recut.moves.end() && move->atom == atom) {
      EXPECT_EQ(move->from, from);
      EXPECT_EQ(move->weight, one.weight);
      to = move++->to;
      EXPECT_NE(from, to);
    }
    for (std::size_t i = 0; i < now.size(); ++i)
      if (before[i] == from) {
        EXPECT_EQ(now[i], to) << "point " << i << " of atom " << atom;
      }
    if (to != no_member) loads[to] += one.weight;
  }
  EXPECT_EQ(move, recut.moves.end());
  EXPECT_EQ(recut.after.loads, loads);
}

// What was there is covered exactly once, and no area has more parts than before.
void expect_covered(std::span<const Shape> before, const std::vector<Shape>& after) {
  double land = 0;
  for (std::size_t i = 0; i < after.size(); ++i) {
    land += area(before[i]);
    EXPECT_TRUE(check_shape(after[i]).faults.empty()) << i;
    EXPECT_LE(after[i].polygons.size(), before[i].polygons.size()) << i;
  }
  const Coverage now = check_coverage(after).value();
  EXPECT_NEAR(now.covered, land, 1e-9 * land);
  EXPECT_THAT(now.patches, IsEmpty());
}

double metres_between_areas(std::span<const Shape> areas) {
  const Arrangement map = Arrangement::of(areas).value();
  double metres = 0;
  for (Half h = 0; h < map.half_count(); h += 2)
    if (!map.faces()[map.face_of(h)].members.empty() && !map.faces()[map.face_of(twin(h))].members.empty())
      metres += map.length_of(h);
  return metres;
}

// The town's outer border does not change, so what all borders gained lies between areas, and counts twice.
void expect_figures(std::span<const Shape> before, const std::vector<Shape>& after, const Recut& recut) {
  double longer = 0;
  for (std::size_t i = 0; i < after.size(); ++i) longer += perimeter(after[i]) - perimeter(before[i]);
  EXPECT_NEAR(recut.after.borders - recut.before.borders, longer / 2,
              0.001 * static_cast<double>(after.size()));
  EXPECT_NEAR(recut.before.borders, metres_between_areas(before), 0.001 * static_cast<double>(after.size()));
  EXPECT_LE(recut.after.spread, recut.before.spread);
  EXPECT_LE(recut.after.largest, recut.before.largest);
  double moved = 0;
  for (const AtomMove& move : recut.moves) moved += move.weight;
  EXPECT_EQ(recut.moved, moved);
}

// Vertices were added at most.
void expect_same_land(const Shape& before, const Shape& after) {
  EXPECT_NEAR(area(after), area(before), 1e-6);
  ASSERT_EQ(after.polygons.size(), before.polygons.size());
  const Ring& old = before.polygons[0].outer;
  const Ring& now = after.polygons[0].outer;
  std::size_t at = 0;
  for (const Point point : now)
    if (at < old.size() && point == old[at]) ++at;
  EXPECT_EQ(at, old.size());
  EXPECT_GT(now.size(), old.size());
}

std::uint32_t committee_of(const RecutTown& town, Member area) {
  return town.committees.empty() ? 0 : town.committees[area];
}

void expect_sound(const RecutTown& town, const Recut& recut) {
  const std::vector<Shape> after = redrawn({town.areas.begin(), town.areas.end()}, recut);
  expect_covered(town.areas, after);
  expect_uncut(town, recut, after);
  expect_figures(town.areas, after, recut);
  std::vector<Member> moved;
  for (const AtomMove& move : recut.moves) moved.insert(moved.end(), {move.from, move.to});
  for (const NewShape& one : recut.shapes)
    if (one.change == BorderChange::vertices) {
      expect_same_land(town.areas[one.area], one.shape);
      EXPECT_EQ(count(moved, one.area), 0u);
    }
  for (const AtomMove& move : recut.moves)
    EXPECT_EQ(committee_of(town, move.from), committee_of(town, move.to));
}

// A building every ten metres along y = 50, from x = 5 on.
std::vector<Atom> street(std::initializer_list<double> weights) {
  std::vector<Atom> atoms;
  for (const double weight : weights)
    atoms.push_back({{{5 + 10 * static_cast<double>(atoms.size()), 50}}, weight});
  return atoms;
}

const BalanceRules freely{.deviation = 0, .most_moved = 1};

TEST(Recut, GivesALaneToTheNeighbourWithLess) {
  // A lane of three doors lies across the street; the border between is the middle between buildings.
  const std::vector areas{rectangle({0, 0}, {60, 100}), rectangle({60, 0}, {100, 100})};
  auto atoms = street({4, 4, 4, 4, 4, 4, 4, 4});
  atoms[5].points = {{55, 20}, {55, 50}, {55, 80}};
  const RecutTown town{areas, atoms};
  const Recut recut = propose_recut(town).value();
  expect_sound(town, recut);
  EXPECT_THAT(recut.moves, ElementsAre(AtomMove{5, 0, 1, 4}));
  EXPECT_THAT(recut.before.loads, ElementsAre(24, 8));
  EXPECT_THAT(recut.after.loads, ElementsAre(20, 12));
  EXPECT_DOUBLE_EQ(recut.before.spread, 0.5);
  EXPECT_DOUBLE_EQ(recut.before.largest, 1.5);
  EXPECT_DOUBLE_EQ(recut.before.borders, 100);
  EXPECT_EQ(recut.moved, 4);
  ASSERT_EQ(recut.shapes.size(), 2u);
  for (const Point corner : {Point{0, 0}, Point{0, 100}})
    EXPECT_THAT(recut.shapes[0].shape.polygons[0].outer, testing::Contains(corner));
  EXPECT_LT(box_of(recut.shapes[0].shape).right, 55);
}

TEST(Recut, LeavesBordersThatNeedNotMove) {
  // The border between 0 and 1 moves; 2 lies along both of its ends, 3 along none.
  const std::vector areas{rectangle({0, 0}, {60, 100}), rectangle({60, 0}, {100, 100}),
                          rectangle({0, 100}, {100, 150}), rectangle({0, 150}, {100, 200})};
  auto atoms = street({5, 5, 5, 5, 5, 5, 5, 5, 5, 5});
  atoms.push_back({{{50, 125}}, 25});
  atoms.push_back({{{50, 175}}, 25});
  const RecutTown town{areas, atoms};
  const Recut recut = propose_recut(town, {.rules = freely}).value();
  expect_sound(town, recut);
  EXPECT_THAT(recut.moves, ElementsAre(AtomMove{5, 0, 1, 5}));
  ASSERT_EQ(recut.shapes.size(), 3u);
  EXPECT_EQ(recut.shapes[2].area, 2u);
  EXPECT_EQ(recut.shapes[2].change, BorderChange::vertices);
  ASSERT_EQ(recut.shapes[2].shape.polygons[0].outer.size(), 7u);  // the neighbours' old corner too
  EXPECT_NEAR(recut.shapes[2].shape.polygons[0].outer[1].x, 50, 1e-6);
}

TEST(Recut, GivesToAnAreaWithoutBuildings) {
  const std::vector areas{rectangle({0, 0}, {60, 100}), rectangle({60, 0}, {100, 100})};
  const auto atoms = street({1, 1, 1, 1, 1, 1});
  const RecutTown town{areas, atoms};
  const Recut recut = propose_recut(town, {.rules = freely}).value();
  expect_sound(town, recut);
  EXPECT_THAT(recut.after.loads, ElementsAre(3, 3));
}

TEST(Recut, CannotCutAGiant) {
  const std::vector areas{rectangle({0, 0}, {60, 100}), rectangle({60, 0}, {100, 100})};
  std::vector<Atom> atoms{{{{10, 10}, {50, 90}}, 1000}, {{{80, 50}}, 1}};
  const RecutTown town{areas, atoms};
  EXPECT_THAT(propose_recut(town, {.rules = freely}).value().moves, IsEmpty());
  atoms.push_back({{{55, 5}}, 20});  // what stands beside it can go
  const RecutTown more{areas, atoms};
  const Recut recut = propose_recut(more, {.rules = freely}).value();
  expect_sound(more, recut);
  EXPECT_THAT(recut.after.loads, ElementsAre(1000, 21));
}

TEST(Recut, ProposesNothingForIslandsOrWhatIsBalanced) {
  const std::vector islands{rectangle({0, 0}, {60, 100}), rectangle({61, 0}, {100, 100})};
  const auto uneven = street({1, 1, 1, 1, 1, 1, 1, 1});
  const Recut apart = propose_recut({islands, uneven}).value();
  EXPECT_THAT(apart.moves, IsEmpty());
  EXPECT_THAT(apart.shapes, IsEmpty());
  EXPECT_EQ(apart.before.borders, 0);
  const std::vector areas{rectangle({0, 0}, {60, 100}), rectangle({60, 0}, {100, 100})};
  const auto even = street({2, 2, 2, 2, 2, 2, 6, 5});
  const Recut balanced = propose_recut({areas, even}).value();
  EXPECT_THAT(balanced.moves, IsEmpty());
  EXPECT_THAT(balanced.shapes, IsEmpty());
  EXPECT_EQ(balanced.before.spread, balanced.after.spread);
  EXPECT_TRUE(propose_recut({}).value().moves.empty());
}

TEST(Recut, CountsAnAtomWhereMostOfItLies) {
  const std::vector areas{rectangle({0, 0}, {60, 100}), rectangle({60, 0}, {100, 100})};
  const std::vector<Atom> atoms{
      {{{50, 50}, {55, 50}, {65, 50}}, 3}, {{{80, 50}}, 1}, {{{500, 50}}, 9}, {{}, 9}};
  const Recut recut = propose_recut({areas, atoms}).value();
  EXPECT_THAT(recut.before.loads, ElementsAre(3, 1));
  EXPECT_THAT(recut.nowhere, ElementsAre(2, 3));
}

TEST(Recut, RefusesWhatIsNoArea) {
  const std::vector areas{rectangle({0, 0}, {60, 100}), rectangle({60, 0}, {std::nan(""), 100})};
  const auto refused = propose_recut({areas, {}});
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.problem().code, ProblemCode::invalid_shape);
}

// Buildings and lanes of one to six doors in a town of 5 x 4 areas, more of them in some areas than in
// others.
struct RandomTown {
  explicit RandomTown(std::uint64_t seed) : random(seed) {
    areas = test::GridTown({.columns = 5, .rows = 4, .wave = 1 + below(3), .seed = seed}).shapes();
    for (Member area = 0; area < areas.size(); ++area) {
      committees.push_back(area % 5 < 2 ? 3 : 8);
      const Box box = box_of(areas[area]);
      const double heavy = random() % 3 == 0 ? 9 : 3;
      for (std::uint64_t left = random() % 16; left > 0; --left) {
        Atom& atom = atoms.emplace_back();
        const Point start{box.left + below(box.right - box.left), box.bottom + below(box.top - box.bottom)};
        const Point step{below(24) - 12, below(24) - 12};
        for (std::uint64_t door = 0; door <= random() % 6; ++door)
          atom.points.push_back(
              {start.x + static_cast<double>(door) * step.x, start.y + static_cast<double>(door) * step.y});
        atom.weight = std::floor(below(heavy));
      }
    }
  }
  double below(double most) { return most * static_cast<double>(random() >> 11) * 0x1p-53; }
  RecutTown town(bool split) const {
    return {areas, atoms,
            split ? std::span<const std::uint32_t>(committees) : std::span<const std::uint32_t>()};
  }

  std::mt19937_64 random;
  std::vector<Shape> areas;
  std::vector<Atom> atoms;
  std::vector<std::uint32_t> committees;
};

TEST(Recut, IsSoundInAnyTown) {
  double before = 0, after = 0;
  std::size_t vertices = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    const RandomTown random(seed);
    const RecutTown town = random.town(seed % 2 == 0);
    const Recut recut = propose_recut(town, {.rules = seed % 4 < 2 ? BalanceRules{} : freely}).value();
    SCOPED_TRACE(seed);
    expect_sound(town, recut);
    EXPECT_TRUE(recut.complete);
    before += recut.before.spread;
    after += recut.after.spread;
    vertices +=
        static_cast<std::size_t>(std::ranges::count(recut.shapes, BorderChange::vertices, &NewShape::change));
  }
  EXPECT_LT(after, 0.6 * before);
  EXPECT_GT(vertices, 0u);
}

TEST(Recut, DoesNotDependOnThreadsOrOrder) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const RandomTown random(seed);
    const RecutTown town = random.town(seed % 2 == 0);
    const Recut one = propose_recut(town, {.rules = freely}).value();
    const Recut two = propose_recut(town, {.rules = freely, .threads = 2}).value();
    EXPECT_EQ(one.moves, two.moves);
    ASSERT_EQ(one.shapes.size(), two.shapes.size());
    for (std::size_t i = 0; i < one.shapes.size(); ++i) EXPECT_EQ(one.shapes[i].shape, two.shapes[i].shape);
    // Turned round: what was the first area and the first atom is now the last.
    std::vector<Shape> areas(random.areas.rbegin(), random.areas.rend());
    std::vector<Atom> atoms(random.atoms.rbegin(), random.atoms.rend());
    std::vector<std::uint32_t> committees(random.committees.rbegin(), random.committees.rend());
    const RecutTown turned{areas, atoms, town.committees.empty() ? town.committees : committees};
    Recut other = propose_recut(turned, {.rules = freely}).value();
    const auto last_area = static_cast<Member>(areas.size() - 1);
    const auto last_atom = static_cast<std::uint32_t>(atoms.size() - 1);
    for (AtomMove& move : other.moves)
      move = {last_atom - move.atom, last_area - move.from, last_area - move.to, move.weight};
    std::ranges::sort(other.moves, {}, &AtomMove::atom);
    EXPECT_EQ(one.moves, other.moves) << seed;
  }
}

TEST(Recut, MovesNothingAcrossBordersThatWereDrawnTwice) {
  RandomTown random(2);
  random.areas = test::GridTown({.columns = 5, .rows = 4, .jitter = 0.05, .seed = 2}).shapes();
  const Recut recut = propose_recut(random.town(false), {.rules = freely}).value();
  EXPECT_THAT(recut.moves, IsEmpty());
  EXPECT_THAT(recut.shapes, IsEmpty());
}

}  // namespace recut_test
}  // namespace weige::grids
