#include "seal/escrow.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace weige::seal {
namespace escrow_test {

const Instant kMade{std::chrono::seconds{1795413600}};

KeySet keys_of(Profile profile) {
  return KeySet::make(profile, kMade, seeded_random(1));
}

std::vector<std::string> chosen(const Escrow& escrow, std::initializer_list<std::size_t> which) {
  std::vector<std::string> out;
  for (const auto each : which) out.push_back(escrow.shares.at(each));
  return out;
}

bool is_refused(const std::string& sealed, const std::vector<std::string>& shares) {
  const auto keys = from_escrow(sealed, shares);
  return !keys && keys.problem().code == ProblemCode::key_shares;
}

TEST(Escrow, OpensWithEnoughSharesOfWhichever) {
  for (const auto profile : all_profiles()) {
    const auto keys = keys_of(profile);
    const auto escrow = put_in_escrow(keys, 3, 5, seeded_random(2));
    ASSERT_EQ(escrow.shares.size(), 5u);
    EXPECT_EQ(from_escrow(escrow.sealed, chosen(escrow, {0, 1, 2})).value(), keys);
    EXPECT_EQ(from_escrow(escrow.sealed, chosen(escrow, {4, 0, 2})).value(), keys);
    EXPECT_EQ(from_escrow(escrow.sealed, escrow.shares).value(), keys);
    EXPECT_EQ(from_escrow(escrow.sealed, chosen(escrow, {1, 1, 3, 4})).value(), keys) << "one of them twice";
  }
}

TEST(Escrow, StaysShutWithTooFew) {
  const auto escrow = put_in_escrow(keys_of(Profile::mlps3), 3, 5, seeded_random(2));
  EXPECT_TRUE(is_refused(escrow.sealed, {}));
  EXPECT_TRUE(is_refused(escrow.sealed, chosen(escrow, {0})));
  EXPECT_TRUE(is_refused(escrow.sealed, chosen(escrow, {0, 1})));
  EXPECT_TRUE(is_refused(escrow.sealed, chosen(escrow, {0, 1, 1, 0}))) << "one of them twice is no third one";
}

TEST(Escrow, TakesNoShareOfAnother) {
  const auto keys = keys_of(Profile::mlps3);
  const auto escrow = put_in_escrow(keys, 2, 3, seeded_random(2)),
             other = put_in_escrow(keys, 2, 3, seeded_random(3));
  EXPECT_TRUE(is_refused(escrow.sealed, {escrow.shares[0], other.shares[1]}));
  EXPECT_TRUE(is_refused(other.sealed, chosen(escrow, {0, 1})));
}

TEST(Escrow, NoticesEveryAlteredByte) {
  const auto escrow = put_in_escrow(keys_of(Profile::international), 2, 2, seeded_random(2));
  std::mt19937 chance(1);
  const auto altered = [&](std::string text, std::size_t at) {
    text[at] = static_cast<char>(text[at] ^ (1 << chance() % 8));
    return text;
  };
  for (std::size_t at = 0; at < escrow.sealed.size(); ++at)
    EXPECT_TRUE(is_refused(altered(escrow.sealed, at), escrow.shares)) << at;
  for (std::size_t at = 0; at < escrow.shares[0].size(); ++at)
    EXPECT_TRUE(is_refused(escrow.sealed, {altered(escrow.shares[0], at), escrow.shares[1]})) << at;
}

TEST(Escrow, ShowsNoSecretInAShareOrTheFile) {
  const auto keys = keys_of(Profile::mlps3);
  const auto text = to_text(keys);
  const auto master = text.substr(text.find("master 1 ") + 9 + 28, 64);
  ASSERT_NE(text.find(master), std::string::npos);
  const auto escrow = put_in_escrow(keys, 2, 3, seeded_random(2));
  EXPECT_EQ(escrow.sealed.find(master.substr(0, 16)), std::string::npos);
  for (const auto& share : escrow.shares) EXPECT_EQ(share.find(master.substr(0, 16)), std::string::npos);
}

}  // namespace escrow_test
}  // namespace weige::seal
