// The night killed at any write or sync of the database or the journal: the next start goes on, erases
// everybody once, and the journal has them all. WEIGE_KILLS: how many (long check: 200).
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <random>
#include <set>

#include "support/crash.h"
#include "support/databases.h"
#include "support/erasures.h"
#include "support/imports.h"
#include "support/rosters.h"
#include "town/erasure_actions.h"

namespace weige::town {
namespace erasure_crash_test {

using store::Transaction;
using testing_support::CrashPlan;
namespace fs = std::filesystem;

constexpr int kPeople = 80, kGone = 60;  // three steps of the first clock

int kills() {
  const char* const value = std::getenv("WEIGE_KILLS");
  return value ? std::atoi(value) : 20;
}

class NightCrash : public testing::Test {
 protected:
  void SetUp() override {
    if (const auto reason = testing_support::reason_not_to_crash(); !reason.empty()) GTEST_SKIP() << reason;
    fs::create_directories(start);
    testing_support::ScratchDatabase scratch(store::Engine::sqlite);
    const auto town = testing_support::make_small_town(scratch.db());
    testing_support::ImportDesk files(scratch.db(), {town.town_account, town.town_post});
    testing_support::import_common_town(files, kPeople);
    const auto people = scratch.db().read([](Transaction& tx) {
      return tx.all("SELECT id FROM person ORDER BY id", [](const store::Row& row) { return row.int64(0); });
    });
    for (int i = 0; i < kGone; ++i)
      testing_support::move_out(scratch.db(), town, people[static_cast<std::size_t>(i)],
                                testing_support::kTestNow);
    scratch.close();
    fs::copy(scratch.file(), start / "register.db");
    fs::copy(scratch.key_file(), start / "register.keys");
    begin();
  }
  void TearDown() override { fs::remove_all(folder); }

  void begin() {
    fs::remove_all(data);
    fs::copy(start, data);
  }
  CrashPlan plan(unsigned seed) const {
    return {.command = {WEIGE_ERASURE_CHILD, "sqlite:" + (data / "register.db").string(),
                        (data / "register.keys").string(), (data / "register.erasures").string()},
            .tracked_files = "data/register.",
            .seed = seed};
  }
  void expect_erased() {
    const auto database = store::Database::open("sqlite:" + (data / "register.db").string()).value();
    EXPECT_EQ(testing_support::count_rows(*database, "person"), kPeople - kGone);
    EXPECT_EQ(testing_support::count_rows(*database, "erased_record", "subject_kind = 'person'"), kGone);
    EXPECT_EQ(testing_support::count_rows(*database, "data_key", "owner_kind = 'person' AND wrapped IS NULL"),
              kGone);
    EXPECT_EQ(testing_support::count_rows(*database, "retention_run", "kind = 'night' AND finished_at > 0"),
              1);
    EXPECT_EQ(database->read([](Transaction& tx) {
      return tx.scalar<std::int64_t>(
          "SELECT CAST(SUM(erased) AS BIGINT) FROM retention_count WHERE clock = 'record.cancelled'");
    }),
              kGone)
        << "each is counted once, by the night or by the replay";
    testing_support::take_test_keys(*database, (data / "register.keys").string());
    const auto marks = ErasureJournal(data / "register.erasures", journal_seal(*database)).read();
    ASSERT_TRUE(marks);
    std::set<std::int64_t> people;
    for (const auto& mark : *marks) people.insert(mark.id);
    EXPECT_EQ(people.size(), static_cast<std::size_t>(kGone));
  }

  fs::path folder = fs::temp_directory_path() / ("weige_night_crash_" + std::to_string(::getpid()));
  fs::path start = folder / "start", data = folder / "data";
  std::mt19937 random{20261130};
};

TEST_F(NightCrash, GoesOnWhereItWasKilled) {
  const auto whole = run_to_crash(plan(0));
  ASSERT_EQ(whole.output, "done\n");
  ASSERT_GT(whole.calls, 20);
  expect_erased();
  std::set<long> seen;
  const int wanted = std::min(kills(), static_cast<int>(whole.calls) / 2);
  for (int i = 0; i < wanted; ++i) {
    begin();
    auto with_kill = plan(static_cast<unsigned>(i));
    do with_kill.kill_at = 1 + static_cast<long>(random() % static_cast<unsigned long>(whole.calls));
    while (!seen.insert(with_kill.kill_at).second);
    with_kill.torn = i % 2 == 1;
    SCOPED_TRACE("killed at call " + std::to_string(with_kill.kill_at) + " of " +
                 std::to_string(whole.calls));
    run_to_crash(with_kill);
    const auto again = run_to_crash(plan(0));
    ASSERT_EQ(again.output, "done\n");
    expect_erased();
  }
}

}  // namespace erasure_crash_test
}  // namespace weige::town
