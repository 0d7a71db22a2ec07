// Grids as areas on both engines (A1; scope follows grids): a post that covers a grid reads and writes what
// lies in it and nothing else; areas follow borders on the day these take effect, and whatever happens to the
// register, every record lies where its address does.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "access/area_store.h"
#include "grids/grid_area_actions.h"
#include "grids/grid_area_writer.h"
#include "grids/layer_edit_actions.h"
#include "grids/placement_actions.h"
#include "reference/slow_figures.h"
#include "registry/address_actions.h"
#include "registry/overview_actions.h"
#include "registry/record_actions.h"
#include "registry/record_store.h"
#include "registry/reorganise_actions.h"
#include "registry/undo_actions.h"
#include "support/databases.h"
#include "support/grid_layers.h"
#include "support/random_register.h"

namespace weige::grids {
namespace grid_areas_test {

using registry::RecordKind;
using testing_support::as_post;
using testing_support::GridDesk;
using testing_support::kTestNow;
using testing_support::middle_of_square;
using testing_support::RandomRegister;
using testing_support::squares;

template <class T>
T must(Result<T> result) {
  if (!result)
    throw std::runtime_error(title(result.problem(), Language::en) + " at " + result.problem().place);
  return std::move(result).value();
}

constexpr std::chrono::days kDay{1};

class GridAreas : public testing_support::BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    town_ = testing_support::make_small_town(db());
    desk_.emplace(db(), town_);
  }

  // The area that stands for the grid.
  access::AreaId area_of_grid(const std::string& code) {
    return db().read([&](store::Transaction& tx) {
      const auto areas = grid_areas(tx);
      const auto found = areas.find(code);
      return found == areas.end() ? access::AreaId{} : found->second;
    });
  }
  access::Area area(access::AreaId id) {
    return db().read([&](store::Transaction& tx) { return access::find_area(tx, id).value(); });
  }
  std::int64_t area_of(RecordKind kind, std::int64_t id) {
    return db().read([&](store::Transaction& tx) {
      return tx.scalar<std::int64_t>(
          "SELECT area_id FROM " + std::string(registry::code(kind)) + " WHERE id = $1", id);
    });
  }

  // Premises at the address and somebody who mainly lives there: the person's id.
  std::int64_t add_resident(std::int64_t address, const std::string& name) {
    return must(as_post(
        db(), town_.town_account, town_.town_post,
        [&](const registry::WriteContext& context) -> Result<std::int64_t> {
          const auto there =
              registry::find_record(context.tx, context.actor.scope(), RecordKind::address, address);
          registry::RegisterWriter writer(context, {}, {});
          registry::Record premises(RecordKind::premises);
          premises.set_number("area_id", there->area());
          premises["state"] = "current";
          premises.set_number("address_id", address);
          premises["use"] = "home";
          WEIGE_CHECK(writer.add(premises, context.today()));
          writer.finish(access::AuditAction{"test"});
          WEIGE_TRY(const auto person,
                    registry::add_person(context, {.fields = {{"name", name}},
                                                   .residence = registry::NewResidence{
                                                       .premises_id = premises.id,
                                                       .fields = {{"from_day", to_iso(context.today())}}}}));
          return person.id;
        }));
  }

  access::PostId make_coordinator(access::AreaId grid, access::AccountId holder) {
    return testing_support::make_coordinator(db(), grid, holder);
  }

  void change_committee(const GridVersion& of, int number, std::optional<access::AreaId> committee) {
    const auto draft = must(desk_->act(
        [&](const GridContext& context) { return draft_version(context, of.layer, desk_->today()); }));
    const auto changed = must(desk_->act([&](const GridContext& context) {
      MemberChange change{.at = {draft.id, draft.version}, .number = number};
      change.committee = committee ? std::optional(committee->value) : std::nullopt;
      if (!committee) change.committee.emplace(std::nullopt);
      return change_member(context, change);
    }));
    desk_->publish(changed.draft, desk_->today());
  }

  void follow(Instant now) { ASSERT_TRUE(follow_grids(db(), now)); }

