// A 2,000-row import killed at any write or sync, or without power: the next start finds a sound database,
// goes on, and ends where an undisturbed import ends. WEIGE_KILLS and WEIGE_IMAGES: how many (long check: 200
// and 50).
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <set>

#include "access/key_ring.h"
#include "support/crash.h"
#include "support/current_state.h"
#include "support/databases.h"
#include "support/imports.h"

namespace weige::registry {
namespace import_crash_test {

using testing_support::CrashOutcome;
using testing_support::CrashPlan;
using testing_support::ImportDesk;
using testing_support::invented_id;
namespace fs = std::filesystem;

constexpr int kRows = 2000;

int setting(const char* name, int usual) {
  const char* value = std::getenv(name);
  return value ? std::atoi(value) : usual;
}

std::string town_file() {
  std::string file = "姓名,证件号码,联系电话,现住地址,所属村居,入住日期\n";
  for (int i = 0; i < kRows; ++i) {
    const auto lane = std::to_string(i / 40 + 1), number = std::to_string(i / 8 % 5 + 1),
               room = std::to_string(101 + i % 8);
    file += "王伟," + invented_id(i) + "," + (i % 50 == 7 ? "139" : "13900000001") + ",明珠路" + lane + "弄" +
            number + "号" + room + "室,北居委会,2020-05-01\n";
  }
  return file;
}

class ImportCrash : public testing::Test {
 protected:
  void SetUp() override {
    if (const auto reason = testing_support::reason_not_to_crash(); !reason.empty()) GTEST_SKIP() << reason;
    for (const auto& each : {start, data, image}) fs::create_directories(each);
    prepare();
  }
  void TearDown() override { fs::remove_all(folder); }

  // A database with a submitted import, and one as it was before the upload.
  void prepare() {
    std::ofstream(folder / "town.csv", std::ios::binary) << town_file();
    testing_support::ScratchDatabase scratch(store::Engine::sqlite);
    town = testing_support::make_small_town(scratch.db());
    testing_support::name_test_town(scratch.db());
    scratch.close();
    fs::create_directories(start / "empty");
    copy(scratch, start / "empty");
    scratch.reopen();
    ImportDesk desk(scratch.db(), {town.town_account, town.town_post});
    const auto upload = desk.upload(town_file());
    ASSERT_TRUE(upload.ok());
    desk.start({.upload = upload->id});
    scratch.close();
    fs::create_directories(start / "submitted");
    copy(scratch, start / "submitted");
  }
  static void copy(const testing_support::ScratchDatabase& scratch, const fs::path& to) {
    fs::copy(scratch.file(), to / "register.db");
    fs::copy(scratch.key_file(), to / "register.db.keys");
  }

  void begin_with(const char* which) {
    for (const auto& where : {data, image}) {
      fs::remove_all(where);
      fs::create_directories(where);
    }
    fs::copy(start / which, data);
  }
  std::string url() const { return "sqlite:" + (data / "register.db").string(); }
  CrashPlan plan(std::vector<std::string> what, unsigned seed) const {
    std::vector<std::string> command{WEIGE_IMPORT_CHILD, url()};
    command.insert(command.end(), what.begin(), what.end());
    return {.command = std::move(command), .tracked_files = "data/register.db", .seed = seed};
  }
  std::vector<std::string> uploading() const {
    return {"upload", (folder / "town.csv").string(), std::to_string(town.town_account.value),
            std::to_string(town.town_post.value)};
  }
  // The disk after a power failure: synced content, and some of the rest. A file that was never written is as
  // it was.
  void put_image_in_place() {
    fs::remove_all(data);
    fs::create_directories(data);
    fs::copy(start / "submitted", data);
    for (const auto& file : fs::directory_iterator(image))
      fs::copy(file, data / file.path().filename(), fs::copy_options::overwrite_existing);
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
          "a.canonical || r.from_day || "
          "r.state FROM residence r JOIN person p ON p.id = "
          "r.person_id JOIN premises h ON h.id = r.premises_id JOIN address a ON a.id = h.address_id ORDER "
          "BY 1");
      add("SELECT subject_kind || kind || COUNT(*) FROM change GROUP BY subject_kind, kind ORDER BY 1");
      add("SELECT 'operations ' || COUNT(*) FROM operation");
      add("SELECT figure || part || area_id || amount FROM register_figure ORDER BY 1");
      add("SELECT records || area_id || adds || ' ' || changes FROM record_counter ORDER BY 1");
      add("SELECT 'terms ' || COUNT(*) FROM search_term");
      add("SELECT 'areas ' || COUNT(*) FROM person_area");
      add("SELECT outcome || COUNT(*) || ' ' || COUNT(subject_id) FROM import_row GROUP BY outcome ORDER BY "
          "1");
      add("SELECT outcomes || problems || applied FROM file_import");
      add("SELECT state || COALESCE(failure, '') FROM job");
      std::ranges::sort(out);
      return out;
    });
  }

  testing_support::SmallTown town;
  fs::path folder = fs::temp_directory_path() / ("weige_import_crash_" + std::to_string(::getpid()));
  fs::path start = folder / "start", data = folder / "data", image = folder / "image";
  std::mt19937 random{20261128};
};

