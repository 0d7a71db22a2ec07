// Rosters from bytes to decided findings, on both engines (N3, S3, C7): outcomes, the same list again, undo,
// what the sender is told, and decisions where it matters.
#include <gtest/gtest.h>

#include "intake/roster_answer_actions.h"
#include "registry/record_rules.h"
#include "registry/record_store.h"
#include "registry/undo_actions.h"
#include "support/databases.h"
#include "support/rosters.h"

namespace weige::intake {
namespace roster_test {

using registry::RecordKind;
using registry::RowOutcome;
using testing_support::as_post;
using testing_support::common_address;
using testing_support::common_name;
using testing_support::common_phone;
using testing_support::invented_id;
using testing_support::kTestNow;
using testing_support::RosterDesk;
using testing_support::SmallTown;
using Counts = std::map<std::string, int>;

constexpr int kPeople = 400;
constexpr const char* kHeader = "姓名,证件号码,联系电话,现住地址\n";

std::string line(int number) {
  return common_name(number) + "," + invented_id(number) + "," + common_phone(number) + "," +
         common_address(number) + "\n";
}

class Rosters : public testing_support::BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    town_ = testing_support::make_small_town(db());
    files_.emplace(db(), testing_support::Sender{town_.town_account, town_.town_post});
    testing_support::import_common_town(*files_, kPeople);
    desk_.emplace(db(), testing_support::Sender{town_.town_account, town_.town_post});
    officer_.emplace(db(), testing_support::Sender{town_.north_account, town_.north_officer});
  }

  registry::Record person(int number) {
    return records(RecordKind::person, "document_key", "resident_id:" + invented_id(number)).at(0);
  }
  std::vector<registry::Record> records(RecordKind kind, std::string_view field, const std::string& value) {
    return db().read([&](store::Transaction& tx) {
      const auto actor = access::Actor::resume(tx, kTestNow, town_.town_account, town_.town_post,
                                               access::Purpose::data_quality);
      return registry::find_records(tx, actor->scope(), kind, {field, value});
    });
  }
  std::int64_t count(const std::string& table, const std::string& where = "1 = 1") {
    return db().read([&](store::Transaction& tx) {
      return tx.scalar<std::int64_t>("SELECT COUNT(*) FROM " + table + " WHERE " + where);
    });
  }
  // One row under the header; its outcome.
  ComparedRow compared(const std::string& header, const std::string& row) {
    // Learned from together with rows that agree, as real lists have them.
    std::string file = header + row;
    const auto columns = std::count(header.begin(), header.end(), ',');
    for (int i = 1; i <= 60; ++i) {
      std::string known =
          common_name(i) + "," + invented_id(i) + "," + common_phone(i) + "," + common_address(i);
      for (auto c = std::count(known.begin(), known.end(), ','); c < columns; ++c) known += ",";
      file += known + "\n";
    }
    return desk_->rows(desk_->hand_in(file)).at(0);
  }

  SmallTown town_;
  std::optional<testing_support::ImportDesk> files_;
  std::optional<RosterDesk> desk_, officer_;
};
WEIGE_BOTH_ENGINES(Rosters);

TEST_P(Rosters, EveryRowHasOneOutcomeAndNothingIsWritten) {
  const auto before = count("change");
  std::string file = kHeader;
  for (int i = 1; i <= 50; ++i) file += line(i);
  file +=
      common_name(60) + "," + invented_id(60) + ",13811112222," + common_address(60) + "\n";  // another phone
  file += common_name(61) + "," + invented_id(61) + "," + common_phone(61) + "," + common_address(99) + "\n";
  file += "上官羽涵," + invented_id(901) + ",13700000901,明珠路88弄3号101室\n";
  file += ",,,\n小明,,,\n";
  const auto roster = desk_->hand_in(file);
  EXPECT_EQ(roster.outcomes,
            (Counts{{"changed", 1}, {"invalid", 1}, {"moved_within", 1}, {"new", 1}, {"same", 50}}));
  EXPECT_EQ(roster.answers, (Counts{{"mend", 1}, {"taken", 53}}));
  EXPECT_EQ(desk_->findings().size(), 3u);
  EXPECT_EQ(count("change"), before);
}

