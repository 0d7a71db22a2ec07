// What members hold, as posts of different areas read it, on both engines.
#include <gtest/gtest.h>

#include "grids/alignment_actions.h"
#include "grids/grid_area_store.h"
#include "grids/load_actions.h"
#include "registry/address_book_actions.h"
#include "support/databases.h"
#include "support/grid_layers.h"

namespace weige::grids {
namespace grid_load_test {

using testing_support::as_post;
using testing_support::GridDesk;
using testing_support::make_coordinator;

template <class T>
T must(Result<T> result) {
  if (!result)
    throw std::runtime_error(title(result.problem(), Language::en) + " at " + result.problem().place);
  return std::move(result).value();
}

class GridLoad : public testing_support::BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    town_ = testing_support::make_small_town(db());
    desk_.emplace(db(), town_);
  }

  testing_support::SmallTown town_;
  std::optional<GridDesk> desk_;
};
WEIGE_BOTH_ENGINES(GridLoad);

TEST_P(GridLoad, ALoadTellsWhatThePostCoversFromWhatIsEmpty) {
  (void)desk_->add_address("明珠路88弄1号", 0);
  (void)desk_->add_address("明珠路88弄2号", 1);
  (void)desk_->add_address("双浜路9号", 2, false);
  const auto grids = desk_->put_in_force({.columns = 4});  // the fourth has no committee
  const auto areas = desk_->put_in_force({.prefix = "Z"}, LayerKind::areas);
  const auto grid = db().read([](store::Transaction& tx) { return grid_areas(tx).at("G1"); });
  const auto covered = [&](access::AccountId account, access::PostId post, VersionId version) {
    return must(
        as_post(db(), account, post, [&](const registry::WriteContext& context) -> Result<std::vector<bool>> {
          std::vector<bool> out;
          WEIGE_TRY(const auto load, load_of({context.tx, context.actor, context.now}, version));
          for (const auto& each : load.members) out.push_back(each.is_covered);
          return out;
        }));
  };
  using Covered = std::vector<bool>;
  EXPECT_EQ(covered(town_.town_account, town_.town_post, grids.id), Covered({true, true, true, true}));
  EXPECT_EQ(covered(town_.south_account, town_.south_officer, grids.id),
            Covered({false, false, true, false}));
  const auto post = make_coordinator(db(), grid, town_.north_account);
  EXPECT_EQ(covered(town_.north_account, post, grids.id), Covered({true, false, false, false}));
  EXPECT_EQ(covered(town_.north_account, post, areas.id), Covered({true, false, false}))
      << "an area that holds an address of the grid";
  const auto balance = must(as_post(
      db(), town_.north_account, post, [&](const registry::WriteContext& context) -> Result<DoorBalance> {
        auto load = must(load_of({context.tx, context.actor, context.now}, grids.id));
        for (auto& each : load.members) each.counts.doors = 6;
        load.members[1].counts.doors = 600;
        return balance_of(load.members);
      }));
  EXPECT_EQ(balance.largest, 6) << "what is not covered is out of the balance";
}

TEST_P(GridLoad, AComparisonCountsForAPostWhatItCovers) {
  const auto door = [&](const std::string& text, int column, bool north) {
    desk_->add_address(text, column, north);
    desk_
        ->act([&](const GridContext& context) -> Result<int> {
          const registry::WriteContext writing{context.tx, context.actor, context.now};
          registry::RegisterWriter writer(writing, {}, {.source = "test"});
          registry::AddressBook book(context.tx, context.actor.scope());
          WEIGE_TRY(const auto parsed, registry::parse_in_town(text, testing_support::kTownText));
          WEIGE_CHECK(book.premises_at(writer, parsed.canonical(), "home",
                                       {.area_id = (north ? town_.north : town_.south).value,
                                        .town_area_id = access::kTown.value,
                                        .valid_from = context.today()}));
          writer.finish(access::AuditAction{"test"});
          return 0;
        })
        .value();
  };
  door("明珠路1弄2号", 0, true);
  door("育才路1弄2号", 2, false);
  const auto grids = desk_->put_in_force({});
  const auto areas =
      desk_->put_in_force({.prefix = "Z", .shift = testing_support::kSquare * 0.2}, LayerKind::areas);
  const auto walk =
      desk_->act([&](const GridContext& context) {
             return make_crosswalk(context, {areas.id, grids.id});
           })
          .value();
  const auto doors = [](const CrosswalkView& view) {
    std::vector<std::int64_t> out;
    for (const auto* side : {&view.areas, &view.grids})
      for (const auto& member : *side) out.push_back(member.doors);
    std::int64_t of_pairs = 0;
    for (const auto& pair : view.pairs) of_pairs += pair.doors;
    out.push_back(of_pairs);
    return out;
  };
  const auto read = [&](access::AccountId account, access::PostId post) {
    return db().read([&](store::Transaction& tx) {
      const auto actor = access::Actor::resume(tx, testing_support::kTestNow, account, post, {}).value();
      return doors(read_crosswalk({tx, actor, testing_support::kTestNow}, walk.crosswalk.id).value());
    });
  };
  EXPECT_EQ(doors(walk), (std::vector<std::int64_t>{1, 0, 1, 1, 0, 1, 2}));
  EXPECT_EQ(read(town_.town_account, town_.town_post), doors(walk));
  EXPECT_EQ(read(town_.north_account, town_.north_officer), (std::vector<std::int64_t>{1, 0, 0, 1, 0, 0, 1}));
  EXPECT_EQ(read(town_.south_account, town_.south_officer), (std::vector<std::int64_t>{0, 0, 1, 0, 0, 1, 1}));
}

}  // namespace grid_load_test
}  // namespace weige::grids
