// Setting up one's own town, on both engines.
#include <gtest/gtest.h>

#include "access/area_actions.h"
#include "access/area_store.h"
#include "registry/town_actions.h"
#include "registry/town_store.h"
#include "support/access_town.h"
#include "support/databases.h"
#include "support/divisions.h"

namespace weige::registry {
namespace town_test {

using store::Transaction;
using testing_support::AccessTown;
using testing_support::kTestNow;

class SetUpTown : public testing_support::BothEngines {
 protected:
  Result<TownSetUp> set_up(std::string_view code, access::Role role = access::Role::system_admin) {
    WEIGE_TRY(const auto plan, plan_town(testing_support::small_division_table(), code));
    const auto actor = town().actor(role);
    return db().write([&](Transaction& tx) { return set_up_town(tx, kTestNow, actor, plan); });
  }
  template <class F>
  auto as_system(F&& f) {
    const auto actor = town().system();
    return db().write([&](Transaction& tx) { return f(tx, actor); });
  }
  std::string text() {
    return db().read([](Transaction& tx) { return town_text(tx); });
  }
  AccessTown& town() {
    if (!town_) town_.emplace(db());
    return *town_;
  }

 private:
  std::optional<AccessTown> town_;
};
WEIGE_BOTH_ENGINES(SetUpTown);

TEST_P(SetUpTown, NamesItAndMakesItsCommittees) {
  EXPECT_EQ(text(), "");
  const auto made = set_up("310118106");
  ASSERT_TRUE(made);
  EXPECT_EQ(made->town.id, access::kTown);
  EXPECT_EQ(made->town.name, "徐泾镇");
  EXPECT_EQ(made->town.code, "310118106");
  EXPECT_EQ(made->created, 2);
  ASSERT_EQ(made->committees.size(), 2U);
  EXPECT_EQ(made->committees.front().code, "310118106001");
  EXPECT_EQ(made->committees.back().name, "前明村村委会");
  EXPECT_EQ(text(), "上海市青浦区徐泾镇");
}

TEST_P(SetUpTown, AgainChangesNothing) {
  const auto first = set_up("310118106").value();
  const auto kept = first.committees.front().id;
  (void)as_system([&](Transaction& tx, const access::Actor& actor) {
    return access::rename_area(tx, kTestNow, actor, kept, {.code = "310118106001", .name = "徐泾第一居委会"});
  }).value();
  (void)as_system([&](Transaction& tx, const access::Actor& actor) {
    return access::close_area(tx, kTestNow, actor, first.committees.back().id);
  }).value();
  const auto again = set_up("310118106000").value();
  EXPECT_EQ(again.created, 0);
  ASSERT_EQ(again.committees.size(), 1U) << "a closed committee stays closed";
  EXPECT_EQ(again.committees.front().name, "徐泾第一居委会");
}

TEST_P(SetUpTown, BecomesAnotherTownOnlyWhileItIsEmpty) {
  const auto first = set_up("310118106").value();
  EXPECT_EQ(set_up("310118107").problem().code, ProblemCode::town_set_up);
  EXPECT_EQ(text(), "上海市青浦区徐泾镇");
  for (const auto& area : first.committees)
    (void)as_system([&](Transaction& tx, const access::Actor& actor) {
      return access::close_area(tx, kTestNow, actor, area.id);
    }).value();
  EXPECT_EQ(set_up("310118107")->committees.size(), 1U);
  EXPECT_EQ(text(), "上海市青浦区赵巷镇");
}

TEST_P(SetUpTown, NeedsTheRightAndATownsCode) {
  EXPECT_EQ(set_up("310118106", access::Role::community_officer).problem().code, ProblemCode::forbidden);
  EXPECT_EQ(set_up("310118").problem().code, ProblemCode::division_code);
  EXPECT_EQ(set_up("31011810").problem().code, ProblemCode::division_code);
  EXPECT_EQ(set_up("310118999").problem().code, ProblemCode::unknown_division);
  EXPECT_EQ(text(), "");
}

}  // namespace town_test
}  // namespace weige::registry
