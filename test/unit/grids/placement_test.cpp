// Which member an address falls in, and why (A2): the rules on small trees, and against a slow twin.
#include "grids/placement.h"

#include <gtest/gtest.h>

#include <random>

#include "reference/slow_placement.h"

namespace weige::grids {
namespace placement_test {

constexpr std::int64_t kNorth = 11, kSouth = 12;
const std::vector<std::int64_t> kCommittees{kNorth, kSouth, 0};

PlaceNode node(std::int64_t id, std::int64_t parent = 0) {
  return {.id = id, .parent = parent, .committee = kNorth};
}
PlaceNode at(PlaceNode node, Member member, Point point = {121.27, 31.17}) {
  node.at = point;
  node.at_member = member;
  return node;
}

Placement placed(std::vector<PlaceNode> nodes, std::size_t which) {
  return place(nodes, kCommittees).at(which);
}

TEST(Placement, ItsOwnPointDecides) {
  const auto found = placed({at(node(1), 0)}, 0);
  EXPECT_EQ(found.member, 0u);
  EXPECT_EQ(found.by, PlacedBy::point);
  EXPECT_FALSE(found.doubt);
}

TEST(Placement, AHandIsStrongerThanAPoint) {
  auto one = at(node(1), 0);
  one.hand_member = 1;
  const auto found = placed({one}, 0);
  EXPECT_EQ(found.member, 1u);
  EXPECT_EQ(found.by, PlacedBy::hand);
}

TEST(Placement, WithoutAPointItFollowsTheAddressAbove) {
  const auto found = placed({at(node(1), 1), node(2, 1), node(3, 2)}, 2);
  EXPECT_EQ(found.member, 1u);
  EXPECT_EQ(found.by, PlacedBy::above);
}

TEST(Placement, WhatIsAboveFollowsMostPointsBeneath) {
  const std::vector<PlaceNode> lane{node(1), at(node(2, 1), 0), at(node(3, 1), 1), at(node(4, 1), 1),
                                    node(5, 1)};
  EXPECT_EQ(placed(lane, 0).member, 1u);
  EXPECT_EQ(placed(lane, 0).by, PlacedBy::below);
  EXPECT_EQ(placed(lane, 0).doubt, PlaceDoubt::spread) << "a third of it lies elsewhere";
  EXPECT_EQ(placed(lane, 4).member, 1u) << "by its lane";
  EXPECT_EQ(placed(lane, 4).by, PlacedBy::above);
}

TEST(Placement, EqualNumbersBeneathGoToTheSmallestMember) {
  EXPECT_EQ(placed({node(1), at(node(2, 1), 1), at(node(3, 1), 0)}, 0).member, 0u);
}

TEST(Placement, NothingToGoByIsNowhere) {
  const auto found = placed({node(1), node(2, 1)}, 1);
  EXPECT_EQ(found.member, no_member);
  EXPECT_EQ(found.by, PlacedBy::none);
}

TEST(Placement, APointInNoMemberIsDoubtedAndTheTreeAnswers) {
  const auto found = placed({at(node(1), 0), at(node(2, 1), no_member)}, 1);
  EXPECT_EQ(found.member, 0u);
  EXPECT_EQ(found.by, PlacedBy::above);
  EXPECT_EQ(found.doubt, PlaceDoubt::outside);
}

TEST(Placement, APointInAnotherCommitteesMemberIsDoubted) {
  EXPECT_EQ(placed({at(node(1), 1)}, 0).doubt, PlaceDoubt::committee);
  EXPECT_FALSE(placed({at(node(1), 2)}, 0).doubt) << "a member of no committee contradicts nothing";
}

TEST(Placement, APointFarFromTheOthersOfItsLaneIsDoubted) {
  std::vector<PlaceNode> lane{node(1)};
  for (int i = 0; i < 5; ++i) lane.push_back(at(node(2 + i, 1), 0, {121.27 + i * 1e-4, 31.17}));
  lane.push_back(at(node(9, 1), 0, {121.28, 31.17}));  // 950 m to the east
  const auto found = place(lane, kCommittees);
  EXPECT_EQ(found.back().doubt, PlaceDoubt::far);
  EXPECT_EQ(found.back().by, PlacedBy::point) << "told, not overruled";
  for (std::size_t i = 1; i < 6; ++i) EXPECT_FALSE(found[i].doubt) << i;
}

TEST(Placement, ThreeOthersProveNothing) {
  EXPECT_FALSE(placed({at(node(1), 0), at(node(2, 1), 0), at(node(3, 1), 0, {121.37, 31.17})}, 2).doubt);
}

TEST(Placement, MetresBetweenAgreeWithTheGlobe) {
  // A thousandth of a degree on GRS80 at 31.17 N: 95.4 m to the east, 110.9 m to the north.
  EXPECT_NEAR(metres_between({121.27, 31.17}, {121.271, 31.17}), 95.36, 0.2);
  EXPECT_NEAR(metres_between({121.27, 31.17}, {121.27, 31.171}), 110.87, 0.5);
}

TEST(Placement, AgreesWithTheSlowTwinOnRandomTrees) {
  std::mt19937_64 random(20261129);
  const auto below = [&](std::uint64_t bound) { return random() % bound; };
  for (int round = 0; round < 300; ++round) {
    std::vector<PlaceNode> nodes;
    const auto count = 1 + below(40);
    for (std::uint64_t i = 0; i < count; ++i) {
      auto one = node(static_cast<std::int64_t>(i) + 1,
                      i == 0 || below(6) == 0 ? 0 : static_cast<std::int64_t>(1 + below(i)));
      one.committee = below(2) == 0 ? kNorth : kSouth;
      if (below(3) == 0) {
        const Member member = below(5) == 0 ? no_member : static_cast<Member>(below(3));
        one = at(one, member, {121.27 + static_cast<double>(below(100)) * 1e-4, 31.17});
      }
      if (below(10) == 0) one.hand_member = static_cast<Member>(below(3));
      nodes.push_back(one);
    }
    const auto fast = place(nodes, kCommittees);
    for (std::size_t i = 0; i < nodes.size(); ++i)
      ASSERT_EQ(fast[i], reference::slow_placement(nodes, kCommittees, i))
          << "round " << round << ", node " << i;
  }
}

}  // namespace placement_test
}  // namespace weige::grids