  registry::Figures kept_figures() {
    return in().read([](store::Transaction& tx) {
      registry::Figures out;
      tx.each("SELECT area_id, figure, part, amount FROM register_figure", [&](const store::Row& row) {
        registry::add(out, {row.int64(0), registry::figure_of(row.text(1)).value(), row.get<std::string>(2)},
                      row.int64(3));
      });
      return out;
    });
  }
  // Counted by hand, one record after the other.
  std::string wrong_areas() {
    return in().read([](store::Transaction& tx) {
      std::string out;
      const auto count = [&](const char* what, std::string_view sql) {
        if (const auto wrong = tx.scalar<int>(sql); wrong != 0)
          out += std::string(what) + ": " + std::to_string(wrong) + "; ";
      };
      count("premises",
            "SELECT count(*) FROM premises t JOIN address a ON a.id = t.address_id WHERE t.area_id <> "
            "a.area_id");
      count("labels",
            "SELECT count(*) FROM premises_label t JOIN premises p ON p.id = t.premises_id WHERE t.area_id "
            "<> p.area_id");
      count("residences",
            "SELECT count(*) FROM residence t JOIN premises p ON p.id = t.premises_id WHERE t.area_id <> "
            "p.area_id");
      count(
          "people",
          "SELECT count(*) FROM person t JOIN residence r ON r.main_key = t.id WHERE t.area_id <> r.area_id");
      count("organisations",
            "SELECT count(*) FROM organisation t JOIN premises p ON p.id = t.premises_id WHERE t.area_id <> "
            "p.area_id");
      count("employments",
            "SELECT count(*) FROM employment t JOIN organisation o ON o.id = t.organisation_id WHERE "
            "t.area_id <> o.area_id");
      count("seen from elsewhere",
            "SELECT count(*) FROM residence r WHERE r.state NOT IN ('cancelled', 'undone') AND NOT EXISTS "
            "(SELECT 1 FROM person_area s "
            "WHERE s.person_id = r.person_id AND s.area_id = r.area_id)");
      count("seen without reason",
            "SELECT count(*) FROM person_area s WHERE NOT EXISTS (SELECT 1 FROM person p WHERE p.id = "
            "s.person_id AND p.area_id = s.area_id) "
            "AND NOT EXISTS (SELECT 1 FROM residence r WHERE r.person_id = s.person_id AND r.area_id = "
            "s.area_id AND r.state NOT IN "
            "('cancelled', 'undone')) AND NOT EXISTS (SELECT 1 FROM employment e WHERE e.person_id = "
            "s.person_id AND e.area_id = s.area_id "
            "AND e.state = 'current')");
      const auto followed = followed_version(tx);
      if (!followed) return out;
      const auto ids = tx.all("SELECT id FROM address WHERE state = 'current'",
                              [](const store::Row& row) { return row.int64(0); });
      for (const auto& address : address_areas(tx, followed->version, ids))
        if (address.area != area_for(address)) out += "address " + std::to_string(address.address) + "; ";
      return out;
    });
  }
  void expect_all_in_place(const std::string& after) {
    ASSERT_EQ(wrong_areas(), "") << after;
    const auto kept = kept_figures();
    in().read(
        [&](store::Transaction& tx) { ASSERT_EQ(kept, reference::SlowFigures(tx).figures()) << after; });
  }

  store::Database& in() { return in_ ? *in_ : db(); }

  testing_support::SmallTown town_;
  std::optional<GridDesk> desk_;
  store::Database* in_ = nullptr;  // instead of db()
};
WEIGE_BOTH_ENGINES(GridAreas);

TEST_P(GridAreas, EachGridOfACommitteeIsAnAreaBeneathIt) {
  const auto house = desk_->add_address("明珠路88弄1号", 0);
  (void)desk_->add_address("明珠路88弄2号", 1);
  (void)desk_->add_address("双浜路9号", 2, false);
  desk_->put_in_force({});
  EXPECT_EQ(area(area_of_grid("G1")).parent, town_.north);
  EXPECT_EQ(area(area_of_grid("G3")).parent, town_.south);
  EXPECT_EQ(area(area_of_grid("G1")).kind, access::AreaKind::grid);
  EXPECT_EQ(area(area_of_grid("G1")).name, "G 1");
  EXPECT_EQ(area_of(RecordKind::address, house), area_of_grid("G1").value);
  expect_all_in_place("first layer");
}

