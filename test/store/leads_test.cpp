// Sealed letters on both engines: to whom they go, what is kept of them, how they end (boundaries 3).
#include <gtest/gtest.h>

#include "access/area_actions.h"
#include "support/in_access_town.h"
#include "support/leads.h"
#include "work/lead_actions.h"
#include "work/lead_key_actions.h"
#include "work/lead_key_store.h"
#include "work/lead_store.h"

namespace weige::work {
namespace leads_test {

using access::Actor;
using access::AreaKind;
using access::Role;
using store::Transaction;
using testing_support::kTestNow;
using testing_support::lead_point;
using testing_support::sealed_letter;
using testing_support::sealed_share;
using testing_support::wrapped_own_key;

constexpr std::chrono::hours kDay{24};

class Leads : public testing_support::InAccessTown {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    north_ = town().area(AreaKind::committee, "310118106001").id;
    south_ = town().area(AreaKind::committee, "310118106002").id;
    grid_ = town().area(AreaKind::grid, "north-1", north_).id;
    officer_.emplace(town().actor(Role::community_officer, north_));
    helper_.emplace(town().actor(Role::helper, north_));
    key_ = open_channel(*officer_);
  }
  LeadKeyId open_channel(const Actor& officer) {
    return write([&](Transaction& tx) -> Result<LeadKeyId> {
             WEIGE_CHECK(set_own_lead_key(tx, kTestNow, officer, {lead_point('a'), wrapped_own_key('a')}));
             WEIGE_TRY(const auto box,
                       make_lead_key(tx, kTestNow, officer,
                                     {.public_key = lead_point('p'),
                                      .shares = {{officer.account(), lead_point('a'), sealed_share('s')}}}));
             return box.keys.front().id;
           })
        .value();
  }
  Result<Day> send(const Actor& sender, const SealedLead& sealed, Instant now = kTestNow) {
    return send_lead(db(), now, sender, sealed);
  }
  SealedLead letter(char fill = 'x') {
    return {officer_->post(), key_, sealed_letter(fill), "salt " + std::to_string(++sent_)};
  }
  std::vector<Lead> box(const Actor& officer, Instant now = kTestNow) {
    return read([&](Transaction& tx) { return list_leads(tx, now, officer); }).value();
  }
  Result<Lead> open(const Actor& officer, LeadId id, Instant now = kTestNow) {
    return read([&](Transaction& tx) { return read_lead(tx, now, officer, id); });
  }
  std::vector<access::PostId> channels(const Actor& actor, LeadReach reach = LeadReach::own_area) {
    std::vector<access::PostId> out;
    const auto listed = read([&](Transaction& tx) { return list_channels(tx, kTestNow, actor, reach); });
    for (const auto& each : listed.value()) out.push_back(each.post.id);
    return out;
  }
  std::int64_t count(std::string_view sql) {
    return read([&](Transaction& tx) { return tx.scalar<std::int64_t>(sql); });
  }