TEST_F(ImportCrash, GoesOnWhereItWasKilled) {
  begin_with("submitted");
  const auto whole = run_to_crash(plan({"work"}, 0));
  ASSERT_EQ(whole.output, "done\n");
  const auto expected = state();
  ASSERT_GT(expected.size(), kRows * 9u / 10);
  const int kills = setting("WEIGE_KILLS", 20);
  std::set<long> seen;
  for (int i = 0; i < kills; ++i) {
    begin_with("submitted");
    auto with_kill = plan({"work"}, static_cast<unsigned>(i));
    do with_kill.kill_at = 1 + static_cast<long>(random() % static_cast<unsigned long>(whole.calls));
    while (!seen.insert(with_kill.kill_at).second);
    with_kill.torn = i % 2 == 1;
    SCOPED_TRACE("killed at call " + std::to_string(with_kill.kill_at) + " of " +
                 std::to_string(whole.calls));
    run_to_crash(with_kill);
    ASSERT_EQ(run_to_crash(plan({"work"}, 0)).output, "done\n");
    ASSERT_EQ(state(), expected);
  }
}

TEST_F(ImportCrash, GoesOnAfterAPowerFailure) {
  begin_with("submitted");
  const auto whole = run_to_crash(plan({"work"}, 0));
  const auto expected = state();
  const int images = setting("WEIGE_IMAGES", 5);
  for (int i = 0; i < images; ++i) {
    begin_with("submitted");
    auto with_image = plan({"work"}, static_cast<unsigned>(i));
    with_image.kill_at = 1 + static_cast<long>(random() % static_cast<unsigned long>(whole.calls));
    with_image.image_folder = image.string();
    with_image.keep_percent = i % 3 * 40;
    SCOPED_TRACE("power fails at call " + std::to_string(with_image.kill_at));
    if (!run_to_crash(with_image).killed) continue;
    put_image_in_place();
    ASSERT_EQ(run_to_crash(plan({"work"}, 0)).output, "done\n");
    ASSERT_EQ(state(), expected);
  }
}

TEST_F(ImportCrash, AnUploadCutAnywhereLeavesNothingToSee) {
  begin_with("empty");
  const auto whole = run_to_crash(plan(uploading(), 0));
  ASSERT_EQ(whole.output, "done\n");
  const int kills = setting("WEIGE_KILLS", 20) / 4;
  for (int i = 0; i < kills; ++i) {
    begin_with("empty");
    auto with_kill = plan(uploading(), static_cast<unsigned>(i));
    with_kill.kill_at = 1 + static_cast<long>(random() % static_cast<unsigned long>(whole.calls));
    SCOPED_TRACE("killed at call " + std::to_string(with_kill.kill_at));
    run_to_crash(with_kill);
    auto opened = store::Database::open(url(), {.readers = 1});
    ASSERT_TRUE(opened.ok());
    auto& db = **opened;
    testing_support::take_test_keys(db, access::key_file_of(url()).string());
    const auto seen = db.read([](store::Transaction& tx) {
      return tx.scalar<int>("SELECT COUNT(*) FROM upload WHERE state = 'ready'");
    });
    const auto chunks = [&] {
      return db.read(
          [](store::Transaction& tx) { return tx.scalar<int>("SELECT COUNT(*) FROM upload_chunk"); });
    };
    if (seen == 1) continue;  // killed after the last commit: it is whole
    for (bool more = true; more;)
      more = *db.write([](store::Transaction& tx) -> Result<bool> {
        return erase_expired_files(tx, testing_support::kTestNow + std::chrono::hours(2));
      });
    EXPECT_EQ(chunks(), 0);
    EXPECT_TRUE(
        ImportDesk(db, {town.town_account, town.town_post}).upload(town_file(), "the-one-upload").ok())
        << "sent again, it is taken";
  }
}

}  // namespace import_crash_test
}  // namespace weige::registry
