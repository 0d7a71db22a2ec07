// Keys, frequencies and configurations.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <set>

#include "linkage/frequency.h"
#include "linkage/key_table.h"
#include "linkage/parallel.h"
#include "support/link_rows.h"

namespace weige::linkage {
namespace index_test {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::uint32_t> found_in(const KeyTable& table, std::uint64_t key) {
  std::vector<std::uint32_t> found;
  for (const auto entry : table.find(key)) found.push_back(KeyTable::record(entry));
  return found;
}

TEST(KeyTable, HoldsWhatAMapHolds) {
  rc::check(
      [](const std::vector<std::uint8_t>& small, std::uint16_t first, const std::vector<std::uint8_t>& gone) {
        const auto key_of = [&](std::uint32_t record) {
          return small[record - first] == 0 ? 0 : mixed(small[record - first]);
        };
        std::map<std::uint64_t, std::vector<std::uint32_t>> expected;
        for (std::uint32_t i = first; i < first + small.size(); ++i) expected[key_of(i)].push_back(i);
        KeyTable table(first, small.size(), key_of, 3);
        for (const auto one : gone) {
          if (one >= small.size()) continue;
          const std::uint64_t key = key_of(first + one);
          const bool was_in = key != 0 && std::erase(expected[key], first + one) > 0;
          RC_ASSERT(table.erase(key, first + one) == was_in);
        }
        expected.erase(0);
        RC_ASSERT(found_in(table, 0).empty());
        for (std::uint32_t value = 1; value < 256; ++value)
          RC_ASSERT(found_in(table, mixed(value)) == expected[mixed(value)]);
      });
}

TEST(KeyTable, NeverFindsWhatWasErased) {
  constexpr std::uint64_t key = 0xFFFFFFFFFFFFFFFF;  // whose entries look most like erased ones
  KeyTable table(
      0, 200, [](std::uint32_t) { return key; }, 1);
  for (std::uint32_t record = 0; record < 200; ++record) {
    EXPECT_EQ(table.find(key).size(), 200 - record);
    EXPECT_TRUE(table.erase(key, record));
  }
  EXPECT_THAT(found_in(table, key), IsEmpty());
}

TEST(FrequencySketch, NeverCountsTooFew) {
  rc::check([](const std::vector<std::uint16_t>& values) {
    FrequencySketch sketch(values.size());
    std::map<std::uint16_t, std::uint32_t> expected;
    for (const auto value : values) {
      sketch.add(mixed(value, 1));
      ++expected[value];
    }
    for (const auto& [value, count] : expected) RC_ASSERT(sketch.count(mixed(value, 1)) >= count);
    RC_ASSERT(sketch.count(mixed(70'000, 1)) <= values.size());
  });
}

TEST(FrequencySketch, ForgetsWhatWasRemoved) {
  rc::check([](const std::vector<std::uint16_t>& kept, const std::vector<std::uint16_t>& removed) {
    FrequencySketch sketch(100), expected(100);
    for (const auto value : kept) expected.add(mixed(value, 1));
    for (const auto& values : {kept, removed})
      for (const auto value : values) sketch.add(mixed(value, 1));
    for (const auto value : removed) sketch.remove(mixed(value, 1));
    for (std::uint64_t value = 0; value < 1000; ++value)
      RC_ASSERT(sketch.count(mixed(value, 1)) == expected.count(mixed(value, 1)));
  });
}

TEST(InParallel, TakesEveryNumberOnce) {
  for (const unsigned threads : {0u, 1u, 2u, 5u})
    for (const std::size_t piece : {0, 1, 7, 1000}) {
      std::vector<std::atomic<int>> seen(100);
      in_parallel(threads, seen.size(), piece, [&](Range range) {
        for (std::size_t i = range.begin; i < range.end; ++i) ++seen[i];
      });
      for (const auto& count : seen) ASSERT_EQ(count, 1);
    }
}

TEST(InParallel, ThrowsWhatTheWorkThrows) {
  EXPECT_THROW(in_parallel(3, 100, 1,
                           [](Range range) {
                             if (range.begin == 50) throw std::runtime_error("broken");
                           }),
               std::runtime_error);
}

TEST(TextPool, GivesOneNumberToOneText) {
  TextPool pool;
  std::set<std::uint32_t> numbers;
  for (int i = 0; i < 1000; ++i) numbers.insert(pool.add(std::to_string(i)));
  EXPECT_EQ(numbers.size(), 1000u);
  EXPECT_FALSE(numbers.contains(0));
  EXPECT_EQ(pool.at(pool.add("77")), "77");
  EXPECT_EQ(pool.add("77"), pool.add("77"));
}

TEST(LinkConfig, ReadsTheReadyMadeOnes) {
  for (const auto name : ready_made_configs())
    EXPECT_TRUE(parse_link_config(ready_made_config(name)).ok()) << name;
  EXPECT_THAT(ready_made_config("other"), IsEmpty());
  const auto& config = test::roster_config();
  EXPECT_EQ(config.fields.size(), 4u);
  EXPECT_EQ(config.blocks[0], Block({{0, 0}}));
}

TEST(LinkConfig, TellsWhatIsWrong) {
  const std::string field = "[[field]]\nname = \"a\"\ncolumns = [\"x\"]\nkind = \"text\"\n";
  const auto place = [](const std::string& text) {
    const auto config = parse_link_config(text);
    return config ? std::string("fine") : config.problem().place;
  };
  EXPECT_EQ(place("ids = [\"i\"]\nblocks = [[\"a\"]]\n" + field), "fine");
  EXPECT_EQ(place("ids = [\"i\"]\nblocks = [[\"a.sound\"]]\n" + field), "fine");
  EXPECT_EQ(place("ids = [\"i\"]\nblocks = [[\"a.colour\"]]\n" + field), "blocks");
  EXPECT_EQ(place("ids = [\"i\"]\nblocks = [[\"b\"]]\n" + field), "blocks");
  EXPECT_EQ(place("ids = [\"i\"]\nblocks = []\n" + field), "blocks");
  EXPECT_EQ(place("blocks = [[\"a\"]]\n" + field), "ids");
  EXPECT_EQ(place("ids = [\"i\"]\nblocks = [[\"a\"]]\n"), "field");
  EXPECT_EQ(place("ids = [\"i\"]\nblocks = [[\"a\"]]\n" + field + field), "a");
  EXPECT_EQ(place("ids = [\"i\"]\nweights = [1]\nblocks = [[\"a\"]]\n" + field), "weights");
  EXPECT_EQ(place("ids = [\"i\"]\nblock_limit = 0\nblocks = [[\"a\"]]\n" + field), "block_limit");
  EXPECT_EQ(
      place(
          "ids = [\"i\"]\nblocks = [[\"a\"]]\n[[field]]\nname = \"a\"\ncolumns = [\"x\"]\nkind = \"age\"\n"),
      "a.kind");
  EXPECT_EQ(place("ids = ["), "line 1");
}

TEST(LinkIndex, FindsPartnersInEveryBlockOnce) {
  TextPool pool;
  Records known(test::roster_config(), pool), queries(test::roster_config(), pool);
  test::pack_rows(known, {{"999000199001011239", "张伟", "10012345678", "徐泾镇明珠路88弄3号201室"},
                          {"", "张伟", "", ""},
                          {"", "李强", "10012345678", ""},
                          {"", "王丽", "", "徐泾镇育才路1弄1号101室"}});
  test::pack_rows(queries,
                  {{"999000199001011239", "张伟", "10012345678", "明珠路88弄3号201"}, {"", "", "", ""}});
  const LinkIndex index(known, 2, test::no_progress);
  std::vector<RecordNumber> found;
  index.partners(queries, 0, found);
  EXPECT_THAT(found, ElementsAre(0, 1, 2));
  found.clear();
  index.partners(queries, 1, found);
  EXPECT_THAT(found, IsEmpty());
  EXPECT_EQ(index.frequency(queries, 0, {1, 0}), 2u);  // 张伟
  EXPECT_EQ(index.frequency(queries, 1, {1, 0}), 0u);
}

}  // namespace index_test
}  // namespace weige::linkage
