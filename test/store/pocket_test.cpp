// Pocket rosters on both engines: kept from lists, mended line by line, told to be as they were (S3).
#include <gtest/gtest.h>

#include "intake/pocket_actions.h"
#include "support/databases.h"
#include "support/rosters.h"

namespace weige::intake {
namespace pocket_test {

using testing_support::as_post;
using testing_support::common_address;
using testing_support::common_name;
using testing_support::common_phone;
using testing_support::invented_id;
using testing_support::kTestNow;
using testing_support::RosterDesk;

constexpr int kPeople = 300;
constexpr const char* kHeader = "姓名,证件号码,联系电话,现住地址\n";

std::string lines(int first, int last) {
  std::string out = kHeader;
  for (int i = first; i <= last; ++i)
    out += common_name(i) + "," + invented_id(i) + "," + common_phone(i) + "," + common_address(i) + "\n";
  return out;
}

class Pocket : public testing_support::BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    town_ = testing_support::make_small_town(db());
    files_.emplace(db(), testing_support::Sender{town_.town_account, town_.town_post});
    testing_support::import_common_town(*files_, kPeople);
    desk_.emplace(db(), testing_support::Sender{town_.north_account, town_.north_officer});
  }
  template <class F>
  auto as_sender(F&& f) {
    auto out =
        as_post(db(), town_.north_account, town_.north_officer, [&](const registry::WriteContext& context) {
          return f(RosterContext{context.tx, context.actor, kTestNow});
        });
    desk_->run_jobs();
    return out;
  }
  std::vector<PocketLine> kept(std::optional<PocketState> state = PocketState::listed) {
    return as_sender([&](const RosterContext& context) -> Result<std::vector<PocketLine>> {
             return list_pocket(context.tx, context.actor, {.state = state, .limit = 1000});
           })
        .value();
  }
  Result<PocketLine> mend(const PocketEdit& edit) {
    return as_sender([&](const RosterContext& context) { return mend_line(context, edit); });
  }

  testing_support::SmallTown town_;
  std::optional<testing_support::ImportDesk> files_;
  std::optional<RosterDesk> desk_;
};
WEIGE_BOTH_ENGINES(Pocket);

TEST_P(Pocket, IsWhatTheSendersListsNameAndNobodyElsesBusiness) {
  desk_->hand_in(lines(1, 60));
  auto first = kept();
  ASSERT_EQ(first.size(), 60u);
  EXPECT_EQ(first[0].person.document_number, invented_id(1));
  desk_->hand_in(lines(31, 90));
  EXPECT_EQ(kept().size(), 90u);
  RosterDesk south(db(), {town_.south_account, town_.south_officer});
  const auto others = as_post(
      db(), town_.south_account, town_.south_officer,
      [](const registry::WriteContext& context) { return list_pocket(context.tx, context.actor, {}); });
  EXPECT_TRUE(others->empty());
}

TEST_P(Pocket, ACompleteListTellsWhoLeft) {
  desk_->hand_in(lines(1, 60));
  desk_->hand_in(lines(1, 50), {.complete = true});
  EXPECT_EQ(kept().size(), 50u);
  EXPECT_EQ(kept(PocketState::left).size(), 10u);
  desk_->hand_in(lines(60, 60));
  EXPECT_EQ(kept().size(), 51u) << "back again";
}

TEST_P(Pocket, AMendedLineIsHandedInLikeAnyList) {
  desk_->hand_in(lines(1, 60));
  ASSERT_TRUE(desk_->findings().empty());
  const auto line = kept().at(4);
  const auto mended = mend({.id = line.id, .version = line.version, .phone = "13811112222"});
  ASSERT_TRUE(mended) << title(mended.problem(), Language::en);
  EXPECT_EQ(kept().at(4).person.phone, "13811112222");
  EXPECT_EQ(kept().size(), 60u);
  const auto findings = desk_->findings();
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].kind, FindingKind::changed);
  EXPECT_EQ(mend({.id = line.id, .version = line.version, .phone = "13811113333"}).problem().code,
            ProblemCode::version_conflict);
  EXPECT_EQ(mend({.id = line.id, .version = mended->version, .phone = "12"}).problem().place, "phone");
  EXPECT_EQ(
      mend({.id = line.id, .version = mended->version, .document_number = invented_id(9)}).problem().code,
      ProblemCode::line_listed);
}

