// Times, outcomes and answers of visits, and what is due by rules alone (C1, S4, K1).
#include "work/visit.h"

#include <gtest/gtest.h>

#include "support/test_time.h"
#include "work/campaign.h"
#include "work/due_task.h"
#include "work/task.h"
#include "work/visit_report.h"

namespace weige::work {
namespace visit_test {

using std::chrono::hours;
using testing_support::kTestNow;  // 14:00 in the town, a Monday

const Day kToday = TownTime{}.day_of(kTestNow);

TEST(VisitMoments, AClockThatIsNearIsBelieved) {
  const auto moment = visit_moment({.device = kTestNow - hours{3}}, kTestNow, {});
  ASSERT_TRUE(moment);
  EXPECT_EQ(moment->at, kTestNow - hours{3});
  EXPECT_EQ(moment->on_day, kToday);
  EXPECT_EQ(moment->hour, 11);
  EXPECT_FALSE(moment->corrected);
}

TEST(VisitMoments, AClockWrongByADayIsNot) {
  for (const auto off : {hours{24}, hours{-24}, hours{13}}) {
    const auto moment = visit_moment({.device = kTestNow + off}, kTestNow, {});
    ASSERT_TRUE(moment);
    EXPECT_EQ(moment->at, kTestNow);
    EXPECT_EQ(moment->on_day, kToday);
    EXPECT_TRUE(moment->corrected);
  }
}

TEST(VisitMoments, NoVisitIsLaterThanNow) {
  EXPECT_EQ(visit_moment({.device = kTestNow + hours{2}}, kTestNow, {})->at, kTestNow);
  EXPECT_EQ(visit_moment({}, kTestNow, {})->hour, 14);
}

TEST(VisitMoments, ASheetHasADayAndTheHourThatIsNoted) {
  const Day friday{std::chrono::sys_days{kToday} - std::chrono::days{3}};
  const auto moment = visit_moment({.device = kTestNow, .on_paper = friday}, kTestNow, {});
  ASSERT_TRUE(moment);
  EXPECT_EQ(moment->on_day, friday);
  EXPECT_FALSE(moment->at || moment->hour);
  EXPECT_EQ(visit_moment({.on_paper = friday, .hour = 19}, kTestNow, {})->hour, 19);
  const Day old{std::chrono::sys_days{kToday} - std::chrono::days{8}};
  const Day tomorrow{std::chrono::sys_days{kToday} + std::chrono::days{1}};
  EXPECT_EQ(visit_moment({.on_paper = old}, kTestNow, {}).problem().code, ProblemCode::bad_date);
  EXPECT_EQ(visit_moment({.on_paper = tomorrow}, kTestNow, {}).problem().place, "on_paper");
}

TEST(VisitMoments, NoHourOfASheetIsStillToCome) {
  EXPECT_EQ(visit_moment({.on_paper = kToday, .hour = 14}, kTestNow, {})->hour, 14);
  EXPECT_EQ(visit_moment({.on_paper = kToday, .hour = 15}, kTestNow, {}).problem().place, "hour");
}

TEST(VisitOutcomes, AreEnteredButForTheOneThatIsLeftOver) {
  EXPECT_EQ(entered_outcome_of("spoke_with"), VisitOutcome::spoke_with);
  EXPECT_EQ(entered_outcome_of("attempted"), std::nullopt);
  EXPECT_EQ(visit_outcome_of("attempted"), VisitOutcome::attempted);
  EXPECT_TRUE(settles(VisitOutcome::wrong_address));
  EXPECT_FALSE(settles(VisitOutcome::could_not_be_registered));
  EXPECT_TRUE(is_fruitless(VisitOutcome::unsafe));
  EXPECT_TRUE(is_answered(VisitOutcome::could_not_be_registered));
}

TEST(VisitOutcomes, HintsGoThereAndBack) {
  const std::vector hints{DoorHint::gate_locked, DoorHint::come_evening};
  EXPECT_EQ(to_text(hints), "gate_locked,come_evening");
  EXPECT_EQ(hints_from(to_text(hints)), hints);
  EXPECT_TRUE(hints_from("").empty());
}

VisitReport at_a_door(VisitOutcome outcome) {
  VisitReport out;
  out.door.premises = 1;
  out.outcome = outcome;
  return out;
}

std::string refused_at(const VisitReport& report) {
  const auto checked = check_report(report);
  return checked ? "" : checked.problem().place;
}

TEST(VisitReports, WhoLivesThereIsToldBySomebody) {
  auto report = at_a_door(VisitOutcome::not_at_home);
  report.residents.push_back({.residence = 1, .version = 1, .found = ResidentFound::here});
  EXPECT_EQ(refused_at(report), "residents.0.answer");
  report.residents[0].found = ResidentFound::gone;
  EXPECT_EQ(refused_at(report), "") << "two visits without an answer are evidence, too";
  report.outcome = VisitOutcome::unsafe;
  EXPECT_EQ(refused_at(report), "residents.0.answer");
}

TEST(VisitReports, VisitsAreNoEvidenceThatOneTypes) {
  auto report = at_a_door(VisitOutcome::spoke_with);
  report.evidence.push_back({.kind = registry::EvidenceKind::landlord});
  EXPECT_EQ(refused_at(report), "");
  report.evidence.push_back({.kind = registry::EvidenceKind::failed_visit});
  EXPECT_EQ(refused_at(report), "evidence.1.kind");
}

TEST(VisitReports, ADoorIsOnePlace) {
  auto report = at_a_door(VisitOutcome::spoke_with);
  report.door.organisation = 2;
  EXPECT_EQ(refused_at(report), "premises_id");
  report.door = {};
  EXPECT_EQ(refused_at(report), "premises_id");
}

TEST(Tasks, HaveCodesThatGoThereAndBack) {
  for (const auto source : all_task_sources()) EXPECT_EQ(task_source_of(code(source)), source);
  EXPECT_EQ(all_task_sources().size(), 10u);
  EXPECT_EQ(task_source_of("person_of_concern"), std::nullopt);
  for (const auto* text : {"open", "with_officer", "done", "cancelled"})
    EXPECT_EQ(code(*task_state_of(text)), text);
  EXPECT_TRUE(is_asked_once(TaskSource::finding));
  EXPECT_FALSE(is_asked_once(TaskSource::key_premises)) << "its rule asks again";
}

TEST(DueTasks, WeeksBeginOnMonday) {
  const auto day = [](const char* text) { return *parse_iso_day(text); };
  EXPECT_EQ(week_start(day("2026-11-23")), day("2026-11-23"));
  EXPECT_EQ(week_start(day("2026-11-29")), day("2026-11-23"));
  EXPECT_EQ(week_number(day("2026-11-30")), week_number(day("2026-11-29")) + 1);
}

TEST(DueTasks, LimitsFollowTheNorm) {
  const auto limits = confirm_limits({.confirm_person_days = 10, .confirm_premises_days = 20}, kToday);
  EXPECT_EQ(limits.residents, *parse_iso_day("2026-11-13"));
  EXPECT_EQ(limits.premises, *parse_iso_day("2026-11-03"));
  EXPECT_EQ(most_waiting({.doors_a_week = -1}), 0);
}

TEST(Campaigns, SpeakOfPremisesAndTime) {
  Campaign campaign{
      .area_id = 1, .name = "出租房走访", .uses = {"home"}, .until = *parse_iso_day("2026-12-31")};
  EXPECT_TRUE(check_campaign(campaign, kToday));
  campaign.uses = {"young_people"};
  EXPECT_EQ(check_campaign(campaign, kToday).problem().place, "uses");
  campaign.uses = {};
  campaign.until = *parse_iso_day("2026-11-22");
  EXPECT_EQ(check_campaign(campaign, kToday).problem().place, "until");
  campaign.until = kToday;
  campaign.name = "找 13800000001";
  EXPECT_EQ(check_campaign(campaign, kToday).problem().code, ProblemCode::names_a_number);
}

}  // namespace visit_test
}  // namespace weige::work
