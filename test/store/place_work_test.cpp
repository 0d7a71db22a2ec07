// Work at places on both engines: the list of key premises follows its rules and opens visits (K2, L4),
// reports reach the officer (N5), sites are cleaned up and closed by another (O4), patrols (L3), inspections
// (K6), obligations (O8), what goes after its time, and what it all proves of duties.
#include <gtest/gtest.h>

#include "registry/record_actions.h"
#include "support/access_town.h"
#include "support/databases.h"
#include "support/erasures.h"
#include "support/imports.h"
#include "support/resident_town.h"
#include "work/flagged_site_actions.h"
#include "work/inspection_actions.h"
#include "work/key_premises_actions.h"
#include "work/key_premises_keeping_actions.h"
#include "work/obligation_actions.h"
#include "work/patrol_actions.h"
#include "work/premises_duty_store.h"

namespace weige::work {
namespace place_work_test {

using access::Actor;
using access::AreaKind;
using access::Role;
using store::Transaction;
using testing_support::count_rows;
using testing_support::kTestNow;
using testing_support::ResidentTown;

constexpr std::chrono::hours kADay{24};
const Day kFirst = *parse_iso_day("2026-11-01"), kAfter = *parse_iso_day("2026-12-01");
const Day kToday = TownTime{}.day_of(kTestNow);

template <class T>
std::string told(const Result<T>& result) {
  return result ? "" : std::string(catalogue_entry(result.problem().code).code);
}

class PlaceWork : public testing_support::BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    town_.emplace(db());
    testing_support::AccessTown areas(db());
    grid_ = areas.area(AreaKind::grid, "north-1", town_->small().north).id;
    door_ = town_->door("明珠路88弄1号101室", grid_);
    leader_.emplace(town_->actor(Role::grid_leader, grid_));
    officer_.emplace(town_->actor(Role::community_officer, grid_));
    coordinator_.emplace(town_->actor(Role::coordinator, grid_));
    helper_.emplace(town_->actor(Role::helper, grid_));
    elsewhere_.emplace(town_->actor(Role::community_officer, town_->small().south));
  }
  // f(PlaceContext) as the actor, in one write transaction.
  template <class F>
  auto as(const Actor& actor, F&& f, Instant now = kTestNow) {
    return db().write([&](Transaction& tx) { return f(PlaceContext{tx, actor, now}); });
  }
  registry::Record label(std::int64_t premises, const char* code) {
    return town_
        ->as(*officer_,
             [&](const registry::WriteContext& context) {
               return registry::add_label(
                   context,
                   {.premises_id = premises,
                    .fields = {{"label", code}, {"evidence", "door_visit"}, {"from_day", "2026-10-01"}}});
             })
        .value();
  }
  KeptKeyPremises keep(Instant now = kTestNow) { return keep_key_premises(db(), now).value(); }
  KeyPremisesList list(const Actor& actor, KeyPremisesState state = KeyPremisesState::listed,
                       Instant now = kTestNow) {
    return as(
               actor,
               [&](const PlaceContext& context) { return list_key_premises(context, {.state = state}); }, now)
        .value();
  }
  void visit(const Actor& actor, Instant now, const char* outcome = "spoke_with") {
    (void)db().write([&](Transaction& tx) -> Done {
      tx.exec(
          "INSERT INTO visit (id, submission, premises_id, area_id, post_id, account_id, outcome, on_day, "
          "led_by_officer, residents, premises, organisations, changes, confirmed, note) VALUES ($1, $2, $3, "
          "$4, "
          "$5, $6, $7, $8, 0, 0, 1, 0, 0, 0, '')",
          tx.next_id(), "visit " + std::to_string(++visits_), door_, grid_, actor.post(), actor.account(),
          outcome, TownTime{}.day_of(now));
      return done();
    });
  }
  norms::DutyCount duty(norms::DutyCounts (*of)(Transaction&, const access::Scope&, Day, Day)) {
    return db().read(
        [&](Transaction& tx) { return of(tx, leader_->scope(), kFirst, kAfter).at(grid_.value); });
  }
  SiteView site() {
    return as(*leader_,
              [&](const PlaceContext& context) {
                return flag_site(context, {.name = "沿街门面",
                                           .place = "明珠路88弄",
                                           .area = grid_.value,
                                           .premises = door_,
                                           .flagged_on = kToday});
              })
        .value();
  }

