// Meetings on both engines: agenda from the figures, rectification items that come back, who sees what (S1,
// L9, O9, C9, N9), cases (F2), staggered hours (S5), daily reports (C2), and what they prove.
#include <gtest/gtest.h>

#include "access/area_actions.h"
#include "support/access_town.h"
#include "support/databases.h"
#include "work/agenda_actions.h"
#include "work/daily_report_actions.h"
#include "work/meeting_actions.h"
#include "work/meeting_duty_store.h"
#include "work/practice_case_actions.h"
#include "work/rectification_actions.h"
#include "work/shift_actions.h"

namespace weige::work {
namespace meetings_test {

using namespace std::chrono_literals;
using access::Actor;
using access::AreaKind;
using access::Role;
using store::Transaction;
using testing_support::AccessTown;
using testing_support::kTestNow;

const Day kMonday = *parse_iso_day("2026-11-23");  // the day of kTestNow

template <class T>
std::string told(const Result<T>& result) {
  return result ? "" : std::string(catalogue_entry(result.problem().code).code);
}

class Meetings : public testing_support::BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    town_.emplace(db());
    committee_ = town_->area(AreaKind::committee, "310118106001").id;
    grid_ = town_->area(AreaKind::grid, "north-1", committee_).id;
    other_ = town_->area(AreaKind::grid, "north-2", committee_).id;
    leader_.emplace(town_->actor(Role::grid_leader, grid_));
    officer_.emplace(town_->actor(Role::community_officer, committee_));
    coordinator_.emplace(town_->actor(Role::coordinator, grid_));
    helper_.emplace(town_->actor(Role::helper, grid_));
    stranger_.emplace(town_->actor(Role::grid_leader, other_));
    office_.emplace(town_->actor(Role::population_office));
  }
  template <class F>
  auto as(const Actor& actor, F&& f, Instant now = kTestNow) {
    return db().write([&](Transaction& tx) { return f(MeetingContext{tx, actor, now}); });
  }
  Result<MeetingView> call(const Actor& actor, Instant now = kTestNow) {
    const NewMeeting wanted{.on = TownTime{}.day_of(now), .at = "14:30", .place = "二楼"};
    return as(
        actor, [&](const MeetingContext& context) { return call_meeting(context, wanted); }, now);
  }
  MeetingView read(const Actor& actor, MeetingId id) {
    return as(actor, [&](const MeetingContext& context) { return read_meeting(context, id); }).value();
  }
  MeetingAt at(MeetingId id) { return {id, read(*leader_, id).of.meeting.version}; }
  // Everybody there, the coordinator has reported, minutes are written, and it is closed.
  Result<MeetingView> hold(MeetingId id) {
    WEIGE_CHECK(say(*coordinator_, id, WordKind::report));
    WEIGE_CHECK(say(*officer_, id, WordKind::report));
    std::vector<Attendance> all;
    const auto seen = read(*leader_, id);
    for (const auto& one : seen.attendance) all.push_back({.post = one.post, .presence = Presence::present});
    const auto step = [&](auto&& act) { return as(*leader_, act); };
    const auto there = at(id);
    WEIGE_CHECK(step([&](const MeetingContext& context) { return enter_attendance(context, there, all); }));
    const auto written = at(id);
    WEIGE_CHECK(step([&](const MeetingContext& context) {
      return write_minutes(context, written, {"本周核实进度慢", "下周先走空户"});
    }));
    const auto ready = at(id);
    return step([&](const MeetingContext& context) { return close_meeting(context, ready); });
  }
  Result<MeetingView> say(const Actor& actor, MeetingId id, WordKind kind,
                          const std::string& text = "本周上门四十户") {
    return as(actor, [&](const MeetingContext& context) {
      return say_word(context, {.id = id, .kind = kind, .text = text});
    });
  }
  Result<SeenRectification> agree(MeetingId id, access::PostId owner) {
    return as(*leader_, [&](const MeetingContext& context) {
      return agree_rectification(context, {.meeting = id,
                                           .topic = "overdue_tasks",
                                           .text = "三天内走完逾期户",
                                           .owner = owner,
                                           .due = *parse_iso_day("2026-11-26")});
    });
  }
  void insert(const std::string& sql) {
    db().write([&](Transaction& tx) -> Done {
          tx.exec(sql);
          return done();
        })
        .value();
  }
  void open_task(int id, const std::string& due, const std::string& state = "open") {
    insert(
        "INSERT INTO task (id, version, source, source_id, premises_id, area_id, state, due, text, attempts,"
        " opened_at) VALUES (" +
        std::to_string(id) + ", 1, 'by_hand', 0, " + std::to_string(id) + ", " + std::to_string(grid_.value) +
        ", '" + state + "', '" + due + "', '', 0, 0)");
  }
  void visit(int id, const std::string& outcome, const Actor& actor, const std::string& day = "2026-11-23") {
    insert(
        "INSERT INTO visit (id, submission, premises_id, area_id, post_id, account_id, outcome, at, "
        "received_at,"
        " on_day, hour, led_by_officer, residents, premises, organisations, changes, confirmed, note) VALUES "
        "(" +
        std::to_string(id) + ", 's" + std::to_string(id) + "', " + std::to_string(id) + ", " +
        std::to_string(grid_.value) + ", " + std::to_string(actor.post().value) + ", 1, '" + outcome +
        "', 0, 0, '" + day + "', 19, 0, 0, 0, 0, 1, 2, '')");
  }
  static bool has_topic(const MeetingView& view, std::string_view topic) {
    for (const auto& item : view.agenda)
      if (item.topic == topic) return true;
    return false;
  }