TEST_P(GridAreas, APostThatCoversAGridSeesItsRecordsAndNoOthers) {
  const auto here = desk_->add_address("明珠路88弄1号", 0), there = desk_->add_address("明珠路88弄2号", 1);
  const auto own = add_resident(here, "王伟"), other = add_resident(there, "李娜");
  desk_->put_in_force({});
  const auto post = make_coordinator(area_of_grid("G1"), town_.north_account);
  (void)as_post(db(), town_.north_account, post, [&](const registry::WriteContext& context) -> Result<int> {
    const auto& scope = context.actor.scope();
    access::ReadingLog readings;
    EXPECT_TRUE(registry::find_record(context.tx, scope, RecordKind::person, own));
    EXPECT_FALSE(registry::find_record(context.tx, scope, RecordKind::person, other));
    EXPECT_FALSE(registry::find_record(context.tx, scope, RecordKind::address, there));
    const auto seen = must(
        registry::read_overview(registry::ReadContext{context.tx, context.actor, context.now, readings}, {}));
    EXPECT_EQ(seen.residents, 1);
    return 0;
  });
  (void)as_post(
      db(), town_.south_account, town_.south_officer,
      [&](const registry::WriteContext& context) -> Result<int> {
        EXPECT_FALSE(registry::find_record(context.tx, context.actor.scope(), RecordKind::person, own));
        return 0;
      });
  // The committee's people see both, and read of the committee, not of its grids.
  (void)as_post(db(), town_.town_account, town_.town_post,
                [&](const registry::WriteContext& context) -> Result<int> {
                  access::ReadingLog readings;
                  const auto seen = must(registry::read_overview(
                      registry::ReadContext{context.tx, context.actor, context.now, readings}, {}));
                  EXPECT_EQ(seen.residents, 2);
                  EXPECT_TRUE(std::ranges::any_of(seen.coverage, [&](const auto& row) {
                    return row.area_id == town_.north.value && row.residents == 2;
                  }));
                  EXPECT_TRUE(std::ranges::all_of(seen.coverage, [&](const auto& row) {
                    return row.area_id == town_.north.value || row.area_id == town_.south.value ||
                           row.area_id == access::kTown.value;
                  }));
                  return 0;
                });
}

TEST_P(GridAreas, WhatAPostAddsWithoutAPlaceIsItsGridsAndStays) {
  (void)desk_->add_address("明珠路88弄1号", 0);
  (void)desk_->add_address("明珠路88弄2号", 1);
  desk_->put_in_force({});
  const auto grid = area_of_grid("G1");
  const auto post = make_coordinator(grid, town_.north_account);
  const auto person =
      must(as_post(db(), town_.north_account, post, [&](const registry::WriteContext& context) {
        return registry::add_person(context, {.fields = {{"name", "张三"}}});
      }));
  EXPECT_EQ(person.area(), grid.value);
  const auto address =
      must(as_post(db(), town_.north_account, post, [&](const registry::WriteContext& context) {
        return registry::add_address(context, {.area_id = grid.value,
                                               .town_area_id = access::kTown.value,
                                               .town_text = std::string(testing_support::kTownText),
                                               .text = "明珠路99号"});
      }));
  EXPECT_EQ(area_of(RecordKind::address, address.id), grid.value) << "it falls in no grid yet";
  // A point in the next grid makes it an address of others, who enter it.
  const auto beyond = as_post(db(), town_.north_account, post, [&](const registry::WriteContext& context) {
    const auto at = middle_of_square(1);
    return registry::add_address(context, {.area_id = grid.value,
                                           .town_area_id = access::kTown.value,
                                           .town_text = std::string(testing_support::kTownText),
                                           .text = "明珠路101号",
                                           .point = registry::Point{at.x, at.y, "wgs84"}});
  });
  ASSERT_FALSE(beyond.ok());
  EXPECT_EQ(beyond.problem().code, ProblemCode::outside_scope);
  EXPECT_EQ(beyond.problem().place, "lng");
  expect_all_in_place("added");
}

TEST_P(GridAreas, AnAddressThatMovesTakesEverythingAlong) {
  const auto house = desk_->add_address("明珠路88弄1号", 0);
  (void)desk_->add_address("明珠路88弄2号", 1);
  const auto person = add_resident(house, "王伟");
  desk_->put_in_force({});
  EXPECT_EQ(area_of(RecordKind::person, person), area_of_grid("G1").value);
  desk_->move_point(house, middle_of_square(1));
  EXPECT_EQ(area_of(RecordKind::person, person), area_of_grid("G2").value);
  expect_all_in_place("moved");
}

TEST_P(GridAreas, AGridOfAnotherCommitteeHoldsNoneOfItsRecords) {
  const auto house = desk_->add_address("明珠路88弄1号", 0);
  (void)desk_->add_address("双浜路9号", 2, false);
  desk_->put_in_force({});
  desk_->move_point(house, middle_of_square(2));
  EXPECT_EQ(area_of(RecordKind::address, house), town_.north.value) << "for its committee to mend";
  expect_all_in_place("moved");
}

