// What residents are told of who looked at their record, on both engines: offices, purposes, pages, lawful
// delays, and nothing of anybody else.
#include <gtest/gtest.h>

#include <algorithm>

#include "access/audit_log_store.h"
#include "registry/merge_actions.h"
#include "registry/record_store.h"
#include "registry/view_actions.h"
#include "support/imports.h"
#include "support/in_resident_town.h"
#include "town/own_reading_actions.h"
#include "town/reading_delay_actions.h"

namespace weige::town {
namespace own_readings_test {

using namespace std::chrono_literals;
using access::Actor;
using access::Role;
using registry::ReadContext;
using registry::WriteContext;
using testing_support::invented_id;
using testing_support::kTestNow;

class OwnReadingsOf : public testing_support::InResidentTown {
 protected:
  void SetUp() override {
    InResidentTown::SetUp();
    if (IsSkipped()) return;
    home_ = town_->door("明珠路88弄3号201室", town_->small().north);
    wang_ = town_->person("王伟", invented_id(1), home_).id;
    li_ = town_->person("李娜", invented_id(2), home_).id;
  }
  void look(const Actor& actor, std::int64_t person, Instant now = kTestNow) {
    EXPECT_TRUE(town_->reading(
        actor, [&](const ReadContext& context) { return registry::read_person(context, person); }, now));
  }
  OwnReadings readings(std::int64_t person, Instant now = kTestNow, OwnReadingsAsked asked = {}) {
    town_->place_audit();
    return town_
        ->own(
            person, [&](const OwnContext& context) { return list_own_readings(context, asked); }, now)
        .value();
  }
  // The acts of offices, newest first, as "act by post".
  std::vector<std::string> looks(std::int64_t person, Instant now = kTestNow) {
    std::vector<std::string> out;
    for (const auto& each : readings(person, now).items)
      if (each.act->code == "record.read") out.push_back(each.office + (each.delayed ? " delayed" : ""));
    return out;
  }
  std::string title(const Actor& actor) {
    return db().read([&](store::Transaction& tx) {
      return tx.scalar<std::string>("SELECT title FROM post WHERE id = $1", actor.post());
    });
  }
  Result<ReadingDelay> delay(const Actor& actor, std::int64_t person, const char* until,
                             Instant now = kTestNow) {
    return town_->as(
        actor,
        [&](const WriteContext& context) {
          return delay_readings(context, {.person = person,
                                          .reason = DelayReason::would_hinder_duty,
                                          .until = parse_iso_day(until).value()});
        },
        now);
  }