  std::optional<AccessTown> town_;
  access::AreaId committee_, grid_, other_;
  std::optional<Actor> leader_, officer_, coordinator_, helper_, stranger_, office_;
};
WEIGE_BOTH_ENGINES(Meetings);

// L9
TEST_P(Meetings, AnAgendaIsMadeOfTheFiguresAndStaysAsItWasShown) {
  open_task(9001, "2026-11-20");
  open_task(9002, "2026-11-30");
  open_task(9003, "2026-11-30", "with_officer");
  const auto made = call(*leader_).value();
  ASSERT_EQ(made.agenda.size(), 2u);
  EXPECT_EQ(made.agenda[0].amount, 1);
  EXPECT_EQ(made.agenda[0].of, 3);
  EXPECT_TRUE(has_topic(made, "overdue_tasks"));
  EXPECT_TRUE(has_topic(made, "with_officer"));
  for (const auto& item : made.agenda)
    EXPECT_EQ(item.owner, item.topic == "with_officer" ? officer_->post() : coordinator_->post())
        << item.topic;
  open_task(9004, "2026-11-20");
  const auto id = made.of.meeting.id;
  EXPECT_EQ(read(*leader_, id).agenda[0].amount, 1) << "as it was shown";
  ASSERT_TRUE(hold(id));
  const auto closed = at(id);
  EXPECT_EQ(told(as(*leader_, [&](const MeetingContext& context) { return renew_agenda(context, closed); })),
            "no-such-step");
}

TEST_P(Meetings, AreSeenByWhoCoversTheAreaAndWhoIsAskedToCome) {
  const auto made = call(*officer_).value();  // of the whole committee
  const auto id = made.of.meeting.id;
  EXPECT_EQ(made.of.meeting.area_id, committee_.value);
  for (const auto* actor : {&*leader_, &*coordinator_, &*helper_, &*stranger_, &*officer_, &*office_})
    EXPECT_EQ(read(*actor, id).of.meeting.id, id);
  EXPECT_TRUE(read(*office_, id).of.covered);
  EXPECT_FALSE(read(*leader_, id).of.covered);
  EXPECT_EQ(told(as(*leader_,
                    [&](const MeetingContext& context) {
                      return renew_agenda(context, {id, 2});
                    })),
            "forbidden")
      << "asked to come is not to lead";
  const auto of_grid = call(*leader_).value().of.meeting.id;
  EXPECT_EQ(
      told(as(*stranger_, [&](const MeetingContext& context) { return read_meeting(context, of_grid); })),
      "not-found");
  EXPECT_EQ(told(call(*coordinator_)), "forbidden");
  const auto listed =
      as(*stranger_, [](const MeetingContext& context) { return list_meetings(context, {}); }).value();
  ASSERT_EQ(listed.items.size(), 1u);
  EXPECT_EQ(listed.items[0].meeting.id, id);
}

// O9, C9, N9
TEST_P(Meetings, ReportsAndSuggestionsNameNoNumbers) {
  const auto id = call(*leader_).value().of.meeting.id;
  EXPECT_EQ(told(say(*coordinator_, id, WordKind::report, "王某 13800138000")), "names-a-number");
  ASSERT_TRUE(say(*coordinator_, id, WordKind::report, "第一遍"));
  ASSERT_TRUE(say(*coordinator_, id, WordKind::report, "第二遍"));
  ASSERT_TRUE(say(*helper_, id, WordKind::suggestion, "晚上敲门"));
  const auto seen = read(*leader_, id);
  ASSERT_EQ(seen.words.size(), 2u);
  EXPECT_EQ(seen.words[0].text, "第二遍");
  EXPECT_EQ(seen.words[1].kind, WordKind::suggestion);
  EXPECT_EQ(told(say(*stranger_, id, WordKind::report)), "not-found");
}

