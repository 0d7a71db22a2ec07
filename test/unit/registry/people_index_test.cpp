// The index of people: finds them in spite of errors, follows additions, changes and departures (issue 3,
// Linkage).
#include "registry/people_index.h"

#include <gtest/gtest.h>

#include "standards/id_number.h"

namespace weige::registry {
namespace people_index_test {

constexpr int kPeople = 600;

std::string number_of(int i, const char* birth = "19900101") {
  const std::string digits =
      "999" + std::to_string(1000 + i / 1000).substr(1) + birth + std::to_string(1000 + i % 1000).substr(1);
  return digits + standards::id_check_digit(digits);
}

IndexedPerson person(int i) {
  static constexpr const char* kSurnames[] = {"王", "李", "张", "刘", "陈", "杨", "赵"};
  static constexpr const char* kGiven[] = {"伟", "芳", "娜", "敏", "静", "磊", "洋", "艳", "勇", "军", "杰"};
  return {.id = 1000 + i,
          .like = {.id_number = number_of(i),
                   .name = std::string(kSurnames[i % 7]) + kGiven[i % 11] + kGiven[i / 11 % 11],
                   .phone = "1390001" + std::to_string(10'000 + i).substr(1),
                   .address = "上海市青浦区徐泾镇明珠路88弄" + std::to_string(i / 30 + 1) + "号" +
                              std::to_string(101 + i % 30) + "室"}};
}

class PeopleIndexTest : public testing::Test {
 protected:
  void SetUp() override {
    std::vector<IndexedPerson> people;
    for (int i = 0; i < kPeople; ++i) people.push_back(person(i));
    index_.replace_all(std::move(people), {});
  }
  // The first query's likely persons, looked up together with many that are known.
  std::vector<LikelyPerson> likely(const PersonLike& query) const { return matches(query).rows.at(0); }
  PeopleMatches matches(const PersonLike& query) const {
    std::vector<PersonLike> queries{query};
    for (int i = 0; i < 200; ++i) queries.push_back(person(i).like);
    return index_.match(queries, {});
  }

  PeopleIndex index_{2};
};

TEST_F(PeopleIndexTest, FindsSomebodyInSpiteOfAWrongDigit) {
  auto query = person(300).like;
  query.id_number[9] = query.id_number[9] == '1' ? '2' : '1';
  const auto found = matches(query);
  ASSERT_FALSE(found.rows[0].empty());
  EXPECT_EQ(found.rows[0][0].person, 1300);
  EXPECT_GE(found.rows[0][0].probability, found.same_from);
}

TEST_F(PeopleIndexTest, AStrangerIsNobody) {
  const auto found = matches({.id_number = number_of(950, "19770303"),
                              .name = "上官羽涵",
                              .phone = "13700000001",
                              .address = "上海市青浦区徐泾镇崧泽大道1号"});
  double sum = 0;
  for (const auto& each : found.rows[0]) sum += each.probability;
  EXPECT_GE(1 - sum, found.new_from);
}

TEST_F(PeopleIndexTest, FollowsChangesAdditionsAndDepartures) {
  auto moved = person(300);
  moved.like.phone = "15912345678";
  auto added = person(700);
  const std::vector<IndexedPerson> news{moved, added};
  const std::vector<std::int64_t> gone{1300, 1700, 1301};
  index_.update(news, gone, {.id = 7});
  EXPECT_EQ(index_.position(), (FeedPosition{.id = 7}));
  EXPECT_EQ(index_.size(), static_cast<std::size_t>(kPeople));  // one came, one left
  EXPECT_EQ(likely({.name = moved.like.name, .phone = "15912345678"}).at(0).person, 1300);
  EXPECT_EQ(likely(added.like).at(0).person, 1700);
  for (const auto& each : likely(person(301).like)) EXPECT_NE(each.person, 1301);
}

TEST_F(PeopleIndexTest, WhatWasLearnedCanBeHandedOn) {
  const auto first = matches(person(5).like);
  ASSERT_FALSE(first.model.empty());
  const std::vector<PersonLike> one{person(300).like};
  const auto alone = index_.match(one, {.known_model = first.model});
  ASSERT_FALSE(alone.rows[0].empty());
  EXPECT_EQ(alone.rows[0][0].person, 1300);
  EXPECT_GT(alone.rows[0][0].probability, 0.99);
}

TEST_F(PeopleIndexTest, ADamagedModelIsNoModel) {
  const std::vector<PersonLike> one{person(300).like};
  EXPECT_EQ(index_.match(one, {.known_model = "no model"}).rows.size(), 1u);
}

TEST_F(PeopleIndexTest, AnEmptyRegisterKnowsNobody) {
  PeopleIndex empty(1);
  const std::vector<PersonLike> one{person(300).like};
  const auto before = empty.match(one, {});
  EXPECT_TRUE(before.rows.at(0).empty());
  EXPECT_LE(before.new_from, 1.0) << "so everybody is new";
  empty.replace_all({}, {});
  EXPECT_TRUE(empty.match(one, {}).rows.at(0).empty());
}

TEST_F(PeopleIndexTest, DoubtIsExplainedFieldByField) {
  const std::vector<PersonLike> one{{.name = "王洋洋", .address = person(301).like.address}};
  const auto found = index_.match(one, {.known_model = matches(person(5).like).model});
  ASSERT_FALSE(found.rows[0].empty());
  ASSERT_LT(found.rows[0][0].probability, found.same_from);
  for (const auto& each : found.rows[0]) {
    double sum = each.why.before + each.why.relatives;
    for (const auto& field : each.why.fields) sum += field.bits;
    EXPECT_NEAR(sum, each.why.total, 1e-9);
    EXPECT_EQ(each.why.fields.size(), 5u);
  }
}

}  // namespace people_index_test
}  // namespace weige::registry