  std::optional<ResidentTown> town_;
  access::AreaId grid_{};
  std::int64_t door_ = 0;
  std::optional<Actor> leader_, officer_, coordinator_, helper_, elsewhere_;
  int visits_ = 0;
};
WEIGE_BOTH_ENGINES(PlaceWork);

// K2, L4
TEST_P(PlaceWork, TheListFollowsTheRuleAndAsksForVisits) {
  EXPECT_EQ(keep(), KeptKeyPremises{});
  const auto labelled = label(door_, "overcrowded_let");
  const auto kept = keep();
  EXPECT_EQ(kept.listed, 1);
  EXPECT_EQ(keep(), KeptKeyPremises{}) << "run twice, nothing more";
  const auto listed = list(*coordinator_);
  ASSERT_EQ(listed.items.size(), 1u);
  EXPECT_EQ(listed.items[0].premises.kind, "group_rental");
  EXPECT_EQ(listed.items[0].premises.source, KeyPremisesSource::rule);
  EXPECT_TRUE(list(*elsewhere_).items.empty()) << "out of scope";
  const auto later = kTestNow + 15 * kADay;
  EXPECT_EQ(keep(later).tasks, 1);
  EXPECT_EQ(keep(later).tasks, 0);
  EXPECT_EQ(count_rows(db(), "task", "source = 'key_premises' AND state = 'open'"), 1);
  EXPECT_EQ(list(*leader_, KeyPremisesState::listed, later).overdue, 1u);
  (void)town_
      ->as(*officer_,
           [&](const registry::WriteContext& context) {
             return registry::end_record(
                 context, {.kind = registry::RecordKind::premises_label, .id = labelled.id, .to = kToday});
           })
      .value();
  EXPECT_EQ(keep(later).ended, 1);
  EXPECT_EQ(count_rows(db(), "task", "source = 'key_premises' AND state = 'cancelled'"), 1);
  EXPECT_TRUE(list(*leader_).items.empty());
}

TEST_P(PlaceWork, AVisitMovesTheDayOn) {
  label(door_, "overcrowded_let");
  keep();
  const auto later = kTestNow + 20 * kADay;
  visit(*coordinator_, later - kADay, "not_at_home");
  EXPECT_EQ(list(*leader_, KeyPremisesState::listed, later).overdue, 1u) << "nobody answered";
  visit(*coordinator_, later);
  const auto listed = list(*leader_, KeyPremisesState::listed, later);
  EXPECT_EQ(listed.overdue, 0u);
  EXPECT_EQ(listed.items.at(0).premises.last_visit, TownTime{}.day_of(later));
}

TEST_P(PlaceWork, WhatIsTakenOffByHandStaysOffWhileTheRuleHolds) {
  label(door_, "overcrowded_let");
  keep();
  const auto line = list(*leader_).items.at(0);
  const auto take_off = [&](const Actor& actor, std::int64_t version) {
    return as(actor, [&](const PlaceContext& context) {
      return take_off_key_premises(context, {line.premises.id.value, version}, KeyPremisesReason::cleaned_up);
    });
  };
  EXPECT_EQ(told(take_off(*coordinator_, 1)), "forbidden");
  EXPECT_EQ(told(take_off(*elsewhere_, 1)), "not-found");
  EXPECT_EQ(told(take_off(*leader_, 9)), "version-conflict");
  EXPECT_EQ(take_off(*leader_, 1)->line.premises.state, KeyPremisesState::exempt);
  EXPECT_EQ(told(take_off(*leader_, 2)), "work-over");
  EXPECT_EQ(keep().listed, 0);
  const auto again = as(*officer_, [&](const PlaceContext& context) {
    return add_key_premises(context, {.premises = door_, .kind = "group_rental"});
  });
  EXPECT_EQ(again->line.premises.state, KeyPremisesState::listed);
  EXPECT_EQ(again->line.premises.source, KeyPremisesSource::hand);
  EXPECT_EQ(told(as(*officer_,
                    [&](const PlaceContext& context) {
                      return add_key_premises(context, {.premises = door_, .kind = "group_rental"});
                    })),
            "key-premises-listed");
}

