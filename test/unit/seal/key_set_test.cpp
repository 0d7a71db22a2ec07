// The text of a key file: what is written is read back, and anything else is refused with a reason.
#include "seal/key_set.h"

#include <gtest/gtest.h>

#include <random>

#include "base/sha256.h"
#include "seal/sealer.h"

namespace weige::seal {
namespace key_set_test {

const Instant kMade{std::chrono::seconds{1795413600}};

KeySet keys_of(std::uint64_t seed, int masters = 1) {
  const auto random = seeded_random(seed);
  auto keys = KeySet::make(seed % 2 == 0 ? Profile::mlps3 : Profile::international, kMade, random);
  for (int i = 1; i < masters; ++i) keys.add_master(kMade + std::chrono::hours(i), random);
  return keys;
}

std::string reason(const std::string& text) {
  const auto parsed = parse_key_set(text);
  if (parsed) return "taken";
  EXPECT_EQ(parsed.problem().code, ProblemCode::key_file);
  return parsed.problem().args.at(0).value;
}

// The lines with a sum that fits.
std::string summed(const std::string& lines) {
  return lines + "sum " + sha256_hex(lines) + "\n";
}

std::string body_of(const KeySet& keys) {
  const auto text = to_text(keys);
  return text.substr(0, text.rfind("sum "));
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

TEST(KeySet, IsReadAsItWasWritten) {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    const auto keys = keys_of(seed, 1 + static_cast<int>(seed % 5));
    EXPECT_EQ(parse_key_set(to_text(keys)).value(), keys) << seed;
  }
  const auto full = keys_of(1, static_cast<int>(kMostMasters));
  EXPECT_FALSE(full.has_room());
  EXPECT_EQ(parse_key_set(to_text(full)).value(), full);
  EXPECT_LT(to_text(full).size(), kLongestKeyFile);
}

TEST(KeySet, NumbersItsMastersAndFindsThem) {
  auto keys = keys_of(1, 3);
  EXPECT_EQ(keys.masters.back().number, 3u);
  EXPECT_EQ(keys.find(2)->number, 2u);
  EXPECT_EQ(keys.find(4), nullptr);
  std::erase_if(keys.masters, [](const Master& each) { return each.number < 3; });
  EXPECT_EQ(keys.add_master(kMade, seeded_random(9)).number, 4u) << "a number is never given twice";
}

TEST(KeySet, NoticesEveryAlteredByte) {
  const auto text = to_text(keys_of(2, 2));
  std::mt19937 chance(1);
  for (std::size_t at = 0; at < text.size(); ++at) {
    auto altered = text;
    altered[at] = static_cast<char>(altered[at] ^ (1 << chance() % 8));
    EXPECT_NE(reason(altered), "taken") << at;
  }
  for (std::size_t size = 0; size < text.size(); ++size) EXPECT_NE(reason(text.substr(0, size)), "taken");
  EXPECT_NE(reason(text + "\n"), "taken");
}

TEST(KeySet, SaysWhatIsWrong) {
  const auto body = body_of(keys_of(2, 2));
  EXPECT_EQ(reason(summed(body)), "taken");
  EXPECT_EQ(reason(""), "not-a-key-file");
  EXPECT_EQ(reason("PK\3\4"), "not-a-key-file");
  EXPECT_EQ(reason("weige-keys 1\n"), "checksum");
  EXPECT_EQ(reason(body), "checksum");
  EXPECT_EQ(reason(summed(replaced(body, "weige-keys 1", "weige-keys 2"))), "newer");
  EXPECT_EQ(reason(summed(replaced(body, "mlps3", "mlps4"))), "line 2");
  EXPECT_EQ(reason(summed(replaced(body, "ring ", "rang "))), "line 3");
  EXPECT_EQ(reason(summed(replaced(body, "index ", "index 00"))), "line 4");
  EXPECT_EQ(reason(summed(replaced(body, "master 1 ", "master 0 "))), "line 5");
  EXPECT_EQ(reason(summed(replaced(body, "master 1 ", "master 01 "))), "line 5");
  EXPECT_EQ(reason(summed(replaced(body, "master 2 ", "master 1 "))), "line 6") << "twice the same number";
  EXPECT_EQ(reason(summed(replaced(body, "master 2 ", "master 16777216 "))), "line 6");
  EXPECT_EQ(reason(summed(replaced(body, "2026-", "9999-13-"))), "line 5");
  EXPECT_EQ(reason(summed(body + "\n")), "line 7");
  EXPECT_EQ(reason(summed(body.substr(0, body.find("master")))), "line 5") << "no master";
  EXPECT_EQ(reason(std::string(kLongestKeyFile + 1, 'w')), "too-large");
}

}  // namespace key_set_test
}  // namespace weige::seal
