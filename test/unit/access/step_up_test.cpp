#include "access/step_up.h"

#include <gtest/gtest.h>

#include <set>

namespace weige::access {
namespace step_up_test {

using namespace std::chrono_literals;

constexpr Instant kNow{std::chrono::hours{500'000}};

Proof proof(const Shown& shown, Role role = Role::committee, FactorRule rule = FactorRule::required) {
  return proof_of(shown, role, rule, kNow);
}

TEST(StepUp, IsAskedForByTheRightsThatLetRecordsOutAndPeopleIn) {
  std::set<std::string_view> asked;
  for (const Right right : all_rights())
    if (needs_fresh_proof(right)) asked.insert(code(right));
  EXPECT_EQ(asked, (std::set<std::string_view>{"file.export", "record.erase", "accounts.manage",
                                               "posts.manage", "keys.manage", "approvals.exports",
                                               "approvals.erasures", "approvals.grants"}));
}

TEST(StepUp, ASecondFactorIsNeededByAllWhoWorkForTheTown) {
  std::set<std::string_view> spared;
  for (const Role role : all_roles())
    if (!needs_factor(role)) spared.insert(code(role));
  EXPECT_EQ(spared, (std::set<std::string_view>{"nobody", "helper", "resident", "system"}));
}

TEST(StepUp, AProofLastsTenMinutes) {
  EXPECT_TRUE(is_fresh(kNow, kNow));
  EXPECT_TRUE(is_fresh(kNow - 10min + 1us, kNow));
  EXPECT_FALSE(is_fresh(kNow - 10min, kNow));
  EXPECT_FALSE(is_fresh(kNow + 1us, kNow)) << "the clock was set back";
}

TEST(StepUp, TellsWhatASessionLacks) {
  const Shown password{.proven = kNow};
  const Shown without_code{.proven = kNow, .has_factor = true};
  const Shown all{.proven = kNow, .has_factor = true, .code = true};
  const Shown long_ago{.proven = kNow - 11min, .has_factor = true, .code = true};
  EXPECT_EQ(proof(password), Proof::factor_missing);
  EXPECT_EQ(proof(password, Role::committee, FactorRule::offered), Proof::fresh);
  EXPECT_EQ(proof(password, Role::helper), Proof::fresh);
  EXPECT_EQ(proof(without_code), Proof::code_missing);
  EXPECT_EQ(proof(without_code, Role::helper, FactorRule::offered), Proof::code_missing)
      << "who has one is asked for it";
  EXPECT_EQ(proof(all), Proof::fresh);
  EXPECT_EQ(proof(long_ago), Proof::stale);
}

TEST(StepUp, RefusesWithWhatIsToBeDone) {
  EXPECT_EQ(check_passed(Proof::code_missing).problem().code, ProblemCode::second_factor_required);
  EXPECT_EQ(check_fresh(Proof::code_missing).problem().code, ProblemCode::second_factor_required);
  EXPECT_EQ(check_fresh(Proof::factor_missing).problem().code, ProblemCode::second_factor_setup_required);
  EXPECT_EQ(check_fresh(Proof::stale).problem(),
            problem(ProblemCode::step_up_required).with("minutes", "10"));
  EXPECT_TRUE(check_passed(Proof::stale).ok());
  EXPECT_TRUE(check_fresh(Proof::fresh).ok());
  EXPECT_TRUE(check_fresh(Proof::unneeded).ok());
}

}  // namespace step_up_test
}  // namespace weige::access
