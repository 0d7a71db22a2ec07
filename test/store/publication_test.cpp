// Published tables on both engines: what is told and kept, once a month, for good; what an earlier table did
// not tell stays untold; and borders that moved by a few doors between two tables.
#include <gtest/gtest.h>

#include "registry/address_book_actions.h"
#include "support/access_town.h"
#include "support/databases.h"
#include "support/town.h"
#include "town/publication_actions.h"
#include "town/publication_store.h"

namespace weige::town {
namespace publication_test {

using namespace std::chrono_literals;
using access::AreaId;
using access::Role;
using store::Transaction;
using testing_support::AccessTown;
using testing_support::kTestNow;
using testing_support::kTownText;

const TableKind kByCategory{Measure::residents, Breakdown::category, Level::committee};
const TableKind kDoors{Measure::premises, Breakdown::none, Level::committee};
const Instant kNextMonth = kTestNow + 24h * 30;
const Instant kNextYear = kTestNow + 24h * 400;

class Publications : public testing_support::BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    people_.emplace(db());
    for (const char* code : {"310118106001", "310118106002", "310118106003"})
      committees_.push_back(people_->area(access::AreaKind::committee, code).id);
    office_.emplace(people_->actor(Role::population_office));
  }

  template <class F>
  auto in_write(F&& f) {
    return db()
        .write([&](Transaction& tx) -> Result<std::invoke_result_t<F, Transaction&>> { return f(tx); })
        .value();
  }
  Result<Publication> publish(const TableKind& kind, Instant now = kTestNow) {
    return publish_as(*office_, kind, now);
  }
  Result<Publication> publish_as(const access::Actor& actor, const TableKind& kind, Instant now = kTestNow) {
    return db().write([&](Transaction& tx) { return publish_table({tx, actor, now}, kind); });
  }
  // As the register's own writer would have counted.
  void count(std::size_t committee, const char* part, std::int64_t residents) {
    in_write([&](Transaction& tx) {
      return tx.exec(
          "INSERT INTO register_figure (area_id, figure, part, post_id, amount) VALUES ($1, 'category', $2, "
          "1, "
          "$3)",
          committees_[committee], part, residents);
    });
  }
  void count_three_committees(std::int64_t few) {
    for (std::size_t i = 0; i < committees_.size(); ++i) {
      const auto more = static_cast<std::int64_t>(i) * 50;
      count(i, "registered_here", 200 + more);
      count(i, "elsewhere_mainland", 90 + more);
      count(i, "outside_mainland", i == 0 ? few : 30 + more);
      count(i, "", 21 + more);
    }
  }
  void build_doors(std::size_t committee, int doors) {
    db().write([&](Transaction& tx) -> Done {
          const auto system = access::Actor::system(tx, kTestNow, access::SystemReason::sample_town);
          registry::AddressBook book(tx, system.scope());
          registry::RegisterWriter writer({tx, system, kTestNow}, {}, {.source = "test"});
          const registry::AddressPlace place{.area_id = committees_[committee].value,
                                             .town_area_id = access::kTown.value,
                                             .valid_from = *parse_iso_day("2020-01-01")};
          for (int i = 0; i < doors; ++i) {
            const auto text =
                "明珠路" + std::to_string(100 + committee) + "弄" + std::to_string(++houses_) + "号";
            WEIGE_TRY(const auto parsed, registry::parse_in_town(text, kTownText));
            WEIGE_CHECK(book.find_or_add(writer, parsed.key(), place));
            WEIGE_CHECK(book.premises_at(writer, parsed.canonical(), "home", place));
          }
          writer.finish(access::AuditAction{"test"});
          return done();
        })
        .value();
  }
  // As a change of borders would: the doors lie elsewhere, and so do their figures.
  void move_doors(std::size_t from, std::size_t to, std::int64_t doors) {
    in_write([&](Transaction& tx) {
      tx.exec(
          "UPDATE premises SET area_id = $2 WHERE id IN"
          " (SELECT p.id FROM premises p WHERE p.area_id = $1 ORDER BY p.id LIMIT $3)",
          committees_[from], committees_[to], doors);
      for (const auto& [committee, change] : {std::pair{from, -doors}, std::pair{to, doors}})
        tx.exec(
            "UPDATE register_figure SET amount = amount + $2 WHERE area_id = $1 AND figure = 'premises'"
            " AND part = 'residential'",
            committees_[committee], change);
      return 0;
    });
  }
  std::int64_t audited() {
    return db().read([](Transaction& tx) {
      return tx.scalar<std::int64_t>("SELECT count(*) FROM audit_entry WHERE action = 'figures.published'");
    });
  }
  const std::vector<AreaId>& committees() const { return committees_; }
  AccessTown& people() { return *people_; }
  const access::Actor& office() const { return *office_; }

