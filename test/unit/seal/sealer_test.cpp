// A sealed value opens where it was sealed, with its key, unaltered; everything else is noticed.
#include "seal/sealer.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

#include "seal/algorithms.h"
#include "seal/text_lines.h"

namespace weige::seal {
namespace sealer_test {

constexpr Place kPhone{"person", "phone", 4711};

class EachProfile : public testing::TestWithParam<Profile> {
 protected:
  Sealer sealer(std::uint64_t seed = 1, std::uint32_t number = 1) {
    return {GetParam(), Secret::make(seeded_random(seed)), number};
  }
  Random random = seeded_random(20261129);
};
INSTANTIATE_TEST_SUITE_P(Sealing, EachProfile, testing::ValuesIn(all_profiles()),
                         [](const auto& made) { return std::string(code(made.param)); });

TEST_P(EachProfile, OpensWhatItSealed) {
  const auto key = sealer(1, 70000);
  std::mt19937 chance(1);
  for (int i = 0; i < 2000; ++i) {
    std::string value(chance() % 200, '\0');
    for (char& sign : value) sign = static_cast<char>(chance());
    const Place place{chance() % 2 == 0 ? "person" : "premises", "phone",
                      static_cast<std::int64_t>(chance()) - (std::int64_t{1} << 31)};
    const auto sealed = key.seal(place, value, random);
    EXPECT_EQ(sealed.size(), value.size() + kSealedOverhead);
    EXPECT_EQ(key_number(sealed), 70000u);
    EXPECT_EQ(key.open(place, sealed), value);
  }
}

TEST_P(EachProfile, TellsNothingOfTheValue) {
  const auto key = sealer();
  const auto sealed = key.seal(kPhone, "13900000001", random);
  EXPECT_EQ(sealed.find("139"), std::string::npos);
  EXPECT_NE(key.seal(kPhone, "13900000001", random), sealed) << "equal values look alike";
}

TEST_P(EachProfile, NoticesAMove) {
  const auto key = sealer();
  const auto sealed = key.seal(kPhone, "13900000001", random);
  for (const Place& place : {Place{"person", "phone", 4712}, Place{"person", "document_number", 4711},
                             Place{"premises", "phone", 4711}, Place{"personp", "hone", 4711},
                             Place{"perso", "nphone", 4711}, Place{"person", "phone", -4711}})
    EXPECT_FALSE(key.open(place, sealed)) << place.table << "." << place.column << " " << place.row;
  EXPECT_TRUE(key.open(kPhone, sealed));
}

TEST_P(EachProfile, NoticesEveryBit) {
  const auto key = sealer();
  const auto sealed = key.seal(kPhone, "13900000001", random);
  for (std::size_t bit = 0; bit < sealed.size() * 8; ++bit) {
    auto altered = sealed;
    altered[bit / 8] = static_cast<char>(altered[bit / 8] ^ (1 << bit % 8));
    EXPECT_FALSE(key.open(kPhone, altered)) << "bit " << bit;
  }
}

TEST_P(EachProfile, NoticesWhatIsMissingOrAdded) {
  const auto key = sealer();
  const auto sealed = key.seal(kPhone, "13900000001", random);
  for (std::size_t size = 0; size < sealed.size(); ++size)
    EXPECT_FALSE(key.open(kPhone, std::string_view(sealed).substr(0, size))) << size;
  EXPECT_FALSE(key.open(kPhone, sealed + '\0'));
}

TEST_P(EachProfile, NoticesAnotherKey) {
  const auto sealed = sealer(1, 1).seal(kPhone, "13900000001", random);
  EXPECT_FALSE(sealer(2, 1).open(kPhone, sealed)) << "another secret";
  EXPECT_FALSE(sealer(1, 2).open(kPhone, sealed)) << "the same secret under another number";
  const auto other = GetParam() == Profile::mlps3 ? Profile::international : Profile::mlps3;
  EXPECT_FALSE(Sealer(other, Secret::make(seeded_random(1)), 1).open(kPhone, sealed)) << "another profile";
}

// A machine that was copied, or set back to a snapshot, may draw the same random numbers again.
TEST_P(EachProfile, UsesNoNonceTwiceWhenRandomnessRepeats) {
  const auto key = sealer();
  std::set<std::string> nonces;
  for (int i = 0; i < 1000; ++i) {
    const auto again = seeded_random(7);
    nonces.insert(key.seal(kPhone, std::to_string(i), again).substr(4, 12));
    nonces.insert(key.seal({"person", "phone", i}, "13900000001", again).substr(4, 12));
  }
  EXPECT_EQ(nonces.size(), 2000u);
}

// Where key, place, value and randomness are all the same, nothing new is told.
TEST_P(EachProfile, IsReproducibleFromItsRandomness) {
  const auto key = sealer();
  EXPECT_EQ(key.seal(kPhone, "13900000001", seeded_random(7)),
            key.seal(kPhone, "13900000001", seeded_random(7)));
}

TEST_P(EachProfile, OpensWithoutTheSecretOfAnotherThread) {
  const auto one = sealer(1), two = sealer(2);
  const auto by_one = one.seal(kPhone, "1", random), by_two = two.seal(kPhone, "2", random);
  for (int i = 0; i < 100; ++i) {
    EXPECT_EQ(one.open(kPhone, by_one), "1");
    EXPECT_EQ(two.open(kPhone, by_two), "2");
    EXPECT_FALSE(one.open(kPhone, by_two));
  }
}

TEST(SealedForm, IsToldApartFromOtherBytes) {
  EXPECT_FALSE(key_number(""));
  EXPECT_FALSE(key_number("13900000001"));
  EXPECT_FALSE(key_number(std::string(40, '\0'))) << "no profile";
  EXPECT_FALSE(key_number(std::string("\1\0\0\0", 4) + std::string(40, 'x'))) << "key number 0";
  EXPECT_EQ(key_number(std::string("\1\0\1\2", 4) + std::string(28, 'x')), 258u);
}

// RFC 8998 appendix A.1: the library's SM4-GCM is the one that others have.
TEST(SealedForm, HasTheModeOfTheStandard) {
  const auto bytes = [](std::string_view hex) { return *from_hex(hex); };
  const auto key = bytes("0123456789abcdeffedcba9876543210");
  auto& mode = cipher(Profile::mlps3, Botan::ENCRYPTION, key);
  const auto ad = bytes("feedfacedeadbeeffeedfacedeadbeefabaddad2"),
             nonce = bytes("00001234567800000000abcd");
  mode.set_associated_data(octets(ad), ad.size());
  mode.start(octets(nonce), nonce.size());
  const auto plain = bytes(
      "aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccddddddddddddddddeeeeeeeeeeeeeeeeffffffffffffffff"
      "eeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa");
  Botan::secure_vector<std::uint8_t> content(octets(plain), octets(plain) + plain.size());
  mode.finish(content);
  EXPECT_EQ(to_hex({reinterpret_cast<const char*>(content.data()), content.size()}),
            "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735d82710ca5c22f0ccfa7cbf93d496ac15"
            "a56834cbcf98c397b4024a2691233b8d83de3541e4c2b58177e065a9bf7b62ec");
}

}  // namespace sealer_test
}  // namespace weige::seal
