// Standing rules for a sender's lists, on both engines (S3): what is done by itself, in whose name, and when
// a rule rests.
#include <gtest/gtest.h>

#include "access/post_term_store.h"
#include "intake/finding_apply_actions.h"
#include "intake/pocket_actions.h"
#include "intake/roster_job_actions.h"
#include "intake/roster_rule_actions.h"
#include "jobs/job_runner.h"
#include "registry/ledger_store.h"
#include "registry/record_store.h"
#include "registry/undo_actions.h"
#include "support/databases.h"
#include "support/rosters.h"

namespace weige::intake {
namespace roster_rule_test {

using registry::RecordKind;
using testing_support::as_post;
using testing_support::common_address;
using testing_support::common_name;
using testing_support::common_phone;
using testing_support::invented_id;
using testing_support::kTestNow;
using testing_support::RosterDesk;
using testing_support::SmallTown;

constexpr int kPeople = 300;
const Day kListDay{std::chrono::year{2026} / 11 / 1}, kNextDay{std::chrono::year{2026} / 11 / 11};

class RosterRules : public testing_support::BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    town_ = testing_support::make_small_town(db());
    testing_support::ImportDesk files(db(), {town_.town_account, town_.town_post});
    testing_support::import_common_town(files, kPeople);
    office_.emplace(db(), testing_support::Sender{town_.town_account, town_.town_post});
    officer_.emplace(db(), testing_support::Sender{town_.north_account, town_.north_officer});
  }

  // Sixty who are the same, and then one with another phone and one with another home.
  static std::string list(int first, const std::string& phone) {
    std::string out = "姓名,证件号码,联系电话,现住地址\n";
    const auto line = [](int number, const std::string& called, int at) {
      return common_name(number) + "," + invented_id(number) + "," + called + "," + common_address(at) + "\n";
    };
    for (int i = 1; i <= 60; ++i) out += line(i, common_phone(i), i);
    out += line(first, phone, first);
    return out + line(first + 1, common_phone(first + 1), first + 100);
  }
  std::string phone_of(int number) {
    return db().read([&](store::Transaction& tx) {
      const auto actor = access::Actor::resume(tx, kTestNow, town_.town_account, town_.town_post,
                                               access::Purpose::data_quality);
      const auto found = registry::find_records(tx, actor->scope(), RecordKind::person,
                                                {"document_key", "resident_id:" + invented_id(number)});
      return std::string(found.at(0).text("phone"));
    });
  }
  std::vector<RosterRuleView> rules(access::AccountId account, access::PostId post) {
    return as_post(db(), account, post,
                   [](const auto& context) { return list_rules(context.tx, context.actor); })
        .value();
  }
  // The officer's list, applied by the office with a rule for those that come.
  Roster set(std::vector<FindingKind> kinds = {FindingKind::changed}, bool confirm_same = true) {
    const auto roster = officer_->hand_in(list(70, "13811110070"), {.reference = kListDay});
    EXPECT_TRUE(office_->try_to_apply(
        {.roster = roster.id, .kinds = std::move(kinds), .confirm_same = confirm_same, .standing = true}));
    office_->run_jobs();
    return office_->look(roster.id);
  }

  SmallTown town_;
  std::optional<RosterDesk> office_, officer_;
};
WEIGE_BOTH_ENGINES(RosterRules);