// L5, N5
TEST_P(PlaceWork, AReportReachesTheOfficerAndItsSenderLearnsOnlyWhetherItWasUsed) {
  const auto report = [&](const char* address) {
    return as(*helper_, [&](const PlaceContext& context) {
      return report_key_premises(context, {.address = address, .kind = "group_rental"});
    });
  };
  EXPECT_EQ(told(report("隔壁老王家")), "bad-address");
  const auto made = report("明珠路88弄1号101室").value();
  EXPECT_EQ(report("明珠路８８弄１号１０１室")->id, made.id) << "the same place, waiting already";
  const auto waiting = as(*officer_, [&](const PlaceContext& context) {
                         return list_key_reports(context, KeyReportState::received, {});
                       }).value();
  ASSERT_EQ(waiting.items.size(), 1u);
  EXPECT_EQ(waiting.items[0].premises, door_) << "the premises that bear the address";
  const auto decide = [&](const Actor& actor) {
    return as(actor, [&](const PlaceContext& context) {
      return decide_key_report(context, {made.id.value, 1}, door_);
    });
  };
  EXPECT_EQ(told(decide(*helper_)), "forbidden");
  EXPECT_EQ(told(decide(*elsewhere_)), "not-found");
  EXPECT_EQ(decide(*officer_)->state, KeyReportState::used);
  EXPECT_EQ(list(*officer_).items.at(0).premises.source, KeyPremisesSource::report);
  const auto own =
      as(*helper_, [&](const PlaceContext& context) { return list_own_key_reports(context); }).value();
  EXPECT_EQ(own.items.at(0).state, KeyReportState::used);
  EXPECT_EQ(duty(duty_n5).done, 1);
  EXPECT_EQ(duty(duty_l5), (norms::DutyCount{.done = 1, .due = 1}));
}

TEST_P(PlaceWork, NobodyDecidesTheirOwnReport) {
  const auto made = as(*officer_, [&](const PlaceContext& context) {
                      return report_key_premises(context, {.address = "明珠路9号", .kind = "dormitory"});
                    }).value();
  EXPECT_EQ(told(as(*officer_,
                    [&](const PlaceContext& context) {
                      return decide_key_report(context, {made.id.value, 1}, std::nullopt);
                    })),
            "own-work");
}

// L4, O4, C4
TEST_P(PlaceWork, ASiteIsCleanedUpInStepsAndClosedByAnotherPost) {
  const auto id = site().site.id.value;
  const auto stepped =
      as(*leader_, [&](const PlaceContext& context) {
        return add_site_step(
            context, {id, 1},
            {.measure = SiteMeasure::clear_exits, .owner = coordinator_->post(), .due = kToday});
      }).value();
  const auto step = stepped.site.steps.at(0).id;
  EXPECT_EQ(count_rows(db(), "task", "source = 'flagged_site' AND state = 'open'"), 1);
  EXPECT_EQ(duty(duty_c4), (norms::DutyCount{.done = 0, .due = 1}));
  const auto close = [&](const Actor& actor, std::int64_t version) {
    return as(actor, [&](const PlaceContext& context) { return close_site(context, {id, version}); });
  };
  EXPECT_EQ(told(close(*officer_, 2)), "site-steps-open");
  ASSERT_TRUE(as(*coordinator_, [&](const PlaceContext& context) {
    return finish_step(context, {id, 2}, step);
  }));
  EXPECT_EQ(count_rows(db(), "task", "source = 'flagged_site' AND state = 'open'"), 0);
  EXPECT_EQ(told(close(*elsewhere_, 3)), "not-found");
  EXPECT_EQ(told(close(*coordinator_, 3)), "forbidden");
  const auto closed = close(*officer_, 3).value();
  EXPECT_EQ(closed.site.checks.at(0).result, SiteResult::cleared);
  EXPECT_EQ(told(close(*officer_, 4)), "work-over");
  EXPECT_EQ(duty(duty_c4), (norms::DutyCount{.done = 1, .due = 1}));
  EXPECT_EQ(duty(duty_l4), (norms::DutyCount{.done = 1, .due = 1}));
  EXPECT_EQ(duty(duty_o4), (norms::DutyCount{.done = 1, .due = 1})) << "the officer looked at it";
}

