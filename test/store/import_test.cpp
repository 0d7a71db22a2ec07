// Files of a town from bytes to records, on both engines (issue: import of initial files): outcomes, modes,
// undo, and what is never kept.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "access/post_actions.h"
#include "jobs/job_actions.h"
#include "registry/import_job_actions.h"
#include "registry/record_store.h"
#include "registry/undo_actions.h"
#include "support/databases.h"
#include "support/imports.h"

namespace weige::registry {
namespace import_test {

using testing_support::as_post;
using testing_support::ImportDesk;
using testing_support::invented_id;
using testing_support::kTestNow;
using testing_support::SmallTown;
using Outcomes = std::map<std::string, int>;

constexpr const char* kHeader = "姓名,证件号码,联系电话,现住地址,所属村居,与户主关系,入住日期\n";

std::string person(int number, const std::string& address, const char* phone = "13900000001") {
  return "王伟," + invented_id(number) + "," + phone + "," + address + ",北居委会,户主,2020-05-01\n";
}

class TownImport : public testing_support::BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    town_ = testing_support::make_small_town(db());
    testing_support::name_test_town(db());
    desk_.emplace(db(), testing_support::Sender{town_.town_account, town_.town_post});
  }

  std::vector<Record> all(RecordKind kind, const FieldEquals& where) {
    return db().read([&](store::Transaction& tx) {
      const auto actor = access::Actor::resume(tx, kTestNow, town_.town_account, town_.town_post,
                                               access::Purpose::data_quality);
      return find_records(tx, actor->scope(), kind, where);
    });
  }
  std::int64_t count(const std::string& table, const std::string& where = "1 = 1") {
    return db().read([&](store::Transaction& tx) {
      return tx.scalar<std::int64_t>("SELECT COUNT(*) FROM " + table + " WHERE " + where);
    });
  }
  // Officers may not import; a committee's own post may.
  access::PostId committee_post(access::AreaId area, access::AccountId holder) {
    const auto made = db().write([&](store::Transaction& tx) -> Result<access::PostId> {
      const auto system = access::Actor::system(tx, kTestNow, access::SystemReason::sample_town);
      WEIGE_TRY(const auto post,
                access::create_post(tx, kTestNow, system,
                                    {.role = access::Role::committee, .area = area, .title = "村居"}));
      WEIGE_CHECK(access::give_post(tx, kTestNow, system, post.id, holder));
      return post.id;
    });
    return made.value();
  }
  Record person_of(int number) {
    return all(RecordKind::person, {"document_key", "resident_id:" + invented_id(number)}).at(0);
  }
  std::int64_t changes() { return count("change"); }

  // One run of the waiting job that is stopped when it looks at the clock for the n-th time.
  void run_to_look(int n) {
    jobs::JobRunner runner(db(), fixed_clock(kTestNow), {.instance = "test"});
    int looks = 0;
    runner.handle(std::string(kImportJob), import_handler([&] {
                    if (++looks == n) runner.stop();
                    return kTestNow;
                  }));
    (void)runner.run_one();
  }

  SmallTown town_;
  std::optional<ImportDesk> desk_;
};
WEIGE_BOTH_ENGINES(TownImport);

TEST_P(TownImport, ResidentsComeInWithAddressPremisesAndProvenance) {
  const auto done =
      desk_->import(kHeader + person(1, "明珠路88弄3号201室") + person(3, "明珠路88弄3号202室"));
  EXPECT_EQ(done.outcomes, (Outcomes{{"new", 2}}));
  EXPECT_EQ(done.applied, true);
  ASSERT_TRUE(done.operation);
  const auto wang = person_of(1);
  EXPECT_EQ(wang.text("name"), "王伟");
  EXPECT_EQ(wang.text("birth_date"), "1990-01-01");
  EXPECT_EQ(wang.area(), town_.north.value);
  const auto homes = all(RecordKind::residence, {"person_id", std::to_string(wang.id)});
  ASSERT_EQ(homes.size(), 1u);
  EXPECT_EQ(homes[0].text("from_day"), "2020-05-01");
  EXPECT_EQ(homes[0].text("relation"), "head");
  EXPECT_EQ(count("address"), 5) << "road, lane, number, two rooms";
  EXPECT_EQ(count("premises"), 2);
  EXPECT_EQ(count("operation", "kind = 'import'"), 1);
  EXPECT_EQ(count("provenance", "how = 'file' AND source = '名单.csv'"), 1);
}

