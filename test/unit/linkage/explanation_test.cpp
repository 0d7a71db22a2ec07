// The parts of an explanation, and that they add up to the probability that is told.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "linkage/link_explanation.h"
#include "support/link_town.h"

namespace weige::linkage {
namespace explanation_test {

using test::LinkRow;

class Explained : public testing::Test {
 protected:
  Explained() {
    test::pack_rows(known_, town_);
    test::pack_rows(queries_, test::roster_of(town_, 2));
    index_.emplace(known_, 2, test::no_progress);
    model_ = train(queries_, *index_, {.random_pairs = 100'000, .threads = 2}, test::no_progress);
  }
  RecordNumber ask(const LinkRow& row) {
    test::pack_rows(queries_, {row});
    return static_cast<RecordNumber>(queries_.size() - 1);
  }
  double odds(const LinkExplanation& told) const { return std::exp2(told.total); }

  const std::vector<LinkRow> town_ = test::town_of(3000, 1);
  TextPool pool_;
  Records known_{test::roster_config(), pool_}, queries_{test::roster_config(), pool_};
  std::optional<LinkIndex> index_;
  LinkModel model_;
};

double sum_of(const LinkExplanation& told) {
  double sum = told.before + told.relatives;
  for (const FieldEvidence& field : told.fields) sum += field.bits;
  return sum;
}

TEST_F(Explained, AddsUpToTheProbabilityOfASinglePartner) {
  for (std::size_t i = 0; i < town_.size(); i += 10) ask({town_[i].id, "", town_[i].phone, ""});
  LinkScorer scorer(*index_, model_, Linking::two_files), explaining(*index_, model_, Linking::two_files);
  std::size_t single = 0, corrected = 0;
  for (RecordNumber query = 0; query < queries_.size(); ++query) {
    const auto partners = scorer.score(queries_, query);
    double sum = 1;
    for (const Partner& partner : partners) {
      const auto told = explain(explaining, queries_, query, partner.record);
      ASSERT_NEAR(sum_of(told), told.total, 1e-9);
      ASSERT_LE(told.relatives, 0);
      corrected += told.relatives < 0;
      sum += odds(told);
      if (partners.size() != 1) continue;
      ++single;
      ASSERT_NEAR(partner.probability, odds(told) / (1 + odds(told)), 1e-9);
    }
    for (const Partner& partner : partners) {
      const double own = odds(explain(explaining, queries_, query, partner.record));
      ASSERT_NEAR(partner.probability, own / sum, 1e-9);
    }
  }
  EXPECT_GT(single, 100u);
  EXPECT_GT(corrected, 100u);
}

TEST_F(Explained, AddsUpInOneFileToo) {
  const LinkModel model =
      train(known_, *index_, {.linking = Linking::one_file, .random_pairs = 100'000}, test::no_progress);
  LinkScorer scorer(*index_, model, Linking::one_file), explaining(*index_, model, Linking::one_file);
  std::size_t seen = 0;
  for (RecordNumber query = 0; query < known_.size(); ++query)
    for (const Partner& partner : scorer.score(known_, query)) {
      const auto told = explain(explaining, known_, query, partner.record);
      ASSERT_NEAR(sum_of(told), told.total, 1e-9);
      ASSERT_NEAR(partner.probability, odds(told) / (1 + odds(told)), 1e-9);
      ++seen;
    }
  EXPECT_GT(seen, 1000u);
}

// Every part by hand, from the model and from counting.
TEST_F(Explained, TellsEachPart) {
  LinkRow row = town_[6];
  row.phone = "10099999999";
  row.address.clear();
  LinkScorer scorer(*index_, model_, Linking::two_files);
  const auto told = explain(scorer, queries_, ask(row), 6);
  EXPECT_NEAR(told.before, std::log2(model_.found / (1 - model_.found) / 3000), 1e-12);
  ASSERT_EQ(told.fields.size(), 4u);
  const auto& fields = model_.fields;
  const auto same_name = std::ranges::count(town_, row.name, &LinkRow::name);

  EXPECT_EQ(told.fields[0].field, "id");
  EXPECT_EQ(told.fields[0].level, "exact");
  EXPECT_TRUE(told.fields[0].by_frequency);
  EXPECT_NEAR(told.fields[0].bits, std::log2(fields[0].m[1] * 3000), 1e-9);
  EXPECT_TRUE(told.fields[1].by_frequency);
  EXPECT_NEAR(told.fields[1].bits, std::log2(fields[1].m[1] * 3000 / double(same_name)), 1e-9);
  EXPECT_EQ(told.fields[2].field, "phone");
  EXPECT_EQ(told.fields[2].level, "different");
  EXPECT_FALSE(told.fields[2].by_frequency);
  EXPECT_NEAR(told.fields[2].bits, std::log2(fields[2].m.back() / fields[2].u.back()), 1e-9);
  EXPECT_LT(told.fields[2].bits, 0);
  EXPECT_EQ(told.fields[3].level, "missing");
  EXPECT_EQ(told.fields[3].bits, 0);
  EXPECT_EQ(told.relatives, 0);  // neither door nor phone agree
}

TEST_F(Explained, TellsWhatRelativesTakeAway) {
  LinkRow child = town_[8];
  child.id.clear();
  child.name = town_[6].name;  // whose surname it bears
  LinkScorer scorer(*index_, model_, Linking::two_files);
  const RecordNumber query = ask(child);
  const auto told = explain(scorer, queries_, query, 7);  // of the same door
  EXPECT_LT(told.relatives, 0);
  const Partner pair = scorer.compare_one(queries_, query, 7);
  double strangers = model_.records;
  for (std::size_t f = 0; f < told.fields.size(); ++f)
    if (pair.levels[f] != missing)
      strangers *= model_.fields[f].m[pair.levels[f]] / std::exp2(told.fields[f].bits);
  const double related = model_.related.expected(pair.levels);
  EXPECT_NEAR(told.relatives, std::log2(strangers / (strangers + related)), 1e-9);
}

TEST_F(Explained, ToldOfRecordsThatNoBlockFinds) {
  LinkScorer scorer(*index_, model_, Linking::two_files);
  const auto told = explain(scorer, queries_, ask({"", "某人", "", ""}), 17);
  EXPECT_NEAR(sum_of(told), told.total, 1e-9);
  EXPECT_LT(told.total, told.before);
  const auto nothing = explain(scorer, queries_, ask({}), 17);
  EXPECT_EQ(nothing.total, nothing.before);
}

}  // namespace explanation_test
}  // namespace weige::linkage
