// weige audit: what it writes and says, and with which code it ends.
#include "cli/audit_command.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <sstream>

#include "access/audit_log_actions.h"
#include "cli/outcome.h"
#include "support/access_town.h"
#include "support/audit_logs.h"
#include "support/databases.h"
#include "support/random_folder.h"

namespace weige::cli {
namespace audit_command_test {

using testing_support::AuditLogMaker;
using testing_support::kTestNow;

class AuditCommand : public testing::Test {
 protected:
  std::string write(const std::string& name, const std::string& text) {
    const auto path = (folder_.path() / name).string();
    std::ofstream(path, std::ios::binary) << text;
    return path;
  }
  int verify(const AuditVerifyFlags& flags) {
    out_.str("");
    err_.str("");
    return verify_audit(flags, out_, err_);
  }

  test::RandomFolder folder_;
  AuditLogMaker maker_{{.entries = 60, .head_every = 20}};
  testing_support::AuditLogCopy log_ = maker_.make();
  std::ostringstream out_, err_;
};

TEST_F(AuditCommand, SaysThatAllIsGood) {
  EXPECT_EQ(verify({.file = write("log", log_.text())}), kDone);
  EXPECT_TRUE(out_.str().starts_with("good: 60 entries, 60 of them covered by heads; 3 heads fit\n"))
      << out_.str();
  const auto heads = write("heads", testing_support::heads_text(log_.header.heads));
  const auto key = write("key", to_text(log_.header.keys.front().key) + "\n");
  EXPECT_EQ(verify({.file = write("log", log_.text()), .heads = {heads, heads}, .key = key}), kDone);
  EXPECT_EQ(verify({.file = write("log", log_.text()), .key = to_text(log_.header.keys.front().key)}), kDone);
}

TEST_F(AuditCommand, NamesThePlaceInBothLanguages) {
  log_.lines[6] += "x";
  EXPECT_EQ(verify({.file = write("log", log_.text())}), kFound);
  EXPECT_TRUE(out_.str().starts_with("entry 7: 这一条的文字被改过 / the text of this entry")) << out_.str();
}

TEST_F(AuditCommand, TellsWhatItCannotRead) {
  EXPECT_EQ(verify({.file = "/nowhere/at/all"}), kFailed);
  EXPECT_EQ(verify({.file = write("log", "nothing")}), kFailed);
  EXPECT_NE(err_.str().find("line 1: not an export"), std::string::npos) << err_.str();
  const auto good = write("log", log_.text());
  EXPECT_EQ(verify({.file = good, .heads = {write("heads", "x")}}), kFailed);
  EXPECT_EQ(verify({.file = good, .key = "no key"}), kUsage);
}

TEST_F(AuditCommand, ExportsWhatVerifies) {
  testing_support::ScratchDatabase scratch(store::Engine::sqlite);
  testing_support::AccessTown town(scratch.db());
  const auto auditor = town.actor(access::Role::auditor);
  const auto random = seeded_random(3);
  const auto signer =
      access::open_audit_log(scratch.db(), {.key_file = (folder_.path() / "key").string()}, random);
  ASSERT_TRUE(signer.ok());
  const auto placed = access::place_audit_entries(
      {.database = scratch.db(), .signer = *signer, .random = random, .instance = "a"}, kTestNow);
  ASSERT_TRUE(placed.ok());
  ASSERT_GT(*placed, 0);

  const auto path = (folder_.path() / "audit.txt").string();
  ASSERT_TRUE(export_audit(scratch.db(), auditor, path, fixed_clock(kTestNow), out_).ok());
  EXPECT_EQ(out_.str(), std::to_string(*placed) + " entries, 1 heads\n");
  struct stat about {};
  ASSERT_EQ(::stat(path.c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777, 0600u);
  EXPECT_EQ(verify({.file = path, .key = to_text(signer->public_key())}), kDone) << out_.str();

  const auto admin = town.actor(access::Role::system_admin);
  const auto refused = export_audit(scratch.db(), admin, path + "2", fixed_clock(kTestNow), out_);
  EXPECT_EQ(refused.problem().code, ProblemCode::forbidden);
  EXPECT_NE(::stat((path + "2").c_str(), &about), 0) << "nothing is left of it";
  EXPECT_NE(::stat((path + "2.part").c_str(), &about), 0);
}

}  // namespace audit_command_test
}  // namespace weige::cli