  access::AreaId north_{}, south_{}, grid_{};
  std::optional<Actor> officer_, helper_;
  LeadKeyId key_{};
  int sent_ = 0;
};
WEIGE_BOTH_ENGINES(Leads);

TEST_P(Leads, GoToTheOfficersForTheSendersArea) {
  const auto of_grid = town().actor(Role::community_officer, grid_);
  const auto of_south = town().actor(Role::community_officer, south_);
  EXPECT_EQ(channels(*helper_), (std::vector{officer_->post(), of_grid.post()}))
      << "who covers the area, and who is within it";
  EXPECT_EQ(channels(town().actor(Role::coordinator, grid_)),
            (std::vector{officer_->post(), of_grid.post()}));
  EXPECT_EQ(channels(town().actor(Role::helper, south_)), std::vector{of_south.post()});
  EXPECT_EQ(channels(*officer_, LeadReach::town).size(), 3u);
  const auto refused =
      read([&](Transaction& tx) { return list_channels(tx, kTestNow, *helper_, LeadReach::town); });
  EXPECT_EQ(refused.problem().code, ProblemCode::forbidden);
  EXPECT_EQ(send(town().actor(Role::helper, south_), letter()).problem().code, ProblemCode::not_found);
  EXPECT_EQ(send(town().actor(Role::committee, north_), letter()).problem().code, ProblemCode::forbidden);
}

TEST_P(Leads, AreReadInThePostTheyWentToAndNowhereElse) {
  EXPECT_EQ(send(*helper_, letter()).value(), TownTime{}.day_of(kTestNow));
  const auto kept = box(*officer_);
  ASSERT_EQ(kept.size(), 1u);
  EXPECT_EQ(kept[0].state, LeadState::waiting);
  EXPECT_EQ(kept[0].key, key_);
  EXPECT_TRUE(kept[0].letter.empty()) << "lists go without";
  EXPECT_EQ(open(*officer_, kept[0].id)->letter, sealed_letter('x'));
  const auto other = town().actor(Role::community_officer, north_);
  EXPECT_TRUE(box(other).empty());
  EXPECT_EQ(open(other, kept[0].id).problem().code, ProblemCode::not_found);
  for (const auto role : {Role::helper, Role::coordinator, Role::grid_leader, Role::population_office}) {
    const auto who = town().actor(role, north_);
    EXPECT_EQ(open(who, kept[0].id).problem().code, ProblemCode::forbidden);
    EXPECT_EQ(read([&](Transaction& tx) { return list_leads(tx, kTestNow, who); }).problem().code,
              ProblemCode::forbidden);
  }
}

// What an operator could join: no column of a sender, no hour, no number in the order of arrival, no entry.
TEST_P(Leads, KeepNothingOfTheirSender) {
  const auto entries = count("SELECT count(*) FROM audit_entry");
  const auto before = write([](Transaction& tx) -> Result<std::int64_t> { return tx.next_id(); }).value();
  ASSERT_TRUE(send(*helper_, letter('x')));
  ASSERT_TRUE(send(*helper_, letter('y')));
  EXPECT_EQ(count("SELECT count(*) FROM audit_entry"), entries);
  const auto after = write([](Transaction& tx) -> Result<std::int64_t> { return tx.next_id(); }).value();
  const auto kept = box(*officer_);
  ASSERT_EQ(kept.size(), 2u);
  for (const auto& lead : kept) {
    EXPECT_FALSE(before <= lead.id.value && lead.id.value <= after) << "a number that tells when it came";
    EXPECT_LT(lead.id.value, std::int64_t{1} << 53);
    EXPECT_GT(lead.id.value, 0);
  }
  const auto texts = read([](Transaction& tx) {
    return tx.all("SELECT id, post_id, key_id, state, received_on, expires_on FROM lead",
                  [](const store::Row& row) {
                    return std::to_string(row.int64(0)) + " " + std::to_string(row.int64(1)) + " " +
                           std::to_string(row.int64(2)) + " " + std::string(row.text(4));
                  });
  });
  for (const auto& text : texts) {
    EXPECT_EQ(text.find(" " + std::to_string(helper_->post().value) + " "), text.npos);
    EXPECT_EQ(text.find(" " + std::to_string(helper_->account().value) + " "), text.npos);
  }
}

TEST_P(Leads, TheSameSendingIsOneLetterAndCountsOnce) {
  const auto sealed = letter();
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(send(*helper_, sealed));
  ASSERT_EQ(box(*officer_).size(), 1u);
  EXPECT_EQ(count("SELECT sent FROM lead_sent"), 1);
  EXPECT_EQ(send(town().actor(Role::helper, south_), sealed).problem().code, ProblemCode::not_found)
      << "nobody else learns that it is there";
  auto salted = sealed;
  salted.salt = "another";
  ASSERT_TRUE(send(*helper_, salted));
  EXPECT_EQ(box(*officer_).size(), 2u);
}

// What PostgreSQL keeps of the transaction that wrote a row, and where a row lies.
TEST_P(Leads, LieInNoOrderAndShareTheirTransactionWithTheirDayOnly) {
  const auto transactions = [&](std::string_view table) {
    if (GetParam() != store::Engine::postgres) return std::int64_t{1};
    return count("SELECT count(DISTINCT CAST(xmin AS TEXT)) FROM " + std::string(table));
  };
  const auto other = town().actor(Role::coordinator, north_);
  for (const char fill : {'a', 'b', 'c', 'd'}) {
    ASSERT_TRUE(send(*helper_, letter(fill)));
    ASSERT_TRUE(send(other, letter(fill)));
  }
  const auto id = box(*officer_).at(3).id;
  const auto text = open(*officer_, id)->letter;
  ASSERT_TRUE(write([&](Transaction& tx) {
    return mark_lead(tx, kTestNow, *officer_, {id, LeadState::unfounded});
  }));
  ASSERT_TRUE(mix_leads(db(), kTestNow));
  EXPECT_EQ(count("SELECT count(*) FROM lead WHERE mixed = 1"), 8);
  EXPECT_EQ(transactions("lead"), 1);
  EXPECT_EQ(transactions("lead_sent"), 1);
  ASSERT_TRUE(send(*helper_, letter('e')));
  ASSERT_TRUE(mix_leads(db(), kTestNow));
  EXPECT_EQ(count("SELECT count(*) FROM lead WHERE mixed = 1"), 9) << "the day's, together";
  EXPECT_EQ(transactions("lead"), 1);
  if (GetParam() == store::Engine::postgres) {
    EXPECT_EQ(count("SELECT count(*) FROM (SELECT id, lag(id) OVER (ORDER BY ctid) AS before FROM lead) l "
                    "WHERE before > id"),
              0);
  }
  ASSERT_TRUE(mix_leads(db(), kTestNow + kDay));
  EXPECT_EQ(count("SELECT count(*) FROM lead WHERE mixed = 2"), 9) << "and once more when it is over";
  EXPECT_EQ(open(*officer_, id)->letter, text);
  EXPECT_EQ(open(*officer_, id)->state, LeadState::unfounded);
}

TEST_P(Leads, WhatLiesMixedIsLeftAsItLies) {
  ASSERT_TRUE(send(*helper_, letter()));
  ASSERT_TRUE(mix_leads(db(), kTestNow));
  const auto again = [&](Instant now) {
    const auto today = TownTime{}.day_of(now);
    return write([&](Transaction& tx) -> Result<bool> { return mix_today(tx, today) || mix_over(tx, today); })
        .value();
  };
  EXPECT_FALSE(again(kTestNow));
  EXPECT_TRUE(again(kTestNow + kDay));
  EXPECT_FALSE(again(kTestNow + kDay));
}

TEST_P(Leads, AreSealedToTheKeyOfNowOrRefused) {
  auto wrong = letter();
  wrong.key.value += 1;
  EXPECT_EQ(send(*helper_, wrong).problem().code, ProblemCode::lead_key_changed);
  auto torn = letter();
  torn.letter.pop_back();
  EXPECT_EQ(send(*helper_, torn).problem().code, ProblemCode::lead_envelope);
  const auto closed = town().actor(Role::community_officer, north_);
  EXPECT_EQ(send(*helper_, {closed.post(), key_, sealed_letter('x'), "x"}).problem().code,
            ProblemCode::lead_key_changed)
      << "a post without a key";
  EXPECT_TRUE(box(*officer_).empty());
}

TEST_P(Leads, APostSendsSoManyADay) {
  for (int i = 0; i < kMostLeadsADay; ++i) ASSERT_TRUE(send(*helper_, letter()));
  const auto refused = send(*helper_, letter());
  EXPECT_EQ(refused.problem().code, ProblemCode::lead_limit_reached);
  EXPECT_EQ(refused.problem().args.at(0).value, std::to_string(kMostLeadsADay));
  EXPECT_TRUE(send(town().actor(Role::helper, north_), letter())) << "each post for itself";
  EXPECT_TRUE(send(*helper_, letter(), kTestNow + kDay));
  EXPECT_EQ(box(*officer_, kTestNow + kDay).size(), static_cast<std::size_t>(kMostLeadsADay) + 2);
}

TEST_P(Leads, AFullBoxTakesNoMore) {
  (void)write([&](Transaction& tx) -> Done {
    const auto today = TownTime{}.day_of(kTestNow);
    for (int i = 1; i <= kMostLeadsHeld; ++i)
      insert_lead(tx, {.id = {i},
                       .post = officer_->post(),
                       .key = key_,
                       .received_on = today,
                       .expires_on = lead_expiry(today),
                       .letter = sealed_letter('x')});
    return done();
  });
  EXPECT_EQ(send(*helper_, letter()).problem().code, ProblemCode::lead_box_full);
  EXPECT_TRUE(send(*helper_, letter(), kTestNow + kLeadKept)) << "what has ended takes no room";
}

TEST_P(Leads, AreMarkedByTheOfficer) {
  ASSERT_TRUE(send(*helper_, letter()));
  const auto id = box(*officer_).at(0).id;
  const auto mark = [&](LeadState state) {
    return write([&](Transaction& tx) { return mark_lead(tx, kTestNow, *officer_, {id, state}); });
  };
  EXPECT_EQ(mark(LeadState::read)->state, LeadState::read);
  EXPECT_EQ(mark(LeadState::unfounded)->state, LeadState::unfounded);
  EXPECT_EQ(mark(LeadState::unfounded)->state, LeadState::unfounded);
  EXPECT_EQ(box(*officer_).at(0).state, LeadState::unfounded);
  EXPECT_EQ(count("SELECT count(*) FROM audit_entry WHERE action = 'lead.marked'"), 2)
      << "what changes nothing is no change";
  const auto refused = write([&](Transaction& tx) {
    return mark_lead(tx, kTestNow, *helper_, {id, LeadState::read});
  });
  EXPECT_EQ(refused.problem().code, ProblemCode::forbidden);
}

TEST_P(Leads, AreSentOnSealedAnewAndEndWithTheFirst) {
  const auto south = town().actor(Role::community_officer, south_);
  const auto its_key = open_channel(south);
  ASSERT_TRUE(send(*helper_, letter()));
  const auto id = box(*officer_).at(0).id;
  const auto later = kTestNow + 10 * kDay;
  const auto forward = [&](const Actor& who, LeadKeyId key) {
    return write([&](Transaction& tx) {
      return forward_lead(tx, later, who, {id, {south.post(), key, sealed_letter('y'), "x"}});
    });
  };
  EXPECT_EQ(forward(*officer_, key_).problem().code, ProblemCode::lead_key_changed);
  EXPECT_EQ(forward(south, its_key).problem().code, ProblemCode::not_found) << "not its letter";
  EXPECT_EQ(forward(*helper_, its_key).problem().code, ProblemCode::forbidden);
  EXPECT_EQ(forward(*officer_, its_key)->state, LeadState::followed_up);
  const auto there = box(south, later);
  ASSERT_EQ(there.size(), 1u);
  EXPECT_EQ(there[0].received_on, TownTime{}.day_of(later));
  EXPECT_EQ(there[0].expires_on, lead_expiry(TownTime{}.day_of(kTestNow)));
  EXPECT_EQ(open(south, there[0].id, later)->letter, sealed_letter('y'));
  EXPECT_EQ(box(*officer_, later).at(0).state, LeadState::followed_up);
}

TEST_P(Leads, GoAfterNinetyDays) {
  ASSERT_TRUE(send(*helper_, letter()));
  const auto id = box(*officer_).at(0).id;
  const auto last = kTestNow + kLeadKept - kDay, over = kTestNow + kLeadKept;
  ASSERT_TRUE(erase_old_leads(db(), last));
  EXPECT_EQ(box(*officer_, last).size(), 1u);
  EXPECT_EQ(count("SELECT count(*) FROM lead_sent"), 0) << "whose day is over";
  EXPECT_TRUE(box(*officer_, over).empty()) << "also before anything has removed it";
  EXPECT_EQ(open(*officer_, id, over).problem().code, ProblemCode::not_found);
  ASSERT_TRUE(erase_old_leads(db(), over));
  EXPECT_EQ(count("SELECT count(*) FROM lead"), 0);
  EXPECT_EQ(count("SELECT count(*) FROM lead_key"), 1) << "the current one stays";
}

}  // namespace leads_test
}  // namespace weige::work
