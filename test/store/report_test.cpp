// Single reports on both engines: they go the way of rosters, and what cannot be compared waits for people
// (issue 3, Reconciliation; N6).
#include <gtest/gtest.h>

#include "intake/report_actions.h"
#include "registry/record_store.h"
#include "registry/undo_actions.h"
#include "support/databases.h"
#include "support/rosters.h"

namespace weige::intake {
namespace report_test {

using registry::RecordKind;
using testing_support::common_address;
using testing_support::common_name;
using testing_support::common_phone;
using testing_support::invented_id;
using testing_support::kTestNow;
using testing_support::RosterDesk;

constexpr int kPeople = 300;

class Reports : public testing_support::BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    town_ = testing_support::make_small_town(db());
    files_.emplace(db(), testing_support::Sender{town_.town_account, town_.town_post});
    testing_support::import_common_town(*files_, kPeople);
    desk_.emplace(db(), testing_support::Sender{town_.north_account, town_.north_officer});
  }
  Result<Roster> try_to_report(const Report& report) {
    auto taken =
        testing_support::as_post(db(), town_.north_account, town_.north_officer,
                                 [&](const registry::WriteContext& context) -> Result<Roster> {
                                   return hand_in_report({context.tx, context.actor, kTestNow}, report);
                                 });
    desk_->run_jobs();
    return taken;
  }
  Roster report(const Report& report) { return desk_->look(try_to_report(report).value().id); }
  registry::Record residence_of(int number) {
    return db().read([&](store::Transaction& tx) {
      const auto actor = access::Actor::resume(tx, kTestNow, town_.town_account, town_.town_post,
                                               access::Purpose::data_quality);
      const auto person = registry::find_records(tx, actor->scope(), RecordKind::person,
                                                 {"document_key", "resident_id:" + invented_id(number)})
                              .at(0);
      return registry::find_records(tx, actor->scope(), RecordKind::residence,
                                    {"person_id", std::to_string(person.id)})
          .at(0);
    });
  }

  testing_support::SmallTown town_;
  std::optional<testing_support::ImportDesk> files_;
  std::optional<RosterDesk> desk_;
};
WEIGE_BOTH_ENGINES(Reports);

TEST_P(Reports, OneThatNamesNobodyWaitsForPeople) {
  const auto roster = report({.kind = ReportKind::moved_in, .place = common_address(7), .note = "一家三口"});
  EXPECT_EQ(roster.report, ReportKind::moved_in);
  EXPECT_EQ(roster.answers, (std::map<std::string, int>{{"taken", 1}}));
  const auto findings = desk_->findings();
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].kind, FindingKind::reported);
  EXPECT_EQ(findings[0].area_id, town_.north.value);
  EXPECT_EQ(findings[0].place, "上海市青浦区徐泾镇" + common_address(7));
  const auto view = desk_->view(findings[0].id);
  ASSERT_TRUE(view);
  EXPECT_TRUE(view->candidates.empty());
  EXPECT_EQ(view->row.back().here, "一家三口");
  const auto decided = desk_->decide({.id = findings[0].id, .version = 1, .note = "已登记"});
  ASSERT_TRUE(decided);
  EXPECT_FALSE(decided->operation) << "nothing was written";
  EXPECT_TRUE(desk_->findings().empty());
}

TEST_P(Reports, OneThatNamesSomebodyIsComparedLikeARow) {
  // From a list it is known what agreement is worth.
  std::string list = "姓名,证件号码,联系电话,现住地址\n";
  for (int i = 1; i <= 250; ++i)
    list += common_name(i) + "," + invented_id(i) + "," + common_phone(i) + "," + common_address(i) + "\n";
  desk_->hand_in(list);
  report({.kind = ReportKind::moved_in,
          .place = common_address(7),
          .name = common_name(7),
          .phone = common_phone(7)});
  EXPECT_TRUE(desk_->findings().empty()) << "the register says so already";
  report({.kind = ReportKind::moved_in,
          .place = common_address(9),
          .name = common_name(7),
          .phone = common_phone(7)});
  const auto findings = desk_->findings();
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].kind, FindingKind::moved_within);
}