TEST_P(Meetings, CloseOnlyWhenTheyWereHeld) {
  const auto id = call(*leader_).value().of.meeting.id;
  const auto before = at(id);
  EXPECT_EQ(told(as(*leader_, [&](const MeetingContext& context) { return close_meeting(context, before); })),
            "meeting-not-ready");
  const auto closed = hold(id).value();
  EXPECT_EQ(closed.of.meeting.state, MeetingState::closed);
  EXPECT_EQ(closed.of.meeting.minutes, "本周核实进度慢\n下周先走空户");
  EXPECT_EQ(told(say(*coordinator_, id, WordKind::report)), "no-such-step");
  EXPECT_EQ(told(as(*leader_,
                    [&](const MeetingContext& context) {
                      return enter_attendance(context, {id, closed.of.meeting.version},
                                              {{.post = stranger_->post(), .presence = Presence::present}});
                    })),
            "no-such-step");
}

// S1: what was agreed comes back on the next agenda until it is closed.
TEST_P(Meetings, RectificationsComeBackUntilTheyAreClosed) {
  const auto first = call(*leader_).value().of.meeting.id;
  EXPECT_EQ(told(agree(first, stranger_->post())), "bad-choice");
  const auto item = agree(first, coordinator_->post()).value().item;
  ASSERT_TRUE(hold(first));
  EXPECT_EQ(told(agree(first, coordinator_->post())), "no-such-step") << "the meeting is over";

  const auto second = call(*leader_, kTestNow + 24h * 7).value();
  ASSERT_TRUE(has_topic(second, "rectification"));
  EXPECT_EQ(second.agenda[0].rectification, item.id.value);
  EXPECT_EQ(second.agenda[0].owner, coordinator_->post());

  const auto decide = [&](std::int64_t version, RectificationStep step) {
    return as(*leader_, [&](const MeetingContext& context) {
      return decide_rectification(context, {item.id, version}, step);
    });
  };
  const auto answer = [&](const Actor& actor, std::int64_t version, const std::string& evidence) {
    return as(actor, [&](const MeetingContext& context) {
      return answer_rectification(context, {item.id, version}, evidence);
    });
  };
  EXPECT_EQ(told(decide(1, RectificationStep::close)), "no-such-step");
  EXPECT_EQ(told(answer(*stranger_, 1, "做了")), "not-found");
  EXPECT_EQ(told(answer(*coordinator_, 1, "13800138000 已上门")), "names-a-number");
  ASSERT_TRUE(answer(*coordinator_, 1, "逾期户已走完，见任务列表"));
  EXPECT_EQ(told(decide(1, RectificationStep::close)), "version-conflict");
  ASSERT_TRUE(decide(2, RectificationStep::send_back));
  ASSERT_TRUE(answer(*coordinator_, 3, "补走两户"));
  ASSERT_TRUE(decide(4, RectificationStep::close));
  const auto third = call(*leader_, kTestNow + 24h * 14).value();
  EXPECT_FALSE(has_topic(third, "rectification"));
  const auto left =
      as(*leader_, [](const MeetingContext& context) { return list_rectifications(context, {}); }).value();
  EXPECT_TRUE(left.items.empty());
  const auto all = as(*leader_, [](const MeetingContext& context) {
                     return list_rectifications(context, {.with_closed = true});
                   }).value();
  ASSERT_EQ(all.items.size(), 1u);
  EXPECT_EQ(all.items[0].item.evidence, "补走两户");
}