TEST_P(TownImport, HowFarItIsEndsAtItsRowsAndNotBeyond) {
  const auto file =
      "花名册\n" + (kHeader + person(1, "明珠路88弄3号201室")) + person(3, "明珠路88弄3号202室");
  (void)desk_->import(file);
  const auto again = desk_->import(file);
  const auto job = db().read([&](store::Transaction& tx) { return jobs::get_job(tx, again.job); });
  EXPECT_EQ(job.value().progress, (jobs::Progress{"apply", 2, 2}))
      << "the last row is the fourth of the file";
}

TEST_P(TownImport, TheSameFileAgainChangesNothing) {
  const auto file = kHeader + person(1, "明珠路88弄3号201室") + person(3, "明珠路88弄3号202室") +
                    "李娜,,13900000002,明珠路88弄4号,北居委会,,\n";
  const auto with_birth = "姓名,出生日期,现住地址,所属村居\n李娜,1991-02-03,明珠路88弄4号101室,北居委会\n";
  desk_->import(file);
  desk_->import(with_birth);
  const auto before = changes();
  EXPECT_EQ(desk_->import(file).outcomes, (Outcomes{{"invalid", 1}, {"same", 2}}));
  EXPECT_EQ(desk_->import(with_birth).outcomes, (Outcomes{{"same", 1}}));
  EXPECT_EQ(changes(), before);
}

TEST_P(TownImport, GoodRowsGoInAndBadRowsComeBack) {
  const auto done =
      desk_->import(kHeader + person(1, "明珠路88弄3号201室") + person(3, "明珠路88弄3号202室", "139"));
  EXPECT_EQ(done.outcomes, (Outcomes{{"invalid", 1}, {"new", 1}}));
  EXPECT_EQ(done.problems, (Outcomes{{"phone", 1}}));
  const auto rows = desk_->rows(done);
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].subject_id, person_of(1).id);
  EXPECT_EQ(rows[1].row, 3u);
  ASSERT_EQ(rows[1].findings.size(), 1u);
  EXPECT_EQ(rows[1].findings[0].code, "phone");
  EXPECT_EQ(rows[1].findings[0].column, 3u);
  EXPECT_EQ(count("person"), 1);
}

TEST_P(TownImport, AllOrNothingLeavesTheRegisterAsItWas) {
  const auto before = changes();
  const auto done =
      desk_->import(kHeader + person(1, "明珠路88弄3号201室") + person(3, "明珠路88弄3号202室", "139"),
                    {.mode = ImportMode::all_or_nothing});
  EXPECT_EQ(done.applied, false);
  EXPECT_EQ(done.outcomes, (Outcomes{{"invalid", 1}, {"new", 1}}));
  EXPECT_EQ(changes(), before);
  EXPECT_EQ(count("person"), 0);
}

TEST_P(TownImport, OnlyColumnsThatArePresentAreComparedAndNothingIsErased) {
  desk_->import(kHeader + person(1, "明珠路88弄3号201室"));
  const auto done = desk_->import("姓名,证件号码,手机,人员类别,地址\n王伟," + invented_id(1) +
                                  ",,来沪人员,明珠路88弄3号201室\n");
  EXPECT_EQ(done.outcomes, (Outcomes{{"fills_gap", 1}}));
  EXPECT_EQ(person_of(1).text("phone"), "13900000001");
  EXPECT_EQ(person_of(1).text("category"), "elsewhere_mainland");
  const auto changed =
      desk_->import("姓名,证件号码,手机,地址\n王伟," + invented_id(1) + ",13900000009,明珠路88弄3号201室\n");
  EXPECT_EQ(changed.outcomes, (Outcomes{{"changed", 1}}));
  EXPECT_EQ(person_of(1).text("phone"), "13900000009");
}

