// Rules of work at places without a database: which premises are key premises and when they are due (K2), who
// may close a site (L4, O4), what a patrol may hold (L3), who enters penalties (O8).
#include <gtest/gtest.h>

#include "work/flagged_site.h"
#include "work/inspection.h"
#include "work/key_premises.h"
#include "work/obligation.h"
#include "work/patrol.h"

namespace weige::work {
namespace place_work_test {

using access::PostId;
using access::Role;

Day day(const char* text) {
  return *parse_iso_day(text);
}

norms::KeyPremisesRules rules() {
  return {.kinds = {{.code = "many", .labels = {"let"}, .least_people = 6, .visit_every_days = 30},
                    {.code = "group_rental", .labels = {"overcrowded_let"}, .visit_every_days = 14}}};
}

// K2
TEST(KeyPremises, AreOfTheKindThatIsVisitedMostOften) {
  const std::vector<std::string> let{"let"}, both{"let", "overcrowded_let"}, none;
  EXPECT_EQ(key_kind_of(rules(), let, 6), "many");
  EXPECT_EQ(key_kind_of(rules(), let, 5), std::nullopt);
  EXPECT_EQ(key_kind_of(rules(), both, 9), "group_rental");
  EXPECT_EQ(key_kind_of(rules(), none, 20), std::nullopt);
  EXPECT_EQ(visit_days_of(rules(), "group_rental"), 14);
  EXPECT_EQ(visit_days_of(rules(), "gone"), 30) << "a kind that the rules know no more";
}

TEST(KeyPremises, AreDueSoManyDaysAfterTheLastVisit) {
  KeyPremises one{.since = day("2026-11-01")};
  EXPECT_EQ(visit_due(one, 14), day("2026-11-15"));
  one.last_visit = day("2026-11-20");
  EXPECT_EQ(visit_due(one, 14), day("2026-12-04"));
  one.last_visit = day("2026-10-01");
  EXPECT_EQ(visit_due(one, 14), day("2026-11-15")) << "a visit from before it was one";
}

TEST(KeyPremises, FollowTheRuleUnlessSomebodyDecided) {
  KeyPremisesFacts facts{.premises = 7};
  EXPECT_EQ(move_of(facts, "many"), KeyPremisesMove::list);
  EXPECT_EQ(move_of(facts, std::nullopt), KeyPremisesMove::none);
  facts.now = KeyPremises{.kind = "many"};
  EXPECT_EQ(move_of(facts, "many"), KeyPremisesMove::none);
  EXPECT_EQ(move_of(facts, "group_rental"), KeyPremisesMove::change_kind);
  EXPECT_EQ(move_of(facts, std::nullopt), KeyPremisesMove::end);
  facts.now->source = KeyPremisesSource::hand;
  EXPECT_EQ(move_of(facts, std::nullopt), KeyPremisesMove::none) << "put there by hand";
  facts.now->state = KeyPremisesState::exempt;
  EXPECT_EQ(move_of(facts, "many"), KeyPremisesMove::none);
  EXPECT_EQ(move_of(facts, std::nullopt), KeyPremisesMove::end) << "nothing to be exempt from";
  facts.now->state = KeyPremisesState::listed;
  facts.stands = false;
  EXPECT_EQ(move_of(facts, std::nullopt), KeyPremisesMove::end) << "the premises are no more";
}

TEST(KeyPremises, ReasonsAreForOneOfTheTwo) {
  for (const auto reason : {KeyPremisesReason::reported, KeyPremisesReason::site_flagged}) {
    EXPECT_TRUE(is_for_listing(reason));
    EXPECT_FALSE(is_for_taking_off(reason));
  }
  EXPECT_TRUE(is_for_taking_off(KeyPremisesReason::empty_now));
  EXPECT_FALSE(is_for_listing(KeyPremisesReason::by_rule));
  EXPECT_FALSE(is_for_taking_off(KeyPremisesReason::by_rule));
}

// L4, O4
TEST(FlaggedSite, IsClosedByAPostThatOwnedNoStepOnceAllAreDone) {
  FlaggedSite site{.flagged_on = day("2026-11-01")};
  EXPECT_EQ(check_closing(site, PostId{1}).problem().code, ProblemCode::site_steps_open)
      << "nothing was done";
  site.steps = {{.owner = {.id = PostId{2}}, .due = day("2026-11-10")}};
  EXPECT_EQ(check_closing(site, PostId{1}).problem().code, ProblemCode::site_steps_open);
  site.steps[0].done_on = day("2026-11-09");
  EXPECT_EQ(check_closing(site, PostId{2}).problem().code, ProblemCode::own_work);
  EXPECT_TRUE(check_closing(site, PostId{1}));
}

TEST(FlaggedSite, IsLookedAtAgainSoManyDaysAfterTheLastCheck) {
  FlaggedSite site{.flagged_on = day("2026-11-01")};
  EXPECT_EQ(site_check_due(site, 14), day("2026-11-15"));
  site.checks = {{.on = day("2026-11-12")}, {.on = day("2026-11-05")}};
  EXPECT_EQ(site_check_due(site, 14), day("2026-11-26"));
}

// L3, boundary 1
TEST(Patrol, HoldsPlacesAndNoNumberOfAnybody) {
  EXPECT_TRUE(check_patrol_places({"明珠路88弄沿街", "春江花园 3 号楼"}));
  EXPECT_EQ(check_patrol_places({}).problem().code, ProblemCode::missing_field);
  const auto named = check_patrol_places({"明珠路", "房东 13800000001"});
  EXPECT_EQ(named.problem().code, ProblemCode::names_a_number);
  EXPECT_EQ(named.problem().place, "places.1");
  EXPECT_TRUE(check_noticed({{.place = 2, .note = "楼道堆物"}}, 2));
  EXPECT_EQ(check_noticed({{.place = 3}}, 2).problem().place, "noticed.0.place");
  EXPECT_EQ(check_noticed({{.place = 1, .note = "310118199001011234"}}, 2).problem().place, "noticed.0.note");
}

// K6
TEST(Inspection, IsOverdueWhileItWaitsForItsAnswer) {
  Inspection one{.answer_due = day("2026-11-10")};
  EXPECT_FALSE(is_overdue(one, day("2026-11-10")));
  EXPECT_TRUE(is_overdue(one, day("2026-11-11")));
  one.state = InspectionState::answered;
  EXPECT_FALSE(is_overdue(one, day("2026-11-11")));
}

// O8, boundary 8
TEST(Obligation, PenaltiesAreThePolicesAndHaveAnOutcome) {
  ObligationEntry entry{.what = ObligationStep::penalty, .how = ObligationWay::warning};
  for (const auto role : {Role::community_officer, Role::police_team, Role::police_station})
    EXPECT_TRUE(check_entry(entry, role));
  for (const auto role : {Role::grid_leader, Role::coordinator, Role::committee, Role::population_office})
    EXPECT_EQ(check_entry(entry, role).problem().code, ProblemCode::forbidden);
  entry.how = ObligationWay::by_phone;
  EXPECT_EQ(check_entry(entry, Role::community_officer).problem().place, "how");
  entry.what = ObligationStep::reminder;
  EXPECT_TRUE(check_entry(entry, Role::coordinator));
  entry.how = ObligationWay::fined;
  EXPECT_EQ(check_entry(entry, Role::community_officer).problem().place, "how");
}

}  // namespace place_work_test
}  // namespace weige::work
