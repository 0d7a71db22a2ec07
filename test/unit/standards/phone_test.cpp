#include "standards/phone.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "standards/reserved.h"

namespace weige::standards {
namespace phone_test {

std::string canonical(std::string_view text) {
  const auto phone = Phone::parse(text);
  return phone ? phone->reveal() : std::string{catalogue_entry(phone.problem().code).code};
}

TEST(Phone, ReadsMainlandMobiles) {
  for (const auto* text : {"13800138000", "138 0013 8000", "138-0013-8000", "+86 138 0013 8000",
                           "0086-13800138000", "8613800138000", "１３８００１３８０００", "013800138000",
                           "(+86)13800138000", "13800138000.0", "'13800138000"})
    EXPECT_EQ(canonical(text), "13800138000") << text;
}

TEST(Phone, ReadsLandlinesAndExtensions) {
  for (const auto* text : {"021-62345678", "(021)62345678", "02162345678", "+86 21 6234 5678",
                           "（021）6234-5678", "0086 21 62345678"})
    EXPECT_EQ(canonical(text), "021-62345678") << text;
  for (const auto* text : {"021-62345678-801", "021-62345678转801", "02162345678 ext. 801",
                           "021-62345678分机801", "021-62345678#801"})
    EXPECT_EQ(canonical(text), "021-62345678-801") << text;
  EXPECT_EQ(canonical("0512-6234567"), "0512-6234567");
  EXPECT_EQ(canonical("4008208820"), "400-820-8820");
  EXPECT_EQ(canonical("95588"), "95588");
  EXPECT_FALSE(Phone::parse("96003#9").ok());  // would read back as 960039
}

TEST(Phone, ReadsTheRegionsAndAbroad) {
  EXPECT_EQ(canonical("+852 6123 4567"), "+852 61234567");
  EXPECT_EQ(canonical("00853-66123456"), "+853 66123456");
  EXPECT_EQ(canonical("+886 0912 345 678"), "+886 912345678");
  EXPECT_EQ(canonical("+1 (415) 555-0123"), "+14155550123");
}

TEST(Phone, RefusesWhatCannotBeDialled) {
  for (const auto* text :
       {"1380013800", "138001380001", "12800138000", "62345678", "026-62345678", "021-12345678", "+86 123",
        "无", "+012345678", "13800138000/13900139000", "+852 1123", "13800138000转1", "++8613800138000"})
    EXPECT_EQ(canonical(text), "phone") << text;
  EXPECT_EQ(canonical(""), "missing-field");
  EXPECT_EQ(canonical("1.38E+10"), "digits-lost");
}

TEST(Phone, MasksAllButTheEnd) {
  EXPECT_EQ(Phone::parse("13800138000")->masked(), "138****8000");
  EXPECT_EQ(Phone::parse("021-62345678-801")->masked(), "021-****5678");
  EXPECT_EQ(Phone::parse("0512-6234567")->masked(), "0512-****567");
  EXPECT_EQ(Phone::parse("+852 61234567")->masked(), "+852 ****4567");
  EXPECT_EQ(Phone::parse("+14155550123")->masked(), "+*******0123");
}

TEST(Phone, WarnsOfReservedAndUnknownRanges) {
  EXPECT_EQ(Phone::parse(std::string{reserved_mobile_prefix} + "12345678")->warning(),
            Warning::reserved_demo);
  EXPECT_EQ(Phone::parse("15400138000")->warning(), Warning::unknown_segment);
  EXPECT_EQ(Phone::parse("13800138000")->warning(), std::nullopt);
}

RC_GTEST_PROP(Phone, CanonicalTextReadsAsItself, ()) {
  const auto start =
      *rc::gen::element<std::string>("13", "19", "021-6", "0512-", "+852 6", "+1", "400", "+86 1", "95", "");
  const auto digits = *rc::gen::inRange<std::uint64_t>(0, 10'000'000'000);
  const auto phone = Phone::parse(start + std::to_string(digits));
  RC_TAG(phone.ok());
  if (phone) RC_ASSERT(Phone::parse(phone->reveal()).value() == *phone);
}

}  // namespace phone_test
}  // namespace weige::standards
