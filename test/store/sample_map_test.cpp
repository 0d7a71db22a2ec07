// The map of the sample town as it stands in the register, on both engines: layers in force, every address in
// its grid, doubts where they were planned, areas that differ as they were drawn, and a draft in work.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "grids/alignment_actions.h"
#include "grids/coverage_actions.h"
#include "grids/placement_actions.h"
#include "grids/set_up_actions.h"
#include "registry/ledger_store.h"
#include "support/databases.h"
#include "support/sample_town.h"
#include "town/duty_board_actions.h"
#include "town/sample_sites.h"

namespace weige::town {
namespace sample_map_test {

using grids::GridContext;
using grids::GridVersion;
using grids::LayerKind;
using grids::ListedPlace;
using grids::VersionState;
using store::Row;
using store::Transaction;
using testing_support::kSampleUntil;

constexpr int kFew = 1000, kMany = 4000;  // among many there is a doubt of each kind
constexpr std::uint64_t kSeed = 3;
const Instant kNow = TownTime{}.start_of(kSampleUntil) + std::chrono::hours{9};

class SampleMap : public testing_support::BothEngines {
 protected:
  void make_town(int residents) { made_ = testing_support::make_test_sample_town(db(), residents, kSeed); }

  // f(GridContext) as the population office.
  template <class F>
  auto act(F&& f) {
    return db().write([&](Transaction& tx) {
      const auto office = tx.first(
          "SELECT h.account_id, p.id FROM post p JOIN post_holding h ON h.post_id = p.id WHERE p.role = "
          "'population_office'",
          [](const Row& row) {
            return std::pair{row.get<access::AccountId>(0), row.get<access::PostId>(1)};
          });
      const auto actor =
          access::Actor::resume(tx, kNow, office->first, office->second, access::Purpose::data_quality)
              .value();
      return f(GridContext{tx, actor, kNow});
    });
  }
  // The version in force today; its place in `others` goes to those that are not.
  GridVersion in_force(LayerKind kind, std::vector<GridVersion>* others = nullptr) {
    const auto layers = act([](const GridContext& context) { return grids::list_layers(context); }).value();
    for (const auto& view : layers) {
      if (view.layer.kind != kind) continue;
      const auto* found = grids::in_force(view.versions, kSampleUntil);
      for (const auto& version : view.versions)
        if (others != nullptr && version.id != found->id) others->push_back(version);
      return *found;
    }
    throw std::logic_error("no such layer");
  }
  std::vector<ListedPlace> places(const GridVersion& version) {
    return act([&](const GridContext& context) {
             return grids::list_addresses(context, {.version = version.id, .limit = 1'000'000});
           })
        .value();
  }
  // As the plan has them, of the whole town.
  static SampleSpots planned_spots() {
    auto town = registry::plan_town(testing_support::three_committees(), kSampleTownCode).value();
    SampleTownPlanner planner(sample_committees(town),
                              {.residents = kMany, .seed = kSeed, .until = kSampleUntil});
    SampleSpots out;
    while (!planner.at_end()) out.merge(sample_spots(planner.ground(), planner.next(), SampleRandom(kSeed)));
    return out;
  }
  std::int64_t count(const char* sql) {
    return db().read([&](Transaction& tx) { return tx.scalar<std::int64_t>(sql); });
  }

