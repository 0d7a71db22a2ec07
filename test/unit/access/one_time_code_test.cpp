#include "access/one_time_code.h"

#include <gtest/gtest.h>

#include <set>

namespace weige::access {
namespace one_time_code_test {

using namespace std::chrono_literals;

constexpr std::string_view kRfcSecret = "12345678901234567890";  // RFC 6238, appendix B

Instant at(std::int64_t seconds) {
  return Instant{std::chrono::seconds{seconds}};
}

// The last six digits of the appendix's eight.
TEST(OneTimeCode, IsThatOfTheStandard) {
  const std::pair<std::int64_t, const char*> vectors[] = {{59, "287082"},         {1111111109, "081804"},
                                                          {1111111111, "050471"}, {1234567890, "005924"},
                                                          {2000000000, "279037"}, {20000000000, "353130"}};
  for (const auto& [seconds, code] : vectors)
    EXPECT_EQ(code_of_step(kRfcSecret, step_at(at(seconds))), code) << seconds;
}

TEST(OneTimeCode, IsAcceptedOneStepEarlyOrLateAndNoMore) {
  const auto now = at(1'000'000'000);
  const auto step = step_at(now);
  for (std::int64_t beside = -3; beside <= 3; ++beside) {
    const auto accepted = accepted_step(kRfcSecret, code_of_step(kRfcSecret, step + beside), now, 0);
    if (beside >= -1 && beside <= 1)
      EXPECT_EQ(accepted, step + beside);
    else
      EXPECT_FALSE(accepted) << beside;
  }
}

TEST(OneTimeCode, IsNotAcceptedAgainNorOneBeforeIt) {
  const auto now = at(1'000'000'000);
  const auto step = step_at(now);
  EXPECT_FALSE(accepted_step(kRfcSecret, code_of_step(kRfcSecret, step), now, step));
  EXPECT_FALSE(accepted_step(kRfcSecret, code_of_step(kRfcSecret, step - 1), now, step));
  EXPECT_EQ(accepted_step(kRfcSecret, code_of_step(kRfcSecret, step + 1), now, step), step + 1);
}

TEST(OneTimeCode, RefusesWhatIsNoCode) {
  const auto now = at(1'000'000'000);
  const auto code = code_of_step(kRfcSecret, step_at(now));
  for (const auto& text :
       {std::string(), code.substr(1), code + "0", std::string("12345a"), std::string("１２３４５６")})
    EXPECT_FALSE(accepted_step(kRfcSecret, text, now, 0)) << text;
  EXPECT_FALSE(accepted_step("another secret.", code, now, 0));
}

TEST(OneTimeCode, IsReadAsPeopleTypeIt) {
  EXPECT_EQ(plain_code(" 123 456 "), "123456");
  EXPECT_EQ(plain_code("abcd-efgh-ijkl-mnop"), "ABCDEFGHIJKLMNOP");
  EXPECT_TRUE(is_device_code("012345"));
  EXPECT_FALSE(is_device_code("01234x"));
  EXPECT_FALSE(is_device_code("0123456"));
}

TEST(FactorSecrets, AreTwentyRandomBytesAsBase32) {
  const auto random = seeded_random(1);
  const auto secret = new_factor_secret(random);
  EXPECT_EQ(secret.size(), 20u);
  EXPECT_NE(secret, new_factor_secret(random));
  EXPECT_EQ(base32_of("12345678901234567890"), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
  EXPECT_EQ(base32_of("foob"), "MZXW6YQ") << "no padding";
}

TEST(FactorSecrets, AreOfferedAsAUriThatAuthenticatorsRead) {
  EXPECT_EQ(otpauth_uri(kRfcSecret, "wang li@1"),
            "otpauth://totp/%E5%BE%AE%E6%A0%BC:wang%20li%401?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
            "&issuer=%E5%BE%AE%E6%A0%BC");
}

TEST(RecoveryCodes, AreTenDifferentOnesInFourGroups) {
  const auto codes = new_recovery_codes(seeded_random(2));
  EXPECT_EQ(std::set<std::string>(codes.begin(), codes.end()).size(), 10u);
  for (const auto& code : codes) {
    EXPECT_EQ(code.size(), 19u) << code;
    EXPECT_EQ(plain_code(code).size(), 16u) << code;
    EXPECT_FALSE(is_device_code(plain_code(code)));
  }
}

TEST(RecoveryCodes, AreHashedForOneAccount) {
  EXPECT_EQ(recovery_hash(AccountId{7}, "ABCD"), recovery_hash(AccountId{7}, "ABCD"));
  EXPECT_NE(recovery_hash(AccountId{7}, "ABCD"), recovery_hash(AccountId{8}, "ABCD"));
  EXPECT_NE(recovery_hash(AccountId{7}, "ABCD"), recovery_hash(AccountId{7}, "ABCE"));
}

}  // namespace one_time_code_test
}  // namespace weige::access