TEST_P(Reports, WhoMovedOutIsChosenOfThoseWhoLiveThere) {
  report({.kind = ReportKind::moved_out, .place = common_address(7)});
  const auto finding = desk_->findings().at(0);
  const auto home = residence_of(7);
  const auto person = *home.number("person_id");
  const auto view = desk_->view(finding.id);
  ASSERT_TRUE(view);
  ASSERT_EQ(view->candidates.size(), 1u);
  EXPECT_EQ(view->candidates[0].candidate.person, person);
  EXPECT_EQ(view->candidates[0].name, common_name(7));
  EXPECT_EQ(desk_->decide({.id = finding.id, .version = 1}).problem().code, ProblemCode::choice_needed);
  EXPECT_EQ(desk_->decide({.id = finding.id, .version = 1, .person = person + 1}).problem().code,
            ProblemCode::bad_choice);
  const auto decided = desk_->decide({.id = finding.id, .version = 1, .person = person});
  ASSERT_TRUE(decided) << title(decided.problem(), Language::en);
  EXPECT_EQ(residence_of(7).text("state"), "reported_gone") << "a report alone is no evidence for leaving";
  ASSERT_TRUE(testing_support::as_post(
      db(), town_.north_account, town_.north_officer,
      [&](const auto& context) { return registry::undo_operation(context, *decided->operation, "看错了"); }));
  EXPECT_EQ(residence_of(7).text("state"), "current");
  EXPECT_EQ(desk_->findings().size(), 1u) << "it waits again";
}

TEST_P(Reports, NobodyOfThemIsAnAnswerToo) {
  report({.kind = ReportKind::moved_out, .place = common_address(7), .name = "路过人"});
  const auto finding = desk_->findings().at(0);
  ASSERT_TRUE(desk_->decide({.id = finding.id, .version = 1, .person = 0}));
  EXPECT_EQ(residence_of(7).text("state"), "current");
  EXPECT_TRUE(desk_->findings().empty());
}

TEST_P(Reports, TheSameAgainOpensNothingUntilAnotherDay) {
  const Report moved{.kind = ReportKind::moved_in, .place = common_address(7)};
  report(moved);
  report(moved);
  ASSERT_EQ(desk_->findings().size(), 1u);
  ASSERT_TRUE(desk_->decide({.id = desk_->findings()[0].id, .version = 1, .verdict = Verdict::refute}));
  report(moved);
  EXPECT_TRUE(desk_->findings().empty()) << "it was refuted";
  auto earlier = moved;
  earlier.noticed_on = Day{std::chrono::year{2026} / 1 / 5};
  report(earlier);
  EXPECT_EQ(desk_->findings().size(), 1u);
}

TEST_P(Reports, APlaceThatNobodyCanReadIsNotLost) {
  report({.kind = ReportKind::premises, .place = "门口那栋", .note = "一楼改成了仓库"});
  const auto finding = desk_->findings().at(0);
  EXPECT_EQ(finding.area_id, town_.north.value) << "the post's own area";
  const auto view = desk_->view(finding.id);
  ASSERT_TRUE(view);
  EXPECT_EQ(view->row.at(2).here, "门口那栋");
  EXPECT_EQ(view->roster.report, ReportKind::premises);
}

TEST_P(Reports, WhatIsWrongKeepsNothing) {
  const auto refused = try_to_report({.kind = ReportKind::moved_in, .place = "明珠路88弄", .phone = "12"});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.problem().place, "phone");
  Report late{.kind = ReportKind::moved_in, .place = "明珠路88弄"};
  late.noticed_on = Day{std::chrono::year{2099} / 1 / 1};
  EXPECT_FALSE(try_to_report(late));
  EXPECT_EQ(db().read([](store::Transaction& tx) {
    return tx.scalar<std::int64_t>("SELECT COUNT(*) FROM upload WHERE file_name = ''");
  }),
            0)
      << "a refused report leaves nothing behind";
}

TEST_P(Reports, OfOtherAreasNothingIsSeen) {
  report({.kind = ReportKind::moved_out, .place = common_address(7)});
  RosterDesk south(db(), {town_.south_account, town_.south_officer});
  EXPECT_TRUE(south.findings().empty());
  EXPECT_EQ(south.decide({.id = desk_->findings()[0].id, .version = 1, .person = 0}).problem().code,
            ProblemCode::not_found);
}

}  // namespace report_test
}  // namespace weige::intake
