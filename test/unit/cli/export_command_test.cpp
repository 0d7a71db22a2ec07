#include "cli/export_command.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "access/approval_actions.h"
#include "access/approval_decision_actions.h"
#include "support/access_town.h"
#include "support/databases.h"

namespace weige::cli {
namespace export_command_test {

namespace fs = std::filesystem;
using testing_support::AccessTown;
using testing_support::kTestNow;

class ExportCommand : public testing::Test {
 protected:
  void SetUp() override {
    char folder[] = "/tmp/weige-export-test-XXXXXX";
    folder_ = ::mkdtemp(folder);
  }
  void TearDown() override { fs::remove_all(folder_); }

  store::Database& db() { return scratch_.db(); }
  ExportFlags flags(const std::string& name) {
    return {.kind = "residents",
            .out = folder_ / name,
            .purpose = "data_quality",
            .rules = testing_support::kOnePersonIsEnough};
  }
  Done run(const access::Actor& actor, const ExportFlags& flags) {
    return export_file(db(), actor, flags, fixed_clock(kTestNow));
  }
  std::size_t files() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()));
  }

  testing_support::ScratchDatabase scratch_{store::Engine::sqlite};
  AccessTown town_{scratch_.db()};
  fs::path folder_;
};

TEST_F(ExportCommand, WritesAFileForItsOwnerAloneAndAuditsIt) {
  const auto office = town_.actor(access::Role::population_office);
  auto wanted = flags("a.csv");
  wanted.numbers = registry::Numbers::full;
  EXPECT_EQ(run(office, wanted).problem().code, ProblemCode::purpose_too_narrow);
  wanted.purpose = "data_correction";
  ASSERT_TRUE(run(office, wanted).ok());
  std::ostringstream content;
  content << std::ifstream(wanted.out).rdbuf();
  EXPECT_NE(content.str().find("姓名"), std::string::npos);
  EXPECT_EQ(files(), 1u) << "nothing unfinished stays beside it";
  struct stat about {};
  ::stat(wanted.out.c_str(), &about);
  EXPECT_EQ(about.st_mode & 0777, 0600u);
  const auto detail = db().read([](store::Transaction& tx) {
    return tx.scalar<std::string>("SELECT detail FROM audit_entry WHERE action = 'export.done'");
  });
  EXPECT_EQ(detail, "kind=residents,format=csv,numbers=full,rows=0");
}

TEST_F(ExportCommand, TakesTheAreaByItsCode) {
  const auto committee = town_.area(access::AreaKind::committee, "310118106001");
  const auto office = town_.actor(access::Role::population_office);
  auto wanted = flags("a.xlsx");
  wanted.area = committee.code;
  EXPECT_TRUE(run(office, wanted).ok());
  wanted.area = "000";
  EXPECT_EQ(run(office, wanted).problem().place, "area");
}

TEST_F(ExportCommand, RefusesWhatItDoesNotKnowOrMayNot) {
  const auto office = town_.actor(access::Role::population_office);
  auto wrong = flags("a.csv");
  wrong.kind = "dogs";
  EXPECT_EQ(run(office, wrong).problem().place, "kind");
  wrong = flags("a.doc");
  EXPECT_EQ(run(office, wrong).problem().place, "format");
  wrong = flags("a.csv");
  wrong.purpose = "curiosity";
  EXPECT_EQ(run(office, wrong).problem().place, "purpose");
  const auto officer = town_.actor(access::Role::community_officer);
  EXPECT_EQ(run(officer, flags("a.csv")).problem().code, ProblemCode::forbidden);
  auto nowhere = flags("a.csv");
  nowhere.out = "/nowhere/at/all.csv";
  EXPECT_EQ(run(office, nowhere).problem().code, ProblemCode::file_write);
  EXPECT_EQ(files(), 0u);
}

TEST_F(ExportCommand, InBulkWaitsForASecondPersonAndIsMadeOnce) {
  const auto office = town_.actor(access::Role::population_office);
  const auto second = town_.actor(access::Role::population_office);
  auto wanted = flags("a.csv");
  wanted.purpose = "data_correction";
  wanted.numbers = registry::Numbers::full;
  wanted.rules = {};
  EXPECT_EQ(run(office, wanted).problem().code, ProblemCode::approval_needed);
  wanted.reason = "年底核对";
  const auto told = run(office, wanted);
  ASSERT_EQ(told.problem().code, ProblemCode::approval_waiting);
  const access::ApprovalId number{std::stoll(told.problem().args.front().value)};
  EXPECT_EQ(files(), 0u);
  wanted.approval = number;
  EXPECT_EQ(run(office, wanted).problem().code, ProblemCode::approval_waiting);
  const auto approved = db().write([&](store::Transaction& tx) -> Result<access::Approved> {
    const auto asked = access::find_approval(tx, number, kTestNow);
    return access::approve(tx, kTestNow, second, {.id = number, .digest = asked->digest});
  });
  ASSERT_TRUE(approved.ok());
  auto other = wanted;
  other.kind = "addresses";
  EXPECT_EQ(run(office, other).problem().code, ProblemCode::approval_differs);
  EXPECT_EQ(run(second, wanted).problem().code, ProblemCode::not_found);
  EXPECT_TRUE(run(office, wanted).ok());
  EXPECT_EQ(files(), 1u);
  EXPECT_EQ(run(office, wanted).problem().code, ProblemCode::approval_over);
}

}  // namespace export_command_test
}  // namespace weige::cli
