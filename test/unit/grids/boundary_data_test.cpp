// Real boundaries beside the sources: small statistical areas nested in larger ones, and the districts of a
// city. Skips where they are absent.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include "formats/geojson.h"
#include "grids/coverage.h"
#include "grids/crosswalk.h"
#include "grids/layer_import.h"
#include "grids/overlay.h"
#include "grids/plane.h"
#include "grids/validity.h"
#include "reference/slow_geometry.h"
#include "support/grid_towns.h"

namespace weige::grids {
namespace boundary_data_test {

namespace fs = std::filesystem;
using test::rectangle;

// $WEIGE_SHARED_DATA, or ../shared/data beside the sources.
fs::path boundaries() {
  if (const char* told = std::getenv("WEIGE_SHARED_DATA")) return fs::path{told} / "boundary";
  const char* source = std::getenv("WEIGE_SOURCE_DIR");
  return fs::path{source ? source : "."} / "../shared/data/boundary";
}

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

formats::GeoLayer read(const fs::path& file) {
  return formats::read_geojson(bytes_of(file)).value();
}

// Members of one nested level, those whose code begins with the prefix, in metres.
struct Level {
  std::vector<std::string> codes, parents;
  std::vector<Shape> shapes;
};

Plane& plane() {
  static Plane made = Plane::around({120.449, 23.48}).value();
  return made;
}

Level level(const fs::path& file, const char* code, const char* parent, const std::string& town) {
  Level out;
  const auto layer = read(file);
  const auto members =
      import_layer(layer, {.datum = Datum::of(Datum::System::wgs84), .code = code}).value().members;
  for (std::size_t i = 0; i < members.size(); ++i) {
    std::map<std::string, std::string> properties(layer.features[i].properties.begin(),
                                                  layer.features[i].properties.end());
    if (properties["TOWN_ID"] != town) continue;
    out.codes.push_back(members[i].code);
    out.parents.push_back(properties[parent]);
    auto shape = normalised(plane().to_metres(members[i].shape).value()).shape;
    if (!check_shape(shape).faults.empty()) shape = repaired(shape).value().shape;
    out.shapes.push_back(std::move(shape));
  }
  return out;
}

class NestedBoundaries : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    const auto folder = boundaries() / "nested";
    if (!fs::exists(folder)) GTEST_SKIP() << "boundaries are absent: " << folder;
    const std::string town = GetParam();
    base_ = level(folder / "base" / (town + ".geojson"), "CODEBASE", "CODE1", town);
    first_ = level(folder / "code1.geojson", "CODE1", "CODE2", town);
    second_ = level(folder / "code2.geojson", "CODE2", "CODE2", town);
  }
  // The crosswalk names for each child the one that holds it: its parent, and says so.
  static void expect_parents(const Level& children, const Level& parents,
                             const std::vector<std::string>& expected) {
    const auto walk = compare(children.shapes, parents.shapes, {.threads = 2}).value();
    for (std::size_t i = 0; i < expected.size(); ++i) {
      const Counterpart& found = walk.a[i];
      ASSERT_NE(found.partner, no_member) << children.codes[i];
      EXPECT_EQ(parents.codes[found.partner], expected[i]) << children.codes[i];
      EXPECT_TRUE(found.alignment == Alignment::merged || found.alignment == Alignment::one_to_one ||
                  found.alignment == Alignment::shifted)
          << children.codes[i];
    }
  }
  // The second level above each base area.
  std::vector<std::string> grandparents() const {
    std::map<std::string, std::string> above;
    for (std::size_t i = 0; i < first_.codes.size(); ++i) above[first_.codes[i]] = first_.parents[i];
    std::vector<std::string> out;
    for (const auto& parent : base_.parents) out.push_back(above.at(parent));
    return out;
  }
  Member first_of(const std::string& code) const {
    return static_cast<Member>(std::ranges::find(first_.codes, code) - first_.codes.begin());
  }

  Level base_, first_, second_;
};

TEST_P(NestedBoundaries, EveryChildFindsItsParent) {
  ASSERT_GT(base_.shapes.size(), 700u);
  expect_parents(base_, first_, base_.parents);
  expect_parents(first_, second_, first_.parents);
  expect_parents(base_, second_, grandparents());
}

// An inner member of the base layer with a neighbour of another parent, and a square on their border.
struct Spot {
  Member inner = no_member, other = no_member;
  Shape land;  // of `inner`, at the border
};