TEST_P(Rosters, TheSameListAgainOpensNothingAnew) {
  std::string file = kHeader;
  for (int i = 1; i <= 50; ++i) file += line(i);
  file += common_name(60) + "," + invented_id(60) + ",13811112222," + common_address(60) + "\n";
  const auto first = desk_->hand_in(file);
  const auto again = desk_->hand_in(file);
  EXPECT_EQ(first.outcomes, again.outcomes);
  EXPECT_EQ(count("finding"), 1);
  EXPECT_EQ(desk_->rows(first).back().finding, desk_->rows(again).back().finding);
}

TEST_P(Rosters, ADecisionGoesIntoTheRegisterAndCanBeUndone) {
  std::string file = kHeader;
  for (int i = 1; i <= 50; ++i) file += line(i);
  file += common_name(60) + "," + invented_id(60) + ",13811112222," + common_address(60) + "\n";
  desk_->hand_in(file);
  const auto finding = officer_->findings().at(0);
  const auto decided = officer_->decide({.id = finding.id, .version = finding.version});
  ASSERT_TRUE(decided) << title(decided.problem(), Language::en);
  EXPECT_EQ(person(60).text("phone"), "13811112222");
  EXPECT_EQ(officer_->findings().size(), 0u);
  const auto undone = as_post(db(), town_.north_account, town_.north_officer, [&](const auto& context) {
    return registry::undo_operation(context, *decided->operation, "看错了");
  });
  ASSERT_TRUE(undone);
  EXPECT_EQ(person(60).text("phone"), common_phone(60));
  EXPECT_EQ(officer_->findings().size(), 1u) << "it waits again";
}

TEST_P(Rosters, OfTwoClerksOneWins) {
  desk_->hand_in(kHeader + common_name(60) + "," + invented_id(60) + ",13811112222," + common_address(60) +
                 "\n");
  const auto finding = officer_->findings().at(0);
  ASSERT_TRUE(desk_->decide({.id = finding.id, .version = finding.version, .verdict = Verdict::refute}));
  const auto late = officer_->decide({.id = finding.id, .version = finding.version});
  ASSERT_FALSE(late);
  EXPECT_EQ(late.problem().code, ProblemCode::finding_decided);
  EXPECT_EQ(person(60).text("phone"), common_phone(60));
}

TEST_P(Rosters, WhatWasRefutedIsNotAskedAgain) {
  const auto file =
      kHeader + common_name(60) + "," + invented_id(60) + ",13811112222," + common_address(60) + "\n";
  desk_->hand_in(file);
  const auto finding = officer_->findings().at(0);
  ASSERT_TRUE(officer_->decide({.id = finding.id, .version = finding.version, .verdict = Verdict::refute}));
  desk_->hand_in(file);
  EXPECT_EQ(officer_->findings().size(), 0u);
}

TEST_P(Rosters, ACompleteListTellsWhoIsGoneWithinItsScopeOnly) {
  const auto number = records(RecordKind::address, "current_key", "上海市青浦区徐泾镇明珠路88弄1号");
  ASSERT_EQ(number.size(), 1u);
  std::string file = kHeader;
  for (int i = 1; i < 50; ++i)
    if (i != 7) file += line(i);
  NewRoster wish{.scope = ScopeKind::address, .scope_id = number[0].id};
  EXPECT_FALSE(desk_->hand_in(file, wish).outcomes.contains("gone")) << "a part of a list";
  wish.complete = true;
  EXPECT_EQ(desk_->hand_in(file, wish).outcomes.at("gone"), 1);
  const auto gone = officer_->findings();
  ASSERT_EQ(gone.size(), 1u);
  EXPECT_EQ(gone[0].person, person(7).id);
  ASSERT_TRUE(officer_->decide({.id = gone[0].id, .version = 1}));
  const auto residence = records(RecordKind::residence, "person_id", std::to_string(person(7).id)).at(0);
  EXPECT_EQ(residence.text("state"), "reported_gone") << "a list alone is no evidence for leaving";
}

