// Models that are kept and read back, and bytes that are none.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <bit>
#include <limits>
#include <utility>

#include "base/sha256.h"
#include "linkage/link_model_bytes.h"
#include "support/link_town.h"

namespace weige::linkage {
namespace model_bytes_test {

const LinkConfig& config() {
  return test::roster_config();
}

LinkModel learned() {
  TextPool pool;
  Records known(config(), pool), queries(config(), pool);
  const auto town = test::town_of(300, 1);
  test::pack_rows(known, town);
  test::pack_rows(queries, test::roster_of(town, 2));
  const LinkIndex index(known, 1, test::no_progress);
  return train(queries, index, {.random_pairs = 10'000}, test::no_progress);
}

std::string sealed(std::string bytes) {
  return bytes + sha256_hex(bytes);
}

// Everything before the model's own version, and everything between that and the checksum.
constexpr std::size_t head_size = 7 + 8 + 64;
std::string body(const std::string& bytes) {
  return bytes.substr(head_size, bytes.size() - head_size - 64);
}

std::string with_number(const std::string& bytes, std::size_t at, double value) {
  std::string changed = bytes.substr(0, bytes.size() - 64);
  const auto bits = std::bit_cast<std::uint64_t>(value);
  for (std::size_t i = 0; i < 8; ++i) changed[at + i] = static_cast<char>(bits >> 8 * i & 0xFF);
  return sealed(changed);
}

TEST(ModelBytes, ComeBackAsTheyWere) {
  const LinkModel model = learned();
  const std::string bytes = to_bytes(model, config());
  const auto back = model_from_bytes(bytes, config());
  ASSERT_TRUE(back);
  EXPECT_EQ(to_bytes(*back, config()), bytes);
  EXPECT_EQ(back->found, model.found);
  EXPECT_EQ(back->queries, model.queries);
  EXPECT_EQ(back->records, 300);
  for (std::size_t f = 0; f < model.fields.size(); ++f) {
    EXPECT_EQ(back->fields[f].m, model.fields[f].m);
    EXPECT_EQ(back->fields[f].u, model.fields[f].u);
    EXPECT_EQ(back->fields[f].matches, model.fields[f].matches);
    EXPECT_EQ(back->fields[f].strangers, model.fields[f].strangers);
  }
  ASSERT_FALSE(model.related.counts().empty());
  EXPECT_EQ(back->related.counts(), model.related.counts());
  for (auto [levels, times] : model.related.counts()) {
    EXPECT_EQ(back->related.expected(levels), model.related.expected(levels));
    levels[0] = missing;
    EXPECT_EQ(back->related.expected(levels), model.related.expected(levels));
  }
}

TEST(ModelBytes, ComeBackWithoutMatchesAndRelatives) {
  TextPool pool;
  const Records nobody(config(), pool);
  const LinkIndex index(nobody, 1, test::no_progress);
  const LinkModel model = learn_strangers(index, {}, test::no_progress);
  const std::string bytes = to_bytes(model, config());
  const auto back = model_from_bytes(bytes, config());
  ASSERT_TRUE(back);
  EXPECT_EQ(to_bytes(*back, config()), bytes);
  EXPECT_EQ(back->fields[1].m, model.fields[1].m);
}

TEST(ModelBytes, AreRefusedCutShortOrLengthened) {
  const std::string bytes = to_bytes(learned(), config());
  for (std::size_t size = 0; size < bytes.size(); ++size)
    ASSERT_FALSE(model_from_bytes(std::string_view(bytes).substr(0, size), config())) << size;
  EXPECT_FALSE(model_from_bytes(bytes + '\0', config()));
  const std::string unsealed = bytes.substr(0, bytes.size() - 64);
  for (std::size_t size = 0; size < unsealed.size(); ++size)
    ASSERT_FALSE(model_from_bytes(sealed(unsealed.substr(0, size)), config())) << size;
  EXPECT_FALSE(model_from_bytes(sealed(unsealed + '\0'), config()));
  EXPECT_TRUE(model_from_bytes(sealed(unsealed), config()));
}

TEST(ModelBytes, AreRefusedWithAnyBitFlipped) {
  const std::string bytes = to_bytes(learned(), config());
  for (std::size_t i = 0; i < bytes.size(); ++i)
    for (int bit = 0; bit < 8; bit += 7) {
      std::string flipped = bytes;
      flipped[i] = static_cast<char>(flipped[i] ^ 1 << bit);
      ASSERT_FALSE(model_from_bytes(flipped, config())) << i;
    }
}

TEST(ModelBytes, AreRefusedForAnotherConfiguration) {
  const std::string bytes = to_bytes(learned(), config());
  const auto refused = [&](const auto& change) {
    LinkConfig other = config();
    change(other);
    return !model_from_bytes(bytes, other);
  };
  EXPECT_FALSE(refused([](LinkConfig&) {}));
  EXPECT_FALSE(refused([](LinkConfig& other) { other.fields[0].columns = {"证号"}; }));
  EXPECT_TRUE(refused([](LinkConfig& other) { other.fields[0].name = "number"; }));
  EXPECT_TRUE(refused([](LinkConfig& other) { other.fields[2].kind = field_kind("text"); }));
  EXPECT_TRUE(refused([](LinkConfig& other) { std::swap(other.fields[0], other.fields[2]); }));
  EXPECT_TRUE(refused([](LinkConfig& other) { other.fields.pop_back(); }));
  EXPECT_TRUE(refused([](LinkConfig& other) { other.blocks.pop_back(); }));
  EXPECT_TRUE(refused([](LinkConfig& other) { other.blocks[2][1].part = 0; }));
  EXPECT_TRUE(refused([](LinkConfig& other) { other.block_limit = 201; }));
}

// Sealed as if to_bytes had written it: what is no chance and no count is refused all the same.
TEST(ModelBytes, AreRefusedWithImpossibleNumbers) {
  const std::string bytes = to_bytes(learned(), config());
  const std::size_t found = head_size + 8, queries = found + 8, first_m = queries + 16;
  EXPECT_TRUE(model_from_bytes(with_number(bytes, found, 0.25), config()));
  EXPECT_TRUE(model_from_bytes(with_number(bytes, queries, 0), config()));
  for (const double value : {-1.0, -0.0, std::numeric_limits<double>::infinity(), std::nan("")}) {
    EXPECT_FALSE(model_from_bytes(with_number(bytes, found, value), config())) << value;
    EXPECT_FALSE(model_from_bytes(with_number(bytes, queries, value), config())) << value;
    EXPECT_FALSE(model_from_bytes(with_number(bytes, first_m, value), config())) << value;
  }
  EXPECT_FALSE(model_from_bytes(with_number(bytes, found, 0), config()));
  EXPECT_FALSE(model_from_bytes(with_number(bytes, first_m, 0), config()));
  EXPECT_FALSE(model_from_bytes(with_number(bytes, first_m, 1.5), config()));
  // Together 1 all the same: the second level takes over what the first one had.
  LinkModel moved = *model_from_bytes(bytes, config());
  moved.fields[0].m[2] += std::exchange(moved.fields[0].m[1], 0);
  EXPECT_FALSE(model_from_bytes(to_bytes(moved, config()), config()));
}

TEST(ModelBytes, AreRefusedWithImpossiblePatterns) {
  const LinkModel model = learned();
  const std::string bytes = to_bytes(model, config());
  const std::size_t one = config().fields.size() + 8, patterns = model.related.counts().size();
  const std::size_t end = bytes.size() - 64, first = end - patterns * one;
  ASSERT_GE(patterns, 2u);
  const auto changed = [&](std::size_t at, std::string_view put) {
    return model_from_bytes(sealed(bytes.substr(0, end).replace(at, put.size(), put)), config());
  };
  EXPECT_TRUE(changed(first, bytes.substr(first, one)));
  EXPECT_FALSE(changed(first + one, bytes.substr(first, one)));  // the same pattern twice
  EXPECT_FALSE(changed(first, "\x40"));                          // no such level
  EXPECT_FALSE(changed(first + one - 8, std::string(8, '\0')));  // never seen
  EXPECT_FALSE(changed(first + one - 8, std::string(8, '\xFF')));
  EXPECT_FALSE(changed(first - 8, std::string(8, '\xFF')));   // more patterns than bytes
  EXPECT_FALSE(changed(first - 16, std::string(8, '\0')));    // nobody was looked up
  EXPECT_FALSE(changed(first - 16, std::string(8, '\xFF')));  // more than can be counted
}

TEST(ModelBytes, AreRefusedInAnotherVersion) {
  const std::string bytes = to_bytes(learned(), config());
  for (const std::size_t at : {std::size_t{0}, std::size_t{7}, head_size}) {
    std::string other = bytes.substr(0, bytes.size() - 64);
    ++other[at];
    EXPECT_FALSE(model_from_bytes(sealed(other), config())) << at;
  }
  EXPECT_FALSE(model_from_bytes(sealed(body(bytes)), config()));
}

}  // namespace model_bytes_test
}  // namespace weige::linkage