// C5, O5
TEST_P(PlaceWork, AStepThatWaitsForTheOfficerIsEndedByNobodyElse) {
  const auto id = site().site.id.value;
  const auto step =
      as(*leader_,
         [&](const PlaceContext& context) {
           return add_site_step(
               context, {id, 1},
               {.measure = SiteMeasure::clear_exits, .owner = coordinator_->post(), .due = kToday});
         })
          .value()
          .site.steps.at(0)
          .id;
  (void)db().write([&](Transaction& tx) -> Done {
    tx.exec("UPDATE task SET state = 'with_officer' WHERE source = 'flagged_site'");
    return done();
  });
  const auto finish = [&](const Actor& actor) {
    return as(actor, [&](const PlaceContext& context) { return finish_step(context, {id, 2}, step); });
  };
  EXPECT_EQ(told(finish(*coordinator_)), "door-with-officer");
  EXPECT_EQ(told(finish(*leader_)), "door-with-officer");
  EXPECT_EQ(count_rows(db(), "task", "state = 'with_officer'"), 1);
  EXPECT_EQ(told(finish(*officer_)), "");
}

// L3
TEST_P(PlaceWork, APatrolIsPlannedForAHelperAndRecordedByIt) {
  EXPECT_EQ(duty(duty_l3), (norms::DutyCount{.done = 0, .due = 4}));
  const auto planned = as(*leader_, [&](const PlaceContext& context) {
                         return plan_patrol(context, {.area = grid_.value,
                                                      .post = helper_->post(),
                                                      .planned_on = kToday,
                                                      .places = {"明珠路88弄1号101室", "明珠路沿街"}});
                       }).value();
  const auto record = [&](const Actor& actor, std::int64_t version) {
    return as(actor, [&](const PlaceContext& context) {
      return record_patrol(
          context, {planned.id.value, version},
          {.on = kToday, .hour = 9, .noticed = {{.place = 1, .what = PatrolNotice::signs_of_crowding}}});
    });
  };
  EXPECT_EQ(told(record(*elsewhere_, 1)), "not-found");
  const auto gone = record(*helper_, 1).value();
  EXPECT_EQ(gone.hour, 9);
  EXPECT_EQ(told(record(*helper_, 2)), "work-over");
  EXPECT_EQ(duty(duty_l3).done, 1);
  const auto follow = [&](const Actor& actor, NoticeBecame became) {
    return as(actor, [&](const PlaceContext& context) {
      return follow_notice(context, 2,
                           {.notice = gone.noticed.at(0).id,
                            .as = became,
                            .premises = door_,
                            .due = kToday,
                            .kind = "group_rental"});
    });
  };
  EXPECT_EQ(told(follow(*leader_, NoticeBecame::task)), "forbidden");
  const auto followed = follow(*helper_, NoticeBecame::report).value();
  EXPECT_EQ(followed.noticed.at(0).became, NoticeBecame::report);
  EXPECT_EQ(count_rows(db(), "key_premises_report", "kind = 'group_rental'"), 1);
}

// K6, L2, O2
TEST_P(PlaceWork, AnInspectionIsAnsweredAndItsResultUsed) {
  const auto group = town_->actor(Role::working_group, access::kTown);
  const auto made =
      as(group, [&](const PlaceContext& context) {
        return inspect(
            context,
            {.area = grid_.value, .post = coordinator_->post(), .finding = "两户逾期未走访", .on = kToday});
      }).value();
  EXPECT_EQ(made.answer_due, Day{std::chrono::sys_days{kToday} + std::chrono::days{5}});
  const auto answer = [&](const Actor& actor, std::int64_t version) {
    return as(actor, [&](const PlaceContext& context) {
      return answer_inspection(context, {made.id.value, version}, "已补走访");
    });
  };
  EXPECT_EQ(told(answer(group, 1)), "forbidden");
  EXPECT_EQ(told(answer(*elsewhere_, 1)), "not-found");
  const auto use = [&](const Actor& actor, std::int64_t version) {
    return as(actor, [&](const PlaceContext& context) {
      return use_inspection(context, {made.id.value, version}, InspectionUse::guidance);
    });
  };
  EXPECT_EQ(told(use(group, 1)), "inspection-unanswered");
  EXPECT_EQ(answer(*coordinator_, 1)->answer->text, "已补走访");
  EXPECT_EQ(told(use(*leader_, 2)), "forbidden") << "the team was inspected";
  EXPECT_EQ(use(group, 2)->state, InspectionState::closed);
  EXPECT_EQ(duty(duty_l2), (norms::DutyCount{.done = 0, .due = 1}));
  ASSERT_TRUE(as(*leader_, [&](const PlaceContext& context) {
    return urge(context, {.to = coordinator_->post(), .reason = "请本周补齐"});
  }));
  EXPECT_EQ(duty(duty_l2).done, 1);
  EXPECT_EQ(duty(duty_o2).done, 0);
  EXPECT_EQ(told(as(*leader_,
                    [&](const PlaceContext& context) {
                      return inspect(
                          context,
                          {.area = grid_.value, .post = leader_->post(), .finding = "x", .on = kToday});
                    })),
            "own-work");
}

