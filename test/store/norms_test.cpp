// Versions of norms on both engines (K1-K6): kept whole, in force from their day, never changed, withdrawn
// only before it.
#include <gtest/gtest.h>

#include "norms/rules_store.h"
#include "support/access_town.h"
#include "support/in_access_town.h"
#include "town/norm_actions.h"

namespace weige::town {
namespace norms_test {

using access::Role;
using norms::Norm;
using store::Transaction;
using testing_support::kTestNow;

Day day(std::string_view text) {
  return parse_iso_day(text).value();
}

class Norms : public testing_support::InAccessTown {
 protected:
  Result<NormView> make(const access::Actor& actor, const NormWish& wish) {
    return db().write([&](Transaction& tx) { return make_norm_version({tx, actor, kTestNow}, wish); });
  }
  NormView look(const access::Actor& actor, Norm norm) {
    return db().read([&](Transaction& tx) { return read_norm({tx, actor, kTestNow}, norm); }).value();
  }
  norms::Rules on(std::string_view text) {
    return db().read([&](Transaction& tx) { return norms::rules_on(tx, day(text)); });
  }
  static NormWish due_in(int days, std::string_view from) {
    return {.norm = Norm::k1,
            .effective_from = day(from),
            .rules = {.values = {{"finding_due_days", static_cast<double>(days)}}}};
  }
};
WEIGE_BOTH_ENGINES(Norms);

TEST_P(Norms, WhatShipsHoldsUntilAVersionDoes) {
  const auto office = town().actor(Role::population_office);
  EXPECT_EQ(on("2026-11-23").quality.finding_due_days, 7);
  ASSERT_TRUE(make(office, due_in(5, "2026-12-01")));
  EXPECT_EQ(on("2026-11-30").quality.finding_due_days, 7);
  EXPECT_EQ(on("2026-12-01").quality.finding_due_days, 5);
  EXPECT_EQ(on("2026-12-01").checking.doors_a_day, 40) << "other norms are as they were";
}

TEST_P(Norms, EachVersionTellsWhoMadeItWhenAndWhatItChanged) {
  const auto office = town().actor(Role::population_office);
  ASSERT_TRUE(make(office, due_in(5, "2026-11-23")));
  auto second = due_in(6, "2026-12-01");
  second.rules.values["confirm_person_days"] = 90;
  ASSERT_TRUE(make(office, second));
  const auto view = look(office, Norm::k1);
  ASSERT_EQ(view.versions.size(), 2u);
  EXPECT_EQ(view.versions[0].state, norms::VersionState::coming);
  EXPECT_EQ(view.versions[0].changed, (std::vector<std::string>{"confirm_person_days", "finding_due_days"}));
  EXPECT_EQ(view.versions[1].state, norms::VersionState::in_force);
  EXPECT_EQ(view.versions[1].version.made_at, kTestNow);
  EXPECT_FALSE(view.versions[1].by.empty());
  EXPECT_EQ(view.today.quality.finding_due_days, 5);
}

TEST_P(Norms, KindsOfKeyPremisesAreKeptInOrder) {
  const auto office = town().actor(Role::population_office);
  const std::vector<norms::KeyPremisesKind> kinds{{.code = "b",
                                                   .zh = "乙",
                                                   .en = "B",
                                                   .labels = {"let", "shop"},
                                                   .least_people = 3,
                                                   .visit_every_days = 9},
                                                  {.code = "a", .zh = "甲", .en = "A", .least_people = 10}};
  ASSERT_TRUE(
      make(office, {.norm = Norm::k2, .effective_from = day("2026-11-23"), .rules = {.kinds = kinds}}));
  const auto now = on("2026-11-23").key_premises.kinds;
  ASSERT_EQ(now.size(), 2u);
  EXPECT_EQ(now[0].labels, (std::vector<std::string>{"let", "shop"}));
  EXPECT_EQ(now[0].visit_every_days, 9);
  EXPECT_TRUE(now[1].labels.empty());
  ASSERT_TRUE(make(office, {.norm = Norm::k2,
                            .effective_from = day("2026-11-24"),
                            .rules = {.kinds = std::vector<norms::KeyPremisesKind>{}}}));
  EXPECT_TRUE(on("2026-11-24").key_premises.kinds.empty());
}

TEST_P(Norms, ThePastAndWhatIsTheSameAreRefused) {
  const auto office = town().actor(Role::population_office);
  EXPECT_EQ(make(office, due_in(5, "2026-11-22")).problem().code, ProblemCode::date_out_of_range);
  EXPECT_EQ(make(office, due_in(7, "2026-11-23")).problem().code, ProblemCode::norm_unchanged);
  EXPECT_EQ(make(town().actor(Role::committee), due_in(5, "2026-11-23")).problem().code,
            ProblemCode::forbidden);
}

TEST_P(Norms, OneWhoseDayHasNotComeIsWithdrawnAndNoOther) {
  const auto office = town().actor(Role::population_office);
  ASSERT_TRUE(make(office, due_in(5, "2026-11-23")));
  ASSERT_TRUE(make(office, due_in(9, "2026-12-01")));
  const auto versions = look(office, Norm::k1).versions;
  const auto withdraw = [&](norms::VersionId id) {
    return db().write([&](Transaction& tx) { return withdraw_norm_version({tx, office, kTestNow}, id); });
  };
  EXPECT_EQ(withdraw(versions[1].version.id).problem().code, ProblemCode::norm_in_force);
  ASSERT_TRUE(withdraw(versions[0].version.id));
  EXPECT_EQ(withdraw(versions[0].version.id).problem().code, ProblemCode::not_found);
  EXPECT_EQ(on("2026-12-01").quality.finding_due_days, 5);
}

}  // namespace norms_test
}  // namespace weige::town