// F2
TEST_P(Meetings, CasesAreReadOverBeforeTheTownSeesThem) {
  const PracticeCase text{.topic = "fruitless_doors",
                          .title = "晚上七点再敲门",
                          .situation = "白天多次未遇",
                          .action = "错时上门",
                          .outcome = "一周见到八成"};
  const auto noted =
      as(*leader_, [&](const MeetingContext& context) { return note_case(context, text); }).value();
  const auto list = [&](const Actor& actor, const std::string& words = {}) {
    return as(actor,
              [&](const MeetingContext& context) {
                return list_cases(context, {.topic = "fruitless_doors", .words = words});
              })
        .value()
        .items.size();
  };
  EXPECT_EQ(list(*leader_), 1u);
  EXPECT_EQ(list(*stranger_), 0u);
  const auto release = [&](const Actor& actor) {
    return as(actor, [&](const MeetingContext& context) {
      return release_case(context, noted.of.id, noted.of.version);
    });
  };
  EXPECT_EQ(told(release(*leader_)), "forbidden");
  ASSERT_TRUE(release(*office_));
  EXPECT_EQ(told(release(*office_)), "version-conflict");
  EXPECT_EQ(list(*stranger_), 1u);
  EXPECT_EQ(list(*stranger_, "敲门"), 1u);
  EXPECT_EQ(list(*stranger_, "%"), 0u) << "a sign of LIKE is a sign like any other";
  EXPECT_EQ(list(*helper_), 1u);
}

// S5
TEST_P(Meetings, ShiftsArePlannedSwappedAndSupervised) {
  const auto slot = [](access::PostId post, int from, int to) {
    return ShiftSlot{.post = post, .on = kMonday, .from = from * 60, .to = to * 60};
  };
  const auto plan = [&](const Actor& actor, std::vector<ShiftSlot> slots) {
    return as(actor, [&](const MeetingContext& context) {
      return plan_shifts(context, {grid_.value, kMonday}, slots);
    });
  };
  EXPECT_EQ(told(plan(*coordinator_, {})), "forbidden");
  EXPECT_EQ(told(plan(*stranger_, {})), "not-found");
  EXPECT_EQ(told(plan(*leader_, {slot(stranger_->post(), 9, 12)})), "bad-choice");
  const auto made =
      plan(*leader_, {slot(leader_->post(), 9, 13), slot(coordinator_->post(), 13, 20)}).value();
  ASSERT_TRUE(made.plan);
  EXPECT_EQ(made.posts.size(), 3u);
  EXPECT_EQ(told(plan(*officer_, {})), "shift-plan-there");
  const auto force = town_->actor(Role::task_force, committee_);
  const auto weeks =
      as(force, [](const MeetingContext& context) { return supervise_shifts(context, kMonday); }).value();
  ASSERT_EQ(weeks.size(), 2u);
  EXPECT_TRUE(weeks[0].of.plan);
  EXPECT_EQ(weeks[0].breaches.size(), 6u) << "Monday is covered, the other days are not";
  EXPECT_FALSE(weeks[1].of.plan);

  const auto ask = [&](const Actor& actor, ShiftSlotId mine, access::PostId of) {
    return as(actor, [&](const MeetingContext& context) {
      return ask_swap(context, {.plan = made.plan->id, .slot = mine, .asked_of = of});
    });
  };
  const auto leaders = made.plan->slots[0].id;
  EXPECT_EQ(told(ask(*coordinator_, leaders, officer_->post())), "bad-choice") << "not its own";
  const auto asked = ask(*leader_, leaders, officer_->post()).value();
  EXPECT_EQ(told(ask(*leader_, leaders, coordinator_->post())), "shift-swap-waits");
  ASSERT_EQ(asked.swaps.size(), 1u);
  const auto answer = [&](const Actor& actor) {
    return as(actor, [&](const MeetingContext& context) {
      return answer_swap(context, {asked.swaps[0].swap.id, 1, SwapState::agreed});
    });
  };
  EXPECT_EQ(told(answer(*coordinator_)), "forbidden");
  const auto agreed = answer(*officer_).value();
  EXPECT_EQ(agreed.plan->slots[0].post, officer_->post());
  EXPECT_EQ(told(answer(*officer_)), "version-conflict");
}

