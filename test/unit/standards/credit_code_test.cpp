#include "standards/credit_code.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "../../reference/slow_codes.h"

namespace weige::standards {
namespace credit_code_test {

ProblemCode code_of(std::string_view text) {
  return CreditCode::parse(text).problem().code;
}

std::string random_signs() {
  std::string signs;
  for (int i = 0; i < 17; ++i)
    signs += std::string_view{"0123456789ABCDEFGHJKLMNPQRTUWXY"}[*rc::gen::inRange<std::size_t>(0, 31)];
  return signs;
}

TEST(CreditCode, AcceptsTheStandardsExample) {
  const auto credit = CreditCode::parse("91350100M000100Y43");
  ASSERT_TRUE(credit);
  EXPECT_EQ(credit->division_prefix(), "350100");
  EXPECT_EQ(credit->organisation_code(), "M000100Y4");
  EXPECT_EQ(credit->warning(), std::nullopt);
  EXPECT_EQ(CreditCode::parse("９１３５０１００m000100y43 ")->text(), credit->text());
}

TEST(CreditCode, SaysWhatIsWrong) {
  EXPECT_EQ(code_of(" "), ProblemCode::missing_field);
  EXPECT_EQ(code_of("91350100M000100Y4"), ProblemCode::credit_code_length);
  EXPECT_EQ(code_of("9135O100M000100Y43"), ProblemCode::credit_code_characters);
  EXPECT_EQ(code_of("91350100M000100Y44"), ProblemCode::credit_code_check_digit);
  EXPECT_EQ(code_of("9.13501E+17"), ProblemCode::digits_lost);
}

TEST(CreditCode, WarnsOfAnOrganisationDigitThatDoesNotFit) {
  const std::string signs = "91350100M000100Y5";
  EXPECT_EQ(CreditCode::parse(signs + credit_check_digit(signs))->warning(), Warning::organisation_digit);
}

RC_GTEST_PROP(CreditCode, CheckDigitAgreesWithTheSlowTwin, ()) {
  const auto signs = random_signs();
  RC_ASSERT(credit_check_digit(signs) == reference::credit_check_digit(signs));
  RC_ASSERT(CreditCode::parse(signs + credit_check_digit(signs)).ok());
}

RC_GTEST_PROP(CreditCode, EveryWrongSignIsFound, ()) {
  std::string text = random_signs();
  text += credit_check_digit(text);
  const auto at = *rc::gen::inRange<std::size_t>(0, 18);
  const char other = *rc::gen::elementOf(std::string{"0123456789ABCDEFGHJKLMNPQRTUWXY"});
  RC_PRE(other != text[at]);
  text[at] = other;
  RC_ASSERT(!CreditCode::parse(text).ok());
}

}  // namespace credit_code_test
}  // namespace weige::standards
