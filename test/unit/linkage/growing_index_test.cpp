// An index that follows a register, against one that is built anew over the live records.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/link_town.h"

namespace weige::linkage {
namespace growing_index_test {

using test::LinkRow;
using testing::ElementsAre;
using testing::IsEmpty;

// A register that changes, and its index.
class Register {
 public:
  explicit Register(const std::vector<LinkRow>& rows) : rows_(rows) {
    test::pack_rows(records, rows);
    index.emplace(records, 2, test::no_progress);
  }
  void add(const LinkRow& row) {
    rows_.push_back(row);
    test::pack_rows(records, {row});
  }
  std::vector<RecordNumber> live() const {
    std::vector<RecordNumber> numbers;
    for (RecordNumber record = 0; record < index->size(); ++record)
      if (!index->retired(record)) numbers.push_back(record);
    return numbers;
  }
  std::vector<LinkRow> live_rows() const {
    std::vector<LinkRow> rows;
    for (const RecordNumber record : live()) rows.push_back(rows_[record]);
    return rows;
  }
  const std::vector<LinkRow>& rows() const { return rows_; }

 private:
  std::vector<LinkRow> rows_;

 public:
  mutable TextPool pool;
  Records records{test::roster_config(), pool};
  std::optional<LinkIndex> index;
};

struct Answer {
  std::vector<RecordNumber> partners;
  std::vector<std::uint32_t> frequencies;
  std::vector<std::pair<RecordNumber, double>> probabilities;
  bool operator==(const Answer&) const = default;
};

Answer answer(const LinkIndex& index, const LinkModel& model, const Records& queries, RecordNumber query) {
  Answer told;
  index.partners(queries, query, told.partners);
  for (const FieldPart& part : counted_parts(queries.config()))
    told.frequencies.push_back(index.frequency(queries, query, part));
  LinkScorer scorer(index, model, Linking::two_files);
  for (const Partner& partner : scorer.score(queries, query))
    told.probabilities.emplace_back(partner.record, partner.probability);
  std::ranges::sort(told.probabilities);
  return told;
}

// The slow and obvious twin: everything anew, numbered as in the register that it stands for.
void expect_like_new(const Register& followed, const std::vector<LinkRow>& asked) {
  const Register anew(followed.live_rows());
  const auto numbers = followed.live();
  ASSERT_EQ(followed.index->live(), anew.index->live());
  Records queries(test::roster_config(), followed.pool);
  Records queries_anew(test::roster_config(), anew.pool);
  test::pack_rows(queries, asked);
  test::pack_rows(queries_anew, asked);
  const LinkModel model = train(queries_anew, *anew.index, {.random_pairs = 10'000}, test::no_progress);
  for (RecordNumber query = 0; query < asked.size(); ++query) {
    Answer expected = answer(*anew.index, model, queries_anew, query);
    for (auto& record : expected.partners) record = numbers[record];
    for (auto& [record, probability] : expected.probabilities) record = numbers[record];
    ASSERT_EQ(answer(*followed.index, model, queries, query), expected) << query;
  }
}

void change_at_random(Register& followed, const std::vector<LinkRow>& people, town::SampleRandom& random) {
  const auto live = followed.live();
  const auto anybody = [&] { return live[static_cast<std::size_t>(random.below(int(live.size())))]; };
  for (int i = random.below(40); i > 0; --i)
    followed.add(people[static_cast<std::size_t>(random.below(int(people.size())))]);
  for (int i = random.below(20); i > 0 && !live.empty(); --i) followed.index->retire(anybody());
  for (int i = random.below(20); i > 0 && !live.empty(); --i) {
    const RecordNumber record = anybody();
    LinkRow changed = followed.rows()[record];
    test::spoil(changed, random);
    followed.add(changed);
    followed.index->retire(record);
  }
}

// Always 520 to 1023 live records, or never so many, so that the sketches of both have the same number of
// places and count alike.
TEST(GrowingIndex, AnswersLikeOneThatIsBuiltAnew) {
  std::size_t most_segments = 0;
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    town::SampleRandom random(seed);
    const auto people = test::town_of(900, seed);
    const auto asked = test::roster_of(people, seed + 10);
    Register followed({people.begin(), people.begin() + (seed == 1 ? 0 : 700)});
    for (int step = 0; step < 12; ++step) {
      change_at_random(followed, people, random);
      followed.index->extend(1 + seed % 3);
      ASSERT_EQ(followed.index->size(), followed.records.size());
      most_segments = std::max(most_segments, followed.index->segments());
      if (step % 2 == 1) expect_like_new(followed, asked);
    }
  }
  EXPECT_GE(most_segments, 2u);
}

// Where nothing is retired, sketches have the same width at any number of records.
TEST(GrowingIndex, CountsLikeOneThatIsBuiltAnewAcrossWidths) {
  const auto people = test::town_of(3000, 5);
  Register followed({people.begin(), people.begin() + 100});
  for (std::size_t end : {101, 400, 900, 1100, 3000}) {
    for (std::size_t i = followed.rows().size(); i < end; ++i) followed.add(people[i]);
    followed.index->extend(2);
    expect_like_new(followed, test::roster_of({people.begin(), people.begin() + 300}, 6));
  }
}

TEST(GrowingIndex, KeepsFewSegments) {
  const auto people = test::town_of(3000, 5);
  Register followed({people.begin(), people.begin() + 2500});
  std::size_t most = 0;
  for (std::size_t i = 2500; i < 2900; ++i) {
    followed.add(people[i]);
    followed.index->extend(1);
    most = std::max(most, followed.index->segments());
  }
  EXPECT_EQ(most, 3u);  // 2500, 256 and more, and what came last
  expect_like_new(followed, {people.begin() + 2400, people.begin() + 2950});
}

TEST(GrowingIndex, BeginsEmpty) {
  const auto people = test::town_of(9, 1);
  Register followed({});
  EXPECT_EQ(followed.index->live(), 0u);
  Records queries(test::roster_config(), followed.pool);
  test::pack_rows(queries, people);
  std::vector<RecordNumber> found;
  followed.index->partners(queries, 0, found);
  EXPECT_THAT(found, IsEmpty());
  EXPECT_EQ(followed.index->frequency(queries, 0, {1, 0}), 0u);
  followed.index->extend(2);
  EXPECT_EQ(followed.index->size(), 0u);
  followed.add(people[0]);
  followed.index->partners(queries, 0, found);
  EXPECT_THAT(found, IsEmpty());  // not indexed yet
  followed.index->extend(2);
  followed.index->partners(queries, 0, found);
  EXPECT_THAT(found, ElementsAre(0));
}

TEST(GrowingIndex, ExtendsByNothing) {
  const auto people = test::town_of(9, 1);
  Register followed(people);
  followed.index->extend(1);
  EXPECT_EQ(followed.index->segments(), 1u);
  EXPECT_EQ(followed.index->live(), 9u);
  expect_like_new(followed, people);
}

TEST(GrowingIndex, MayLoseEveryRecordAndGrowAgain) {
  const auto people = test::town_of(9, 1);
  Register followed(people);
  for (RecordNumber record = 0; record < 9; ++record) followed.index->retire(record);
  followed.index->retire(3);  // again does nothing
  EXPECT_EQ(followed.index->live(), 0u);
  EXPECT_TRUE(followed.index->retired(3));
  expect_like_new(followed, people);
  followed.add(people[3]);
  EXPECT_FALSE(followed.index->retired(9));
  followed.index->extend(1);
  EXPECT_EQ(followed.index->live(), 1u);
  expect_like_new(followed, people);
}

// A block that no segment alone makes too large is passed over all the same, until enough of it has retired.
TEST(GrowingIndex, HoldsTheBlockLimitOverAllSegments) {
  const LinkRow somebody{"", "王丽", "", ""};
  const std::size_t limit = test::roster_config().block_limit;
  Register followed(test::town_of(3000, 5));
  const auto add = [&](std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) followed.add(somebody);
    followed.index->extend(1);
  };
  const auto partners = [&] {
    Records queries(test::roster_config(), followed.pool);
    test::pack_rows(queries, {somebody});
    std::vector<RecordNumber> found;
    followed.index->partners(queries, 0, found);
    return found.size();
  };
  const std::size_t before = partners();
  add(limit - before);
  EXPECT_EQ(followed.index->segments(), 2u);
  EXPECT_EQ(partners(), limit);
  for (std::size_t i = followed.records.size(); i < 3300; ++i)
    followed.add({"", "", "1005" + std::to_string(i), ""});
  add(1);
  EXPECT_GE(followed.index->segments(), 2u);
  EXPECT_EQ(partners(), 0u);
  followed.index->retire(3000);
  EXPECT_EQ(partners(), limit);
}

}  // namespace growing_index_test
}  // namespace weige::linkage