// C2, and C1 beside it.
TEST_P(Meetings, ADayIsReportedAsItWas) {
  visit(9101, "spoke_with", *coordinator_);
  visit(9102, "not_at_home", *coordinator_);
  visit(9103, "could_not_be_registered", *coordinator_);
  visit(9104, "spoke_with", *officer_);
  open_task(9110, "2026-11-23");
  open_task(9111, "2026-12-23");
  const auto own = [&] {
    return as(*coordinator_, [](const MeetingContext& context) { return read_own_report(context, kMonday); })
        .value();
  };
  const auto before = own();
  EXPECT_EQ(before.of.report.version, 0);
  EXPECT_EQ(before.of.report.figures.visits,
            (std::map<std::string, std::int64_t>{{"spoke_with", 1}, {"not_at_home", 1}, {"attempted", 1}}));
  EXPECT_EQ(before.of.report.figures.confirmed, 6);
  EXPECT_EQ(before.of.report.figures.doors_left, 1);
  EXPECT_EQ(before.doors_this_week, 3);
  EXPECT_EQ(before.agreed_doors_a_week, 50);

  const auto hand_in = [&](std::int64_t version, const std::string& note) {
    return as(*coordinator_, [&](const MeetingContext& context) {
      return hand_in_report(context, {.on = kMonday, .version = version, .note = note});
    });
  };
  const auto list = [&](const Actor& actor) {
    return as(actor, [](const MeetingContext& context) { return list_reports(context, kMonday); });
  };
  EXPECT_TRUE(list(*officer_).value().empty()) << "not handed in";
  EXPECT_EQ(told(hand_in(0, "13800138000")), "names-a-number");
  ASSERT_TRUE(hand_in(0, ""));
  EXPECT_EQ(told(hand_in(0, "")), "version-conflict");
  visit(9105, "spoke_with", *coordinator_);
  ASSERT_TRUE(hand_in(1, "下午在三村"));
  EXPECT_EQ(own().of.report.figures.doors_visited(), 3) << "as it was handed in";
  EXPECT_EQ(list(*officer_).value().size(), 1u);
  EXPECT_EQ(list(*leader_).value().size(), 1u);
  EXPECT_TRUE(list(*stranger_).value().empty());
  EXPECT_EQ(told(list(*coordinator_)), "forbidden") << "not one another's";
  const auto id = own().of.report.id;
  const auto seen = as(*leader_, [&](const MeetingContext& context) { return read_report(context, id); });
  EXPECT_EQ(seen.value().of.report.note, "下午在三村");
}

TEST_P(Meetings, DutiesAreCountedFromRecordsAlone) {
  const Day first = *parse_iso_day("2026-11-01"), after = *parse_iso_day("2026-12-01");
  const auto count = [&](auto&& duty) {
    return db().read(
        [&](Transaction& tx) { return duty(tx, leader_->scope(), first, after).at(grid_.value); });
  };
  const norms::DutyCount idle{.done = 0, .due = 5};
  for (const auto& duty : {duty_l9, duty_o9, duty_c9, duty_n9, duty_s1}) EXPECT_EQ(count(duty), idle);
  EXPECT_EQ(count(duty_s5), (norms::DutyCount{0, 5}));
  EXPECT_EQ(count(duty_c2), (norms::DutyCount{0, 21}));

  ASSERT_TRUE(hold(call(*leader_).value().of.meeting.id));
  ASSERT_TRUE(as(*leader_, [&](const MeetingContext& context) {
    return plan_shifts(context, {grid_.value, kMonday},
                       {{.post = leader_->post(), .on = kMonday, .from = 540, .to = 600}});
  }));
  ASSERT_TRUE(as(*coordinator_, [](const MeetingContext& context) {
    return hand_in_report(context, {.on = kMonday, .version = 0, .note = ""});
  }));
  const norms::DutyCount once{.done = 1, .due = 5};
  for (const auto& duty : {duty_l9, duty_o9, duty_c9, duty_n9, duty_s1}) EXPECT_EQ(count(duty), once);
  EXPECT_EQ(count(duty_s5), once);
  EXPECT_EQ(count(duty_c2), (norms::DutyCount{1, 21}));

  // Five reviews are no summary.
  (void)db().write([&](Transaction& tx) -> Result<int> {
    for (int i = 0; i < 5; ++i)
      tx.exec(
          "INSERT INTO meeting (id, version, area_id, kind, on_day, at_time, place, state, called_by, "
          "called_at,"
          " minutes, closed_at) VALUES ($1, 1, $2, 'weekly', '2026-11-09', '09:00', '', 'closed', 1, 0, '', "
          "0)",
          tx.next_id(), grid_);
    return 0;
  });
  EXPECT_EQ(count(duty_l9), (norms::DutyCount{.done = 4, .due = 5}));
}

TEST_P(Meetings, OldPapersGo) {
  ASSERT_TRUE(hold(call(*leader_).value().of.meeting.id));
  const auto gone = [&](Day before) {
    return db()
        .write([&](Transaction& tx) -> Result<std::int64_t> { return delete_old_meetings(tx, before, 10); })
        .value();
  };
  EXPECT_EQ(gone(kMonday), 0);
  EXPECT_EQ(gone(*parse_iso_day("2026-11-24")), 1);
  EXPECT_EQ(gone(*parse_iso_day("2026-11-24")), 0);
}

}  // namespace meetings_test
}  // namespace weige::work