  std::int64_t home_ = 0, wang_ = 0, li_ = 0;
};
WEIGE_BOTH_ENGINES(OwnReadingsOf);

TEST_P(OwnReadingsOf, TellOfficeTimeAndPurposeWithItsRule) {
  const auto officer =
      town_->actor(Role::community_officer, town_->small().north, access::Purpose::door_check);
  look(officer, wang_);
  const auto found = readings(wang_).items;
  const auto it =
      std::ranges::find_if(found, [](const auto& each) { return each.act->code == "record.read"; });
  ASSERT_NE(it, found.end());
  EXPECT_EQ(it->at, kTestNow);
  EXPECT_EQ(it->by, ReadBy::office);
  EXPECT_EQ(it->office, title(officer));
  EXPECT_EQ(it->purpose, access::Purpose::door_check);
  EXPECT_FALSE(it->listed);
  EXPECT_TRUE(looks(li_).empty()) << "nobody looked at her";
}

TEST_P(OwnReadingsOf, TellOfListsAndOfOnesOwnLooks) {
  const auto office = town_->actor(Role::population_office, access::kTown, access::Purpose::data_quality);
  EXPECT_TRUE(town_->reading(
      office, [&](const ReadContext& context) { return registry::read_premises(context, home_); }));
  (void)readings(wang_);
  const auto again = readings(wang_).items;
  EXPECT_TRUE(std::ranges::any_of(
      again, [](const auto& each) { return each.act->code == "record.read" && each.listed; }));
  EXPECT_TRUE(std::ranges::any_of(again, [](const auto& each) {
    return each.act->code == "resident.readings_read" && each.by == ReadBy::resident && each.office.empty();
  }));
}

TEST_P(OwnReadingsOf, ComeInPagesThatMissNothingAndRepeatNothing) {
  const auto officer = town_->actor(Role::community_officer, town_->small().north);
  for (int i = 0; i < 23; ++i) look(officer, wang_, kTestNow + std::chrono::seconds{i});
  const auto all = readings(wang_, kTestNow, {.limit = 500}).items;
  std::vector<std::int64_t> paged;
  OwnReadingsAsked asked{.limit = 5};
  for (;;) {
    const auto page = readings(wang_, kTestNow, asked);
    for (const auto& each : page.items)
      if (each.number <= all.front().number) paged.push_back(each.number);
    if (!page.next_before) break;
    asked.before = page.next_before;
  }
  std::vector<std::int64_t> whole;
  for (const auto& each : all) whole.push_back(each.number);
  EXPECT_EQ(paged, whole);
  EXPECT_EQ(whole.size(), 23u) << "the own look is in the next answer";
}

TEST_P(OwnReadingsOf, AreWithheldUntilALawfulDelayEndsAndThenSaySo) {
  const auto station = town_->actor(Role::police_station, town_->small().north);
  const auto officer = town_->actor(Role::community_officer, town_->small().north);
  const auto before = kTestNow - 24h;
  look(station, wang_, before);
  ASSERT_TRUE(delay(station, wang_, "2026-11-30").ok());
  look(station, wang_);
  look(station, wang_, kTestNow + 24h);
  look(station, li_);
  look(officer, wang_);
  const auto meanwhile = kTestNow + 48h, last = kTestNow + 7 * 24h, over = kTestNow + 8 * 24h;
  EXPECT_EQ(looks(wang_, meanwhile), (std::vector<std::string>{title(officer), title(station)}))
      << "of the station only what was before";
  EXPECT_EQ(looks(wang_, last).size(), 2u) << "its last day is 30 November";
  EXPECT_EQ(looks(li_, meanwhile), (std::vector<std::string>{title(station)})) << "of nobody else";
  const auto shown = looks(wang_, over);
  EXPECT_EQ(std::ranges::count(shown, title(station) + " delayed"), 2);
  EXPECT_EQ(std::ranges::count(shown, title(station)), 1);
  const auto all = readings(wang_, over).items;
  EXPECT_TRUE(std::ranges::any_of(
      all, [](const auto& each) { return each.act->code == "reading_delay.placed" && each.delayed; }));
  for (const auto& each : all)
    EXPECT_TRUE(!each.delayed || each.delayed->reason == DelayReason::would_hinder_duty);
}

// A page tells the same whether or not something is withheld.
TEST_P(OwnReadingsOf, DoNotTellThatSomethingIsWithheld) {
  const auto station = town_->actor(Role::police_station, town_->small().north);
  const auto plain = readings(li_).items.size();
  ASSERT_TRUE(delay(station, li_, "2026-11-30").ok());
  for (int i = 0; i < 5; ++i) look(station, li_);
  const auto page = readings(li_, kTestNow, {.limit = 2});
  EXPECT_EQ(page.items.size(), plain + 1) << "the own look";
  EXPECT_FALSE(page.next_before);
  EXPECT_TRUE(std::ranges::none_of(page.items, [](const auto& each) { return each.delayed.has_value(); }));
  EXPECT_EQ(readings(li_).items.size(), plain + 2) << "the two own looks and nothing more";
}

TEST_P(OwnReadingsOf, ADelayIsNeitherProlongedNorDoubledNorReachesBack) {
  const auto station = town_->actor(Role::police_station, town_->small().north);
  EXPECT_EQ(told(delay(station, wang_, "2027-02-22")), "reading-delay-end");
  ASSERT_TRUE(delay(station, wang_, "2026-11-24").ok());
  look(station, wang_);
  EXPECT_EQ(told(delay(station, wang_, "2026-12-24")), "reading-delay-standing");
  const auto next = kTestNow + 2 * 24h;
  ASSERT_TRUE(delay(station, wang_, "2026-12-24", next).ok());
  look(station, wang_, next + 1h);
  EXPECT_EQ(looks(wang_, next + 2h), (std::vector<std::string>{title(station) + " delayed"}))
      << "what the first one withheld is shown at its own end";
}

TEST_P(OwnReadingsOf, ADelayHidesNothingThatWasShownOnItsDay) {
  const auto station = town_->actor(Role::police_station, town_->small().north);
  look(station, wang_);
  const auto later = kTestNow + 1h;
  ASSERT_EQ(looks(wang_, later).size(), 1u) << "it was shown";
  ASSERT_TRUE(delay(station, wang_, "2026-11-30", later).ok());
  look(station, wang_, later + 1min);
  EXPECT_EQ(looks(wang_, later + 2min), (std::vector<std::string>{title(station)}));
}

TEST_P(OwnReadingsOf, ADelayAsksAgainWhoItIs) {
  const auto stale =
      town_->actor(Role::police_station, town_->small().north).with_proof(access::Proof::stale);
  EXPECT_EQ(told(delay(stale, wang_, "2026-11-30")), "step-up-required");
}

// Whoever means to place one looks whether there is one already.
TEST_P(OwnReadingsOf, LookingForADelayIsALookLikeAnyOther) {
  const auto station = town_->actor(Role::police_station, town_->small().north);
  EXPECT_TRUE(
      town_->reading(station, [&](const ReadContext& context) { return list_delays(context, wang_); }).ok());
  EXPECT_EQ(looks(wang_), (std::vector<std::string>{title(station)}));
}

TEST_P(OwnReadingsOf, NumbersThatWereShownTogetherAreOneLook) {
  const auto officer = town_->actor(Role::community_officer, town_->small().north);
  const auto reveal = [&](Instant now) {
    EXPECT_TRUE(town_->reading(
        officer,
        [&](const ReadContext& context) {
          return registry::reveal(context, wang_, {"document_number", "phone"});
        },
        now));
  };
  reveal(kTestNow);
  reveal(kTestNow + 1min);
  const auto count = [](const OwnReadings& page) {
    return std::ranges::count(page.items, "number.revealed",
                              [](const OwnReading& each) { return each.act->code; });
  };
  EXPECT_EQ(count(readings(wang_, kTestNow + 2min)), 2);
  const auto first = readings(wang_, kTestNow + 2min, {.limit = 2});
  ASSERT_TRUE(first.next_before.has_value());
  EXPECT_EQ(count(first), 1) << "under the own look";
  const auto rest = readings(wang_, kTestNow + 2min, {.before = first.next_before});
  EXPECT_EQ(count(rest), 1) << "and none of it is on the next page";
}

TEST_P(OwnReadingsOf, ADelayEndedEarlyShowsWhatItWithheld) {
  const auto station = town_->actor(Role::police_station, town_->small().north);
  ASSERT_TRUE(delay(station, wang_, "2026-11-30").ok());
  look(station, wang_);
  EXPECT_TRUE(looks(wang_).empty());
  const auto later = kTestNow + 1h;
  const auto end = [&] {
    return told(town_->as(
        station, [&](const WriteContext& context) { return end_standing_delay(context, wang_); }, later));
  };
  EXPECT_EQ(end(), "");
  EXPECT_EQ(end(), "not-found") << "none stands";
  EXPECT_EQ(looks(wang_, later).size(), 1u);
  ASSERT_TRUE(delay(station, wang_, "2026-11-30", later).ok()) << "a new one for what comes";
  EXPECT_EQ(looks(wang_, later).size(), 1u) << "it does not hide what was shown";
}

TEST_P(OwnReadingsOf, ADelayIsForStationAndOfficeInScopeAndForAPurpose) {
  const auto& small = town_->small();
  EXPECT_EQ(told(delay(town_->actor(Role::population_office, access::kTown), wang_, "2026-11-30")), "");
  EXPECT_EQ(told(delay(town_->actor(Role::police_station, small.south), wang_, "2026-11-30")), "not-found");
  for (const auto role : {Role::committee, Role::community_officer, Role::coordinator, Role::police_team})
    EXPECT_EQ(told(delay(town_->actor(role, small.north), wang_, "2026-11-30")), "forbidden");
  const auto station = town_->actor(Role::police_station, small.north);
  const auto own =
      town_->reading(station, [&](const ReadContext& context) { return list_delays(context, wang_); });
  EXPECT_TRUE(own.value().empty()) << "the office's is not the station's to see";
}

TEST_P(OwnReadingsOf, FollowMergedRecordsAndErasedPseudonymsLeadNowhere) {
  const auto officer = town_->actor(Role::community_officer, town_->small().north);
  const auto office = town_->actor(Role::population_office, access::kTown);
  const auto twin = town_->person("王伟", "", home_).id;
  look(officer, twin, kTestNow - 1h);
  const auto merged = town_->as(office, [&](const WriteContext& context) {
    const auto version = [&](std::int64_t id) {
      return find_record(context.tx, office.scope(), registry::RecordKind::person, id)->version;
    };
    return registry::merge_persons(context, {.keep_id = wang_,
                                             .keep_version = version(wang_),
                                             .drop_id = twin,
                                             .drop_version = version(twin),
                                             .reason = "同一人"});
  });
  ASSERT_TRUE(merged.ok()) << told(merged);
  EXPECT_TRUE(looks(wang_).empty()) << "what was before the merge is not told with the kept record";
  EXPECT_TRUE(town_->own(twin, [](const OwnContext& context) { return list_own_readings(context, {}); })
                  .problem()
                  .code == ProblemCode::not_signed_in);
  const auto line_of_twin = [&] {
    return db().write([&](store::Transaction& tx) -> Result<int> {
      access::ReadingLog log;
      log.add(kTestNow + 1h, officer, access::AuditAction{"record.read"}, access::SubjectKind{"person"},
              {twin});
      access::audit_readings(tx, log.readings());
      return 0;
    });
  };
  ASSERT_TRUE(line_of_twin().ok());
  EXPECT_EQ(looks(wang_), (std::vector<std::string>{title(officer)})) << "what came since is";
  (void)db().write([&](store::Transaction& tx) -> Done {
    access::forget_pseudonym(tx, "person", twin);
    return done();
  });
  EXPECT_TRUE(looks(wang_).empty());
}

TEST_P(OwnReadingsOf, TheRecordIsReadWithTheOfficesThatConfirmedIt) {
  const auto record =
      town_->own(wang_, [](const OwnContext& context) { return read_own_record(context, kOwnRecordRead); });
  ASSERT_TRUE(record.ok());
  EXPECT_EQ(record->view.person.record.text("name"), "王伟");
  ASSERT_EQ(record->view.residences.size(), 1u);
  EXPECT_NE(record->view.residences[0].address.find("明珠路88弄3号201室"), std::string::npos);
  ASSERT_EQ(record->offices.size(), 1u);
  EXPECT_FALSE(record->offices.begin()->second.empty());
}

TEST_P(OwnReadingsOf, OfficersAreThoseOfTheAreasWhereTheRecordLies) {
  const auto& small = town_->small();
  const auto north = town_->actor(Role::coordinator, small.north);
  const auto south = town_->actor(Role::coordinator, small.south);
  (void)town_->actor(Role::auditor, access::kTown);
  (void)town_->actor(Role::working_group, access::kTown);
  const auto found =
      town_->own(wang_, [](const OwnContext& context) { return own_officers(context); }).value();
  ASSERT_GE(found.size(), 3u);
  EXPECT_EQ(found.front().id, north.post()) << "the nearest first";
  EXPECT_TRUE(found.front().holder_name.has_value());
  for (const auto& post : found) {
    EXPECT_NE(post.id, south.post());
    EXPECT_NE(post.role, Role::auditor);
    EXPECT_NE(post.role, Role::working_group);
  }
}

}  // namespace own_readings_test
}  // namespace weige::town
