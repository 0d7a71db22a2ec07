#include "standards/id_number.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "../../reference/slow_codes.h"
#include "standards/reserved.h"

namespace weige::standards {
namespace id_number_test {

ProblemCode code_of(std::string_view text) {
  return IdNumber::parse(text).problem().code;
}

// 17 digits of a plausible number under the reserved prefix.
std::string random_digits() {
  const auto date =
      std::chrono::sys_days{Day{std::chrono::year{1900}, std::chrono::month{1}, std::chrono::day{1}}} +
      std::chrono::days{*rc::gen::inRange(0, 45000)};
  std::string digits = std::string{reserved_id_prefix} + std::to_string(*rc::gen::inRange(100, 1000));
  for (char c : to_iso(Day{date}))
    if (c != '-') digits += c;
  return digits + std::to_string(*rc::gen::inRange(100, 1000));
}

TEST(IdNumber, AcceptsTheStandardsExamples) {
  for (const auto* text : {"11010519491231002X", "440524188001010014", "34052419800101001X"}) {
    const auto id = IdNumber::parse(text);
    ASSERT_TRUE(id) << text;
    EXPECT_EQ(id->reveal(), text);
  }
}

TEST(IdNumber, TellsSexBirthDateAndPlace) {
  const auto id = IdNumber::parse("11010519491231002X").value();
  EXPECT_EQ(id.sex(), Sex::female);
  EXPECT_EQ(to_iso(id.birth_date()), "1949-12-31");
  EXPECT_EQ(id.division_prefix(), "110105");
  EXPECT_EQ(id.masked(), "110105**********2X");
  EXPECT_EQ(IdNumber::parse("440524188001010014")->sex(), Sex::male);
}

TEST(IdNumber, AcceptsWhatPeopleType) {
  for (const auto* text :
       {"11010519491231002x", " 110105 19491231 002X ", "１１０１０５１９４９１２３１００２Ｘ",
        "'11010519491231002X", "\uFEFF11010519491231002X"})
    EXPECT_EQ(IdNumber::parse(text)->reveal(), "11010519491231002X") << text;
}

TEST(IdNumber, KeepsTheOldFormAndExpandsIt) {
  const auto id = IdNumber::parse("110105491231002");
  ASSERT_TRUE(id);
  EXPECT_EQ(id->reveal(), "110105491231002");
  EXPECT_EQ(id->as18(), "11010519491231002X");
  EXPECT_EQ(*id, IdNumber::parse("11010519491231002X").value());
  EXPECT_EQ(id->sex(), Sex::female);
  EXPECT_EQ(id->masked(), "110105*******02");
  EXPECT_EQ(id->warning(), Warning::outdated_form);
}

TEST(IdNumber, OldFormOfAnOverHundredIsOfTheCenturyBefore) {
  EXPECT_EQ(to_iso(IdNumber::parse("110105800101998")->birth_date()), "1880-01-01");
}

TEST(IdNumber, SaysWhatIsWrong) {
  EXPECT_EQ(code_of(""), ProblemCode::missing_field);
  EXPECT_EQ(code_of("  "), ProblemCode::missing_field);
  EXPECT_EQ(code_of("1101051949123100"), ProblemCode::id_number_length);
  EXPECT_EQ(code_of("无"), ProblemCode::id_number_length);
  EXPECT_EQ(code_of("1101051949123100AX"), ProblemCode::id_number_characters);
  EXPECT_EQ(code_of("11010519491231002Y"), ProblemCode::id_number_characters);
  EXPECT_EQ(code_of("110105194913310021"), ProblemCode::id_number_date);
  EXPECT_EQ(code_of("110105190002290021"), ProblemCode::id_number_date);
  EXPECT_EQ(code_of("110105194912310021"), ProblemCode::id_number_check_digit);
  EXPECT_EQ(code_of(std::string(10000, '1')), ProblemCode::id_number_length);
}

TEST(IdNumber, RecognisesDigitsThatASpreadsheetLost) {
  for (const auto* text : {"1.10105194912310E+17", "1.10105E+17", "1.1E17", "110105194912310000",
                           "110105194912310000.0", "1.10105194912310e+17"})
    EXPECT_EQ(code_of(text), ProblemCode::digits_lost) << text;
}

TEST(IdNumber, WarnsButAcceptsUnknownPlaces) {
  const auto with_check = [](std::string digits) { return digits + id_check_digit(digits); };
  EXPECT_EQ(IdNumber::parse(with_check("99900119800101001"))->warning(), Warning::reserved_demo);
  EXPECT_EQ(IdNumber::parse(with_check("77010119800101001"))->warning(), Warning::unknown_division);
  EXPECT_EQ(IdNumber::parse("11010519491231002X")->warning(), std::nullopt);
}

RC_GTEST_PROP(IdNumber, CheckDigitAgreesWithTheSlowTwin, ()) {
  const auto digits = random_digits();
  const char check = id_check_digit(digits);
  RC_ASSERT(check == reference::id_check_digit(digits));
  RC_ASSERT(IdNumber::parse(digits + check).ok());
}

RC_GTEST_PROP(IdNumber, EveryWrongDigitIsFound, ()) {
  std::string text = random_digits();
  text += id_check_digit(text);
  const auto at = *rc::gen::inRange<std::size_t>(0, 17);
  const char other = *rc::gen::suchThat(rc::gen::inRange('0', static_cast<char>('9' + 1)),
                                        [&](char c) { return c != text[at]; });
  text[at] = other;
  RC_ASSERT(!IdNumber::parse(text).ok());
}

RC_GTEST_PROP(IdNumber, EverySwapOfNeighboursIsFound, ()) {
  std::string text = random_digits();
  text += id_check_digit(text);
  const auto at = *rc::gen::inRange<std::size_t>(0, 16);
  RC_PRE(text[at] != text[at + 1]);
  std::swap(text[at], text[at + 1]);
  RC_ASSERT(!IdNumber::parse(text).ok());
}

}  // namespace id_number_test
}  // namespace weige::standards