TEST_P(TownImport, WhoMovesLeavesTheFormerMainResidence) {
  desk_->import(kHeader + person(1, "明珠路88弄3号201室"));
  const auto moved = desk_->import("姓名,证件号码,地址,所属村居,入住日期\n王伟," + invented_id(1) +
                                   ",联民路1号101室,南居委会,2026-10-01\n");
  EXPECT_EQ(moved.outcomes, (Outcomes{{"moved_within", 1}}));
  const auto wang = person_of(1);
  EXPECT_EQ(wang.area(), town_.south.value);
  const auto homes = all(RecordKind::residence, {"person_id", std::to_string(wang.id)});
  ASSERT_EQ(homes.size(), 2u);
  EXPECT_EQ(homes[0].text("to_day"), "2026-09-30");
  EXPECT_EQ(homes[0].text("state"), "cancelled");
  const auto older = desk_->import(kHeader + person(1, "明珠路88弄3号201室"));
  EXPECT_EQ(older.problems, (Outcomes{{"ends-before-start", 1}})) << "an older file moves nobody back";
}

TEST_P(TownImport, RowsOutOfTheSendersScopeAreRefused) {
  const auto file = kHeader + person(1, "明珠路88弄3号201室");
  auto south = ImportDesk(db(), {town_.south_account, committee_post(town_.south, town_.south_account)});
  const auto refused = south.import(file);
  EXPECT_EQ(refused.outcomes, (Outcomes{{"refused", 1}}));
  EXPECT_EQ(count("person"), 0);
}

// As on the screens: what another committee keeps is not taken from it by a file, and one such row stops
// nothing.
TEST_P(TownImport, PeopleOfAnotherCommitteeStayThere) {
  ASSERT_EQ(desk_->import(kHeader + person(1, "明珠路88弄3号201室")).outcomes, (Outcomes{{"new", 1}}));
  auto south = ImportDesk(db(), {town_.south_account, committee_post(town_.south, town_.south_account)});
  const std::string header = "姓名,证件号码,联系电话,现住地址,所属村居,居住类型\n";
  const auto row = [](int number, const char* kind) {
    return "王伟," + invented_id(number) + ",13900000009,联民路1号10" + std::to_string(number) +
           "室,南居委会," + kind + "\n";
  };
  const auto file = header + row(3, "主要居住") + row(1, "其他居住") + row(5, "主要居住");
  const auto whole = south.import(file, {.mode = ImportMode::all_or_nothing});
  EXPECT_EQ(whole.outcomes, (Outcomes{{"new", 2}, {"refused", 1}}));
  EXPECT_EQ(whole.applied, false);
  EXPECT_EQ(count("person"), 1);
  const auto good = south.import(file);
  EXPECT_EQ(good.outcomes, (Outcomes{{"new", 2}, {"refused", 1}}));
  EXPECT_EQ(good.applied, true);
  EXPECT_EQ(count("person"), 3);
  EXPECT_EQ(person_of(1).area(), town_.north.value);
  EXPECT_EQ(person_of(1).text("phone"), "13900000001");
}

