// Posts and what they cover, on both engines; the scope against a slow twin that walks the tree.
#include <gtest/gtest.h>

#include <random>
#include <set>

#include "access/account_actions.h"
#include "access/area_actions.h"
#include "access/area_store.h"
#include "access/post_actions.h"
#include "access/post_term_actions.h"
#include "reference/slow_scope.h"
#include "support/in_access_town.h"

namespace weige::access {
namespace access_posts_test {

using store::Transaction;
using testing_support::kTestNow;

class AccessPosts : public testing_support::InAccessTown {
 protected:
  // What the one idiom of scope.h lets the actor see.
  std::set<std::int64_t> areas_seen(const Actor& actor) {
    return db().read([&](Transaction& tx) {
      std::set<std::int64_t> out;
      for (const auto& area : areas_in_scope(tx, actor.scope())) out.insert(area.id.value);
      return out;
    });
  }
  std::vector<Area> everything() {
    return db().read([](Transaction& tx) { return all_areas(tx); });
  }
};
WEIGE_BOTH_ENGINES(AccessPosts);

TEST_P(AccessPosts, CoverTheirAreaAndAllBeneath) {
  const auto a = town().area(AreaKind::committee, "A"), b = town().area(AreaKind::committee, "B");
  const auto grid = town().area(AreaKind::grid, "A1", a.id);
  EXPECT_EQ(areas_seen(town().actor(Role::committee, a.id)), (std::set{a.id.value, grid.id.value}));
  EXPECT_EQ(areas_seen(town().actor(Role::coordinator, grid.id)), (std::set{grid.id.value}));
  EXPECT_EQ(areas_seen(town().actor(Role::committee, b.id)), (std::set{b.id.value}));
  EXPECT_EQ(areas_seen(town().actor(Role::population_office)).size(), 4u);
}

TEST_P(AccessPosts, OfAdministratorsHelpersAndResidentsCoverNothing) {
  for (const Role role :
       {Role::system_admin, Role::security_admin, Role::auditor, Role::helper, Role::resident})
    EXPECT_TRUE(areas_seen(town().actor(role)).empty()) << code(role);
}

TEST_P(AccessPosts, MayCoverSeveralAreas) {
  const auto a = town().area(AreaKind::committee, "A"), b = town().area(AreaKind::committee, "B");
  const auto holder = town().account("officer");
  const auto post =
      as_system([&](Transaction& tx, const Actor& actor) -> Result<Post> {
        WEIGE_TRY(
            const auto made,
            create_post(
                tx, kTestNow, actor,
                {.role = Role::police_team, .area = a.id, .also_covers = {b.id, a.id}, .title = "警务队"}));
        return give_post(tx, kTestNow, actor, made.id, holder);
      }).value();
  const auto actor =
      db().read([&](Transaction& tx) { return Actor::resume(tx, kTestNow, holder, post.id, std::nullopt); })
          .value();
  EXPECT_EQ(areas_seen(actor), (std::set{a.id.value, b.id.value}));
}

TEST_P(AccessPosts, ANewAreaIsCoveredAtOnceByThoseAboveAndTheSystem) {
  const auto a = town().area(AreaKind::committee, "A");
  const auto committee = town().actor(Role::committee, a.id);
  const auto grid = town().area(AreaKind::grid, "A1", a.id);
  EXPECT_TRUE(areas_seen(committee).contains(grid.id.value));
  EXPECT_EQ(areas_seen(town().system()).size(), 3u);
}

TEST_P(AccessPosts, AnEndedPostSeesNothing) {
  const auto a = town().area(AreaKind::committee, "A");
  const auto actor = town().actor(Role::committee, a.id);
  as_system([&](Transaction& tx, const Actor& system) {
    return end_post(tx, kTestNow, system, actor.post());
  }).value();
  EXPECT_TRUE(areas_seen(actor).empty()) << "even with a scope taken before";
  const auto again = as_system([&](Transaction& tx, const Actor& system) {
    return give_post(tx, kTestNow, system, actor.post(), actor.account());
  });
  EXPECT_EQ(again.problem().code, ProblemCode::post_ended);
}

TEST_P(AccessPosts, TheCoordinatorsPostAndTheAdministratorsStandAlone) {
  for (const Role alone : {Role::coordinator, Role::system_admin, Role::security_admin, Role::auditor}) {
    const auto actor = town().actor(alone);
    EXPECT_THROW(town().post(Role::committee, kTown, actor.account()), std::bad_variant_access)
        << code(alone);
  }
  const auto leader = town().actor(Role::grid_leader);
  EXPECT_THROW(town().post(Role::auditor, kTown, leader.account()), std::bad_variant_access);
  EXPECT_NO_THROW(town().post(Role::committee, kTown, leader.account()));
}

TEST_P(AccessPosts, PassFromHolderToHolder) {
  const auto first = town().actor(Role::committee);
  const auto next = town().account("successor");
  const auto given = as_system([&](Transaction& tx, const Actor& system) {
    return give_post(tx, kTestNow, system, first.post(), next);
  });
  EXPECT_EQ(given->holder, next);
  EXPECT_FALSE(db().read([&](Transaction& tx) {
                     return Actor::resume(tx, kTestNow, first.account(), first.post(), {});
                   })
                   .ok());
  const auto holdings = db().read([&](Transaction& tx) {
    return tx.scalar<std::int64_t>("SELECT count(*) FROM post_holding WHERE post_id = $1", first.post());
  });
  EXPECT_EQ(holdings, 2) << "who held it before stays known";
}

TEST_P(AccessPosts, NobodyGivesHimselfAPostOrDisablesHimself) {
  const auto admin = town().actor(Role::system_admin);
  const auto post = town().actor(Role::committee).post();
  const auto given =
      db().write([&](Transaction& tx) { return give_post(tx, kTestNow, admin, post, admin.account()); });
  EXPECT_EQ(given.problem().code, ProblemCode::own_account);
  const auto disabled = db().write([&](Transaction& tx) {
    return edit_account(tx, kTestNow, admin, admin.account(), {.state = AccountState::disabled});
  });
  EXPECT_EQ(disabled.problem().code, ProblemCode::own_account);
}

// Who leaves is let go by another, who then also sees to it that somebody follows.
TEST_P(AccessPosts, NobodyEndsHisOwnTimeInAPost) {
  const auto admin = town().actor(Role::system_admin), other = town().actor(Role::system_admin);
  const auto next = town().account("next");
  const auto code_of = [&](auto&& action) {
    return db().write([&](Transaction& tx) { return action(tx); }).problem().code;
  };
  EXPECT_EQ(code_of([&](Transaction& tx) { return take_back_post(tx, kTestNow, admin, admin.post()); }),
            ProblemCode::own_account);
  EXPECT_EQ(code_of([&](Transaction& tx) { return give_post(tx, kTestNow, admin, admin.post(), next); }),
            ProblemCode::own_account);
  EXPECT_EQ(
      code_of([&](Transaction& tx) {
        return name_successor(tx, kTestNow, admin, admin.post(), {next, kTestNow + std::chrono::hours{1}});
      }),
      ProblemCode::own_account);
  EXPECT_TRUE(
      db().write([&](Transaction& tx) { return take_back_post(tx, kTestNow, other, admin.post()); }).ok());
}

TEST_P(AccessPosts, OnlyThoseWithTheRightManage) {
  const auto area = town().area(AreaKind::committee, "A");
  for (const Role role : all_roles()) {
    if (role == Role::nobody || role == Role::system) continue;
    const auto actor = town().actor(role, area.id);
    const auto refused = [&](auto&& action) {
      const auto outcome = db().write([&](Transaction& tx) { return action(tx); });
      return !outcome.ok() && outcome.problem().code == ProblemCode::forbidden;
    };
    const auto name = std::string(code(role));
    EXPECT_EQ(refused([&](Transaction& tx) {
                return create_post(tx, kTestNow, actor, {.role = Role::committee, .title = "x"});
              }),
              role != Role::system_admin && role != Role::security_admin)
        << name;
    EXPECT_EQ(refused([&](Transaction& tx) {
                return invite_account(tx, kTestNow, actor, {name + "x", "x"},
                                      seeded_random(role == Role::system_admin));
              }),
              role != Role::system_admin)
        << name;
    EXPECT_EQ(refused([&](Transaction& tx) {
                return rename_area(tx, kTestNow, actor, area.id, {"A", name});
              }),
              role != Role::system_admin && role != Role::population_office)
        << name;
  }
}

TEST_P(AccessPosts, ListsShowTheScopeOrAllToManagers) {
  const auto a = town().area(AreaKind::committee, "A"), b = town().area(AreaKind::committee, "B");
  const auto committee = town().actor(Role::committee, a.id);
  town().actor(Role::committee, b.id);
  const auto admin = town().actor(Role::system_admin);
  const auto posts = [&](const Actor& actor) {
    return db().read([&](Transaction& tx) { return list_posts(tx, kTestNow, actor); }).size();
  };
  const auto areas = [&](const Actor& actor) {
    return db().read([&](Transaction& tx) { return list_areas(tx, actor); }).size();
  };
  EXPECT_EQ(posts(committee), 1u);
  EXPECT_EQ(posts(admin), 3u);
  EXPECT_EQ(areas(committee), 1u);
  EXPECT_EQ(areas(admin), 3u);
}

// --- areas

TEST_P(AccessPosts, AreasRefuseCyclesDoublesAndWrongPlaces) {
  const auto a = town().area(AreaKind::committee, "A");
  const auto grid = town().area(AreaKind::grid, "A1", a.id);
  const auto code_of = [&](auto&& action) {
    return as_system([&](Transaction& tx, const Actor& actor) { return action(tx, actor); }).problem().code;
  };
  EXPECT_EQ(code_of([&](Transaction& tx, const Actor& actor) {
              return move_area(tx, kTestNow, actor, a.id, grid.id);
            }),
            ProblemCode::area_cycle);
  EXPECT_EQ(code_of([&](Transaction& tx, const Actor& actor) {
              return move_area(tx, kTestNow, actor, a.id, a.id);
            }),
            ProblemCode::area_cycle);
  EXPECT_EQ(code_of([&](Transaction& tx, const Actor& actor) {
              return create_area(tx, kTestNow, actor,
                                 {.kind = AreaKind::committee, .code = "A", .name = "x"});
            }),
            ProblemCode::area_exists);
  EXPECT_EQ(code_of([&](Transaction& tx, const Actor& actor) {
              return create_area(tx, kTestNow, actor,
                                 {.parent = grid.id, .kind = AreaKind::committee, .code = "C", .name = "x"});
            }),
            ProblemCode::bad_choice);
  EXPECT_EQ(
      code_of([&](Transaction& tx, const Actor& actor) { return close_area(tx, kTestNow, actor, a.id); }),
      ProblemCode::area_in_use);
}

TEST_P(AccessPosts, MovingAnAreaIsGivingRights) {
  const auto one = town().area(AreaKind::police_team, "T1"), other = town().area(AreaKind::police_team, "T2");
  const auto committee = town().area(AreaKind::committee, "A", one.id);
  const auto administrator = town().actor(Role::system_admin);
  const auto move = [&](const Actor& actor) {
    return write([&](Transaction& tx) { return move_area(tx, kTestNow, actor, committee.id, other.id); });
  };
  EXPECT_EQ(move(administrator.with_proof(Proof::stale)).problem().code, ProblemCode::step_up_required);
  EXPECT_TRUE(move(administrator.with_proof(Proof::fresh)).ok());
}

// Random trees grown and moved about: what a post sees equals a walk up the parents.
TEST_P(AccessPosts, ScopeFollowsTheTreeLikeTheSlowTwin) {
  std::mt19937 dice(static_cast<unsigned>(GetParam()) + 7);
  const AreaKind kinds[] = {AreaKind::station, AreaKind::police_team, AreaKind::committee, AreaKind::grid};
  std::vector<Actor> actors{town().actor(Role::population_office)};
  for (int step = 0; step < 200; ++step) {
    const auto areas = everything();
    const auto pick = [&] { return areas[dice() % areas.size()]; };
    const auto one = pick(), other = pick();
    if (dice() % 10 < 4) {
      const auto kind = kinds[dice() % 4];
      (void)as_system([&](Transaction& tx, const Actor& actor) {
        return create_area(tx, kTestNow, actor,
                           {.parent = one.id, .kind = kind, .code = std::to_string(step), .name = "x"});
      });
    } else if (dice() % 10 < 8) {
      (void)as_system([&](Transaction& tx, const Actor& actor) {
        return move_area(tx, kTestNow, actor, one.id, other.id);
      });
    } else if (actors.size() < 12) {
      actors.push_back(town().actor(Role::committee, one.id));
    }
    const auto tree = everything();
    for (const auto& actor : actors)
      ASSERT_EQ(areas_seen(actor), reference::areas_within(tree, actor.area())) << "after step " << step;
    ASSERT_EQ(areas_seen(town().system()).size(), tree.size());
  }
  EXPECT_GT(everything().size(), 15u) << "the walk must have grown a tree";
}

}  // namespace access_posts_test
}  // namespace weige::access