TEST_P(GridAreas, AreasFollowANewVersionOnItsDayAndNotBefore) {
  const auto house = desk_->add_address("明珠路88弄1号", 0);
  (void)desk_->add_address("明珠路88弄2号", 1);
  const auto person = add_resident(house, "王伟");
  desk_->put_in_force({});
  // The first border moves west of the house's middle: it falls in the second grid.
  const auto tomorrow = Day{std::chrono::sys_days{desk_->today()} + kDay};
  desk_->publish(desk_->take(squares({.shift = -0.0015})), tomorrow);
  follow(kTestNow);
  EXPECT_EQ(area_of(RecordKind::person, person), area_of_grid("G1").value);
  follow(kTestNow + kDay);
  EXPECT_EQ(area_of(RecordKind::person, person), area_of_grid("G2").value);
  expect_all_in_place("a new version");
}

TEST_P(GridAreas, AGridThatIsNoMoreIsClosedUnlessSomebodyStandsInIt) {
  (void)desk_->add_address("明珠路88弄1号", 0);
  (void)desk_->add_address("明珠路88弄2号", 1);
  const auto house = desk_->add_address("明珠路88弄3号", 2);
  const auto person = add_resident(house, "王伟");
  desk_->put_in_force({});
  const auto held = area_of_grid("G2"), empty = area_of_grid("G3");
  (void)make_coordinator(held, town_.north_account);
  desk_->publish(desk_->take(squares({.columns = 1})), desk_->today());
  EXPECT_EQ(area(held).state, access::AreaState::current);
  EXPECT_EQ(area(empty).state, access::AreaState::closed);
  EXPECT_EQ(area_of_grid("G3"), access::AreaId{});
  EXPECT_EQ(area_of(RecordKind::person, person), area_of_grid("G1").value) << "with the others of its lane";
  expect_all_in_place("one grid left");
  // Back again: the same areas.
  desk_->publish(desk_->take(squares({})), desk_->today());
  EXPECT_EQ(area_of_grid("G2"), held);
  EXPECT_EQ(area_of_grid("G3"), empty);
  EXPECT_EQ(area(empty).state, access::AreaState::current);
  EXPECT_EQ(area_of(RecordKind::person, person), empty.value);
}

TEST_P(GridAreas, AGridWithANewCodeIsTheSameArea) {
  (void)desk_->add_address("明珠路88弄1号", 0);
  const auto first = desk_->put_in_force({});
  const auto before = area_of_grid("G1");
  auto draft = desk_->act(
      [&](const GridContext& context) { return draft_version(context, first.layer, desk_->today()); });
  const auto renamed = must(desk_->act([&](const GridContext& context) {
    return change_member(context, {.at = {draft->id, draft->version}, .number = 1, .code = "XJ-01"});
  }));
  desk_->publish(renamed.draft, desk_->today());
  EXPECT_EQ(area_of_grid("XJ-01"), before);
  EXPECT_EQ(area(before).code, "XJ-01");
  EXPECT_EQ(area_of_grid("G1"), access::AreaId{});
}

TEST_P(GridAreas, AGridThatGoesToAnotherCommitteeIsAnotherAreaThere) {
  const auto house = desk_->add_address("明珠路88弄1号", 0);
  (void)desk_->add_address("双浜路9号", 2, false);
  const auto person = add_resident(house, "王伟");
  const auto first = desk_->put_in_force({});
  const auto former = area_of_grid("G1");
  change_committee(first, 1, town_.south);
  EXPECT_EQ(area(area_of_grid("G1")).parent, town_.south);
  EXPECT_EQ(area(former).parent, town_.north) << "what was written in it stays with its committee";
  EXPECT_EQ(area(former).state, access::AreaState::closed);
  EXPECT_EQ(area_of(RecordKind::person, person), town_.north.value) << "until the committees are reorganised";
  expect_all_in_place("another committee");
  (void)must(as_post(db(), town_.town_account, town_.town_post, [&](const registry::WriteContext& context) {
    return registry::reorganise_areas(context, {.from_area_id = town_.north.value,
                                                .to_area_id = town_.south.value,
                                                .address_ids = {{house}},
                                                .reason = "划界"});
  }));
  EXPECT_EQ(area_of(RecordKind::person, person), area_of_grid("G1").value);
  expect_all_in_place("reorganised");
}

TEST_P(GridAreas, AGridWithoutACommitteeHoldsNothing) {
  const auto house = desk_->add_address("明珠路88弄1号", 0);
  const auto person = add_resident(house, "王伟");
  const auto first = desk_->put_in_force({});
  const auto former = area_of_grid("G1");
  change_committee(first, 1, std::nullopt);
  EXPECT_EQ(area_of_grid("G1"), access::AreaId{});
  EXPECT_EQ(area(former).state, access::AreaState::closed);
  EXPECT_EQ(area_of(RecordKind::person, person), town_.north.value);
  expect_all_in_place("no committee");
}