// The sender's post ends while the job waits to go on behind its first chunk.
TEST_P(TownImport, WhenTheSenderMayNoLongerNothingIsLeftHalf) {
  for (const auto mode : {ImportMode::all_or_nothing, ImportMode::good_rows}) {
    SCOPED_TRACE(code(mode));
    const auto post = committee_post(town_.north, town_.north_account);
    auto desk = ImportDesk(db(), {town_.north_account, post});
    std::string file = kHeader;
    for (int i = 0; i < 2 * kRowsPerChunk; ++i)
      file += person(2 * i + (mode == ImportMode::good_rows ? 1001 : 1),
                     "明珠路88弄" + std::to_string(i + 1) + "号201室");
    const auto before = count("person");
    const auto import = desk.start({.upload = desk.upload(file)->id, .mode = mode});
    for (int stop_at = 1; count("person") == before; ++stop_at) run_to_look(stop_at);
    EXPECT_EQ(count("person"), before + kRowsPerChunk);
    ASSERT_TRUE(db().write([&](store::Transaction& tx) -> Done {
      const auto system = access::Actor::system(tx, kTestNow, access::SystemReason::sample_town);
      WEIGE_CHECK(access::end_post(tx, kTestNow, system, post));
      return done();
    }));
    const auto ended = desk.run(import);
    const bool whole = mode == ImportMode::all_or_nothing;
    EXPECT_EQ(ended.applied, !whole);
    EXPECT_EQ(ended.operation.has_value(), !whole);
    EXPECT_EQ(count("person", "state = 'current'"), whole ? 0 : kRowsPerChunk);
    EXPECT_EQ(count("unindexed_record"), 0);
  }
}

TEST_P(TownImport, AWholeImportIsUndoneAsOne) {
  const auto done =
      desk_->import(kHeader + person(1, "明珠路88弄3号201室") + person(3, "明珠路88弄3号202室"));
  ASSERT_TRUE(done.operation);
  const auto undone = as_post(db(), town_.town_account, town_.town_post, [&](const WriteContext& context) {
    return undo_operation(context, *done.operation, "文件发错了");
  });
  ASSERT_TRUE(undone.ok()) << title(undone.problem(), Language::en) << undone.problem().place;
  EXPECT_EQ(count("person", "state = 'current'"), 0);
  EXPECT_EQ(count("address", "state = 'current'"), 0);
  EXPECT_EQ(desk_->import(kHeader + person(1, "明珠路88弄3号201室")).outcomes, (Outcomes{{"new", 1}}));
}

TEST_P(TownImport, AddressesAndOrganisationsComeInAndAgainChangeNothing) {
  const std::string places =
      "地址,所属村居,房屋用途,房屋标签,房东姓名,房东电话,经度,纬度,坐标系\n明珠路88弄3号201室,北居委会,住宅,"
      "出租,赵六,13900000005,121.27,31.17,wgs84\n明珠路90号,北居委会,商铺,,,,,,\n";
  EXPECT_EQ(desk_->import(places, {.kind = TownFile::addresses}).outcomes, (Outcomes{{"new", 2}}));
  const auto before = changes();
  EXPECT_EQ(desk_->import(places, {.kind = TownFile::addresses}).outcomes, (Outcomes{{"same", 2}}));
  EXPECT_EQ(changes(), before);
  EXPECT_EQ(count("premises_label"), 1);
  const std::string units =
      "单位名称,单位类型,联系人,联系电话,单位地址\n明珠便利店,个体工商户,赵六,13900000005,明珠路90号\n";
  EXPECT_EQ(desk_->import(units, {.kind = TownFile::organisations}).outcomes, (Outcomes{{"new", 1}}));
  EXPECT_EQ(desk_->import(units, {.kind = TownFile::organisations}).outcomes, (Outcomes{{"same", 1}}));
}

