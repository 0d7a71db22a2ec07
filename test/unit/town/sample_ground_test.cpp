// The ground of the sample town over many seeds: land hangs together, grids cover it once, areas differ from
// grids where and how they are meant to.
#include "town/sample_ground.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "grids/coverage.h"
#include "grids/crosswalk.h"
#include "grids/plane.h"
#include "grids/validity.h"
#include "town/sample_layers.h"

namespace weige::town {
namespace sample_ground_test {

using grids::Alignment;
using grids::PatchKind;
using grids::Shape;

std::vector<SampleCommittee> committees(int count) {
  std::vector<SampleCommittee> out;
  for (int i = 0; i < count; ++i) {
    const bool village = i % 4 == 3;
    out.push_back({.code = "310118106" + std::to_string((village ? 200 : 100) + i),
                   .name = "第" + std::to_string(i) +
                           (village  ? "村委会"
                            : i == 2 ? "社区居委会"
                                     : "居委会"),
                   .area_text = "上海市青浦区徐泾镇",
                   .index = i,
                   .is_village = village});
  }
  return out;
}

// Of 3 to 38 committees, of some hundred to some thousand residents each.
SampleGround ground(int seed) {
  const auto all = committees(3 + seed % 36);
  const std::vector<int> residents(all.size(), 200 + seed * 37 % 9000);
  return {all, residents, SampleRandom(static_cast<std::uint64_t>(seed))};
}
SampleLayers layers(int seed) {
  return sample_layers(ground(seed), committees(3 + seed % 36));
}

std::vector<Shape> in_metres(const std::vector<SampleMember>& members) {
  auto plane = grids::Plane::around({121.268, 31.176}).value();
  std::vector<Shape> out;
  for (const auto& member : members) out.push_back(plane.to_metres(member.shape).value());
  return out;
}

TEST(SampleBlocks, AreWalkedAroundCounterclockwise) {
  const SampleBlocks corner{{0, 0}, {0, 1}, {1, 0}};
  EXPECT_EQ(walk_around(corner),
            (std::vector<SampleCorner>{{0, 0}, {1, 0}, {2, 0}, {2, 1}, {1, 1}, {1, 2}, {0, 2}, {0, 1}}));
}

TEST(SampleBlocks, WithAHoleOrTouchingThemselvesAreNotSimple) {
  SampleBlocks ring;
  for (int column = 0; column < 3; ++column)
    for (int row = 0; row < 3; ++row)
      if (column != 1 || row != 1) ring.push_back({column, row});
  EXPECT_FALSE(is_simple(ring));
  EXPECT_FALSE(is_simple({{0, 0}, {1, 1}}));
  EXPECT_FALSE(is_simple({{0, 0}, {0, 1}, {0, 2}, {1, 0}, {1, 2}, {2, 1}, {2, 2}}))
      << "open at a corner only";
  EXPECT_TRUE(is_simple({{0, 0}, {0, 1}, {1, 0}}));
}

TEST(SampleBlocks, AreCutIntoPiecesOfTheSizesWished) {
  const auto pieces = cut_up(rounded_land(60), std::vector{30, 10, 20});
  ASSERT_EQ(pieces.size(), 3u);
  EXPECT_EQ(pieces[0].size(), 30u);
  EXPECT_EQ(pieces[1].size(), 10u);
  EXPECT_EQ(pieces[2].size(), 20u);
}

TEST(SampleGrounds, HaveNoHolesAndNoBlockTwice) {
  for (int seed = 1; seed <= 120; ++seed) {
    const auto made = ground(seed);
    std::map<SampleBlock, int> owner;
    for (std::size_t i = 0; i < made.committees().size(); ++i) {
      EXPECT_TRUE(is_simple(made.committees()[i])) << seed;
      for (const auto block : made.committees()[i])
        EXPECT_TRUE(owner.emplace(block, static_cast<int>(i)).second) << seed;
    }
    std::map<int, int> homes;
    for (const auto& grid : made.grids()) {
      EXPECT_TRUE(is_simple(grid.blocks)) << seed;
      for (const auto block : grid.blocks) {
        const auto found = owner.find(block);
        ASSERT_TRUE(found != owner.end()) << seed;
        EXPECT_EQ(found->second, grid.committee) << seed;
        owner.erase(found);
      }
      homes[grid.committee] += grid.use == SampleLandUse::homes ? 1 : 0;
    }
    EXPECT_TRUE(owner.empty()) << seed << ": land of no grid";
    for (const auto& [committee, count] : homes) EXPECT_GE(count, 3) << seed;
  }
}

TEST(SampleGrounds, AreTheSameForTheSameSeed) {
  const auto corners = [](int seed) {
    std::vector<grids::Point> out;
    for (const auto& member : layers(seed).areas)
      for (const auto at : member.shape.polygons[0].outer) out.push_back(at);
    return out;
  };
  EXPECT_EQ(corners(5), corners(5));
  EXPECT_NE(corners(5), corners(5 + 36)) << "as many committees, another seed";
}

TEST(SampleLayers, CoverTheTownOnce) {
  for (const int seed : {1, 2, 3, 7, 20, 31, 64, 99}) {
    const auto made = layers(seed);
    for (const auto* layer : {&made.committees, &made.grids, &made.areas}) {
      const auto shapes = in_metres(*layer);
      for (const auto& shape : shapes) EXPECT_TRUE(grids::check_shape(shape).faults.empty()) << seed;
      const auto coverage = grids::check_coverage(shapes).value();
      const auto planned = layer == &made.areas ? made.unclaimed : 0;
      EXPECT_EQ(static_cast<int>(coverage.patches.size()), planned) << seed;
      for (const auto& patch : coverage.patches)
        EXPECT_TRUE(patch.kind == PatchKind::gap || patch.kind == PatchKind::hole) << seed;
    }
  }
}

TEST(SampleLayers, HaveCodesOnceAndNamesAsPeopleGiveThem) {
  const auto all = committees(8);
  const SampleGround made(all, std::vector<int>(8, 600), SampleRandom(1));
  const auto layers = sample_layers(made, all);
  std::set<std::string> codes, names;
  for (const auto* layer : {&layers.committees, &layers.grids, &layers.areas})
    for (const auto& member : *layer) {
      EXPECT_TRUE(codes.insert(member.code).second) << member.code;
      EXPECT_TRUE(names.insert(member.name).second) << member.name;
    }
  for (const char* name : {"第0社区第一网格", "第2社区第一责任区", "第3村第三网格", "第0社区第二责任区"})
    EXPECT_TRUE(names.contains(name)) << name;
  EXPECT_TRUE(codes.contains("WG-100-01"));
}

TEST(SampleLayers, DifferAsPlanned) {
  static const std::map<SampleDifference, Alignment> kExpected{
      {SampleDifference::none, Alignment::one_to_one},
      {SampleDifference::holds_two, Alignment::split},
      {SampleDifference::half, Alignment::merged},
      {SampleDifference::moved, Alignment::shifted}};
  for (const int seed : {1, 2, 3, 7, 20, 31, 64, 99}) {
    auto made = layers(seed);
    std::erase_if(made.grids, [](const SampleMember& member) { return !member.is_populated; });
    const auto walk = grids::compare(in_metres(made.areas), in_metres(made.grids)).value();
    std::map<SampleDifference, int> seen;
    for (std::size_t i = 0; i < made.areas.size(); ++i) {
      const auto difference = made.areas[i].difference;
      ++seen[difference];
      EXPECT_EQ(walk.a[i].alignment, kExpected.at(difference))
          << seed << " " << made.areas[i].code << " " << walk.a[i].iou;
    }
    EXPECT_EQ(seen.size(), 4u) << seed << ": each kind there is";
    EXPECT_GT(seen[SampleDifference::none], seen[SampleDifference::moved]);
  }
}

}  // namespace sample_ground_test
}  // namespace weige::town
