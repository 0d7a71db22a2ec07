// What members hold, as posts of different areas read it, on both engines.
#include <gtest/gtest.h>

#include "grids/grid_area_store.h"
#include "grids/load_actions.h"
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

}  // namespace grid_load_test
}  // namespace weige::grids