TEST_P(Rosters, TheRegistersSideSaysWhenEachValueWasConfirmed) {
  const Day imported{std::chrono::year{2024} / 1 / 1}, mended{std::chrono::year{2026} / 11 / 2};
  std::string file = kHeader;
  for (int i = 1; i <= 60; ++i) file += line(i);
  const auto row = [](const std::string& phone) {
    return common_name(70) + "," + invented_id(70) + "," + phone + "," + common_address(70) + "\n";
  };
  const auto first = desk_->hand_in(file + row("13811110070"), {.reference = mended, .source = "明珠苑物业"});
  desk_->apply(first, {FindingKind::changed});
  desk_->hand_in(file + row("13811110071"));
  const auto view = desk_->view(desk_->findings().at(0).id);
  ASSERT_TRUE(view);
  std::map<std::string, std::pair<std::optional<Day>, std::string>> told;
  for (const auto& pair : view->candidates.at(0).fields) told[pair.field] = {pair.confirmed_at, pair.source};
  EXPECT_EQ(told.at("phone"), std::pair(std::optional(mended), std::string("明珠苑物业")));
  EXPECT_EQ(told.at("name").first, std::nullopt) << "nothing to decide";
  desk_->hand_in(file + common_name(71) + "," + invented_id(71) + "," + common_phone(71) + "," +
                 common_address(90) + "\n");
  const auto moved = desk_->view(desk_->findings().back().id);
  ASSERT_TRUE(moved);
  EXPECT_EQ(moved->candidates.at(0).fields.at(4).field, "address");
  EXPECT_EQ(moved->candidates.at(0).fields.at(4).confirmed_at, imported);
}

TEST_P(Rosters, AWholeRosterIsAppliedAndUndoneAtOnce) {
  std::string file = kHeader;
  for (int i = 1; i <= 150; ++i)
    file +=
        common_name(i) + "," + invented_id(i) + "," + common_phone(i + 1000) + "," + common_address(i) + "\n";
  const auto roster = desk_->hand_in(file);
  EXPECT_EQ(roster.outcomes, (Counts{{"changed", 150}}));
  desk_->apply(roster, {FindingKind::changed});
  const auto applied = desk_->look(roster.id);
  ASSERT_TRUE(applied.operation);
  EXPECT_EQ(person(149).text("phone"), common_phone(1149));
  EXPECT_EQ(desk_->findings().size(), 0u);
  const auto undone = as_post(db(), town_.town_account, town_.town_post, [&](const auto& context) {
    return registry::undo_operation(context, *applied.operation, "名单有误");
  });
  ASSERT_TRUE(undone);
  EXPECT_EQ(person(149).text("phone"), common_phone(149));
  EXPECT_EQ(desk_->findings().size(), 150u);
}

TEST_P(Rosters, OfWhatWasLearnedTheLatestIsKept) {
  const auto roster = desk_->hand_in(kHeader + line(1));
  db().write([&](store::Transaction& tx) -> Done {
    for (int i = 1; i <= kModelsKept + 5; ++i)
      insert_model(tx, roster, "model " + std::to_string(i), kTestNow);
    return done();
  });
  EXPECT_EQ(count("link_model"), kModelsKept);
  const auto latest = db().read([](store::Transaction& tx) { return latest_model(tx); });
  EXPECT_EQ(latest, "model " + std::to_string(kModelsKept + 5));
}

TEST_P(Rosters, WhatIsTheSameIsConfirmedWithTheDayOfTheList) {
  const Day day{std::chrono::year{2026} / 11 / 1};
  std::string file = kHeader;
  for (int i = 1; i <= 150; ++i) file += line(i);
  const auto roster = desk_->hand_in(file, {.reference = day});
  const auto home = [&] {
    return records(RecordKind::residence, "main_key", std::to_string(person(149).id)).at(0);
  };
  const auto before = home().confirmed_at;
  const auto operations = count("operation");
  ASSERT_LT(before, day);
  desk_->confirm_same(roster);
  EXPECT_EQ(home().confirmed_at, day);
  EXPECT_EQ(person(149).confirmed_at, day);
  EXPECT_LT(person(151).confirmed_at, day) << "not on the list";
  EXPECT_EQ(person(149).text("phone"), common_phone(149));
  const auto written = count("change");
  desk_->confirm_same(roster);
  EXPECT_EQ(count("change"), written) << "nothing is fresher";
  EXPECT_EQ(count("operation"), operations + 1) << "one for the whole list";
  const auto undone = as_post(db(), town_.town_account, town_.town_post, [&](const auto& context) {
    return registry::undo_operation(context, *desk_->look(roster.id).operation, "名单有误");
  });
  ASSERT_TRUE(undone) << title(undone.problem(), Language::en);
  EXPECT_EQ(home().confirmed_at, before);
}

