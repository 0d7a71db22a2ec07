// What must hold in any sample town, over several seeds: nobody lives in two places at a time, ages and
// families are plausible, every field is in the form in which the register keeps it, every address is
// canonical and stands once.
#include "town/sample_plan.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "registry/address.h"
#include "registry/record_rules.h"
#include "town/sample_town_actions.h"

namespace weige::town {
namespace sample_plan_test {

using std::chrono::days;

constexpr SamplePeriod kPeriod{std::chrono::sys_days{std::chrono::year{2026} / 11 / 28}};

SampleCommittee committee(bool village) {
  return {.code = village ? "310118106202" : "310118106005",
          .name = village ? "前明村村委会" : "蟠龙居委会",
          .area_text = "上海市青浦区徐泾镇",
          .index = village ? 30 : 4,
          .is_village = village};
}

class SamplePlans : public testing::TestWithParam<std::tuple<int, bool>> {
 protected:
  SamplePlan plan(int residents = 700) {
    SampleNumbers numbers(seed());
    return plan_committee(committee(std::get<1>(GetParam())), residents, kPeriod, numbers,
                          SampleRandom(seed()), {});
  }
  std::uint64_t seed() const { return static_cast<std::uint64_t>(std::get<0>(GetParam())); }
};
INSTANTIATE_TEST_SUITE_P(Seeds, SamplePlans, testing::Combine(testing::Values(1, 2, 3, 99), testing::Bool()));

TEST_P(SamplePlans, HasExactlyTheResidentsAskedFor) {
  for (const int wanted : {1, 13, 700}) {
    const auto made = plan(wanted);
    int open = 0;
    for (const auto& stay : made.stays) open += stay.last ? 0 : 1;
    EXPECT_EQ(open, wanted);
    EXPECT_EQ(made.residents, wanted);
  }
}

TEST_P(SamplePlans, NobodyLivesInTwoPlacesAtATime) {
  const auto made = plan();
  std::map<int, std::vector<const SampleStay*>> by_person;
  for (const auto& stay : made.stays) by_person[stay.person].push_back(&stay);
  int moved_within = 0;
  for (const auto& [person, stays] : by_person) {
    for (std::size_t i = 0; i < stays.size(); ++i) {
      EXPECT_LE(stays[i]->from, kPeriod.last_day());
      EXPECT_GE(stays[i]->from, made.people[static_cast<std::size_t>(person)].person.birth);
      EXPECT_LT(stays[i]->from, stays[i]->last.value_or(kPeriod.until));
      if (i == 0) continue;
      ++moved_within;
      ASSERT_TRUE(stays[i - 1]->last);
      EXPECT_LT(*stays[i - 1]->last, stays[i]->from);
    }
  }
  EXPECT_TRUE(moved_within > 0 || made.committee.is_village);
}

// Every event speaks of what an earlier one has entered; many residents, since some orders are rare.
TEST_P(SamplePlans, TellsTheRegisterInTheOrderOfTime) {
  const auto made = plan(6000);
  std::set<int> stays, left, people, firms;
  auto before = sys_seconds{};
  const auto enter = [&](int stay) {
    EXPECT_TRUE(stays.insert(stay).second);
    people.insert(made.stays[static_cast<std::size_t>(stay)].person);
  };
  const auto employ = [&](int job) {
    EXPECT_TRUE(firms.contains(made.jobs[static_cast<std::size_t>(job)].organisation));
    people.insert(made.jobs[static_cast<std::size_t>(job)].person);
  };
  for (const auto& event : made.events) {
    EXPECT_GE(event.at, before);
    EXPECT_LT(event.at,
              sys_seconds{kPeriod.until} - std::chrono::hours{8});  // the day before, in the town's time
    EXPECT_LE(event.day, std::chrono::floor<days>(event.at + std::chrono::hours{8}));
    before = event.at;
    const auto is = [&](auto... kinds) { return ((event.what == kinds) || ...); };
    for (int door = event.subject; is(SampleDo::survey) && door < event.to; ++door)
      for (const int stay : made.doors[static_cast<std::size_t>(door)].here) enter(stay);
    for (const int item : event.items) {
      if (is(SampleDo::arrive)) enter(item);
      if (is(SampleDo::leave, SampleDo::suspend, SampleDo::verify, SampleDo::reported_gone)) {
        EXPECT_TRUE(stays.contains(item));
      }
      if (is(SampleDo::leave, SampleDo::suspend)) {
        EXPECT_TRUE(left.insert(item).second);
      }
    }
    if (is(SampleDo::open_firm)) firms.insert(event.subject);
    for (const int job : event.items)
      if (is(SampleDo::open_firm)) employ(job);
    if (is(SampleDo::hire)) employ(event.subject);
    if (is(SampleDo::close_firm)) {
      EXPECT_TRUE(firms.contains(event.subject));
    }
    if (is(SampleDo::correct)) {
      EXPECT_TRUE(people.contains(event.subject));
    }
    if (is(SampleDo::mistake, SampleDo::take_back)) {
      EXPECT_TRUE(stays.contains(event.subject));
    }
  }
  for (std::size_t i = 0; i < made.stays.size(); ++i) {
    EXPECT_TRUE(stays.contains(static_cast<int>(i)));
    EXPECT_EQ(made.stays[i].last.has_value(), left.contains(static_cast<int>(i)));
  }
}

TEST_P(SamplePlans, KeepsFieldsAsTheRegisterWould) {
  const auto made = plan();
  std::set<std::string> documents;
  for (const auto& [person, id] : made.people) {
    const registry::FieldInput input{{"name", person.name},
                                     {"document_type", std::string(person.document_type)},
                                     {"document_number", person.document_number},
                                     {"sex", person.sex == standards::Sex::male ? "male" : "female"},
                                     {"birth_date", to_iso(Day{person.birth})},
                                     {"phone", person.phone},
                                     {"registered_place", person.registered_place},
                                     {"category", std::string(person.category)}};
    const auto record =
        registry::with_input(registry::Record(registry::RecordKind::person), input, Day{kPeriod.until});
    ASSERT_TRUE(record.ok()) << record.problem().parts.front().place;
    for (const auto& [field, text] : input) EXPECT_EQ(record->text(field), *text) << field;
    if (person.document_number.empty()) continue;
    EXPECT_TRUE(documents.insert(person.document_number).second) << "two people of one number";
  }
}

TEST_P(SamplePlans, HasPeopleOfPlausibleAgesAndFamilies) {
  const auto made = plan();
  SampleNumbers numbers(1);
  const SamplePeople people(numbers, kPeriod.until);
  for (const auto& [person, id] : made.people) {
    const int age = people.age(person);
    const bool leads =
        person.relation == "head" || person.relation == "spouse" || person.relation == "tenant";
    EXPECT_GE(age, leads ? 18 : person.relation == "parent" ? 42 : 0);
    EXPECT_LE(age, person.relation == "child" ? 40 : 101);
  }
}

TEST_P(SamplePlans, GivesEveryDoorAnAddressThatCanHoldPremises) {
  const auto made = plan();
  std::set<std::string> texts;
  for (const auto& door : made.doors) {
    const auto parsed = standards::StandardAddress::parse(door.place.text);
    ASSERT_TRUE(parsed.ok()) << door.place.text;
    EXPECT_EQ(parsed->canonical(), door.place.text);
    const auto chain = registry::address_chain(parsed->key());
    ASSERT_FALSE(chain.empty());
    EXPECT_TRUE(registry::can_hold_premises(chain.back().level)) << door.place.text;
    EXPECT_TRUE(texts.insert(door.place.text).second) << door.place.text;
  }
}

TEST_P(SamplePlans, IsTheSameForTheSameSeed) {
  const auto one = plan(), other = plan();
  ASSERT_EQ(one.people.size(), other.people.size());
  ASSERT_EQ(one.events.size(), other.events.size());
  for (std::size_t i = 0; i < one.people.size(); ++i) {
    EXPECT_EQ(one.people[i].person.name, other.people[i].person.name);
    EXPECT_EQ(one.people[i].person.document_number, other.people[i].person.document_number);
  }
  for (std::size_t i = 0; i < one.events.size(); ++i) EXPECT_EQ(one.events[i].at, other.events[i].at);
}

TEST(SampleShares, AddUp) {
  std::vector<SampleCommittee> committees{committee(false), committee(true), committee(false)};
  const auto shares = sample_shares(committees, 1000, SampleRandom(3));
  EXPECT_EQ(shares[0] + shares[1] + shares[2], 1000);
  EXPECT_LT(shares[1], shares[0]);
}

// The whole town, so that no two committees have one address or number.
TEST(SampleTown, RepeatsNothingBetweenCommittees) {
  const auto file = standards::default_division_file();
  if (file.empty()) GTEST_SKIP() << "no table of divisions";
  const auto divisions = standards::DivisionTable::open(file);
  ASSERT_TRUE(divisions.ok());
  const auto town = registry::plan_town(*divisions, kSampleTownCode);
  ASSERT_TRUE(town.ok());
  const auto committees = sample_committees(*town);
  EXPECT_GE(committees.size(), 24u);
  std::set<std::string> texts, documents, codes;
  SampleNumbers numbers(4);
  for (const auto& each : committees) {
    const auto made = plan_committee(each, 150, kPeriod, numbers, SampleRandom(4), {});
    for (const auto& door : made.doors) EXPECT_TRUE(texts.insert(door.place.text).second) << door.place.text;
    for (const auto& [person, id] : made.people) {
      if (person.document_number.empty()) continue;
      EXPECT_TRUE(documents.insert(person.document_number).second);
    }
    for (const auto& firm : made.firms) EXPECT_TRUE(codes.insert(firm.organisation.credit_code).second);
  }
}

}  // namespace sample_plan_test
}  // namespace weige::town
