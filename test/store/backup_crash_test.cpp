// A backup or a restore killed at any write or sync: there is a whole backup or none, and a restored database
// or one that is refused, into which the same restore goes again. WEIGE_KILLS: how many (long check: 200).
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <random>

#include "store/restoring.h"
#include "support/backups.h"
#include "support/crash.h"
#include "support/random_register.h"

namespace weige::town {
namespace backup_crash_test {

using store::Transaction;
using testing_support::CrashPlan;
using testing_support::table_sums;
namespace fs = std::filesystem;

int kills() {
  const char* const value = std::getenv("WEIGE_KILLS");
  return value ? std::atoi(value) : 20;
}

class BackupCrash : public testing::Test {
 protected:
  void SetUp() override {
    if (const auto reason = testing_support::reason_not_to_crash(); !reason.empty()) GTEST_SKIP() << reason;
    fs::create_directories(data);
    const auto town = testing_support::make_small_town(source.db());
    testing_support::RandomRegister life(source.db(), town, 7);
    for (int i = 0; i < 120; ++i) life.step();
    sums = table_sums(source.db());
    source.close();
  }
  void TearDown() override { fs::remove_all(folder); }

  CrashPlan plan(const std::string& url, const std::string& what, const fs::path& file) const {
    return {.command = {WEIGE_BACKUP_CHILD, url, source.key_file(), what, file.string()},
            .tracked_files = "weige_backup_crash_data/"};
  }
  // Which calls are killed: all of them where there are few.
  std::vector<long> chosen(long calls) {
    std::vector<long> all(static_cast<std::size_t>(calls));
    for (long i = 0; i < calls; ++i) all[static_cast<std::size_t>(i)] = i + 1;
    std::ranges::shuffle(all, random);
    all.resize(std::min(all.size(), static_cast<std::size_t>(kills())));
    return all;
  }
  Result<BackupVerified> verified(const fs::path& file) const {
    return verify_backup(file, BackupKeys::read(source.key_file())->set);
  }
  void start_anew() const {
    fs::remove_all(data);
    fs::create_directories(data);
  }

  testing_support::ScratchDatabase source{store::Engine::sqlite};
  fs::path folder = fs::temp_directory_path() / ("weige_backup_crash_" + std::to_string(::getpid()));
  fs::path data = folder / "weige_backup_crash_data";
  fs::path backup = folder / "town.backup";
  std::string target = "sqlite:" + (data / "restored.db").string();
  std::string sums;
  std::mt19937 random{20261130};
};

TEST_F(BackupCrash, LeavesAWholeBackupOrNone) {
  const auto file = data / "town.backup";
  const auto whole = run_to_crash(plan(source.url(), "backup", file));
  ASSERT_EQ(whole.output, "done\n");
  ASSERT_TRUE(verified(file));
  ASSERT_GT(whole.calls, 1);
  for (const auto at : chosen(whole.calls)) {
    start_anew();
    auto with_kill = plan(source.url(), "backup", file);
    with_kill.kill_at = at;
    with_kill.torn = at % 2 == 0;
    SCOPED_TRACE("killed at call " + std::to_string(at) + " of " + std::to_string(whole.calls));
    EXPECT_TRUE(run_to_crash(with_kill).killed);
    if (fs::exists(file)) {
      EXPECT_TRUE(verified(file)) << "what has the name is whole";
    }
    fs::remove(file);
    EXPECT_EQ(run_to_crash(plan(source.url(), "backup", file)).output, "done\n")
        << "what is left is no hindrance";
    EXPECT_TRUE(verified(file));
  }
}

TEST_F(BackupCrash, LeavesARestoredDatabaseOrOneThatIsRefused) {
  ASSERT_EQ(run_to_crash(plan(source.url(), "backup", backup)).output, "done\n");
  const auto whole = run_to_crash(plan(target, "restore", backup));
  ASSERT_EQ(whole.output, "done\n");
  ASSERT_GT(whole.calls, 20);
  int refused = 0;
  for (const auto at : chosen(whole.calls)) {
    start_anew();
    auto with_kill = plan(target, "restore", backup);
    with_kill.kill_at = at;
    with_kill.torn = at % 2 == 0;
    SCOPED_TRACE("killed at call " + std::to_string(at) + " of " + std::to_string(whole.calls));
    run_to_crash(with_kill);
    // Before its first commit the database is as empty as it was.
    const auto without = run_to_crash(plan(target, "restore", backup)).output;
    if (without != "done\n") {
      const bool whole_already = without == "restore-occupied\n";
      EXPECT_TRUE(whole_already || without == "restore-unfinished\n") << without;
      refused += whole_already ? 0 : 1;
      if (!whole_already) {
        EXPECT_EQ(run_to_crash(plan(target, "again", backup)).output, "done\n");
      }
    }
    const auto database = store::Database::open(target).value();
    EXPECT_TRUE(store::migrate(*database));
    EXPECT_EQ(table_sums(*database), sums);
  }
  EXPECT_GT(refused, 0) << "no kill fell into the restore itself";
}

}  // namespace backup_crash_test
}  // namespace weige::town
