#include "cli/keys_command.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <sstream>

#include "access/data_keys.h"
#include "cli/database_command.h"
#include "seal/key_file.h"
#include "support/access_town.h"
#include "support/databases.h"
#include "support/random_folder.h"

namespace weige::cli {
namespace keys_command_test {

using store::Transaction;
using testing::HasSubstr;
using testing_support::kTestNow;

class KeysCommand : public testing::Test {
 protected:
  void SetUp() override {
    testing_support::take_test_keys(scratch.db(), key_file);
    ASSERT_TRUE(scratch.db().write([](Transaction& tx) -> Done {
      access::DataKeys keys(tx);
      for (std::int64_t id = 1; id <= 5; ++id)
        keys.seal({"person", id}, {"person", "phone", id}, "13900000001");
      return done();
    }));
  }
  KeysDesk desk() {
    out.str("");
    return {scratch.db(), actor, clock, out};
  }
  std::string in_folder(const std::string& name) const { return (folder.path() / name).string(); }

  test::RandomFolder folder;
  std::string key_file = in_folder("town.keys");
  testing_support::ScratchDatabase scratch{store::Engine::sqlite, testing_support::Fill::without_keys};
  testing_support::AccessTown town{scratch.db()};
  access::Actor actor = town.actor(access::Role::security_admin);
  Clock clock = fixed_clock(kTestNow);
  std::ostringstream out;
};

TEST_F(KeysCommand, ListsMakesRotatesAndForgets) {
  ASSERT_TRUE(list_keys(desk()));
  EXPECT_THAT(out.str(), HasSubstr("\tnewest\tin-file\t5\n"));
  ASSERT_TRUE(make_master(desk()));
  EXPECT_EQ(out.str(), "master\t2\n");
  std::ostringstream progress;
  ASSERT_TRUE(rotate_keys(desk(), progress));
  EXPECT_THAT(out.str(), HasSubstr("\tkept\tin-file\t0\n"));
  EXPECT_THAT(out.str(), HasSubstr("\tnewest\tin-file\t5\n"));
  ASSERT_TRUE(forget_key(desk(), 1));
  EXPECT_THAT(out.str(), HasSubstr("\tforgotten\tnot-in-file\t0\n"));
  ASSERT_TRUE(check_keys(desk()));
  EXPECT_EQ(out.str(), "keys\t5\n");
}

TEST_F(KeysCommand, CheckTellsWhatDoesNotOpen) {
  ASSERT_TRUE(scratch.db().write([](Transaction& tx) -> Done {
    tx.exec("UPDATE data_key SET owner_id = 50 WHERE owner_id = 5");
    return done();
  }));
  const auto checked = check_keys(desk());
  ASSERT_FALSE(checked);
  EXPECT_EQ(checked.problem().code, ProblemCode::sealed_values);
  EXPECT_EQ(out.str(), "broken\tperson\t50\nkeys\t5\n");
}

TEST_F(KeysCommand, EscrowGivesTheKeyFileBack) {
  ASSERT_TRUE(escrow_to_folder(desk(), {.folder = folder.path(), .plan = {.needed = 2, .shares = 3}}));
  struct stat about {};
  ASSERT_EQ(::stat(in_folder("share-3.txt").c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777, 0600u);
  const RecoverFlags flags{.escrow = in_folder("weige-keys.escrow"),
                           .shares = {in_folder("share-3.txt"), in_folder("share-1.txt")},
                           .to = in_folder("again.keys")};
  ASSERT_TRUE(recover_keys(flags, out));
  EXPECT_EQ(seal::read_key_file(flags.to).value(), seal::read_key_file(key_file).value());
  EXPECT_EQ(recover_keys(flags, out).problem().code, ProblemCode::file_exists) << "it overwrites nothing";
  EXPECT_EQ(recover_keys({flags.escrow, {flags.shares[0]}, in_folder("x")}, out).problem().code,
            ProblemCode::key_shares);
  EXPECT_EQ(recover_keys({flags.escrow, {in_folder("share-9.txt")}, in_folder("x")}, out).problem().code,
            ProblemCode::file_unreadable);
  EXPECT_EQ(escrow_to_folder(desk(), {.folder = folder.path()}).problem().code, ProblemCode::file_exists);
}

TEST_F(KeysCommand, EscrowWantsASensibleNumberOfShares) {
  const std::vector<access::EscrowPlan> plans{{1, 5}, {6, 5}, {3, 21}, {-1, 5}};
  for (const auto& plan : plans)
    EXPECT_EQ(escrow_to_folder(desk(), {folder.path(), plan}).problem().code, ProblemCode::bad_number)
        << plan.needed << " of " << plan.shares;
}

TEST_F(KeysCommand, IsForThoseWhoMayManageKeys) {
  actor = town.actor(access::Role::auditor);
  EXPECT_EQ(list_keys(desk()).problem().code, ProblemCode::forbidden);
  EXPECT_EQ(check_keys(desk()).problem().code, ProblemCode::forbidden);
}

}  // namespace keys_command_test
}  // namespace weige::cli
