// A rotation killed at any write or sync of the database or the key file: the next run finds keys that fit,
// goes on, and every value opens. WEIGE_KILLS: how many (long check: 200).
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <random>
#include <set>

#include "access/data_keys.h"
#include "seal/key_file.h"
#include "support/crash.h"
#include "support/databases.h"
#include "support/test_time.h"

namespace weige::access {
namespace wrapped_keys_crash_test {

using store::Transaction;
using testing_support::CrashPlan;
namespace fs = std::filesystem;

constexpr int kPeople = 1300;  // three steps of the job

int kills() {
  const char* const value = std::getenv("WEIGE_KILLS");
  return value ? std::atoi(value) : 20;
}

class KeysCrash : public testing::Test {
 protected:
  void SetUp() override {
    if (const auto reason = testing_support::reason_not_to_crash(); !reason.empty()) GTEST_SKIP() << reason;
    fs::create_directories(start);
    testing_support::ScratchDatabase scratch(store::Engine::sqlite, testing_support::Fill::without_keys);
    scratch.close();
    fs::create_directories(data);
    fs::copy(scratch.file(), data / "register.db");
    ASSERT_EQ(run_to_crash(plan({"seal", std::to_string(kPeople)}, 0)).output, "done\n");
    copy_folder(data, start);
  }
  void TearDown() override { fs::remove_all(folder); }

  static void copy_folder(const fs::path& from, const fs::path& to) {
    fs::remove_all(to);
    fs::copy(from, to);
  }
  CrashPlan plan(std::vector<std::string> what, unsigned seed) const {
    std::vector<std::string> command{WEIGE_KEY_CHILD, "sqlite:" + (data / "register.db").string(),
                                     (data / "register.keys").string()};
    command.insert(command.end(), what.begin(), what.end());
    return {.command = std::move(command), .tracked_files = "data/register.", .seed = seed};
  }

  void expect_rotated() {
    const auto database = store::Database::open("sqlite:" + (data / "register.db").string()).value();
    database->accompany(KeyRing::open(*database, {.file = data / "register.keys", .random = system_random()},
                                      testing_support::kTestNow)
                            .value());
    const auto keys = seal::read_key_file(data / "register.keys").value();
    EXPECT_EQ(keys.find(1), nullptr);
    EXPECT_NE(keys.find(2), nullptr);
    EXPECT_EQ(keys.find(3), nullptr) << "a second one was made";
    database->read([](Transaction& tx) {
      EXPECT_EQ(tx.scalar<int>("SELECT count(*) FROM data_key WHERE master = 2"), kPeople);
      DataKeys data_keys(tx);
      int opened = 0;
      tx.each("SELECT id, phone FROM sealed", [&](const store::Row& row) {
        const auto id = row.int64(0);
        const auto sealed = std::string(row.blob(1));
        opened += data_keys.open({"person", id}, {"sealed", "phone", id}, sealed) == std::to_string(id);
      });
      EXPECT_EQ(opened, kPeople);
    });
  }

  fs::path folder = fs::temp_directory_path() / ("weige_keys_crash_" + std::to_string(::getpid()));
  fs::path start = folder / "start", data = folder / "data";
  std::mt19937 random{20261129};
};

TEST_F(KeysCrash, ARotationGoesOnWhereItWasKilled) {
  const auto whole = run_to_crash(plan({"rotate"}, 0));
  ASSERT_EQ(whole.output, "done\n");
  ASSERT_GT(whole.calls, 20);
  expect_rotated();
  std::set<long> seen;
  const int wanted = std::min(kills(), static_cast<int>(whole.calls) / 2);
  for (int i = 0; i < wanted; ++i) {
    copy_folder(start, data);
    auto with_kill = plan({"rotate"}, static_cast<unsigned>(i));
    do with_kill.kill_at = 1 + static_cast<long>(random() % static_cast<unsigned long>(whole.calls));
    while (!seen.insert(with_kill.kill_at).second);
    with_kill.torn = i % 2 == 1;
    SCOPED_TRACE("killed at call " + std::to_string(with_kill.kill_at) + " of " +
                 std::to_string(whole.calls));
    run_to_crash(with_kill);
    const auto again = run_to_crash(plan({"rotate"}, 0));
    ASSERT_EQ(again.output, "done\n");
    expect_rotated();
  }
}

}  // namespace wrapped_keys_crash_test
}  // namespace weige::access
