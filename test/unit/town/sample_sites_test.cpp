// Where addresses stand in the sample town: in their committee's grids, houses of a compound together, but
// for the share that is wrong on purpose.
#include "town/sample_sites.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>

#include "grids/locator.h"
#include "grids/placement.h"
#include "registry/address.h"
#include "standards/address.h"
#include "town/sample_layers.h"

namespace weige::town {
namespace sample_sites_test {

using std::chrono::days;

constexpr SamplePeriod kPeriod{std::chrono::sys_days{std::chrono::year{2026} / 11 / 28}};

std::vector<SampleCommittee> committees() {
  return {{.code = "310118106001", .name = "徐泾居委会", .area_text = "上海市青浦区徐泾镇", .index = 0},
          {.code = "310118106005", .name = "蟠龙居委会", .area_text = "上海市青浦区徐泾镇", .index = 1},
          {.code = "310118106202",
           .name = "前明村村委会",
           .area_text = "上海市青浦区徐泾镇",
           .index = 2,
           .is_village = true}};
}

// A town of three committees with one plan and its spots for each.
class SampleSites : public testing::TestWithParam<int> {
 protected:
  SampleSites() : ground_(committees(), {residents(), residents(), residents()}, random()) {
    SampleNumbers numbers(seed());
    for (const auto& committee : committees()) {
      plans_.push_back(plan_committee(committee, residents(), kPeriod, numbers, random(), {}));
      spots_.push_back(sample_spots(ground_, plans_.back(), random()));
    }
    std::vector<grids::Shape> shapes;
    for (const auto& grid : sample_layers(ground_, committees()).grids) {
      shapes.push_back(grid.shape);
      grids_.push_back(grid);
    }
    locator_.emplace(grids::Locator::build(shapes).value());
  }
  std::uint64_t seed() const { return static_cast<std::uint64_t>(GetParam()); }
  SampleRandom random() const { return SampleRandom(seed()); }
  int residents() const { return GetParam() * 900; }

  // nullptr: in no grid.
  const SampleMember* grid_at(const SampleSpot& spot) const {
    const auto member = locator_->find(*spot.at);
    return member == grids::no_member ? nullptr : &grids_[member];
  }
  // f(door's chain, from the outermost place on, roads left out)
  template <class F>
  void each_chain(std::size_t committee, F&& f) const {
    for (const auto& door : plans_[committee].doors) {
      auto chain = registry::address_chain(standards::StandardAddress::parse(door.place.text)->key());
      std::erase_if(chain, [](const auto& node) { return node.level == "road"; });
      f(chain);
    }
  }

  SampleGround ground_;
  std::vector<SamplePlan> plans_;
  std::vector<SampleSpots> spots_;
  std::vector<SampleMember> grids_;
  std::optional<grids::Locator> locator_;
};
INSTANTIATE_TEST_SUITE_P(Seeds, SampleSites, testing::Values(1, 2, 3, 7));

TEST_P(SampleSites, StandWhereAddressesHaveAPlaceAndNowhereElse) {
  for (std::size_t at = 0; at < plans_.size(); ++at) {
    std::size_t known = 0;
    std::set<std::string> seen;
    each_chain(at, [&](const std::vector<registry::AddressNode>& chain) {
      for (const auto& node : chain) {
        if (!seen.insert(node.canonical).second) continue;
        const bool has_place = node.level != "room" && node.level != "unit" && node.level != "floor";
        EXPECT_EQ(spots_[at].contains(node.canonical), has_place) << node.canonical;
        known += has_place ? 1 : 0;
      }
    });
    EXPECT_EQ(spots_[at].size(), known);
  }
}

TEST_P(SampleSites, LieInAGridOfTheirCommitteeButForTheFaulty) {
  for (std::size_t at = 0; at < plans_.size(); ++at)
    for (const auto& [text, spot] : spots_[at]) {
      const bool has_point = spot.fault != SampleFault::missing && spot.fault != SampleFault::spread;
      ASSERT_EQ(spot.at.has_value(), has_point) << text;
      if (!has_point) continue;
      const auto* grid = grid_at(spot);
      ASSERT_EQ(grid == nullptr, spot.fault == SampleFault::outside) << text;
      if (grid == nullptr) continue;
      EXPECT_TRUE(grid->is_populated) << text;
      const bool is_own = grid->committee == static_cast<int>(at);
      if (spot.fault != SampleFault::far) {
        EXPECT_EQ(is_own, spot.fault == SampleFault::none) << text;
      }
    }
}

TEST_P(SampleSites, StandTogetherWithTheirCompound) {
  for (std::size_t at = 0; at < plans_.size(); ++at)
    each_chain(at, [&](const std::vector<registry::AddressNode>& chain) {
      const auto& top = spots_[at].at(chain.front().canonical);
      for (const auto& node : chain) {
        const auto found = spots_[at].find(node.canonical);
        if (found == spots_[at].end() || !found->second.at || !top.at) continue;
        const auto metres = grids::metres_between(*top.at, *found->second.at);
        const auto fault = found->second.fault;
        EXPECT_TRUE(fault == SampleFault::far ? metres > 700 : metres < 280 || fault != SampleFault::none)
            << node.canonical << " " << metres;
      }
    });
}

TEST_P(SampleSites, AreWrongInAFixedShare) {
  std::map<SampleFault, int> counts;
  int all = 0;
  for (const auto& spots : spots_)
    for (const auto& [text, spot] : spots) {
      ++counts[spot.fault];
      ++all;
    }
  EXPECT_GT(counts[SampleFault::none], all * 93 / 100);
  if (GetParam() < 7) return;  // too few addresses for every kind
  for (const auto fault : {SampleFault::missing, SampleFault::far, SampleFault::outside,
                           SampleFault::neighbour, SampleFault::spread})
    EXPECT_GT(counts[fault], 0) << static_cast<int>(fault);
}

TEST_P(SampleSites, AreTheSameForTheSameSeed) {
  const auto again = sample_spots(ground_, plans_[1], random());
  ASSERT_EQ(again.size(), spots_[1].size());
  for (const auto& [text, spot] : again) EXPECT_EQ(spot.at, spots_[1].at(text).at) << text;
  const auto other = sample_spots(ground_, plans_[1], SampleRandom(seed() + 1));
  int moved = 0;
  for (const auto& [text, spot] : other) moved += spot.at == spots_[1].at(text).at ? 0 : 1;
  EXPECT_GT(moved, 0);
}

}  // namespace sample_sites_test
}  // namespace weige::town
