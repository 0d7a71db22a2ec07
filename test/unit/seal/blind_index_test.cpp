#include "seal/blind_index.h"

#include <gtest/gtest.h>

#include <set>

namespace weige::seal {
namespace blind_index_test {

TEST(BlindIndex, FindsEqualValuesOfItsColumnOnly) {
  const auto root = Secret::make(seeded_random(1)), other_root = Secret::make(seeded_random(2));
  for (const auto profile : all_profiles()) {
    const BlindIndex phones(profile, root, "person", "phone");
    EXPECT_EQ(phones.of("13900000001").size(), BlindIndex::kBytes);
    EXPECT_EQ(phones.of("13900000001"), BlindIndex(profile, root, "person", "phone").of("13900000001"));
    EXPECT_NE(phones.of("13900000001"), phones.of("13900000002"));
    EXPECT_NE(phones.of("13900000001"), BlindIndex(profile, root, "premises", "phone").of("13900000001"));
    EXPECT_NE(phones.of("13900000001"), BlindIndex(profile, root, "person", "fax").of("13900000001"));
    EXPECT_NE(phones.of("13900000001"), BlindIndex(profile, root, "personp", "hone").of("13900000001"));
    EXPECT_NE(phones.of("13900000001"), BlindIndex(profile, other_root, "person", "phone").of("13900000001"));
  }
  EXPECT_NE(BlindIndex(Profile::mlps3, root, "person", "phone").of("1"),
            BlindIndex(Profile::international, root, "person", "phone").of("1"));
}

TEST(BlindIndex, KeepsAMillionNumbersApart) {
  const BlindIndex phones(Profile::international, Secret::make(seeded_random(3)), "person", "phone");
  std::set<std::string> seen;
  for (int i = 0; i < 100'000; ++i) seen.insert(phones.of(std::to_string(13900000000 + i)));
  EXPECT_EQ(seen.size(), 100'000u);
}

}  // namespace blind_index_test
}  // namespace weige::seal