TEST_P(TownImport, ProtectedColumnsAreNeverKept) {
  const std::string marker = "甲乙丙丁戊己庚辛";
  std::string file = "徐泾镇登记表\n填报单位,北居委会\n姓名,民族,证件号码,健康状况,现住地址,所属村居,,备注\n";
  for (int i = 0; i < 600; ++i)
    file += "王伟," + marker + "," + invented_id(i * 2 + 1) + "," + marker + ",明珠路88弄" +
            std::to_string(i + 1) + "号,北居委会," + marker + ",\n";
  file += "王伟," + marker + "," + invented_id(5001) + "," + marker + ",明珠路88弄,3号,北居委会," + marker +
          ",," + marker + "\n";  // shifted
  const auto uploaded = desk_->upload(file);
  ASSERT_TRUE(uploaded.ok());
  EXPECT_EQ(uploaded->sheets.at(0).dropped_columns, (std::vector<std::string>{"民族", "健康状况", "G"}));
  const auto done = desk_->run(desk_->start({.upload = uploaded->id}));
  EXPECT_EQ(done.problems, (Outcomes{{"row-too-wide", 1}}));
  EXPECT_EQ(done.outcomes.at("new"), 600);
  db().read([&](store::Transaction& tx) {
    tx.each("SELECT cells FROM upload_chunk",
            [&](const store::Row& row) { EXPECT_EQ(row.blob(0).find(marker), std::string_view::npos); });
    tx.each("SELECT findings FROM import_row WHERE findings IS NOT NULL",
            [&](const store::Row& row) { EXPECT_EQ(row.text(0).find(marker), std::string_view::npos); });
  });
  if (GetParam() != store::Engine::sqlite) return;
  scratch().close();
  for (const auto& each :
       std::filesystem::directory_iterator(std::filesystem::path(scratch().file()).parent_path())) {
    std::stringstream bytes;
    bytes << std::ifstream(each.path(), std::ios::binary).rdbuf();
    EXPECT_EQ(bytes.str().find(marker), std::string::npos) << each.path();
  }
  scratch().reopen();
}

TEST_P(TownImport, ReadsGb18030) {
  const std::string gb =
      "\xD0\xD5\xC3\xFB,\xD6\xA4\xBC\xFE\xBA\xC5\xC2\xEB,\xCF\xD6\xD7\xA1\xB5\xD8\xD6\xB7,"
      "\xCB\xF9\xCA\xF4\xB4\xE5\xBE\xD3\n\xCD\xF5\xCE\xB0," +
      invented_id(1) +
      ",\xC3\xF7\xD6\xE9\xC2\xB7"
      "88\xC5\xAA"
      "3\xBA\xC5,\xB1\xB1\xBE\xD3\xCE\xAF\xBB\xE1\n";
  EXPECT_EQ(desk_->import(gb).outcomes, (Outcomes{{"new", 1}}));
  EXPECT_EQ(person_of(1).text("name"), "王伟");
}

TEST_P(TownImport, TheSameSubmissionIsOneUpload) {
  const auto file = kHeader + person(1, "明珠路88弄3号201室");
  const auto one = desk_->upload(file, "same-key-1"), two = desk_->upload(file, "same-key-1");
  ASSERT_TRUE(one.ok() && two.ok());
  EXPECT_EQ(one->id, two->id);
  EXPECT_EQ(count("upload"), 1);
}

TEST_P(TownImport, AFileThatCannotBeReadLeavesNothing) {
  EXPECT_FALSE(desk_->upload("\x50\x4B\x03\x04 no zip at all").ok());
  EXPECT_FALSE(desk_->upload("1,2,3\n4,5,6\n").ok());
  EXPECT_EQ(count("upload"), 0);
  EXPECT_EQ(count("upload_chunk"), 0);
}

TEST_P(TownImport, WhatHasExpiredIsErased) {
  const auto done = desk_->import(kHeader + person(1, "明珠路88弄3号201室"));
  const auto later = done.expires_at + std::chrono::hours(1);
  for (bool more = true; more;)
    more =
        *db().write([&](store::Transaction& tx) -> Result<bool> { return erase_expired_files(tx, later); });
  for (const auto* table : {"upload", "upload_chunk", "file_import", "import_row"})
    EXPECT_EQ(count(table), 0) << table;
}

}  // namespace import_test
}  // namespace weige::registry