TEST_P(Rosters, AHomeThatTheListDoesNotNameIsNotConfirmed) {
  const std::string moved =
      common_name(61) + "," + invented_id(61) + "," + common_phone(61) + "," + common_address(99) + "\n";
  const auto roster =
      desk_->hand_in(kHeader + moved + moved, {.reference = Day{std::chrono::year{2026} / 11 / 1}});
  const auto home = [&] {
    return records(RecordKind::residence, "main_key", std::to_string(person(61).id)).at(0);
  };
  const auto before = home().confirmed_at;
  const auto finding = desk_->findings().at(0);
  ASSERT_EQ(finding.kind, FindingKind::moved_within);
  ASSERT_TRUE(desk_->decide({.id = finding.id, .version = 1, .verdict = Verdict::refute}));
  desk_->confirm_same(roster);
  EXPECT_EQ(home().confirmed_at, before);
}

// Decisions where it matters (issue 3, Shows 4).

TEST_P(Rosters, TwinsAreToldApartByTheirNumbersOnly) {
  const auto twins = "陆明远," + invented_id(701) + ",,明珠路88弄5号301室,北居委会\n陆明达," +
                     invented_id(703) + ",,明珠路88弄5号301室,北居委会\n";
  files_->import("姓名,证件号码,联系电话,现住地址,所属村居\n" + twins);
  EXPECT_EQ(compared(kHeader, "陆明达," + invented_id(703) + ",,明珠路88弄5号301室\n").person,
            person(703).id);
  const auto unsure = compared(kHeader, "陆明," + invented_id(701).substr(0, 14) + ",,明珠路88弄5号301室\n");
  EXPECT_EQ(unsure.outcome, RowOutcome::ambiguous) << "never the first of several";
}

TEST_P(Rosters, FatherAndSonWithLikeNamesAreTwoPeople) {
  files_->import("姓名,证件号码,联系电话,现住地址,所属村居\n陆建国," + invented_id(711, "19550101") +
                 ",13611110001,明珠路88弄5号302室,北居委会\n");
  const auto son =
      compared(kHeader, "陆建," + invented_id(713, "19850101") + ",13611110002,明珠路88弄5号302室\n");
  const auto father =
      records(RecordKind::person, "document_key", "resident_id:" + invented_id(711, "19550101")).at(0);
  EXPECT_NE(son.person, father.id);
}

TEST_P(Rosters, OneNameTwiceAtADormitoryIsForAPersonToDecide) {
  files_->import("姓名,证件号码,联系电话,现住地址,所属村居,房屋用途\n张伟," + invented_id(721) +
                 ",,明珠路90号,北居委会,集体宿舍\n张伟," + invented_id(723) +
                 ",,明珠路90号,北居委会,集体宿舍\n");
  EXPECT_EQ(compared(kHeader, "张伟,,,明珠路90号\n").outcome, RowOutcome::ambiguous);
}

TEST_P(Rosters, ANumberThatBelongsToSomeoneElseIsNotBelieved) {
  const auto row = compared(kHeader, common_name(70) + "," + invented_id(71) + "," + common_phone(70) + "," +
                                         common_address(70) + "\n");
  EXPECT_EQ(row.outcome, RowOutcome::ambiguous);
  EXPECT_EQ(person(71).text("name"), common_name(71));
}