TEST_P(RosterRules, WhatWasDecidedOnceForASenderIsDoneWithItsNextList) {
  const auto first = set();
  ASSERT_TRUE(first.applied);
  EXPECT_FALSE(first.applied->by_rule);
  EXPECT_EQ(first.applied->applied, 1);
  EXPECT_EQ(first.applied->confirmed, 60);
  const auto next = officer_->hand_in(list(80, "13811110080"), {.reference = kNextDay});
  ASSERT_TRUE(next.applied);
  EXPECT_TRUE(next.applied->by_rule);
  EXPECT_EQ(next.applied->applied, 1);
  EXPECT_EQ(next.applied->left, 0);
  EXPECT_EQ(next.applied->confirmed, 60);
  EXPECT_EQ(phone_of(80), "13811110080");
  const auto waiting = office_->findings();
  ASSERT_EQ(waiting.size(), 2u) << "nothing but the kinds of the rule";
  for (const auto& finding : waiting) EXPECT_EQ(finding.kind, FindingKind::moved_within);
  const auto done_by = db().read([&](store::Transaction& tx) {
    return tx.scalar<std::int64_t>("SELECT post_id FROM operation WHERE id = $1", *next.operation);
  });
  EXPECT_EQ(done_by, town_.town_post.value) << "in the name of the post that set it";
}

TEST_P(RosterRules, ListsOfOthersWaitForPeople) {
  set();
  const auto other = office_->hand_in(list(90, "13811110090"));
  EXPECT_FALSE(other.applied);
  EXPECT_EQ(phone_of(90), common_phone(90));
}

TEST_P(RosterRules, AnEndedRuleDoesNoMore) {
  set();
  const auto rule = rules(town_.town_account, town_.town_post).at(0);
  const auto end = [&](access::AccountId account, access::PostId post) {
    return as_post(db(), account, post, [&](const auto& context) { return end_rule(context, rule.rule.id); });
  };
  EXPECT_EQ(end(town_.north_account, town_.north_officer).problem().code, ProblemCode::not_found)
      << "set for the whole town";
  ASSERT_TRUE(end(town_.town_account, town_.town_post).ok());
  EXPECT_TRUE(rules(town_.town_account, town_.town_post).empty());
  const auto next = officer_->hand_in(list(80, "13811110080"));
  EXPECT_FALSE(next.applied);
  EXPECT_EQ(phone_of(80), common_phone(80));
}

TEST_P(RosterRules, ARuleRestsWhenItsPostIsHeldNoMore) {
  set();
  db().write([&](store::Transaction& tx) -> Done {
    const auto system = access::Actor::system(tx, kTestNow, access::SystemReason::sample_town);
    access::audit_change(tx, kTestNow, system, access::AuditAction{"test"},
                         access::end_holding(tx, town_.town_post, kTestNow));
    return done();
  });
  const auto next = officer_->hand_in(list(80, "13811110080"));
  EXPECT_TRUE(next.compared_at);
  EXPECT_FALSE(next.applied);
}

TEST_P(RosterRules, WhatIsTypedIntoAFormWaitsForPeople) {
  set({FindingKind::changed}, true);
  const auto roster = db().write([&](store::Transaction& tx) -> Result<Roster> {
    const auto actor =
        access::Actor::resume(tx, kTestNow, town_.north_account, town_.north_officer, std::nullopt);
    return tell_unchanged({tx, *actor, kTestNow}, {.kind = ScopeKind::area, .id = town_.north.value});
  });
  ASSERT_TRUE(roster) << title(roster.problem(), Language::en) << roster.problem().place;
  officer_->run_jobs();
  const auto compared = officer_->look(roster->id);
  EXPECT_TRUE(compared.compared_at);
  EXPECT_FALSE(compared.applied);
  const auto tried = office_->try_to_apply({.roster = roster->id, .confirm_same = true, .standing = true});
  ASSERT_FALSE(tried);
  EXPECT_EQ(tried.problem().code, ProblemCode::bad_choice);
}

