// Parcels on both sides of a border have the same pieces of it.
#include "grids/seams.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <set>

#include "grids/locator.h"
#include "support/grid_towns.h"

namespace weige::grids {
namespace seams_test {

using Ends = std::array<double, 4>;

// The pieces of all rings, as they run.
std::multiset<Ends> edges_of(const std::vector<Shape>& shapes) {
  std::multiset<Ends> edges;
  for (const Shape& shape : shapes)
    for (const Polygon& polygon : shape.polygons)
      for (std::size_t i = 1; i < polygon.outer.size(); ++i) {
        const Point a = polygon.outer[i - 1], b = polygon.outer[i];
        edges.insert({a.x, a.y, b.x, b.y});
      }
  return edges;
}
double without_other_side(const std::multiset<Ends>& edges) {
  double metres = 0;
  for (const auto& [ax, ay, bx, by] : edges)
    if (edges.count({bx, by, ax, ay}) == 0) metres += std::hypot(bx - ax, by - ay);
  return metres;
}

TEST(Seams, GiveANeighbourTheVertexOnItsBorder) {
  const std::vector areas{test::rectangle({0, 0}, {10, 20}), test::rectangle({10, 0}, {20, 10}),
                          test::rectangle({10, 10}, {20, 20})};
  const auto joined = with_common_vertices(areas).value();
  EXPECT_THAT(joined[0].polygons[0].outer, testing::Contains(Point{10, 10}));
  EXPECT_EQ(joined[0].polygons[0].outer.size(), 6u);
  EXPECT_EQ(joined[1].polygons[0].outer.size(), 5u);
}

TEST(Seams, LeaveNoPieceOfBorderWithoutItsOtherSide) {
  const auto town = test::GridTown({.columns = 4, .rows = 3, .seed = 8}).shapes();
  const auto areas = with_common_vertices(town).value();
  const Locator locator = Locator::build(areas).value();
  std::mt19937_64 random(4);
  std::vector<std::vector<Site>> sites(areas.size());
  for (std::uint32_t atom = 0; atom < 300; ++atom) {
    const Point at{static_cast<double>(random() % 800'000) / 1000,
                   static_cast<double>(random() % 600'000) / 1000};
    if (const Member area = locator.find(at); area != no_member) sites[area].push_back({at, atom});
  }
  std::vector<std::vector<Parcel>> parcels;
  for (std::size_t area = 0; area < areas.size(); ++area)
    parcels.push_back(parcels_of(areas[area], sites[area]).value());
  const auto blocks = [&] {
    std::vector<Shape> all;
    for (const auto& some : parcels)
      for (const Parcel& parcel : some) all.insert(all.end(), parcel.blocks.begin(), parcel.blocks.end());
    return all;
  };
  const double outline = without_other_side(edges_of(areas));
  EXPECT_GT(without_other_side(edges_of(blocks())), 1.5 * outline);
  join_seams(areas, parcels);
  EXPECT_NEAR(without_other_side(edges_of(blocks())), outline, 1e-6);
}

}  // namespace seams_test
}  // namespace weige::grids