Spot spot_at_a_parents_border(const Level& base, double side) {
  const auto coverage_neighbours = [&](Member inner, Point at) -> Member {
    for (Member other = 0; other < base.shapes.size(); ++other)
      if (other != inner && base.parents[other] != base.parents[inner])
        for (const auto& point : base.shapes[other].polygons[0].outer)
          if (point == at) return other;
    return no_member;
  };
  for (Member inner = 0; inner < base.shapes.size(); ++inner)
    for (const auto& at : base.shapes[inner].polygons[0].outer) {
      const auto other = coverage_neighbours(inner, at);
      if (other == no_member || area(base.shapes[inner]) < 20 * side * side) continue;
      auto land =
          intersection(base.shapes[inner], rectangle({at.x - side, at.y - side}, {at.x + side, at.y + side}))
              .value();
      if (area(land) < side * side) continue;
      return {inner, other, std::move(land)};
    }
  return {};
}

TEST_P(NestedBoundaries, AShiftedBorderIsFoundWithItsArea) {
  const auto spot = spot_at_a_parents_border(base_, 8);
  ASSERT_NE(spot.inner, no_member);
  const Member parent = first_of(base_.parents[spot.inner]);
  const double moved = area(spot.land), whole = area(first_.shapes[parent]);
  Level changed = base_;
  changed.shapes[spot.inner] = difference(base_.shapes[spot.inner], spot.land).value();
  changed.shapes[spot.other] = united(base_.shapes[spot.other], spot.land).value();
  const auto before = compare(base_.shapes, first_.shapes).value(),
             after = compare(changed.shapes, first_.shapes).value();
  // What the crosswalk lists as land of the neighbour that lies in the parent of the other.
  const auto listed = [&](const Crosswalk& walk) {
    double out = 0;
    for (const auto& pair : differences(walk))
      if (pair.a == spot.other && pair.b == parent) out += pair.area;
    return out;
  };
  EXPECT_NEAR(listed(after) - listed(before), moved, 1e-6 * whole);
}

TEST_P(NestedBoundaries, AMissingCellIsFoundByTheCrosswalkWithItsArea) {
  const auto before = compare(base_.shapes, first_.shapes).value();
  for (const std::size_t gone : {std::size_t{0}, base_.shapes.size() / 2, base_.shapes.size() - 1}) {
    auto rest = base_.shapes;
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(gone));
    const auto after = compare(rest, first_.shapes).value();
    const Member parent = first_of(base_.parents[gone]);
    double uncovered = 0;
    for (Member one = 0; one < first_.shapes.size(); ++one)
      uncovered += after.b[one].outside - before.b[one].outside;
    const double whole = area(first_.shapes[parent]);
    EXPECT_NEAR(after.b[parent].outside - before.b[parent].outside, area(base_.shapes[gone]), 1e-3 * whole);
    EXPECT_NEAR(uncovered, area(base_.shapes[gone]) - before.a[gone].outside, 1e-6 * whole);
  }
}

std::vector<Patch> news(const std::vector<Shape>& before, const std::vector<Shape>& after, PatchKind kind) {
  const auto old = check_coverage(before).value().patches;
  const auto now = check_coverage(after).value().patches;
  std::vector<Patch> out;
  for (const auto& patch : now) {
    const auto same = [&](const Patch& other) {
      return other.kind == patch.kind && std::abs(other.area - patch.area) < 1e-6 &&
             other.inside == patch.inside;
    };
    if (patch.kind == kind && std::ranges::none_of(old, same)) out.push_back(patch);
  }
  return out;
}

TEST_P(NestedBoundaries, AMissingCellASliverAndAnOverlapAreFoundWithTheirAreas) {
  const auto spot = spot_at_a_parents_border(base_, 8);
  ASSERT_NE(spot.inner, no_member);
  const double whole = area(first_.shapes[first_of(base_.parents[spot.inner])]);

  // One that others surround; where one at the edge of the town is missing, the town is smaller.
  double gap = 0, cell = 0;
  for (std::size_t i = 0; i < base_.shapes.size() && gap == 0; ++i) {
    auto missing = base_.shapes;
    cell = area(missing[i]);
    missing.erase(missing.begin() + static_cast<std::ptrdiff_t>(i));
    for (const auto& patch : news(base_.shapes, missing, PatchKind::gap)) gap += patch.area;
  }
  EXPECT_NEAR(gap, cell, 1e-3 * cell) << "with the slivers that were around it";

  auto overlapping = base_.shapes;
  overlapping[spot.other] = united(base_.shapes[spot.other], spot.land).value();
  double twice = 0;
  for (const auto& patch : news(base_.shapes, overlapping, PatchKind::overlap)) twice += patch.area;
  EXPECT_NEAR(twice, area(spot.land), 1e-6 * whole);

  const auto box = box_of(spot.land);
  const auto strip = intersection(spot.land, rectangle({box.left, (box.bottom + box.top) / 2},
                                                       {box.right, (box.bottom + box.top) / 2 + 0.2}))
                         .value();
  auto cut = base_.shapes;
  cut[spot.inner] = difference(base_.shapes[spot.inner], strip).value();
  double thin = 0;
  for (const auto kind : {PatchKind::sliver_gap, PatchKind::hole, PatchKind::gap})
    for (const auto& patch : news(base_.shapes, cut, kind)) thin += patch.area;
  EXPECT_NEAR(thin, area(strip), 1e-6 * whole);
}

