#include "support/crash.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <random>
#include <set>
#include <sstream>

#include "store/database.h"

namespace weige::store {
namespace crash_test {

using testing_support::CrashOutcome;
using testing_support::CrashPlan;
namespace fs = std::filesystem;

// WEIGE_KILLS and WEIGE_IMAGES: how many kills, and how many images with unsynced writes dropped (long check:
// 200 and 50).
int setting(const char* name, int usual) {
  const char* value = std::getenv(name);
  return value ? std::atoi(value) : usual;
}

class CrashTest : public testing::Test {
 protected:
  void SetUp() override {
    if (const auto reason = testing_support::reason_not_to_crash(); !reason.empty()) GTEST_SKIP() << reason;
    fs::create_directories(data);
    fs::create_directories(image);
  }
  void TearDown() override { fs::remove_all(folder); }

  fs::path folder = fs::temp_directory_path() / ("weige_crash_" + std::to_string(::getpid()));
  fs::path data = folder / "data", image = folder / "image";
  std::mt19937 random{20261123};

  void start_anew() {
    for (const auto& where : {data, image}) {
      fs::remove_all(where);
      fs::create_directories(where);
    }
  }
  CrashPlan plan(unsigned seed) const {
    const std::string url = "sqlite:" + (data / "register.db").string();
    return {.command = {WEIGE_CRASH_CHILD, url, std::to_string(seed)},
            .tracked_files = "data/register.db",
            .seed = seed};
  }
  long calls_of_a_whole_run() {
    const CrashOutcome whole = run_to_crash(plan(0));
    EXPECT_EQ(whole.exit_status, 0);
    EXPECT_GT(whole.calls, 100);
    return std::max(whole.calls, 1L);
  }
  // The disk after a power failure: synced content, and some of the rest.
  void put_image_in_place() {
    fs::remove_all(data);
    fs::create_directories(data);
    for (const auto& file : fs::directory_iterator(image)) fs::copy(file, data / file.path().filename());
  }

  // Threads that wait for each other share commits, so that a run may have fewer calls than the one that was
  // counted: what reached its end is tried again with an earlier crash.
  CrashOutcome crash(CrashPlan with) {
    for (;;) {
      start_anew();
      const CrashOutcome outcome = run_to_crash(with);
      if (outcome.killed || with.kill_at == 1) {
        EXPECT_TRUE(outcome.killed) << "not even at its first call";
        return outcome;
      }
      with.kill_at = with.kill_at * 2 / 3;
    }
  }

  void check_database(const std::string& acknowledged) {
    auto opened = Database::open("sqlite:" + (data / "register.db").string(), {.readers = 1});
    ASSERT_TRUE(opened.ok()) << title(opened.problem(), Language::en);
    (*opened)->read([&](Transaction& tx) {
      EXPECT_EQ(tx.scalar<std::string>("PRAGMA integrity_check"), "ok");
      if (tx.scalar<int>("SELECT count(*) FROM sqlite_schema WHERE name = 'counter'") == 1)
        check_entries(tx, acknowledged);
      else
        EXPECT_EQ(acknowledged, "");
    });
  }
  void check_entries(Transaction& tx, const std::string& acknowledged) {
    std::set<std::pair<int, int>> whole;
    tx.each("SELECT thread, sequence, count(*) FROM entry GROUP BY thread, sequence", [&](const Row& row) {
      EXPECT_EQ(row.int64(2), 2) << "half of a write";
      EXPECT_LT(row.int64(1), 1'000'000) << "a write that was rolled back";
      whole.emplace(row.get<int>(0), row.get<int>(1));
    });
    EXPECT_EQ(tx.scalar<std::size_t>("SELECT entries FROM counter"), whole.size());
    EXPECT_EQ(tx.scalar<int>("SELECT bulk_rows FROM counter"), tx.scalar<int>("SELECT count(*) FROM bulk"));
    std::istringstream lines(acknowledged);
    for (int thread, sequence; lines >> thread >> sequence;)
      EXPECT_TRUE(whole.contains({thread, sequence}))
          << "acknowledged and lost: " << thread << " " << sequence;
  }
};

TEST_F(CrashTest, NothingAcknowledgedIsLostWhenKilled) {
  const long calls = calls_of_a_whole_run();
  const int kills = setting("WEIGE_KILLS", 20);
  for (int i = 0; i < kills; ++i) {
    CrashPlan with_kill = plan(static_cast<unsigned>(i));
    with_kill.kill_at = 1 + static_cast<long>(random() % static_cast<unsigned long>(calls));
    with_kill.torn = i % 2 == 1;
    SCOPED_TRACE("seed " + std::to_string(i) + ", killed at call " + std::to_string(with_kill.kill_at));
    check_database(crash(with_kill).output);
  }
}

TEST_F(CrashTest, NothingAcknowledgedIsLostWhenThePowerFails) {
  const long calls = calls_of_a_whole_run();
  const int images = setting("WEIGE_IMAGES", 6);
  for (int i = 0; i < images; ++i) {
    CrashPlan with_image = plan(static_cast<unsigned>(i));
    with_image.kill_at = 1 + static_cast<long>(random() % static_cast<unsigned long>(calls));
    with_image.image_folder = image.string();
    with_image.keep_percent = i % 3 * 40;  // none, 40 %, 80 % of the unsynced writes survive
    SCOPED_TRACE("seed " + std::to_string(i) + ", power fails at call " + std::to_string(with_image.kill_at));
    const CrashOutcome outcome = crash(with_image);
    put_image_in_place();
    check_database(outcome.output);
  }
}

}  // namespace crash_test
}  // namespace weige::store