TEST_P(Rosters, OnlyACandidateCanBeChosen) {
  compared(kHeader, common_name(70) + "," + invented_id(71) + "," + common_phone(70) + "," +
                        common_address(70) + "\n");
  const auto finding = desk_->findings().at(0);
  ASSERT_EQ(finding.kind, FindingKind::ambiguous);
  const FindingDecision stranger{.id = finding.id, .version = finding.version, .person = person(200).id};
  const auto refused = desk_->decide(stranger);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.problem().code, ProblemCode::bad_choice);
  EXPECT_EQ(desk_->decide({.id = finding.id, .version = finding.version}).problem().code,
            ProblemCode::choice_needed);
}

TEST_P(Rosters, AChangedPhoneIsAChangeOfTheSamePerson) {
  const auto row = compared(
      kHeader, common_name(72) + "," + invented_id(72) + ",18800001111," + common_address(72) + "\n");
  EXPECT_EQ(row.outcome, RowOutcome::changed);
  EXPECT_EQ(row.person, person(72).id);
}

TEST_P(Rosters, TwoAddressesOfOnePersonInOneFileAreForAPersonToDecide) {
  std::string file = kHeader + common_name(73) + "," + invented_id(73) + "," + common_phone(73) + "," +
                     common_address(73) + "\n" + common_name(73) + "," + invented_id(73) + "," +
                     common_phone(73) + "," + common_address(173) + "\n";
  const auto rows = desk_->rows(desk_->hand_in(file));
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].outcome, RowOutcome::ambiguous);
  EXPECT_EQ(rows[1].outcome, RowOutcome::ambiguous);
}

TEST_P(Rosters, OneWrongDigitIsFoundAndToldToTheSender) {
  auto wrong = invented_id(74);
  wrong[9] = wrong[9] == '9' ? '8' : static_cast<char>(wrong[9] + 1);
  const auto header = std::string(kHeader);
  const auto row = compared(
      header, common_name(74) + "," + wrong + "," + common_phone(74) + "," + common_address(74) + "\n");
  EXPECT_EQ(row.person, person(74).id);
  EXPECT_EQ(row.outcome, RowOutcome::same) << "the cell that is wrong is not compared";
}

// No oracle (boundaries 6, issue 3): what a sender is told is the same whether the register knows the people
// or not.
TEST_P(Rosters, AnAnswerGivesNothingOfTheRegisterAway) {
  std::string known = kHeader, unknown = kHeader;
  for (int i = 1; i <= 200; ++i) {
    known += line(i);
    unknown += common_name(i) + "," + invented_id(i + 500) + "," + common_phone(i + 5000) + "," +
               common_address(i + 100) + "\n";
  }
  const auto told = [&](const Roster& roster) {
    std::vector<std::pair<RowAnswer, std::size_t>> out;
    for (const auto& row : desk_->answers(roster)) out.emplace_back(row.answer, row.mend.size());
    return out;
  };
  const auto a = desk_->hand_in(known), b = desk_->hand_in(unknown);
  EXPECT_NE(a.outcomes, b.outcomes);
  EXPECT_EQ(told(a), told(b));
  EXPECT_EQ(a.answers, b.answers);
  EXPECT_EQ(a.problems, b.problems);
}

// Nor does the time it takes: the answer waits for no comparison, neither of this list nor of one before it.
TEST_P(Rosters, TheAnswerDoesNotWaitForComparing) {
  const auto waiting = desk_->try_to_hand_in(kHeader + line(1)).value().id;
  const auto id = desk_->try_to_hand_in(kHeader + line(2) + line(3)).value().id;
  jobs::JobRunner answers(db(), fixed_clock(kTestNow), {.instance = "answers"});
  answers.handle(std::string(kRosterAnswerJob), answer_handler(fixed_clock(kTestNow)));
  while (answers.run_one()) {
  }
  EXPECT_FALSE(desk_->look(waiting).compared_at);
  const auto answered = desk_->look(id);
  EXPECT_TRUE(answered.answered_at);
  EXPECT_FALSE(answered.compared_at);
  EXPECT_EQ(answered.answers, (std::map<std::string, int>{{"taken", 2}}));
  desk_->run_jobs();
  const auto compared = desk_->look(id);
  EXPECT_TRUE(compared.compared_at);
  EXPECT_EQ(compared.answers, answered.answers);
}