INSTANTIATE_TEST_SUITE_P(Towns, NestedBoundaries, testing::Values("10020010", "10020020"));

class CityBoundaries : public testing::Test {
 protected:
  void SetUp() override {
    const auto folder = boundaries() / "shanghai";
    if (!fs::exists(folder)) GTEST_SKIP() << "boundaries are absent: " << folder;
    for (const auto& entry : fs::directory_iterator(folder))
      if (entry.path().stem() != "310100") files_.push_back(entry.path());
    ASSERT_GE(files_.size(), 16u);
    std::ranges::sort(files_);
  }
  // In metres, by the datum that people state.
  std::vector<Shape> districts() const {
    auto plane = Plane::around({121.47, 31.23}).value();
    std::vector<Shape> out;
    for (const auto& file : files_) {
      const auto members =
          import_layer(read(file), {.datum = Datum::of(Datum::System::gcj02)}).value().members;
      auto shape = normalised(plane.to_metres(members.at(0).shape).value()).shape;
      if (!check_shape(shape).faults.empty()) shape = repaired(shape).value().shape;
      out.push_back(std::move(shape));
    }
    return out;
  }
  std::vector<fs::path> files_;
};

TEST_F(CityBoundaries, AreRefusedWithoutADatum) {
  for (const auto& file : files_)
    EXPECT_EQ(import_layer(read(file), {}).problem().code, ProblemCode::datum_missing) << file;
}

TEST_F(CityBoundaries, AreCheckedOnceTheirDatumIsStated) {
  const auto coverage = check_coverage(districts()).value();
  // Seen in these files: every border is the same in both districts, one district is an island (崇明), and
  // others have islands or exclaves.
  std::map<PatchKind, int> counts;
  for (const auto& patch : coverage.patches) ++counts[patch.kind];
  const std::map<PatchKind, int> expected{{PatchKind::island, 1}, {PatchKind::detached_part, 9}};
  EXPECT_EQ(counts, expected);
  EXPECT_GT(coverage.covered / 1e6, 6340)
      << "km², the land that the city states; these borders hold water too";
  EXPECT_LT(coverage.covered / 1e6, 8500);
}

// As if one district had been drawn on another map: it lies 30 m to the east of where it should.
TEST_F(CityBoundaries, ListTheGapsAndOverlapsOfADistrictThatLiesWrong) {
  auto layer = districts();
  const Member moved = 0;  // 黄浦, in the middle
  const auto shift = [](Ring& ring) {
    for (Point& point : ring) point.x += 30;
  };
  const double before = area(layer[moved]);
  for (Polygon& polygon : layer[moved].polygons) {
    shift(polygon.outer);
    std::ranges::for_each(polygon.holes, shift);
  }
  double overlaps = 0, gaps = 0, expected = 0;
  std::map<Member, double> by_neighbour;
  const auto coverage = check_coverage(layer).value();
  for (const auto& patch : coverage.patches) {
    const bool overlap = patch.kind == PatchKind::overlap || patch.kind == PatchKind::sliver_overlap;
    const bool gap = patch.kind == PatchKind::gap || patch.kind == PatchKind::sliver_gap;
    if (!overlap && !gap) continue;
    EXPECT_TRUE(std::ranges::count(patch.members, moved) == 1);
    (overlap ? overlaps : gaps) += patch.area;
    if (overlap) by_neighbour[patch.members.back()] += patch.area;
  }
  EXPECT_GT(by_neighbour.size(), 2u);
  for (Member other = 1; other < layer.size(); ++other) {
    const double common = reference::slow_overlap(layer[moved], layer[other]);
    expected += common;
    EXPECT_NEAR(by_neighbour[other], common, 1e-9 * before) << files_[other];
  }
  EXPECT_GT(overlaps, 10'000);
  EXPECT_NEAR(overlaps, expected, 1e-9 * before);
  EXPECT_NEAR(gaps, overlaps, 1e-6 * before) << "it is as large as before, and its neighbours are all around";
}

}  // namespace boundary_data_test
}  // namespace weige::grids
