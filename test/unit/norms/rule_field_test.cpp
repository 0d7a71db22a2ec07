// What can be set in the norms (K1-K6): bounds, kinds of key premises, what differs.
#include "norms/rule_field.h"

#include <gtest/gtest.h>

#include <set>

namespace weige::norms {
namespace rule_field_test {

const std::vector<std::string_view> kLabels{"let", "overcrowded_let", "shop"};

std::string places_of(const Problem& problem) {
  if (problem.parts.empty()) return problem.place;
  std::string out;
  for (const auto& part : problem.parts) out += (out.empty() ? "" : " ") + part.place;
  return out;
}

TEST(RuleField, EveryNormHasFieldsAndWhatShipsLiesWithinTheBounds) {
  std::set<std::string_view> names;
  for (const auto norm : all_norms()) EXPECT_FALSE(fields_of(norm).empty()) << code(norm);
  for (const auto& field : rule_fields()) {
    EXPECT_TRUE(names.insert(field.name).second) << field.name;
    const auto shipped = shipped_rules();
    const auto value = field.get(shipped);
    EXPECT_GE(value, field.least) << field.name;
    EXPECT_LE(value, field.most) << field.name;
  }
}

TEST(RuleField, EachFieldIsSetAndReadByItself) {
  for (const auto& field : rule_fields()) {
    auto rules = shipped_rules();
    field.set(rules, field.most);
    EXPECT_EQ(field.get(rules), field.most) << field.name;
    EXPECT_EQ(changed_fields(field.norm, shipped_rules(), rules).size(), 1u) << field.name;
  }
}

TEST(RuleField, AProblemNamesTheFieldAndTheBound) {
  const auto wrong = with_wish(shipped_rules(), Norm::k1, {.values = {{"finding_due_days", 91}}}, kLabels);
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.problem().code, ProblemCode::bad_number);
  EXPECT_EQ(wrong.problem().place, "values.finding_due_days");
  EXPECT_EQ(wrong.problem().args, (std::vector<ProblemArg>{{"min", "1"}, {"max", "90"}}));
}

TEST(RuleField, AllThatIsWrongIsTold) {
  const auto wrong = with_wish(
      shipped_rules(), Norm::k3,
      {.values = {{"doors_a_day", 2.5}, {"random_share", 0.01}, {"religion", 1}, {"minutes_a_door", 1e300}}},
      kLabels);
  ASSERT_FALSE(wrong);
  EXPECT_EQ(places_of(wrong.problem()),
            "values.doors_a_day values.minutes_a_door values.random_share values.religion");
}

TEST(RuleField, WhatIsNotNamedStays) {
  const auto made = with_wish(shipped_rules(), Norm::k3, {.values = {{"random_share", 0.2}}}, kLabels);
  ASSERT_TRUE(made);
  EXPECT_EQ(made->checking.random_share, 0.2);
  EXPECT_EQ(made->checking.doors_a_day, shipped_rules().checking.doors_a_day);
  EXPECT_EQ(changed_fields(Norm::k3, shipped_rules(), *made), std::vector<std::string>{"random_share"});
}

TEST(RuleField, KindsOfKeyPremisesAreOfK2Alone) {
  const std::vector<KeyPremisesKind> kinds{{.code = "a", .zh = "甲", .en = "A", .labels = {"let"}}};
  EXPECT_EQ(places_of(with_wish(shipped_rules(), Norm::k1, {.kinds = kinds}, kLabels).problem()), "kinds");
  EXPECT_TRUE(with_wish(shipped_rules(), Norm::k2, {.kinds = kinds}, kLabels));
}

TEST(RuleField, AKindNeedsANameACodeOfItsOwnAndACondition) {
  const std::vector<KeyPremisesKind> kinds{
      {.code = "a", .zh = "甲", .en = "A", .labels = {"let"}},
      {.code = "a", .zh = "", .en = "A", .labels = {"petitioner"}, .visit_every_days = 0},
      {.code = "B!", .zh = "丙", .en = "C"}};
  const auto wrong = with_wish(shipped_rules(), Norm::k2, {.kinds = kinds}, kLabels);
  ASSERT_FALSE(wrong);
  EXPECT_EQ(places_of(wrong.problem()),
            "kinds.1.zh kinds.1.labels kinds.1.visit_every_days kinds.1.code kinds.2.code kinds.2.labels");
}

TEST(RuleField, OfOneNormOnlyItsOwnIsTaken) {
  auto other = shipped_rules();
  other.quality.finding_due_days = 3;
  other.team.doors_a_week = 9;
  const auto mixed = with_norm(shipped_rules(), Norm::k5, other);
  EXPECT_EQ(mixed.team.doors_a_week, 9);
  EXPECT_EQ(mixed.quality.finding_due_days, shipped_rules().quality.finding_due_days);
}

}  // namespace rule_field_test
}  // namespace weige::norms
