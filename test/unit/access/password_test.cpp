#include "access/password.h"

#include <gtest/gtest.h>

namespace weige::access {
namespace password_test {

constexpr HashCost kQuick{.memory_kib = 8, .passes = 1, .lanes = 1};

bool accepted(std::string_view password, std::string_view login = "zhang.wei") {
  return check_password(password, login).ok();
}

TEST(PasswordRules, NeedTenCharacters) {
  EXPECT_FALSE(accepted("kX7#mq2Lp"));
  EXPECT_TRUE(accepted("kX7#mq2LpW"));
  EXPECT_TRUE(accepted("明珠路八十八弄三号二室"));
  EXPECT_FALSE(accepted("明珠路八十八弄三号"));
}

TEST(PasswordRules, RefuseWhatIsGuessedFirst) {
  for (const auto* common :
       {"password123", "PassWord123", "1qaz2wsx3edc", "qwertyuiop", "a123456789", "woaini1314"})
    EXPECT_FALSE(accepted(common)) << common;
}

TEST(PasswordRules, RefuseRunsAndFewDifferentCharacters) {
  for (const auto* poor :
       {"12345678901234", "9876543210", "abcdefghijkl", "aaaaaaaaaaaa", "abababababab", "1111122222"})
    EXPECT_FALSE(accepted(poor)) << poor;
}

TEST(PasswordRules, RefuseTheLoginNameWithLittleElse) {
  EXPECT_FALSE(accepted("Zhang.Wei123"));
  EXPECT_TRUE(accepted("zhang.wei and nine lanterns"));
}

TEST(PasswordRules, RefuseEndlessOnes) {
  const auto refused = check_password(std::string(257, 'x') + "abcdefg", "zhang.wei");
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.problem().code, ProblemCode::too_long);
}

TEST(PasswordHash, MatchesOnlyItsPassword) {
  const auto hash = PasswordHash::of("nine lanterns", seeded_random(1), kQuick);
  EXPECT_TRUE(hash.matches("nine lanterns"));
  EXPECT_FALSE(hash.matches("nine lantern"));
  EXPECT_FALSE(hash.matches(""));
}

TEST(PasswordHash, IsArgon2idWithItsCostAndASaltOfItsOwn) {
  const auto random = seeded_random(1);
  const auto one = PasswordHash::of("nine lanterns", random, kQuick);
  const auto other = PasswordHash::of("nine lanterns", random, kQuick);
  EXPECT_EQ(one.text().rfind("$argon2id$v=19$m=8,t=1,p=1$", 0), 0u) << one.text();
  EXPECT_NE(one.text(), other.text());
  EXPECT_TRUE(PasswordHash::stored(one.text()).matches("nine lanterns"));
}

TEST(PasswordHash, ShipsWithSixtyFourMebibytesAndThreePasses) {
  EXPECT_EQ(HashCost{}.memory_kib, 65536u);
  EXPECT_EQ(HashCost{}.passes, 3u);
}

}  // namespace password_test
}  // namespace weige::access
