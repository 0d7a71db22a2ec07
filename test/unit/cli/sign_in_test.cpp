// The command line signs in as an account like everyone else.
#include "cli/sign_in.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <sstream>

#include "access/one_time_code.h"
#include "access/second_factor_store.h"
#include "cli/accounts_command.h"
#include "support/access_town.h"
#include "support/databases.h"

namespace weige::cli {
namespace sign_in_test {

using testing_support::AccessTown;
using testing_support::kQuickHash;
using testing_support::kTestNow;

constexpr auto kPassword = "nine lanterns 九盏灯";

class CliSignIn : public testing::Test {
 protected:
  store::Database& db() { return scratch_.db(); }
  access::SignInContext context() {
    return {.clock = fixed_clock(kTestNow), .random = random_, .cost = kQuickHash, .rules = rules_};
  }
  Result<CommandSession> open(const std::string& login, const std::string& password) {
    return CommandSession::open(
        db(), context(), {.login_name = login, .password = password, .address = "cli", .device = "weige"},
        [&]() -> Result<std::string> { return code_; });
  }
  std::int64_t open_sessions(access::AccountId account) {
    return db().read([&](store::Transaction& tx) {
      return tx.scalar<std::int64_t>("SELECT count(*) FROM session WHERE account_id = $1", account);
    });
  }

  access::SessionRules rules_ = testing_support::kNoFactorNeeded;
  std::string code_;

 private:
  testing_support::ScratchDatabase scratch_{store::Engine::sqlite};
  Random random_ = seeded_random(5);
};

TEST_F(CliSignIn, ActsInTheAccountsPostAndEndsItsSession) {
  AccessTown town(db());
  const auto account = town.account("admin", kPassword);
  town.post(access::Role::system_admin, access::kTown, account);
  const auto before = open_sessions(account);
  {
    const auto session = open("admin", kPassword).value();
    EXPECT_EQ(session.actor().role(), access::Role::system_admin);
    EXPECT_EQ(open_sessions(account), before + 1);
  }
  EXPECT_EQ(open_sessions(account), before);
}

TEST_F(CliSignIn, AsksForACodeOnlyWhereThereIsASecondFactor) {
  AccessTown town(db());
  const auto account = town.account("admin", kPassword);
  town.post(access::Role::system_admin, access::kTown, account);
  code_ = "not asked";
  EXPECT_TRUE(open("admin", kPassword).ok());
  rules_.second_factor = access::FactorRule::required;
  EXPECT_EQ(open("admin", kPassword).problem().code, ProblemCode::second_factor_setup_required);
  const std::string secret = "12345678901234567890";
  const auto made = db().write([&](store::Transaction& tx) -> Result<std::vector<access::Change>> {
    std::vector<access::Change> changes;
    changes.push_back(access::put_pending(tx, account, secret));
    changes.push_back(access::confirm_factor(tx, account, secret, kTestNow, 0));
    return changes;
  });
  ASSERT_TRUE(made.ok());
  const auto before = open_sessions(account);
  EXPECT_EQ(open("admin", kPassword).problem().code, ProblemCode::second_factor_code);
  EXPECT_EQ(open_sessions(account), before) << "a session that got no further has ended";
  code_ = access::code_of_step(secret, access::step_at(kTestNow));
  EXPECT_TRUE(open("admin", kPassword)->actor().may(access::Right::manage_keys).ok());
}

TEST_F(CliSignIn, ReadsTheTownsRuleFromTheEnvironment) {
  ::unsetenv("WEIGE_SECOND_FACTOR");
  EXPECT_EQ(factor_rule().value(), access::FactorRule::required);
  ::setenv("WEIGE_SECOND_FACTOR", "offered", 1);
  EXPECT_EQ(factor_rule().value(), access::FactorRule::offered);
  ::setenv("WEIGE_SECOND_FACTOR", "perhaps", 1);
  EXPECT_EQ(factor_rule().problem().code, ProblemCode::setting);
  ::unsetenv("WEIGE_SECOND_FACTOR");
}

TEST_F(CliSignIn, RefusesAWrongPassword) {
  AccessTown(db()).account("admin", kPassword);
  EXPECT_EQ(open("admin", "guess").problem().code, ProblemCode::sign_in_failed);
}

TEST_F(CliSignIn, AsksForWhatTheEnvironmentDoesNotTell) {
  ::unsetenv("WEIGE_LOGIN");
  ::unsetenv("WEIGE_PASSWORD");
  std::istringstream in("wang\nsecret words\n");
  std::ostringstream out;
  const auto credentials = ask_credentials(in, out);
  EXPECT_EQ(credentials.login_name, "wang");
  EXPECT_EQ(credentials.password, "secret words");
  EXPECT_EQ(out.str().find("secret words"), std::string::npos);
}

TEST_F(CliSignIn, TakesBothFromTheEnvironmentWithoutAsking) {
  ::setenv("WEIGE_LOGIN", "li", 1);
  ::setenv("WEIGE_PASSWORD", "from outside", 1);
  std::istringstream in;
  std::ostringstream out;
  const auto credentials = ask_credentials(in, out);
  ::unsetenv("WEIGE_LOGIN");
  ::unsetenv("WEIGE_PASSWORD");
  EXPECT_EQ(credentials.login_name, "li");
  EXPECT_EQ(credentials.password, "from outside");
  EXPECT_TRUE(out.str().empty());
}

TEST_F(CliSignIn, InvitesAndListsWithTheRightOnly) {
  AccessTown town(db());
  const auto admin = town.actor(access::Role::system_admin);
  const auto committee = town.actor(access::Role::committee);
  std::ostringstream link, list, refused;
  ASSERT_TRUE(invite_account(db(), admin, {"zhao", "赵"}, context(), link).ok());
  EXPECT_EQ(link.str().rfind("/links/", 0), 0u);
  ASSERT_TRUE(list_accounts(db(), admin, list).ok());
  EXPECT_NE(list.str().find("zhao\tinvited\t赵\n"), std::string::npos) << list.str();
  EXPECT_EQ(list_accounts(db(), committee, refused).problem().code, ProblemCode::forbidden);
  EXPECT_TRUE(refused.str().empty());
}

TEST_F(CliSignIn, OffersTheFirstRunOnlyWhereNobodyIsYet) {
  std::ostringstream first, second;
  ASSERT_TRUE(offer_first_run(db(), context(), "http://127.0.0.1:8080", first).ok());
  EXPECT_NE(first.str().find("http://127.0.0.1:8080/links/"), std::string::npos);
  AccessTown(db()).account("admin");
  ASSERT_TRUE(offer_first_run(db(), context(), "http://127.0.0.1:8080", second).ok());
  EXPECT_TRUE(second.str().empty());
}

}  // namespace sign_in_test
}  // namespace weige::cli
