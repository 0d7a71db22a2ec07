// The engine as a whole: a small town of invented people, a roster with errors, and the cases where it
// matters.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "reference/slow_linkage.h"
#include "support/link_rows.h"
#include "support/link_town.h"

namespace weige::linkage {
namespace linker_test {

using test::id_of;
using test::LinkRow;

// Links a roster with a town; the rows under test stand at the end of both.
class Linked {
 public:
  Linked(const std::vector<LinkRow>& extra_town, const std::vector<LinkRow>& extra_roster,
         unsigned threads = 2)
      : town_(test::town_of(3000, 1)),
        roster_(test::roster_of(town_, 2)),
        own_(town_.size()),
        asked_(roster_.size()) {
    town_.insert(town_.end(), extra_town.begin(), extra_town.end());
    roster_.insert(roster_.end(), extra_roster.begin(), extra_roster.end());
    test::pack_rows(known, town_);
    test::pack_rows(queries, roster_);
    index.emplace(known, threads, test::no_progress);
    model = train(queries, *index, {.random_pairs = 200'000, .threads = threads}, test::no_progress);
    result = link(queries, *index, model, {.threads = threads}, test::no_progress);
  }

  // "same 0": the extra row is the extra resident 0; "review 0,1": a person must look; "" : nobody.
  std::string answer(std::size_t extra_row) const {
    std::string text;
    std::vector<std::string> review;
    for (const Link& link : result.links) {
      if (link.query != asked_ + extra_row || link.record < own_) continue;
      const std::string number = std::to_string(link.record - own_);
      if (link.kind == LinkClass::same)
        text += "same " + number;
      else
        review.push_back(number);
    }
    if (!text.empty() || review.empty()) return text;
    std::ranges::sort(review);
    for (const auto& number : review) text += (text.empty() ? "review " : ",") + number;
    return text;
  }

  std::size_t own() const { return own_; }
  std::size_t asked() const { return asked_; }

 private:
  std::vector<LinkRow> town_, roster_;
  std::size_t own_, asked_;
  TextPool pool_;

 public:
  Records known{test::roster_config(), pool_}, queries{test::roster_config(), pool_};
  std::optional<LinkIndex> index;
  LinkModel model;
  LinkResult result;
};

const std::string door = "上海市青浦区徐泾镇高泾路999弄9号909室";

TEST(Linker, FindsWhoIsInTheTownAndNobodyElse) {
  const Linked linked({}, {});
  std::size_t right = 0, wrong = 0, in_town = 0;
  for (std::size_t i = 0; i < linked.asked(); ++i) in_town += i % 10 != 0;
  for (const Link& link : linked.result.links)
    if (link.kind == LinkClass::same)
      ++(link.record == link.query * 3 && link.query % 10 != 0 ? right : wrong);
  EXPECT_EQ(wrong, 0u);
  EXPECT_GE(right, in_town * 93 / 100);
  EXPECT_NEAR(linked.model.found, 0.9, 0.03);
}

TEST(Linker, IsTheSameForAnyNumberOfThreads) {
  const Linked one({}, {}, 1), three({}, {}, 3);
  EXPECT_EQ(one.result.links, three.result.links);
}

TEST(Linker, AgreesWithComparingEveryPair) {
  const Linked linked({}, {});
  const reference::SlowLinkage slow(linked.known, linked.model);
  LinkScorer scorer(*linked.index, linked.model, Linking::two_files);
  for (RecordNumber query = 0; query < linked.asked(); query += 9) {
    const auto expected = slow.probabilities(linked.queries, query);
    std::map<RecordNumber, double> found;
    for (const Partner& partner : scorer.score(linked.queries, query))
      found[partner.record] = partner.probability;
    for (RecordNumber record = 0; record < expected.size(); ++record) {
      const auto at = found.find(record);
      EXPECT_NEAR(at == found.end() ? 0 : at->second, expected[record], 0.01) << query << " " << record;
    }
  }
}

TEST(Linker, TellsTwinsApartByTheirNames) {
  const Linked linked({{id_of("20101011", 123), "周子涵", "10055550001", door},
                       {id_of("20101011", 125), "周子轩", "10055550001", door}},
                      {{"", "周子涵", "10055550001", door}, {"", "周子轩", "", door}});
  EXPECT_EQ(linked.answer(0), "same 0");
  EXPECT_EQ(linked.answer(1), "same 1");
}

TEST(Linker, TakesOneOfTwoRowsOfAPersonAndAsksAboutTheOther) {
  const Linked linked({{id_of("19601011", 123), "顾明德", "10055550001", door}},
                      {{id_of("19601011", 123), "顾明德", "10055550001", door}, {"", "顾明德", "", door}});
  EXPECT_EQ(linked.answer(0), "same 0");
  EXPECT_EQ(linked.answer(1), "review 0");
}

TEST(Linker, AsksWhenOnlyTheSurnameOfTwinsIsReadable) {
  const Linked linked(
      {{id_of("20101011", 123), "周子涵", "", door}, {id_of("20101011", 125), "周子轩", "", door}},
      {{"", "周子", "", door}});
  EXPECT_NE(linked.answer(0).substr(0, 4), "same");
}

TEST(Linker, DoesNotTakeTheSonForTheFather) {
  const Linked linked(
      {{id_of("19601011", 123), "顾明德", "10055550001", door}},
      {{id_of("19901012", 321), "顾明", "10055550001", door}, {id_of("19901012", 321), "顾明得", "", door}});
  EXPECT_NE(linked.answer(0).substr(0, 4), "same");
  EXPECT_NE(linked.answer(1).substr(0, 4), "same");
}

TEST(Linker, AsksWhenANameComesTwiceAtADormitory) {
  std::vector<LinkRow> dormitory{{"", "王丽", "", door}, {"", "王丽", "", door}};
  const Linked linked(dormitory, {{"", "王丽", "", door}});
  EXPECT_EQ(linked.answer(0), "review 0,1");
}

TEST(Linker, DoesNotBelieveANumberThatBelongsToSomeoneElse) {
  const Linked linked(
      {{id_of("19601011", 123), "顾明德", "10055550001", door}},
      {{id_of("19601011", 123), "陆小燕", "10055559999", "上海市青浦区徐泾镇育才路1弄1号101室"}});
  EXPECT_NE(linked.answer(0).substr(0, 4), "same");
}

TEST(Linker, IsNotMisledByANewPhone) {
  const Linked linked({{id_of("19601011", 123), "顾明德", "10055550001", door}},
                      {{"", "顾明德", "10055559999", door}});
  EXPECT_EQ(linked.answer(0), "same 0");
}

TEST(Linker, FollowsAPersonWhoMovedBetweenTwoAddressesOfAFile) {
  const std::string other = "上海市青浦区徐泾镇高泾路999弄9号808室";
  const Linked linked(
      {{id_of("19601011", 123), "顾明德", "10055550001", door},
       {id_of("19701011", 125), "陆小燕", "10055550002", other}},
      {{id_of("19601011", 123), "顾明德", "", other}, {id_of("19701011", 125), "陆小燕", "", other}});
  EXPECT_EQ(linked.answer(0), "same 0");
  EXPECT_EQ(linked.answer(1), "same 1");
}

TEST(Linker, FindsOneWrongDigitAndAMisheardName) {
  std::string wrong = id_of("19601011", 123);
  wrong[15] = wrong[15] == '9' ? '8' : '9';
  const Linked linked({{id_of("19601011", 123), "顾明德", "10055550001", door}},
                      {{wrong, "顾明德", "", ""}, {"", "顾鸣德", "10055550001", ""}});
  EXPECT_EQ(linked.answer(0).substr(0, 4), "same");
  EXPECT_NE(linked.answer(1), "");
}

TEST(Linker, PassesOverBlocksThatAreTooLarge) {
  const std::vector<LinkRow> dormitory(400, LinkRow{"", "王丽", "", door});
  const Linked linked(dormitory, {{"", "王丽", "", door}});
  EXPECT_EQ(linked.answer(0), "");
}

TEST(Threshold, AcceptsAsMuchAsTheRateAllows) {
  EXPECT_DOUBLE_EQ(threshold({0.9, 1.0, 0.999, 0.6}, 0.001), 0.999);
  EXPECT_DOUBLE_EQ(threshold({0.9, 1.0, 0.999, 0.6}, 0.05), 0.9);
  EXPECT_DOUBLE_EQ(threshold({0.9, 1.0, 0.999, 0.6}, 1), 0.6);
  EXPECT_GT(threshold({0.9}, 0.001), 1);
  EXPECT_GT(threshold({0.4, 0.3}, 0.9), 1);
  EXPECT_GT(threshold({}, 0.5), 1);
}

}  // namespace linker_test
}  // namespace weige::linkage