 private:
  std::optional<AccessTown> people_;
  std::optional<access::Actor> office_;
  std::vector<AreaId> committees_;
  int houses_ = 0;
};
WEIGE_BOTH_ENGINES(Publications);

TEST_P(Publications, AreKeptAsTheyWereTold) {
  count_three_committees(40);
  const auto made = publish(kByCategory);
  ASSERT_TRUE(made.ok());
  ASSERT_EQ(made->rows.size(), 4u);
  EXPECT_EQ(made->rows[0].total, 1630);
  EXPECT_EQ(made->rows[1].total, 350);
  EXPECT_EQ(made->rows[1].cells, (std::vector<std::optional<std::int64_t>>{200, 90, 40, 20}));
  const auto read = db().read([&](Transaction& tx) {
    return read_publication({tx, office(), kTestNow}, made->id).value();
  });
  ASSERT_EQ(read.rows.size(), made->rows.size());
  for (std::size_t i = 0; i < read.rows.size(); ++i) {
    EXPECT_EQ(read.rows[i].area.area, made->rows[i].area.area);
    EXPECT_EQ(read.rows[i].area.name, made->rows[i].area.name);
    EXPECT_EQ(read.rows[i].total, made->rows[i].total);
    EXPECT_EQ(read.rows[i].cells, made->rows[i].cells);
  }
  EXPECT_EQ(to_iso(read.as_of), "2026-11-23");
  EXPECT_EQ(read.made, kTestNow);
  EXPECT_EQ(read.number, 1);
  EXPECT_EQ(audited(), 1);
}

TEST_P(Publications, TellNoSmallCountAndNothingItFollowsFrom) {
  count_three_committees(3);
  const auto made = publish(kByCategory).value();
  EXPECT_EQ(made.rows[1].total, 310);
  EXPECT_FALSE(made.rows[1].cells[2]);
  int untold = 0;
  for (const auto& row : made.rows)
    for (const auto& cell : row.cells) untold += cell ? 0 : 1;
  EXPECT_EQ(untold, 4) << "two rows by two columns";
}

TEST_P(Publications, ComeOnceAMonth) {
  count_three_committees(40);
  ASSERT_TRUE(publish(kByCategory).ok());
  EXPECT_EQ(publish(kByCategory).problem().code, ProblemCode::publication_this_month);
  EXPECT_TRUE(publish({Measure::residents, Breakdown::none, Level::committee}).ok()) << "another table";
  const auto next = publish(kByCategory, kNextMonth);
  ASSERT_TRUE(next.ok());
  EXPECT_EQ(next->number, 2);
  const auto all = db().read([&](Transaction& tx) {
    return list_publications({tx, office(), kNextMonth}).value();
  });
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all.front().id, next->id);
  EXPECT_TRUE(all.front().rows.empty());
}

TEST_P(Publications, APreviewKeepsNothing) {
  count_three_committees(40);
  const auto seen = db().read([&](Transaction& tx) {
    return preview_table({tx, office(), kTestNow}, kByCategory).value();
  });
  const auto made = publish(kByCategory).value();
  EXPECT_EQ(seen.id.value, 0);
  EXPECT_EQ(seen.rows.size(), made.rows.size());
  EXPECT_EQ(seen.rows[1].cells, made.rows[1].cells);
  EXPECT_EQ(audited(), 1);
}

TEST_P(Publications, WhatWasNotToldStaysUntoldForAYear) {
  count_three_committees(3);
  ASSERT_TRUE(publish(kByCategory).ok());
  in_write([&](Transaction& tx) {
    return tx.exec("UPDATE register_figure SET amount = 40 WHERE area_id = $1 AND part = 'outside_mainland'",
                   committees()[0]);
  });
  const auto soon = publish(kByCategory, kNextMonth).value();
  EXPECT_FALSE(soon.rows[1].cells[2]) << "else the earlier table's sum would tell what it was";
  const auto later = publish(kByCategory, kNextYear).value();
  EXPECT_EQ(later.rows[1].cells[2], 40);
}

TEST_P(Publications, AreRefusedWhereNothingCanBeTold) {
  count(0, "registered_here", 4);
  count(1, "registered_here", 5);
  EXPECT_EQ(publish(kByCategory).problem().code, ProblemCode::publication_too_few);
  count(2, "registered_here", 2);
  EXPECT_EQ(publish(kByCategory).problem().code, ProblemCode::publication_nothing_left);
  EXPECT_TRUE(publish({Measure::residents, Breakdown::none, Level::town}).ok());
  EXPECT_EQ(publish({Measure::residents, Breakdown::use, Level::town}).problem().code,
            ProblemCode::bad_choice);
}