TEST_P(GridAreas, CodesThatChangePlacesStayWithTheirLand) {
  (void)desk_->add_address("明珠路88弄1号", 0);
  (void)desk_->add_address("明珠路88弄2号", 1);
  const auto first = desk_->put_in_force({});
  const auto west = area_of_grid("G1"), east = area_of_grid("G2");
  auto draft = must(desk_->act(
      [&](const GridContext& context) { return draft_version(context, first.layer, desk_->today()); }));
  for (const auto& [number, code] : {std::pair{2, "G5"}, std::pair{1, "G2"}})
    draft =
        must(desk_->act([&](const GridContext& context) {
          return change_member(context, {.at = {draft.id, draft.version}, .number = number, .code = code});
        })).draft;
  desk_->publish(draft, desk_->today());
  EXPECT_EQ(area_of_grid("G2"), west);
  EXPECT_EQ(area_of_grid("G5"), east);
  EXPECT_EQ(area(west).code, "G2");
  expect_all_in_place("renumbered");
}

TEST_P(GridAreas, AnotherCommitteesPointsBelowMoveNothing) {
  const auto house = desk_->add_address("明珠路88弄1号", {});
  (void)desk_->add_address("明珠路88弄1号101室", 0);
  (void)desk_->add_address("双浜路9号", 2, false);
  desk_->put_in_force({});
  EXPECT_EQ(area_of(RecordKind::address, house), area_of_grid("G1").value);
  for (const auto* room : {"201", "202", "203"})
    (void)desk_->add_address(std::string("明珠路88弄1号") + room + "室", 2, false);
  EXPECT_EQ(area_of(RecordKind::address, house), area_of_grid("G1").value);
}

TEST_P(GridAreas, ARoomInAHouseOfAnotherGridIsForItsOwnPeopleToEnter) {
  (void)desk_->add_address("明珠路88弄1号", 0);
  (void)desk_->add_address("明珠路88弄2号", 1);
  desk_->put_in_force({});
  const auto grid = area_of_grid("G1");
  const auto post = make_coordinator(grid, town_.north_account);
  const auto entered = [&](const std::string& text) {
    return as_post(db(), town_.north_account, post, [&](const registry::WriteContext& context) {
      return registry::add_address(context, {.area_id = grid.value,
                                             .town_area_id = access::kTown.value,
                                             .town_text = std::string(testing_support::kTownText),
                                             .text = text});
    });
  };
  EXPECT_EQ(entered("明珠路88弄2号301室").problem().code, ProblemCode::outside_scope);
  EXPECT_TRUE(entered("明珠路88弄1号301室"));
}

// A1, A2 and the scope that follows: the life of a register under changing borders.
TEST_P(GridAreas, EveryRecordLiesWhereItsAddressDoesUnderAnyLife) {
  for (const unsigned seed : {1u, 2u}) {
    testing_support::ScratchDatabase scratch(GetParam());
    const auto town = testing_support::make_small_town(scratch.db());
    GridDesk desk(scratch.db(), town);
    RandomRegister life(scratch.db(), town, seed);
    std::mt19937 random(seed);
    const auto any = [&](int count) { return std::uniform_int_distribution<int>(0, count - 1)(random); };
    for (int i = 0; i < 160; ++i) {
      std::string act;
      if (i % 40 == 20) {
        act = "new borders";
        desk.set_now(life.now());
        desk.publish(desk.take(squares({.columns = 2 + any(3), .shift = 0.0004 * any(4)})), desk.today());
      } else if (i % 5 == 3) {
        act = "moved point";
        desk.set_now(life.now());
        const auto houses = scratch.db().read([](store::Transaction& tx) {
          return tx.all(
              "SELECT id FROM address WHERE state = 'current' AND level IN ('lane', 'number') ORDER BY id",
              [](const store::Row& row) { return row.int64(0); });
        });
        if (!houses.empty())
          desk.move_point(houses[static_cast<std::size_t>(any(static_cast<int>(houses.size())))],
                          middle_of_square(any(5)));
      } else {
        act = life.step();
      }
      in_ = &scratch.db();
      expect_all_in_place("seed " + std::to_string(seed) + ", step " + std::to_string(i) + ": " + act);
      if (HasFatalFailure()) return;
    }
    EXPECT_GT(life.done(), 50);
  }
}

}  // namespace grid_areas_test
}  // namespace weige::grids
