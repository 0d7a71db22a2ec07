// No number of the sample town can belong to anybody: each is valid in form, in a reserved range, and given
// once.
#include "town/sample_numbers.h"

#include <gtest/gtest.h>

#include <set>

#include "standards/credit_code.h"
#include "standards/document.h"
#include "standards/phone.h"
#include "standards/reserved.h"
#include "town/sample_random.h"

namespace weige::town {
namespace sample_numbers_test {

using standards::Document;
using standards::DocumentType;
using standards::Sex;

constexpr Day kBirthday{std::chrono::year{1988} / 2 / 29};

TEST(SampleNumbers, IdNumbersAreValidReservedAndSayWhoseTheyAre) {
  SampleNumbers numbers(7);
  std::set<std::string> seen;
  for (int i = 0; i < 4000; ++i) {  // more than one place has for a birthday: other places follow
    const auto sex = i % 2 == 0 ? Sex::male : Sex::female;
    const auto text = numbers.id_number(kBirthday, sex);
    const auto id = standards::IdNumber::parse(text);
    ASSERT_TRUE(id.ok()) << text;
    EXPECT_EQ(id->birth_date(), kBirthday);
    EXPECT_EQ(id->sex(), sex);
    EXPECT_EQ(id->warning(), standards::Warning::reserved_demo);
    EXPECT_TRUE(text.starts_with(standards::reserved_id_prefix));
    EXPECT_TRUE(seen.insert(text).second) << text;
  }
}

TEST(SampleNumbers, PhonesAreOfTheRangeNeverGivenOut) {
  SampleNumbers numbers(7);
  std::set<std::string> seen;
  for (int i = 0; i < 20'000; ++i) {
    const auto text = numbers.mobile();
    ASSERT_TRUE(text.starts_with(standards::reserved_mobile_prefix));
    ASSERT_TRUE(seen.insert(text).second);
  }
  const auto phone = standards::Phone::parse(*seen.begin());
  ASSERT_TRUE(phone.ok());
  EXPECT_EQ(phone->warning(), standards::Warning::reserved_demo);
  EXPECT_EQ(phone->reveal(), *seen.begin());
}

TEST(SampleNumbers, OtherDocumentsFitTheirTypes) {
  SampleNumbers numbers(7);
  std::set<std::string> seen;
  for (int i = 0; i < 2000; ++i) {
    const auto check = [&](DocumentType type, const std::string& text, std::string_view reserved) {
      const auto document = Document::parse(type, text);
      ASSERT_TRUE(document.ok()) << text;
      EXPECT_EQ(document->reveal(), text);
      EXPECT_NE(text.find(reserved), std::string::npos) << text;
      EXPECT_TRUE(seen.insert(text).second) << text;
    };
    check(DocumentType::passport, numbers.passport(), standards::reserved_passport_prefix);
    check(DocumentType::hk_macao_permit, numbers.hk_macao_permit(), standards::reserved_permit_prefix);
    check(DocumentType::taiwan_permit, numbers.taiwan_permit(), standards::reserved_permit_prefix);
    check(DocumentType::foreign_permanent, numbers.foreign_permanent(), standards::reserved_permanent_prefix);
  }
}

TEST(SampleNumbers, CreditCodesAreValidOfAnOfficeThatNoPlaceHas) {
  SampleNumbers numbers(7);
  std::set<std::string> seen;
  for (int i = 0; i < 5000; ++i) {
    const auto text = numbers.credit_code(i % 2 == 0 ? "91" : "92");
    const auto code = standards::CreditCode::parse(text);
    ASSERT_TRUE(code.ok()) << text;
    EXPECT_FALSE(code->warning());
    EXPECT_EQ(code->division_prefix(), standards::reserved_office_prefix);
    EXPECT_TRUE(seen.insert(text).second);
  }
}

TEST(SampleRandom, IsTheSameEverywhere) {
  SampleRandom random(1);
  EXPECT_EQ(random.next(), 10451216379200822465ULL);  // SplitMix64 of 1, as published
  SampleRandom branch = SampleRandom(1).branch(5), again = SampleRandom(1).branch(5),
               other = SampleRandom(1).branch(6);
  EXPECT_EQ(branch.next(), again.next());
  EXPECT_NE(branch.next(), other.next());
}

}  // namespace sample_numbers_test
}  // namespace weige::town
