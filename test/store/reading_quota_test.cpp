// Single readings counted with their audit entries, on both engines.
#include <gtest/gtest.h>

#include <thread>

#include "access/counted_readings.h"
#include "access/reading_quota_actions.h"
#include "access/reading_quota_store.h"
#include "support/access_town.h"
#include "support/databases.h"

namespace weige::access {
namespace reading_quota_test {

using store::Transaction;
using testing_support::AccessTown;
using testing_support::kTestNow;

constexpr AuditAction kOpened{"test.opened", Counts::single};
constexpr AuditAction kListed{"test.listed"};
constexpr SubjectKind kPerson{"person"};
const auto kTen = *ReadingQuotas::parse("coordinator=10");

class ReadingQuota : public testing_support::BothEngines {
 protected:
  static ReadingLog opened(const Actor& actor, int persons, Instant at = kTestNow) {
    ReadingLog log;
    for (int i = 0; i < persons; ++i) log.add(at, actor, kOpened, kPerson, {100 + i});
    return log;
  }
  // The codes of what became of each request, "" where its answer may leave.
  std::vector<std::string> told(const std::vector<ReadingLog>& logs) {
    std::vector<RequestReadings> requests;
    for (const auto& log : logs) requests.emplace_back(log.readings());
    const auto outcomes = db().write(
        [&](Transaction& tx) -> Result<std::vector<Done>> { return audit_within_quota(tx, kTen, requests); });
    std::vector<std::string> out;
    for (const auto& each : outcomes.value())
      out.push_back(each ? "" : std::string(catalogue_entry(each.problem().code).code));
    return out;
  }
  std::int64_t entries(const std::string& action) {
    return db().read([&](Transaction& tx) {
      return tx.scalar<std::int64_t>("SELECT count(*) FROM audit_entry WHERE action = $1", action);
    });
  }
  std::int64_t counted(const Actor& actor, Instant at = kTestNow) {
    return db().read([&](Transaction& tx) {
      return find_reading_count(tx, {actor.post(), TownTime{}.day_of(at)}).readings;
    });
  }
  Result<QuotaState> extend(const Actor& actor, QuotaReason reason = QuotaReason::field_drive) {
    return db().write([&](Transaction& tx) { return extend_own_quota(tx, kTestNow, actor, kTen, reason); });
  }
};
WEIGE_BOTH_ENGINES(ReadingQuota);

TEST_P(ReadingQuota, CountsOnlySingleReadingsAndByPost) {
  AccessTown town(db());
  const auto one = town.actor(Role::coordinator);
  const auto other = town.actor(Role::coordinator);
  ReadingLog list;
  list.add(kTestNow, one, kListed, kPerson, {1, 2, 3});
  EXPECT_EQ(told({opened(one, 2), list, opened(other, 3), opened(one, 1)}),
            (std::vector<std::string>{"", "", "", ""}));
  EXPECT_EQ(counted(one), 3);
  EXPECT_EQ(counted(other), 3);
  EXPECT_EQ(entries("test.opened"), 6);
  EXPECT_EQ(entries("test.listed"), 1);
}

TEST_P(ReadingQuota, PastItARequestIsRefusedWholeAndWhatWasNotShownIsNotCounted) {
  const auto actor = AccessTown(db()).actor(Role::coordinator);
  EXPECT_EQ(told({opened(actor, 8), opened(actor, 3), opened(actor, 2), opened(actor, 1)}),
            (std::vector<std::string>{"", "reading-quota-reached", "", "reading-quota-reached"}));
  EXPECT_EQ(counted(actor), 10);
  EXPECT_EQ(entries("test.opened"), 10) << "of what was refused nothing is said to have been read";
  EXPECT_EQ(entries("reading.refused"), 2);
  EXPECT_EQ(told({opened(actor, 1)}).front(), "reading-quota-reached");
}

TEST_P(ReadingQuota, ANewDayBeginsAtMidnightOfTheTown) {
  const auto actor = AccessTown(db()).actor(Role::coordinator);
  (void)told({opened(actor, 10)});
  const auto midnight =
      TownTime{}.start_of(Day{std::chrono::sys_days{TownTime{}.day_of(kTestNow)} + std::chrono::days{1}});
  EXPECT_EQ(told({opened(actor, 1, midnight - std::chrono::seconds{1})}).front(), "reading-quota-reached");
  EXPECT_EQ(told({opened(actor, 1, midnight)}).front(), "");
  EXPECT_EQ(counted(actor, midnight), 1);
}

TEST_P(ReadingQuota, AReasonExtendsItOnceAndRaisesAnAlarm) {
  const auto actor = AccessTown(db()).actor(Role::coordinator);
  (void)told({opened(actor, 10)});
  const auto state = extend(actor, QuotaReason::urgent_help);
  ASSERT_TRUE(state.ok());
  EXPECT_EQ(state->quota, 20);
  EXPECT_EQ(state->count.readings, 10);
  EXPECT_EQ(told({opened(actor, 10), opened(actor, 1)}),
            (std::vector<std::string>{"", "reading-quota-spent"}));
  EXPECT_EQ(entries("alarm.quota_extended"), 1);
  EXPECT_EQ(extend(actor).problem().code, ProblemCode::reading_quota_spent);
  EXPECT_EQ(entries("alarm.quota_extended"), 1);
  const auto detail = db().read([](Transaction& tx) {
    return tx.scalar<std::string>("SELECT detail FROM audit_entry WHERE action = 'alarm.quota_extended'");
  });
  EXPECT_EQ(detail, "reason=urgent_help,quota=20");
}

TEST_P(ReadingQuota, WhoMayNotReadHasNothingToExtend) {
  const auto actor = AccessTown(db()).actor(Role::auditor);
  EXPECT_EQ(extend(actor).problem().code, ProblemCode::forbidden);
  EXPECT_EQ(told({opened(actor, 1)}).front(), "reading-quota-reached");
}

// As instances of the server do: each group in a transaction of its own.
TEST_P(ReadingQuota, ManyAtOnceNeverReadMoreThanThereIs) {
  AccessTown town(db());
  const auto first = town.actor(Role::coordinator);
  const auto second = town.actor(Role::coordinator);
  std::vector<std::thread> instances;
  for (int i = 0; i < 4; ++i)
    instances.emplace_back([&, i] {
      for (int round = 0; round < 4; ++round)
        (void)told(i % 2 == 0 ? std::vector{opened(first, 1), opened(second, 1)}
                              : std::vector{opened(second, 1), opened(first, 1)});
    });
  for (auto& instance : instances) instance.join();
  EXPECT_EQ(counted(first), 10);
  EXPECT_EQ(counted(second), 10);
  EXPECT_EQ(entries("test.opened"), 20);
  EXPECT_EQ(entries("reading.refused"), 12);
}

}  // namespace reading_quota_test
}  // namespace weige::access
