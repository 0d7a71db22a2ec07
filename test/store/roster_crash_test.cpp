// A roster killed at any write or sync while it is compared and applied: the next start ends where an
// undisturbed run ends, and nothing is seen half (issue 3, Shows 7). WEIGE_KILLS: how many (long check: 200).
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <set>

#include "access/key_ring.h"
#include "support/crash.h"
#include "support/current_state.h"
#include "support/databases.h"
#include "support/rosters.h"

namespace weige::intake {
namespace roster_crash_test {

using testing_support::common_address;
using testing_support::common_name;
using testing_support::common_phone;
using testing_support::CrashPlan;
using testing_support::invented_id;
namespace fs = std::filesystem;

constexpr int kPeople = 800;

int kills_wanted() {
  const char* value = std::getenv("WEIGE_KILLS");
  return value ? std::atoi(value) : 20;
}

// Half of them have another phone now, and every twentieth is new.
std::string roster() {
  std::string file = "姓名,证件号码,联系电话,现住地址\n";
  for (int i = 1; i <= kPeople; ++i) {
    const bool is_new = i % 20 == 0;
    file += common_name(i) + "," + invented_id(is_new ? i + 2000 : i) + "," +
            (i % 2 == 0 ? common_phone(i + 4000) : common_phone(i)) + "," + common_address(i) + "\n";
  }
  return file;
}

class RosterCrash : public testing::Test {
 protected:
  void SetUp() override {
    if (const auto reason = testing_support::reason_not_to_crash(); !reason.empty()) GTEST_SKIP() << reason;
    fs::create_directories(data_);
    testing_support::ScratchDatabase scratch(store::Engine::sqlite);
    const auto town = testing_support::make_small_town(scratch.db());
    sender_ = {town.town_account, town.town_post};
    testing_support::ImportDesk files(scratch.db(), sender_);
    testing_support::import_common_town(files, kPeople);
    const auto taken = testing_support::RosterDesk(scratch.db(), sender_).try_to_hand_in(roster());
    ASSERT_TRUE(taken.ok());
    scratch.close();
    fs::copy(scratch.file(), folder_ / "start.db");
    fs::copy(scratch.key_file(), folder_ / "start.keys");
  }
  void TearDown() override { fs::remove_all(folder_); }

  void begin() {
    fs::remove_all(data_);
    fs::create_directories(data_);
    fs::copy(folder_ / "start.db", data_ / "register.db");
    fs::copy(folder_ / "start.keys", data_ / "register.db.keys");
  }
  std::string url() const { return "sqlite:" + (data_ / "register.db").string(); }
  CrashPlan plan(unsigned seed) const {
    return {.command = {WEIGE_IMPORT_CHILD, url(), "roster", std::to_string(sender_.account.value),
                        std::to_string(sender_.post.value)},
            .tracked_files = "data/register.db",
            .seed = seed};
  }

  // What the town would see, ids and times left out.
  std::vector<std::string> state() {
    auto opened = store::Database::open(url(), {.readers = 1});
    if (!opened) return {title(opened.problem(), Language::en)};
    testing_support::take_test_keys(**opened, access::key_file_of(url()).string());
    return (*opened)->read([](store::Transaction& tx) {
      EXPECT_EQ(tx.scalar<std::string>("PRAGMA integrity_check"), "ok");
      std::vector<std::string> out;
      const auto add = [&](const char* sql) {
        tx.each(sql, [&](const store::Row& row) {
          out.push_back(testing_support::opened(tx, row.get<std::string>(0)));
        });
      };
      add("SELECT '<:person:document_number:' || p.id || ':>' || p.name || '<:person:phone:' || p.id || ':>' "
          "|| "
          "p.state FROM person p ORDER BY 1");
      add("SELECT subject_kind || kind || COUNT(*) FROM change GROUP BY subject_kind, kind ORDER BY 1");
      add("SELECT 'operations ' || COUNT(*) FROM operation");
      add("SELECT outcomes || answers || (operation_id IS NOT NULL) FROM roster");
      add("SELECT outcome || COUNT(*) || ' ' || COUNT(finding_id) FROM roster_row GROUP BY outcome ORDER BY "
          "1");
      add("SELECT answer || COUNT(*) FROM roster_answer GROUP BY answer ORDER BY 1");
      add("SELECT kind || state || COUNT(*) FROM finding GROUP BY kind, state ORDER BY 1");
      add("SELECT kind || state || COALESCE(failure, '') FROM job ORDER BY id");
      std::ranges::sort(out);
      return out;
    });
  }

  fs::path folder_ = fs::temp_directory_path() / ("weige_roster_crash_" + std::to_string(::getpid()));
  fs::path data_ = folder_ / "data";
  testing_support::Sender sender_{};
  std::mt19937 random_{20261129};
};

TEST_F(RosterCrash, EndsWhereAnUndisturbedRunEnds) {
  begin();
  const auto whole = run_to_crash(plan(0));
  ASSERT_EQ(whole.output, "done\n");
  const auto expected = state();
  ASSERT_GT(expected.size(), static_cast<std::size_t>(kPeople));
  std::set<long> seen;
  for (int i = 0; i < kills_wanted(); ++i) {
    begin();
    auto killed = plan(static_cast<unsigned>(i) + 1);
    do {
      killed.kill_at = 1 + static_cast<long>(random_() % static_cast<unsigned long>(whole.calls));
    } while (!seen.insert(killed.kill_at).second);
    const auto first = run_to_crash(killed);
    const auto again = run_to_crash(plan(0));
    ASSERT_EQ(again.output, "done\n") << "after call " << killed.kill_at << ", which said " << first.output;
    const auto ended = state();
    std::vector<std::string> different;
    std::ranges::set_symmetric_difference(ended, expected, std::back_inserter(different));
    ASSERT_EQ(different, std::vector<std::string>()) << "killed at call " << killed.kill_at;
  }
}

}  // namespace roster_crash_test
}  // namespace weige::intake