TEST_P(Pocket, WhoLeftIsReported) {
  desk_->hand_in(lines(1, 60));
  const auto line = kept().at(6);
  const auto left = as_sender([&](const RosterContext& context) {
    return tell_left(context, {line.id, line.version});
  });
  ASSERT_TRUE(left) << title(left.problem(), Language::en);
  EXPECT_EQ(left->state, PocketState::left);
  EXPECT_EQ(kept().size(), 59u);
  const auto findings = desk_->findings();
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].kind, FindingKind::reported);
  EXPECT_EQ(desk_->view(findings[0].id)->candidates.size(), 1u) << "who lives there under that name";
}

TEST_P(Pocket, AddedLinesAreHandedInAndAreThereOnce) {
  desk_->hand_in(lines(1, 10));
  const auto add = [&](int number) {
    return as_sender([&](const RosterContext& context) {
      return add_line(context, {.person = {.name = common_name(number),
                                           .document_number = invented_id(number),
                                           .address = common_address(number)}});
    });
  };
  ASSERT_TRUE(add(11));
  EXPECT_EQ(kept().size(), 11u);
  EXPECT_EQ(add(11).problem().code, ProblemCode::line_listed);
  EXPECT_EQ(kept().size(), 11u);
}

TEST_P(Pocket, LinesAreNoCompleteListUnlessTheSenderSaysSo) {
  desk_->hand_in(lines(1, 10));
  const auto scope = kept().at(0).scope;
  const auto told = as_sender([&](const RosterContext& context) {
    return tell_unchanged(context, {.kind = scope.kind, .id = scope.id});
  });
  ASSERT_TRUE(told);
  EXPECT_FALSE(desk_->look(told->id).complete);
  EXPECT_TRUE(desk_->findings().empty()) << "nobody is gone because a part names them not";
}

TEST_P(Pocket, WhatWasTypedByHandStays) {
  const auto added = as_sender([&](const RosterContext& context) {
    return add_line(context, {.person = {.name = "上官羽涵", .address = "老街口"}});
  });
  ASSERT_TRUE(added) << title(added.problem(), Language::en);
  const auto line = kept().at(0);
  EXPECT_EQ(line.person.address, "老街口");
  EXPECT_EQ(line.version, added->version) << "its own list says nothing new of it";
}

TEST_P(Pocket, AllAsItWasIsACompleteListOfToday) {
  desk_->hand_in(lines(1, 60), {.reference = Day{std::chrono::year{2026} / 1 / 5}});
  const auto scope = kept().at(0).scope;
  const auto told = as_sender([&](const RosterContext& context) {
    return tell_unchanged(context, {.kind = scope.kind, .id = scope.id, .complete = true});
  });
  ASSERT_TRUE(told) << title(told.problem(), Language::en);
  const auto roster = desk_->look(told->id);
  EXPECT_TRUE(roster.complete);
  EXPECT_EQ(roster.rows, 60);
  EXPECT_EQ(roster.outcomes.at("same"), 60);
  EXPECT_EQ(kept().at(0).listed_on, roster.reference);
  EXPECT_EQ(as_sender([&](const RosterContext& context) {
              return tell_unchanged(context, {.kind = ScopeKind::address, .id = 1});
            })
                .problem()
                .code,
            ProblemCode::not_found);
}

TEST_P(Pocket, GoesWhenItsTimeIsOver) {
  desk_->hand_in(lines(1, 10));
  ASSERT_TRUE(erase_old_rosters(db(), kTestNow + kRosterKept + std::chrono::hours{24}));
  EXPECT_TRUE(kept(std::nullopt).empty());
}

}  // namespace pocket_test
}  // namespace weige::intake
