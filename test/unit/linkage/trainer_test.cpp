// Learning in two steps: what the register tells, and what a batch of any size adds.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

#include "support/link_town.h"

namespace weige::linkage {
namespace trainer_test {

using test::LinkRow;

constexpr TrainOptions options{.random_pairs = 100'000, .threads = 2};

// A town of 3000 and a roster of 1000, of which a model was learned.
class Trained : public testing::Test {
 protected:
  Trained() {
    test::pack_rows(known_, town_);
    index_.emplace(known_, 2, test::no_progress);
    strangers_ = learn_strangers(*index_, options, test::no_progress);
    model_ = learn(strangers_, roster_);
  }
  LinkModel learn(const LinkModel& known, const std::vector<LinkRow>& rows) {
    Records queries(test::roster_config(), pool_);
    test::pack_rows(queries, rows);
    return learn_matches(queries, *index_, known, options, test::no_progress);
  }

  const std::vector<LinkRow> town_ = test::town_of(3000, 1), roster_ = test::roster_of(town_, 2);
  TextPool pool_;
  Records known_{test::roster_config(), pool_};
  std::optional<LinkIndex> index_;
  LinkModel strangers_, model_;
};

double furthest(const std::vector<double>& a, const std::vector<double>& b) {
  double far = 0;
  for (std::size_t i = 0; i < a.size(); ++i) far = std::max(far, std::abs(a[i] - b[i]));
  return far;
}

double furthest_m(const LinkModel& a, const LinkModel& b) {
  double far = 0;
  for (std::size_t f = 0; f < a.fields.size(); ++f)
    far = std::max(far, furthest(a.fields[f].m, b.fields[f].m));
  return far;
}

void expect_equal(const LinkModel& a, const LinkModel& b) {
  for (std::size_t f = 0; f < a.fields.size(); ++f) {
    EXPECT_EQ(a.fields[f].m, b.fields[f].m);
    EXPECT_EQ(a.fields[f].u, b.fields[f].u);
    EXPECT_EQ(a.fields[f].matches, b.fields[f].matches);
    EXPECT_EQ(a.fields[f].strangers, b.fields[f].strangers);
  }
  EXPECT_EQ(a.found, b.found);
  EXPECT_EQ(a.queries, b.queries);
  EXPECT_EQ(a.records, b.records);
  EXPECT_EQ(a.related.queries(), b.related.queries());
  EXPECT_EQ(a.related.counts(), b.related.counts());
}

TEST_F(Trained, InTwoStepsIsTheSame) {
  Records queries(test::roster_config(), pool_);
  test::pack_rows(queries, roster_);
  std::vector<double> told;
  const auto whole =
      train(queries, *index_, options, [&](std::string_view, double share) { told.push_back(share); });
  expect_equal(whole, model_);
  EXPECT_TRUE(std::ranges::is_sorted(told));
  EXPECT_DOUBLE_EQ(told.back(), 1);
}

TEST_F(Trained, CountsWhatItWasLearnedFrom) {
  EXPECT_EQ(strangers_.queries, 0);
  EXPECT_EQ(model_.queries, 1000 + 1);
  for (const FieldChances& chances : strangers_.fields) EXPECT_EQ(chances.matches, 0);
  const FieldChances& name = model_.fields[1];  // everybody has one
  EXPECT_NEAR(name.strangers, 100'000, 100);
  EXPECT_NEAR(name.matches, 900 + 0.5 * 8, 30);
}

TEST_F(Trained, ARowChangesNextToNothing) {
  LinkRow clean = town_[6], odd = town_[9];
  odd.phone = "10099999999";
  odd.name.replace(odd.name.size() - 3, 3, "微");
  for (const auto& row : {clean, odd, LinkRow{"", "某人", "", ""}, LinkRow{}}) {
    const LinkModel learned = learn(model_, {row});
    EXPECT_LT(furthest_m(learned, model_), 2 / model_.fields[0].matches);
    EXPECT_NEAR(learned.found, model_.found, 1. / 11);
  }
}

TEST_F(Trained, NoRowsChangeNothing) {
  const LinkModel learned = learn(model_, {});
  EXPECT_LT(furthest_m(learned, model_), 1e-12);
  EXPECT_NEAR(learned.found, model_.found, 1e-12);
  const LinkModel again = learn(learned, {});
  EXPECT_LT(furthest_m(again, model_), 1e-12);
}

TEST_F(Trained, NoRowsAndNothingKnownGiveAModelAllTheSame) {
  const LinkModel learned = learn(strangers_, {});
  EXPECT_EQ(learned.found, 0.5);
  for (const FieldChances& chances : learned.fields) {
    EXPECT_NEAR(std::accumulate(chances.m.begin() + 1, chances.m.end(), 0.0), 1, 1e-12);
    EXPECT_GT(*std::min_element(chances.m.begin() + 1, chances.m.end()), 0);
  }
}

// A hundred rows of people whose phones are all new: m follows them by as much as their share of the pairs.
TEST_F(Trained, ASmallBatchMovesByItsShare) {
  std::vector<LinkRow> rows;
  for (std::size_t i = 0; i < 100; ++i) {
    rows.push_back(town_[i * 3]);
    rows.back().phone = "1009999" + std::to_string(1000 + i);
  }
  const LinkModel learned = learn(model_, rows);
  const auto& before = model_.fields[2];
  const double weight = std::min(before.matches, options.known_pairs);
  EXPECT_NEAR(learned.fields[2].m.back(), (weight * before.m.back() + 100) / (weight + 100), 0.003);
  EXPECT_NEAR(learned.fields[2].matches, weight + 100, 0.5);
  EXPECT_NEAR(learned.fields[0].m[1],
              (learned.fields[0].matches - 100) / learned.fields[0].matches * model_.fields[0].m[1] +
                  100 / learned.fields[0].matches,
              0.003);
}

// What was known counts as at most a thousand pairs, however many it was learned from.
TEST_F(Trained, ALargeBatchOutweighsWhatWasKnown) {
  LinkModel wrong = model_;
  for (FieldChances& chances : wrong.fields) {
    std::ranges::reverse(chances.m.begin() + 1, chances.m.end());
    chances.matches = 1e9;
  }
  wrong.fields[0].m = model_.fields[0].m;  // or nobody would be found at all
  std::vector<LinkRow> rows;
  for (std::uint64_t seed = 2; seed < 12; ++seed) {
    const auto more = test::roster_of(town_, seed);
    rows.insert(rows.end(), more.begin(), more.end());
  }
  const LinkModel learned = learn(wrong, rows), own = learn(strangers_, rows);
  EXPECT_GT(furthest_m(wrong, own), 0.7);
  EXPECT_LT(furthest_m(learned, own), 0.2);
  EXPECT_LE(learned.fields[1].matches, 1000 + 10'000);
}

// Row by row, each beginning with what the last one left: neither does m wander off nor the share found.
TEST_F(Trained, ManySmallBatchesDoNotWanderOff) {
  LinkModel model = model_;
  for (std::size_t i = 0; i < 300; ++i) model = learn(model, {roster_[i]});
  EXPECT_LT(furthest_m(model, model_), 0.05);
  EXPECT_GT(model.found, 0.5);
  for (const FieldChances& chances : model.fields) EXPECT_LE(chances.matches, options.known_pairs + 2);
}

TEST_F(Trained, TakesTheNumberOfRecordsFromTheIndex) {
  test::pack_rows(known_, test::town_of(30, 7));
  index_->extend(1);
  EXPECT_EQ(learn(model_, {}).records, 3030);
}

// As if those who left had never been there: no pair is drawn with them, nobody is looked up for them.
TEST_F(Trained, StrangersAreLearnedFromLiveRecords) {
  const std::vector<LinkRow> gone(2000, LinkRow{"", "王丽", "10012345678", "徐泾镇育才路1弄1号101室"});
  Records mixed(test::roster_config(), pool_);
  for (std::size_t i = 0; i < town_.size(); i += 300) {
    test::pack_rows(mixed, {gone.begin(), gone.begin() + 200});
    test::pack_rows(mixed, {town_.begin() + std::ptrdiff_t(i), town_.begin() + std::ptrdiff_t(i) + 300});
  }
  LinkIndex index(mixed, 2, test::no_progress);
  for (RecordNumber record = 0; record < mixed.size(); ++record)
    if (record % 500 < 200) index.retire(record);
  ASSERT_EQ(index.live(), town_.size());
  expect_equal(learn_strangers(index, options, test::no_progress), strangers_);
}

TEST_F(Trained, StrangersOfAnEmptyRegister) {
  for (RecordNumber record = 0; record < known_.size(); ++record) index_->retire(record);
  const LinkModel learned = learn_strangers(*index_, options, test::no_progress);
  EXPECT_EQ(learned.records, 0);
  EXPECT_EQ(learned.fields[0].strangers, 0);
  EXPECT_EQ(learned.related.queries(), 0);
}

}  // namespace trainer_test
}  // namespace weige::linkage