TEST_P(RosterRules, AnEndedRuleIsNotFollowedByWhatWaits) {
  set();
  const auto upload_waits = [&] {
    RosterDesk sender(db(), {town_.north_account, town_.north_officer});
    return sender.try_to_hand_in(list(80, "13811110080"), {}).value().id;
  };
  const auto id = upload_waits();
  const auto rule = rules(town_.town_account, town_.town_post).at(0);
  registry::PeopleIndex people{1};
  jobs::JobRunner runner(db(), fixed_clock(kTestNow), {.instance = "test"});
  runner.handle(
      std::string(kRosterJob),
      roster_handler({.clock = fixed_clock(kTestNow), .people = people, .events = office_->events()}));
  runner.handle(std::string(kApplyRosterJob), apply_roster_handler(fixed_clock(kTestNow), office_->events()));
  ASSERT_TRUE(runner.run_one()) << "compared; its applying waits";
  ASSERT_TRUE(as_post(db(), town_.town_account, town_.town_post, [&](const auto& context) {
                return end_rule(context, rule.rule.id);
              }).ok());
  while (runner.run_one()) {
  }
  EXPECT_EQ(phone_of(80), common_phone(80));
  EXPECT_FALSE(office_->look(id).applied);
}

TEST_P(RosterRules, ListsHandedInBeforeItWaitForPeople) {
  const auto first = officer_->hand_in(list(70, "13811110070"));
  const auto early = officer_->try_to_hand_in(list(80, "13811110080"), {}).value().id;
  db().write([&](store::Transaction& tx) -> Done {
    tx.exec("UPDATE roster SET created_at = created_at - 1 WHERE id = $1", early);
    return done();
  });
  ASSERT_TRUE(office_->try_to_apply({.roster = first.id, .kinds = {FindingKind::changed}, .standing = true}));
  office_->run_jobs();
  EXPECT_TRUE(office_->look(early).compared_at);
  EXPECT_FALSE(office_->look(early).applied);
}

TEST_P(RosterRules, AnApplyingThatWritesNothingHidesNoneBefore) {
  const auto first = set();
  office_->apply(first, {FindingKind::fills_gap});
  const auto after = office_->look(first.id);
  EXPECT_EQ(after.operation, first.operation);
  EXPECT_EQ(after.applied->applied, 1);
}

TEST_P(RosterRules, AnotherRuleOfThePostTakesThePlaceOfTheFirst) {
  set();
  set({}, true);
  const auto held = rules(town_.town_account, town_.town_post);
  ASSERT_EQ(held.size(), 1u);
  EXPECT_TRUE(held[0].rule.kinds.empty());
  EXPECT_EQ(held[0].rule.sender, town_.north_officer);
}

TEST_P(RosterRules, WhatTheTownHasSetNoCommitteeReplaces) {
  set();
  const auto roster = officer_->hand_in(list(80, "13811110080"));
  const auto replaced =
      officer_->try_to_apply({.roster = roster.id, .kinds = {FindingKind::moved_within}, .standing = true});
  ASSERT_FALSE(replaced);
  EXPECT_EQ(replaced.problem().code, ProblemCode::forbidden);
  EXPECT_EQ(office_->findings().size(), 2u) << "and nothing was applied";
  EXPECT_TRUE(rules(town_.north_account, town_.north_officer).empty()) << "it is none of theirs";
}

TEST_P(RosterRules, TheListSaysWhenItWasTakenBack) {
  const auto roster = set();
  EXPECT_FALSE(roster.applied->undone);
  const auto undone = as_post(db(), town_.town_account, town_.town_post, [&](const auto& context) {
    return registry::undo_operation(context, *roster.operation, "名单有误");
  });
  ASSERT_TRUE(undone);
  EXPECT_TRUE(office_->look(roster.id).applied->undone);
}

TEST_P(RosterRules, FindingsAreFoundByTheDayTheyWereOpened) {
  officer_->hand_in(list(70, "13811110070"));
  const auto found = [&](std::optional<Instant> from, std::optional<Instant> before) {
    return office_
        ->findings({.state = FindingState::open, .opened_from = from, .opened_before = before, .limit = 100})
        .size();
  };
  const std::chrono::seconds second{1};
  EXPECT_EQ(found(kTestNow, kTestNow + second), 2u);
  EXPECT_EQ(found(kTestNow + second, {}), 0u);
  EXPECT_EQ(found({}, kTestNow), 0u);
  EXPECT_EQ(found({}, {}), 2u);
}

}  // namespace roster_rule_test
}  // namespace weige::intake
