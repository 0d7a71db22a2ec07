// Whom rows speak of, from what the engine and the numbers say: one, nobody, or somebody must look (issue 3,
// Reconciliation: never the first of several).
#include "intake/roster_match.h"

#include <gtest/gtest.h>

namespace weige::intake {
namespace roster_match_test {

RosterRow row(std::uint32_t number, std::string name, std::string phone = "", std::string key = "") {
  RosterRow out{.usable = true};
  out.parsed.number = number;
  out.parsed.name_key = name;
  out.parsed.key = std::move(key);
  out.parsed.subject.push_back({"name", std::move(name)});
  if (!phone.empty()) out.parsed.subject.push_back({"phone", std::move(phone)});
  return out;
}

struct Case {
  std::vector<RosterRow> rows;
  registry::PeopleMatches matches{.rows = {}, .same_from = 0.9, .new_from = 0.95, .model = {}};
  std::vector<NumberOwner> owners = {};
  std::vector<RowMatch> choose() {
    matches.rows.resize(rows.size());
    owners.resize(rows.size());
    return choose_people({rows, matches, owners});
  }
};

TEST(RosterMatch, TheLikelyPersonIsChosen) {
  Case one{.rows = {row(2, "王伟")}};
  one.matches.rows = {{{.person = 7, .probability = 0.97}, {.person = 8, .probability = 0.01}}};
  const auto out = one.choose();
  EXPECT_EQ(out[0].person, 7);
  EXPECT_DOUBLE_EQ(out[0].probability, 0.97);
}

TEST(RosterMatch, NobodyLikelyIsSomebodyNew) {
  Case one{.rows = {row(2, "王伟")}};
  one.matches.rows = {{{.person = 7, .probability = 0.01}}};
  EXPECT_EQ(one.choose()[0].person, 0);
}

TEST(RosterMatch, OfSeveralNoneIsTaken) {
  Case one{.rows = {row(2, "王伟")}};
  one.matches.rows = {{{.person = 7, .probability = 0.5}, {.person = 8, .probability = 0.49}}};
  const auto out = one.choose();
  EXPECT_FALSE(out[0].person);
  EXPECT_EQ(out[0].candidates.size(), 2u);
}

TEST(RosterMatch, NumberAndNameTogetherSettleIt) {
  Case one{.rows = {row(2, "王伟")}, .owners = {{.person = 9, .same_name = true}}};
  one.matches.rows = {{{.person = 7, .probability = 0.99}}};
  EXPECT_EQ(one.choose()[0].person, 9);
}

TEST(RosterMatch, ANumberOfSomebodyElseMakesItDoubtful) {
  Case one{.rows = {row(2, "王伟")}, .owners = {{.person = 9}}};
  one.matches.rows = {{{.person = 7, .probability = 0.99}}};
  const auto out = one.choose();
  EXPECT_FALSE(out[0].person);
  ASSERT_EQ(out[0].candidates.size(), 2u);
  EXPECT_EQ(out[0].candidates[1].person, 9);
}

TEST(RosterMatch, TwoNumbersAreNeverOnePersonUnseen) {
  Case one{.rows = {row(2, "王伟", "", "resident_id:1"), row(3, "王伟")}};
  const std::vector<registry::LikelyPerson> father{{.person = 7, .probability = 0.99, .other_number = true}};
  one.matches.rows = {father, father};
  const auto out = one.choose();
  EXPECT_FALSE(out[0].person);
  EXPECT_EQ(out[1].person, 7) << "a number that cannot be read says nothing";
}

TEST(RosterMatch, TwoRowsThatAgreeAreOne) {
  Case two{.rows = {row(2, "王伟", "13900000001"), row(5, "王伟", "13900000001")}};
  const auto out = two.choose();
  EXPECT_EQ(out[0].person, 0);
  EXPECT_EQ(out[1].person, 0);
  EXPECT_EQ(out[0].same_as_row, 0u);
  EXPECT_EQ(out[1].same_as_row, 2u);
}

TEST(RosterMatch, TwoRowsOfOnePersonThatDisagreeAreBothLookedAt) {
  Case two{.rows = {row(2, "王伟", "13900000001"), row(5, "王伟", "13900000002")}};
  two.matches.rows = {{{.person = 7, .probability = 0.99}}, {{.person = 7, .probability = 0.99}}};
  const auto out = two.choose();
  EXPECT_FALSE(out[0].person);
  EXPECT_FALSE(out[1].person);
  EXPECT_EQ(out[0].same_as_row, 5u);
  EXPECT_EQ(out[1].same_as_row, 2u);
}

TEST(RosterMatch, ARowThatTellsOfNobodyHasNoMatch) {
  Case one{.rows = {row(2, "王伟")}};
  one.rows[0].usable = false;
  const auto out = one.choose();
  EXPECT_FALSE(out[0].person);
  EXPECT_TRUE(out[0].candidates.empty());
}

}  // namespace roster_match_test
}  // namespace weige::intake