TEST_P(Publications, AreMadeByWhoCoversTheTown) {
  count_three_committees(40);
  EXPECT_EQ(publish_as(people().actor(Role::committee, committees()[0]), kByCategory).problem().code,
            ProblemCode::forbidden);
  EXPECT_EQ(publish_as(people().actor(Role::working_group, committees()[0]), kByCategory).problem().code,
            ProblemCode::publication_town_only);
  EXPECT_TRUE(publish_as(people().actor(Role::working_group), kByCategory).ok());
}

TEST_P(Publications, RowsBetweenWhichAFewDoorsMovedAreNotToldByThemselves) {
  for (std::size_t i = 0; i < 3; ++i) build_doors(i, 40);
  const auto first = publish(kDoors).value();
  EXPECT_EQ(first.rows[1].total, 40);
  move_doors(0, 1, 4);
  const auto second = publish(kDoors, kNextMonth).value();
  EXPECT_FALSE(second.rows[1].total);
  EXPECT_FALSE(second.rows[2].total);
  EXPECT_EQ(second.rows[3].total, 40);
  EXPECT_EQ(second.border_rows, 2);
  EXPECT_EQ(second.border_publication, first.id);
  const auto read = db().read([&](Transaction& tx) { return find_publication(tx, second.id).value(); });
  EXPECT_EQ(read.border_rows, 2);
  EXPECT_EQ(read.border_publication, first.id);
}

TEST_P(Publications, WhereManyDoorsMovedNothingIsHidden) {
  for (std::size_t i = 0; i < 3; ++i) build_doors(i, 40);
  ASSERT_TRUE(publish(kDoors).ok());
  move_doors(0, 1, 20);
  const auto second = publish(kDoors, kNextMonth).value();
  EXPECT_EQ(second.rows[1].total, 20);
  EXPECT_EQ(second.rows[2].total, 60);
  EXPECT_EQ(second.border_rows, 0);
}

TEST_P(Publications, NewDoorsJoinTheGroundAndMovedOnesMakeAnother) {
  build_doors(0, 12);
  const auto ground = [&] { return in_write([](Transaction& tx) { return ground_of_today(tx); }); };
  const auto kept = [&](std::int64_t of) {
    return db().read([&](Transaction& tx) {
      return tx.scalar<std::int64_t>("SELECT count(*) FROM publication_ground WHERE ground_id = $1", of);
    });
  };
  ASSERT_TRUE(publish({Measure::premises, Breakdown::none, Level::town}).ok());
  const auto first = ground();
  EXPECT_EQ(kept(first), 12);
  build_doors(1, 3);
  EXPECT_EQ(ground(), first);
  EXPECT_EQ(kept(first), 15);
  EXPECT_FALSE(db().read([&](Transaction& tx) { return has_moved(tx, first); }));
  move_doors(0, 1, 1);
  EXPECT_TRUE(db().read([&](Transaction& tx) { return has_moved(tx, first); }));
  EXPECT_NE(ground(), first);
}

TEST_P(Publications, EveryKindOfTableIsCountedBetweenGrounds) {
  build_doors(0, 12);
  ASSERT_TRUE(publish({Measure::premises, Breakdown::none, Level::town}).ok());
  move_doors(0, 1, 2);
  const auto ground = db().read(
      [](Transaction& tx) { return tx.scalar<std::int64_t>("SELECT max(ground_id) FROM publication"); });
  for (const auto& kind : {TableKind{Measure::residents, Breakdown::none, Level::grid},
                           TableKind{Measure::residents, Breakdown::category, Level::grid},
                           TableKind{Measure::residents, Breakdown::confirmed, Level::grid},
                           TableKind{Measure::premises, Breakdown::use, Level::committee},
                           TableKind{Measure::organisations, Breakdown::use, Level::committee}}) {
    const auto counted = db().read([&](Transaction& tx) { return counts_between(tx, kind, ground); });
    std::int64_t sum = 0, moved = 0;
    for (const auto& one : counted) {
      sum += one.amount;
      if (one.now != one.then) moved += one.amount;
    }
    EXPECT_EQ(sum, kind.measure == Measure::premises ? 12 : 0) << code(kind.measure);
    EXPECT_EQ(moved, kind.measure == Measure::premises ? 2 : 0) << code(kind.measure);
  }
}

}  // namespace publication_test
}  // namespace weige::town