// K6: of an area no post is named; its own leader answers and closes nothing of it.
TEST_P(PlaceWork, AnInspectionOfAnAreaIsNotClosedByItsLeader) {
  const auto by = [&](const Actor& actor) {
    return as(actor,
              [&](const PlaceContext& context) {
                return inspect(context, {.area = grid_.value, .finding = "两户逾期未走访", .on = kToday});
              })
        .value();
  };
  const auto use = [&](const Actor& actor, const Inspection& seen) {
    return as(actor, [&](const PlaceContext& context) {
      return use_inspection(context, {seen.id.value, seen.version}, InspectionUse::guidance);
    });
  };
  const auto answer = [&](const Actor& actor, const Inspection& seen) {
    return as(actor, [&](const PlaceContext& context) {
      return answer_inspection(context, {seen.id.value, seen.version}, "已补走访");
    });
  };
  const auto of_office = by(town_->actor(Role::population_office, access::kTown));
  EXPECT_EQ(told(use(*leader_, of_office)), "forbidden");
  const auto answered = answer(*leader_, of_office).value();
  EXPECT_EQ(told(use(*leader_, answered)), "forbidden");
  EXPECT_EQ(told(use(*officer_, answered)), "forbidden");
  EXPECT_EQ(use(town_->actor(Role::task_force, town_->small().north), answered)->state,
            InspectionState::closed);
  const auto own = by(*leader_);
  EXPECT_EQ(told(use(*leader_, own)), "inspection-unanswered") << "the leader waits for the answer, too";
  EXPECT_EQ(use(*leader_, answer(*coordinator_, own).value())->state, InspectionState::closed);
}

TEST_P(PlaceWork, AReminderIsForThePostThatItWentTo) {
  const auto sent = as(*officer_, [&](const PlaceContext& context) {
                      return urge(context, {.to = coordinator_->post(), .reason = "请本周补齐"});
                    }).value();
  const auto see = [&](const Actor& actor) {
    return as(actor, [&](const PlaceContext& context) { return see_urging(context, sent.id); });
  };
  EXPECT_EQ(told(see(*leader_)), "not-found");
  EXPECT_EQ(see(*coordinator_)->seen_on, kToday);
  EXPECT_EQ(as(*coordinator_,
               [&](const PlaceContext& context) { return list_urgings(context, UrgingBox::received, {}); })
                ->items.size(),
            1u);
  EXPECT_EQ(told(as(*officer_,
                    [&](const PlaceContext& context) {
                      return urge(context, {.to = coordinator_->post(), .reason = "电话 13800000001"});
                    })),
            "names-a-number");
}

