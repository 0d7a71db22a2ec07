#include "access/cbor.h"

#include <gtest/gtest.h>

#include "support/soft_authenticator.h"

namespace weige::access {
namespace cbor_test {

using testing_support::cbor_bytes;
using testing_support::cbor_head;
using testing_support::cbor_number;
using testing_support::cbor_text;

// A list in a list ... around a number.
std::string nested(int depth) {
  return std::string(static_cast<std::size_t>(depth), '\x81') + std::string(1, '\0');
}

bool is_item(std::string_view bytes) {
  CborReader reader(bytes);
  return reader.item() && reader.at_end();
}

TEST(Cbor, NumbersComeBack) {
  for (const std::int64_t value :
       {std::int64_t{0}, std::int64_t{23}, std::int64_t{24}, std::int64_t{255}, std::int64_t{256},
        std::int64_t{65535}, std::int64_t{65536}, std::int64_t{1} << 32, INT64_MAX, std::int64_t{-1},
        std::int64_t{-257}, INT64_MIN}) {
    const auto bytes = cbor_number(value);
    CborReader reader(bytes);
    EXPECT_EQ(reader.number(), value);
    EXPECT_TRUE(reader.at_end());
  }
  const auto beyond = cbor_head(0, std::uint64_t{1} << 63);
  EXPECT_FALSE(CborReader(beyond).number());
}

// RFC 8949, appendix A.
TEST(Cbor, ReadsTheExamplesOfTheStandard) {
  EXPECT_EQ(CborReader("\x18\x64").number(), 100);
  EXPECT_EQ(CborReader("\x38\x63").number(), -100);
  EXPECT_EQ(CborReader("\x44\x01\x02\x03\x04").bytes(), "\x01\x02\x03\x04");
  EXPECT_EQ(CborReader("\x64IETF").text(), "IETF");
  EXPECT_TRUE(is_item("\xa2\x61\x61\x01\x61\x62\x82\x02\x03"));
  EXPECT_TRUE(is_item("\xf4"));
  EXPECT_TRUE(is_item("\xf6"));
}

TEST(Cbor, LengthsStandInTheirShortestForm) {
  using namespace std::string_literals;
  EXPECT_FALSE(CborReader("\x18\x17"s).number());
  EXPECT_FALSE(CborReader("\x19\x00\xff"s).number());
  EXPECT_FALSE(CborReader("\x1a\x00\x00\xff\xff"s).number());
  EXPECT_FALSE(CborReader("\x1b\x00\x00\x00\x00\xff\xff\xff\xff"s).number());
}

TEST(Cbor, WhatAuthenticatorsDoNotWriteIsRefused) {
  using namespace std::string_literals;
  EXPECT_FALSE(is_item("\x5f\x41\x61\xff")) << "a string of unknown length";
  EXPECT_FALSE(is_item("\x9f\xff")) << "a list of unknown length";
  EXPECT_FALSE(is_item("\xc1\x01")) << "a tag";
  EXPECT_FALSE(is_item("\xf9\x3c\x00"s)) << "a half";
  EXPECT_FALSE(is_item("\xf7")) << "undefined";
  EXPECT_FALSE(is_item(""));
}

TEST(Cbor, CountsAreBoundByWhatIsThere) {
  EXPECT_FALSE(is_item(cbor_head(4, std::uint64_t{1} << 60)));
  EXPECT_FALSE(is_item(cbor_head(5, std::uint64_t{1} << 63)));
  EXPECT_FALSE(is_item(cbor_head(2, UINT64_MAX) + "a"));
  EXPECT_FALSE(CborReader(cbor_head(5, 2) + cbor_number(1) + cbor_number(2)).map());
}

TEST(Cbor, IsNestedNoDeeperThanItSays) {
  EXPECT_TRUE(is_item(nested(CborReader::kDeepest)));
  EXPECT_FALSE(is_item(nested(CborReader::kDeepest + 1)));
}

TEST(Cbor, AnItemIsGivenWithWhatItHolds) {
  const auto item = cbor_head(5, 1) + cbor_text("a") + cbor_bytes("bc");
  const auto bytes = item + cbor_number(7);
  CborReader reader(bytes);
  EXPECT_EQ(reader.item(), item);
  EXPECT_EQ(reader.number(), 7);
}

}  // namespace cbor_test
}  // namespace weige::access