  SampleTownMade made_;
};
WEIGE_BOTH_ENGINES(SampleMap);

TEST_P(SampleMap, PutsEveryAddressInOneGridAndDoubtsThePlanned) {
  make_town(kMany);
  std::map<std::string, std::string> planned, doubted;
  std::set<std::string> lost;
  const auto spots = planned_spots();
  for (const auto& [text, spot] : spots) {
    if (spot.fault == SampleFault::far) planned[text] = "far";
    if (spot.fault == SampleFault::outside) planned[text] = "outside";
    if (spot.fault == SampleFault::neighbour) planned[text] = "committee";
    if (spot.fault == SampleFault::spread) planned[text] = "spread";
  }
  const auto all = places(in_force(LayerKind::grids));
  EXPECT_EQ(static_cast<std::int64_t>(all.size()),
            count("SELECT count(*) FROM address WHERE level <> 'road'"));
  for (const auto& place : all) {
    if (place.placed.doubt) doubted[place.text] = grids::code(*place.placed.doubt);
    if (!place.placed.number) lost.insert(place.text);
    const auto spot = spots.find(place.text);
    ASSERT_EQ(place.at.has_value(), spot != spots.end() && spot->second.at.has_value()) << place.text;
    if (place.at) {
      EXPECT_EQ(*place.at, *spot->second.at) << place.text;
    }
  }
  EXPECT_EQ(doubted, planned);
  std::set<std::string> kinds;
  for (const auto& [text, doubt] : doubted) kinds.insert(doubt);
  EXPECT_EQ(kinds.size(), 4u);
  EXPECT_FALSE(lost.empty());
  for (const auto& text : lost) {
    const auto top = std::ranges::find_if(spots, [&](const auto& each) {
      const bool is_lost =
          each.second.fault == SampleFault::missing || each.second.fault == SampleFault::outside;
      return is_lost && text.starts_with(each.first);
    });
    EXPECT_NE(top, spots.end()) << text;
  }
}

TEST_P(SampleMap, HasLayersInForceWithoutFaults) {
  make_town(kFew);
  const auto committees = in_force(LayerKind::committees), layer = in_force(LayerKind::grids),
             areas = in_force(LayerKind::areas);
  EXPECT_EQ(committees.members, 3);
  EXPECT_GE(layer.members, 10);
  EXPECT_LT(layer.effective_from, areas.effective_from);
  EXPECT_LT(areas.effective_from, Day{std::chrono::sys_days{kSampleUntil} - std::chrono::days{90}});
  EXPECT_EQ(layer.members, made_.map->grids);
  EXPECT_EQ(areas.members, made_.map->areas);
  EXPECT_GT(made_.map->unpopulated, 0);
  for (const auto& version : {committees, layer, areas}) {
    EXPECT_EQ(version.faulty, 0);
    const auto view =
        act([&](const GridContext& context) { return grids::check_version(context, version.id); }).value();
    EXPECT_EQ(version.id == areas.id || view.patches.empty(), true);
    for (const auto& patch : view.patches) EXPECT_EQ(patch.counts.doors, 0) << "nobody lives there";
    std::map<std::int64_t, int> in_committee;
    for (const auto& member : view.members) {
      ASSERT_TRUE(member.committee) << member.code;
      ++in_committee[*member.committee];
    }
    EXPECT_EQ(in_committee.size(), 3u);
    for (const auto& [committee, members] : in_committee)
      EXPECT_GE(members, version.id == committees.id ? 1 : version.id == layer.id ? 3 : 2);
  }
}

TEST_P(SampleMap, HasAComparisonThatTellsThePlannedDifferences) {
  make_town(kFew);
  const auto saved = act([](const GridContext& context) { return grids::crosswalks(context); }).value();
  ASSERT_EQ(saved.size(), 1u);
  EXPECT_EQ(saved[0].aligned, made_.map->aligned);
  const auto view =
      act([&](const GridContext& context) { return grids::read_crosswalk(context, saved[0].id); }).value();
  std::map<std::string, int> areas;
  std::int64_t doors = 0;
  for (const auto& area : view.areas) {
    ++areas[area.alignment];
    doors += area.doors;
  }
  EXPECT_EQ(areas["split"], 1);
  EXPECT_EQ(areas["merged"], 2);
  EXPECT_EQ(areas["shifted"], 2);
  EXPECT_EQ(areas["one_to_one"], static_cast<int>(view.areas.size()) - 5);
  EXPECT_GT(doors, count("SELECT count(*) FROM premises WHERE state = 'current'") * 9 / 10);
  const auto lines = act([](const GridContext& context) { return grids::set_up(context); }).value();
  ASSERT_EQ(lines.size(), 3u);
  for (const auto& line : lines) {
    EXPECT_GE(line.grids, 3);
    EXPECT_GT(line.placed, line.addresses * 95 / 100);
  }
}

TEST_P(SampleMap, HasADraftOfTheAreasInWork) {
  make_town(kFew);
  std::vector<GridVersion> drafts;
  const auto areas = in_force(LayerKind::areas, &drafts);
  ASSERT_EQ(drafts.size(), 1u);
  EXPECT_EQ(drafts[0].state, VersionState::draft);
  EXPECT_EQ(drafts[0].based_on, areas.id);
  EXPECT_EQ(drafts[0].steps, 1);
  EXPECT_EQ(drafts[0].members, areas.members - 1) << "two halves are one again";
  EXPECT_NEAR(drafts[0].area, areas.area, 1);
}

// 专人专用 (L6): a grid's coordinator answers for one grid and sees what lies in it.
TEST_P(SampleMap, GivesCoordinatorsAGridEach) {
  make_town(kFew);
  EXPECT_GT(made_.map->coordinated, 3);
  EXPECT_LE(made_.map->coordinated, made_.map->grids - made_.map->unpopulated);
  EXPECT_EQ(count("SELECT count(*) FROM post p JOIN area a ON a.id = p.area_id WHERE p.role = 'coordinator' "
                  "AND p.state = 'active' AND a.kind = 'grid'"),
            made_.map->coordinated);
  EXPECT_EQ(count("SELECT count(*) FROM (SELECT area_id FROM post WHERE role = 'coordinator' AND state = "
                  "'active' GROUP BY area_id HAVING count(*) > 1) twice WHERE EXISTS (SELECT 1 FROM area a "
                  "WHERE a.id = twice.area_id AND a.kind = 'grid')"),
            0);
  EXPECT_EQ(count("SELECT count(*) FROM post_holding h JOIN post p ON p.id = h.post_id JOIN area a ON a.id = "
                  "p.area_id WHERE p.role = 'coordinator' AND a.kind = 'grid' AND h.until_at IS NULL"),
            made_.map->coordinated);
  const auto open = std::ranges::find(made_.sign_ins, "coordinator", &SampleSignIn::login_name);
  ASSERT_NE(open, made_.sign_ins.end());
  EXPECT_NE(open->title_zh.find("网格"), std::string::npos) << open->title_zh;
}

// A1: where there is nobody to count there is no coordinator, and nothing of C1 to C10 is due.
TEST_P(SampleMap, GridsWithoutPeopleOweNothingOfACoordinator) {
  make_town(kFew);
  const auto board = act([](const GridContext& context) {
                       return read_duty_board({context.tx, context.actor, context.now}, {});
                     }).value();
  int unpopulated = 0;
  for (const auto& grid : board.grids) {
    if (grid.populated) continue;
    ++unpopulated;
    for (std::size_t i = 0; i < grid.cells.size(); ++i)
      if (duty_lines()[i].number.starts_with('C'))
        EXPECT_NE(grid.cells[i].state, CellState::missing) << grid.name << duty_lines()[i].number;
  }
  EXPECT_EQ(unpopulated, made_.map->unpopulated);
}

TEST_P(SampleMap, IsTheSameOnEitherEngine) {
  const auto text = [](store::Database& database) {
    const auto read = database.write([](Transaction& tx) -> Result<std::string> {
      std::string out;
      for (const auto kind : {LayerKind::grids, LayerKind::areas}) {
        const auto layer = grids::find_layer(
            tx, access::Actor::system(tx, kNow, access::SystemReason::sample_town).scope(), kind);
        for (const auto& version : grids::versions_of(tx, layer->id))
          for (const auto& member : grids::members_of(tx, version.id, grids::Shapes::with)) {
            out += member.code + member.name;
            for (const auto at : member.shape.polygons[0].outer)
              out += ' ' + std::to_string(std::llround(at.x * 1e9)) + ' ' +
                     std::to_string(std::llround(at.y * 1e9));
          }
      }
      tx.each("SELECT canonical, lng, lat FROM address WHERE lng IS NOT NULL ORDER BY canonical",
              [&](const Row& row) {
                out += std::string(row.text(0)) + std::to_string(std::llround(row.real(1) * 1e7)) +
                       std::to_string(std::llround(row.real(2) * 1e7));
              });
      return out;
    });
    return read.value();
  };
  testing_support::make_test_sample_town(db(), kFewestResidents, 5);
  testing_support::ScratchDatabase again(store::Engine::sqlite), other(store::Engine::sqlite);
  testing_support::make_test_sample_town(again.db(), kFewestResidents, 5);
  testing_support::make_test_sample_town(other.db(), kFewestResidents, 6);
  EXPECT_EQ(text(db()), text(again.db()));
  EXPECT_NE(text(db()), text(other.db()));
}

TEST_P(SampleMap, IsLeftOutWhenNotWished) {
  const auto made =
      make_sample_town(db(), {.residents = kFewestResidents, .until = kSampleUntil, .has_map = false},
                       testing_support::three_committees(),
                       {.passwords = seeded_random(1), .cost = {.memory_kib = 8, .passes = 1, .lanes = 1}});
  ASSERT_TRUE(made.ok()) << title(made.problem(), Language::en);
  EXPECT_FALSE(made->map);
  EXPECT_EQ(count("SELECT count(*) FROM address WHERE lng IS NOT NULL"), 0);
  EXPECT_EQ(count("SELECT count(*) FROM grid_layer"), 0);
}

}  // namespace sample_map_test
}  // namespace weige::town