// L8, O8, C8, N8
TEST_P(PlaceWork, AnObligationCollectsWhatWasDoneAboutIt) {
  const auto open = [&](const Actor& actor) {
    return as(actor,
              [&](const PlaceContext& context) { return open_obligation(context, {.premises = door_}); });
  };
  const auto made = open(*leader_).value();
  EXPECT_EQ(open(*officer_)->id, made.id) << "one at a time";
  EXPECT_EQ(told(open(*elsewhere_)), "not-found");
  const auto enter = [&](const Actor& actor, std::int64_t version, ObligationStep what, ObligationWay how) {
    return as(actor, [&](const PlaceContext& context) {
      return add_obligation_entry(context, {made.id.value, version},
                                  {.what = what, .how = how, .on = kToday});
    });
  };
  ASSERT_TRUE(enter(*coordinator_, 1, ObligationStep::reminder, ObligationWay::by_phone));
  EXPECT_EQ(told(enter(*coordinator_, 2, ObligationStep::penalty, ObligationWay::fined)), "forbidden");
  const auto punished = enter(*officer_, 2, ObligationStep::penalty, ObligationWay::fined).value();
  EXPECT_EQ(punished.entries.size(), 2u);
  EXPECT_EQ(duty(duty_c8), (norms::DutyCount{.done = 1, .due = 1}));
  EXPECT_EQ(duty(duty_o8).done, 1);
  EXPECT_EQ(duty(duty_l8), (norms::DutyCount{.done = 0, .due = 1}));
  ASSERT_TRUE(as(*leader_, [&](const PlaceContext& context) {
    return record_publicity(context,
                            {.area_id = grid_.value, .on = kToday, .reach = 40, .helper_kind = "volunteer"});
  }));
  EXPECT_EQ(duty(duty_l8).done, 1);
  EXPECT_EQ(duty(duty_n8), (norms::DutyCount{.done = 1, .due = 1}));
  const auto closed = as(*officer_, [&](const PlaceContext& context) {
    return close_obligation(context, {made.id.value, 3}, ObligationEnd::met);
  });
  EXPECT_EQ(closed->state, ObligationState::closed);
}

// boundary 7
TEST_P(PlaceWork, WhatIsOldGoesWithAllThatHangsOnIt) {
  site();
  (void)as(*leader_, [&](const PlaceContext& context) {
    return plan_patrol(context, {.area = grid_.value, .planned_on = kToday, .places = {"明珠路"}});
  });
  const auto tomorrow = Day{std::chrono::sys_days{kToday} + std::chrono::days{1}};
  (void)db().write([&](Transaction& tx) -> Done {
    EXPECT_EQ(erase_patrols(tx, kToday, 10), 0);
    EXPECT_EQ(erase_patrols(tx, tomorrow, 10), 1);
    EXPECT_EQ(erase_closed_sites(tx, tomorrow, 10), 0) << "it is open";
    return done();
  });
  EXPECT_EQ(count_rows(db(), "patrol_place", "number > 0"), 0);
}

TEST_P(PlaceWork, OfAPatrolOnlyTheDayStaysOnceItsMonthIsOver) {
  const auto gone = as(*leader_, [&](const PlaceContext& context) {
                      return plan_patrol(context, {.area = grid_.value,
                                                   .places = {"明珠路"},
                                                   .done = PatrolDone{.on = kToday, .hour = 9}});
                    }).value();
  const auto hour_after = [&](Day month_begin) {
    return db()
        .write([&](Transaction& tx) -> Result<std::optional<int>> {
          coarsen_patrols(tx, month_begin, 10);
          return find_patrol(tx, leader_->scope(), gone.id).value().hour;
        })
        .value();
  };
  EXPECT_EQ(hour_after(kFirst), 9);
  EXPECT_EQ(hour_after(kAfter), std::nullopt);
}

// An idle month shows what was due and not done.
TEST_P(PlaceWork, AnIdleMonthIsSeen) {
  for (const auto of : {duty_l2, duty_o2, duty_l3, duty_l8, duty_o8, duty_c8, duty_n8}) {
    const auto count = duty(of);
    EXPECT_EQ(count.done, 0);
    EXPECT_GT(count.due, 0);
  }
  for (const auto of : {duty_l5, duty_n5}) EXPECT_EQ(duty(of), norms::DutyCount{}) << "nothing was reported";
  label(door_, "overcrowded_let");
  keep(kTestNow - 20 * kADay);
  for (const auto of : {duty_l4, duty_o4, duty_c4}) EXPECT_EQ(duty(of).done, 0);
  EXPECT_GT(duty(duty_l4).due, 0);
  visit(*coordinator_, kTestNow);
  EXPECT_EQ(duty(duty_c4).done, 1);
  EXPECT_EQ(duty(duty_l4).done, 1);
  EXPECT_EQ(duty(duty_o4).done, 0);
}

}  // namespace place_work_test
}  // namespace weige::work