TEST_P(Rosters, OfOtherAreasNothingIsSeen) {
  desk_->hand_in(kHeader + common_name(60) + "," + invented_id(60) + ",13811112222," + common_address(60) +
                 "\n");
  RosterDesk south(db(), {town_.south_account, town_.south_officer});
  EXPECT_EQ(south.findings().size(), 0u);
  const auto finding = officer_->findings().at(0);
  const auto refused = south.decide({.id = finding.id, .version = finding.version});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.problem().code, ProblemCode::not_found);
}

// N7: what the register knows of people elsewhere is for those who cover them.
TEST_P(Rosters, OfPeopleElsewhereOnlyThatThereIsSomebodyIsTold) {
  files_->import("姓名,证件号码,联系电话,现住地址,所属村居\n上官羽涵," + invented_id(900) +
                 ",13700000900,育才路9号101室,南居委会\n");
  RosterDesk south(db(), {town_.south_account, town_.south_officer});
  const auto roster = south.hand_in("姓名,证件号码,联系电话,现住地址,所属村居\n" + common_name(60) + "," +
                                    invented_id(60) + "," + common_phone(60) + ",育才路9号101室,南居委会\n");
  const auto findings = south.findings();
  ASSERT_EQ(findings.size(), 1u);
  const auto view = south.view(findings[0].id);
  ASSERT_TRUE(view) << title(view.problem(), Language::en);
  EXPECT_FALSE(view->finding.person);
  ASSERT_EQ(view->candidates.size(), 1u);
  EXPECT_FALSE(view->candidates[0].seen);
  EXPECT_EQ(view->candidates[0].candidate.person, 0);
  EXPECT_EQ(view->candidates[0].candidate.probability, 0);
  EXPECT_TRUE(view->candidates[0].candidate.why.empty());

  const auto rows = [&](const testing_support::Sender& who, std::optional<access::Purpose> purpose) {
    return db().read([&](store::Transaction& tx) {
      const auto actor = access::Actor::resume(tx, kTestNow, who.account, who.post, purpose);
      return read_compared(tx, actor.value(), roster.id, {});
    });
  };
  const auto told = rows({town_.south_account, town_.south_officer}, {}).value().at(0);
  EXPECT_TRUE(told.elsewhere);
  EXPECT_EQ(told.person, 0);
  EXPECT_EQ(told.probability, 0);
  const testing_support::Sender office{town_.town_account, town_.town_post};
  EXPECT_EQ(rows(office, access::Purpose::data_quality).value().at(0).person, person(60).id);
  EXPECT_EQ(rows(office, {}).problem().code, ProblemCode::purpose_required);
}

// A list of the whole town: how much of it was new is no business of a committee that reads one finding.
TEST_P(Rosters, WhatBecameOfAListAsAWholeIsForWhoCoversIt) {
  desk_->hand_in(kHeader + common_name(60) + "," + invented_id(60) + ",13811112222," + common_address(60) +
                 "\n");
  const auto finding = officer_->findings().at(0);
  EXPECT_FALSE(officer_->view(finding.id)->covers_roster);
  EXPECT_TRUE(desk_->view(finding.id)->covers_roster);
}

TEST_P(Rosters, SideBySideNoNumberIsShownInFull) {
  desk_->hand_in(kHeader + common_name(60) + "," + invented_id(60) + ",13811112222," + common_address(60) +
                 "\n");
  const auto view = officer_->view(officer_->findings().at(0).id);
  ASSERT_TRUE(view) << title(view.problem(), Language::en);
  ASSERT_EQ(view->candidates.size(), 1u);
  for (const auto& pair : view->candidates[0].fields) {
    if (pair.field == "phone") {
      EXPECT_TRUE(pair.differs);
      EXPECT_EQ(pair.here, registry::masked("phone", "13811112222"));
      EXPECT_EQ(pair.there, registry::masked("phone", common_phone(60)));
    }
    if (pair.field == "document_number") {
      EXPECT_NE(pair.here.find("***"), std::string::npos);
    }
  }
  ASSERT_EQ(view->changes.size(), 1u);
  EXPECT_EQ(view->changes[0].fields.at(0).field, "phone");
}

}  // namespace roster_test
}  // namespace weige::intake
