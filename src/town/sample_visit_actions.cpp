#include "town/sample_visit_actions.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "access/audit.h"
#include "town/sample_doors_store.h"
#include "work/campaign_actions.h"
#include "work/daily_report_actions.h"
#include "work/plan_store.h"
#include "work/task_actions.h"
#include "work/verification_actions.h"
#include "work/visit_actions.h"
#include "work/visit_store.h"

namespace weige::town {
namespace {

using store::Transaction;
using work::VisitOutcome;

constexpr access::AuditAction kSamplePlanned{"sample_town.plan"};
constexpr int kVisitDays = 30;        // before the end
constexpr int kWeekdays = 22;         // of these, about
constexpr int kReportsHandedIn = 12;  // of the last days
constexpr int kReasonsGiven = 6;

// Doors of a day, and how many weekdays of a week: more where somebody looks.
struct SampleLoad {
  int doors = 2, days_a_week = 1;
};

bool is_weekday(Day day) {
  return std::chrono::weekday{std::chrono::sys_days{day}}.iso_encoding() <= 5;
}

// How many days before the end the month of the last day began.
int days_of_month(const SampleWorkWish& wish) {
  return static_cast<int>(static_cast<unsigned>(wish.day(1).day()));
}

int days_of_month_before(const SampleWorkWish& wish) {
  const auto last = std::chrono::sys_days{wish.day(days_of_month(wish) + 1)};
  return static_cast<int>(static_cast<unsigned>(Day{last}.day()));
}

// One coordinator's month in one grid.
class SampleVisitMaker {
 public:
  SampleVisitMaker(const SampleWorkWish& wish, const SampleTeam& team)
      : wish_(wish),
        team_(team),
        random_(team.random(wish, 2)),
        homes_(wish.database.read([&](Transaction& tx) { return sample_homes(tx, team.grid); })) {
    const auto homes = static_cast<int>(homes_.size());
    if (team.is_open && homes >= 2 * kWeekdays)
      load_ = {.doors = std::min(7, homes / kWeekdays), .days_a_week = 5};
    else
      load_.doors = std::clamp(homes / 5, 1, load_.doors);  // enough for each week
    weekday_ = static_cast<unsigned>(random_.between(1, 5));
    std::ranges::sort(homes_, {}, [](const auto& home) { return std::pair(home.touched, home.premises); });
  }

  // The days from one to the other, counted before the end.
  Done make(int from, int to) {
    for (int before = from; before >= to; --before) {
      const auto day = wish_.day(before);
      const auto of_week = std::chrono::weekday{std::chrono::sys_days{day}}.iso_encoding();
      if (!is_weekday(day) || (load_.days_a_week < 5 && of_week != weekday_)) continue;
      const auto doors = doors_of_day(day);
      if (doors.empty()) continue;
      WEIGE_CHECK(wish_.database.write([&](Transaction& tx) { return walk(tx, before, doors); }));
    }
    return done();
  }

 private:
  struct Door {
    std::size_t home = 0;
    bool by_chance = false;
    std::uint64_t seed = 0;  // of what happens there
  };

  // Those confirmed longest ago, and one in seven by chance; nothing that was touched after that day.
  std::vector<Door> doors_of_day(Day day) {
    std::vector<Door> out;
    for (int number = 0; number < load_.doors; ++number) {
      const bool by_chance = ++planned_ % 7 == 4;
      std::vector<std::size_t> free;
      for (std::size_t i = 0; i < homes_.size() && (by_chance || free.empty()); ++i)
        if (homes_[i].touched < day && !seen_.contains(i)) free.push_back(i);
      if (free.empty()) break;
      const auto home = random_.pick(free);
      seen_.insert(home);
      out.push_back({home, by_chance, random_.next()});
    }
    return out;
  }

  Done walk(Transaction& tx, int before, const std::vector<Door>& doors) {
    const auto morning = wish_.at(before, 8, 40);
    WEIGE_CHECK(give_tasks(tx, before, doors));
    WEIGE_TRY(const auto coordinator, sample_actor(tx, morning, *team_.coordinator));
    plan(tx, coordinator, before, doors);
    int minute = 9 * 60 + 10;
    for (const auto& door : doors) {
      minute += SampleRandom(door.seed).between(8, 40);
      if (minute > 11 * 60 + 30 && minute < 14 * 60) minute = 17 * 60 + 5;  // when more people are in
      WEIGE_CHECK(visit(tx, coordinator, wish_.at(before, minute / 60, minute % 60), door));
    }
    return report(tx, coordinator, before);
  }

  // By the officer on the day before, at some of the doors; those are on the plan because of it.
  Done give_tasks(Transaction& tx, int before, const std::vector<Door>& doors) {
    if (!team_.is_open) return done();
    const auto now = wish_.at(before + 1, 16);
    WEIGE_TRY(const auto officer, sample_actor(tx, now, team_.officer));
    for (const auto& door : doors)
      if (is_given(door))
        WEIGE_CHECK(work::add_task(tx, now, officer,
                                   {.door = door_of(door),
                                    .about = "everything",
                                    .post = team_.coordinator->post,
                                    .due = wish_.day(before)}));
    return done();
  }
  bool is_given(const Door& door) const { return team_.is_open && !door.by_chance && door.seed % 4 == 0; }

  work::DoorId door_of(const Door& door) const { return {.premises = homes_[door.home].premises}; }

  void plan(Transaction& tx, const access::Actor& coordinator, int before, const std::vector<Door>& doors) {
    const auto day = wish_.day(before);
    const auto now = wish_.at(before, 8, 40);
    const work::Plan made{.id = work::PlanId{tx.next_id()},
                          .post = team_.coordinator->post,
                          .area = team_.grid,
                          .day = day,
                          .seed = work::plan_seed(team_.coordinator->post, day),
                          .made_at = now};
    std::vector<work::PlannedDoor> planned;
    for (const auto& door : doors) {
      const auto months =
          (std::chrono::sys_days{day} - std::chrono::sys_days{homes_[door.home].touched}).count() / 30;
      work::PlannedDoor one{.premises = homes_[door.home].premises,
                            .area_id = team_.grid.value,
                            .chosen = door.by_chance   ? work::DoorChosen::none
                                      : is_given(door) ? work::DoorChosen::required
                                                       : work::DoorChosen::chosen,
                            .by_chance = door.by_chance,
                            .expected = std::min(0.1 + 0.02 * static_cast<double>(months), 0.6),
                            .minutes = 6,
                            .reasons = {{"confirmed_ago", "", {static_cast<int>(months)}}}};
      if (is_given(door)) one.reasons.insert(one.reasons.begin(), {"task", "by_hand", {0}});
      planned.push_back(std::move(one));
    }
    std::vector<access::Change> receipts;
    receipts.push_back(work::insert_plan(tx, made));
    receipts.push_back(work::append_doors(tx, made, planned));
    access::audit_changes(tx, now, coordinator, kSamplePlanned, std::move(receipts));
  }

  Done visit(Transaction& tx, const access::Actor& coordinator, Instant now, const Door& door) {
    SampleRandom chance(door.seed);
    const auto& home = homes_[door.home];
    work::VisitReport report{.door = door_of(door),
                             .door_version = work::door_version(tx, door_of(door)),
                             .submission = fmt::format("sample-town-{}", home.premises)};
    const int drawn = chance.below(100);
    report.outcome = drawn < 70   ? VisitOutcome::spoke_with
                     : drawn < 96 ? VisitOutcome::not_at_home
                     : drawn < 98 ? VisitOutcome::unsafe
                                  : VisitOutcome::could_not_be_registered;
    if (report.outcome == VisitOutcome::not_at_home && chance.chance(300))
      report.hints = {work::DoorHint::come_evening};
    if (report.outcome == VisitOutcome::spoke_with) answer(report, home, chance, door.by_chance ? 150 : 330);
    WEIGE_CHECK(
        work::record_visit({.tx = tx, .actor = coordinator, .now = now}, intake::no_followers(), report));
    if (report.outcome == VisitOutcome::could_not_be_registered && chance.chance(500))
      return officer_leads(tx, now + std::chrono::hours{25}, home);
    return done();
  }

  // wrong: per mille of homes where a telephone number is not right any more.
  void answer(work::VisitReport& report, const SampleHome& home, SampleRandom& chance, int wrong) {
    report.premises = work::PremisesAnswer{.version = home.version};
    const bool is_wrong = chance.chance(wrong);
    const auto first = &home.residents.front();
    for (const auto& resident : home.residents) {
      work::ResidentAnswer answer{.residence = resident.id, .version = resident.version};
      if (is_wrong && &resident == first) {
        answer.found = work::ResidentFound::corrected;
        answer.person_version = resident.person_version;
        answer.fields = {{"phone", wish_.numbers.mobile()}};
      }
      report.residents.push_back(std::move(answer));
    }
  }

  // The next visit after a refusal (O5), where there is a day left for it.
  Done officer_leads(Transaction& tx, Instant now, const SampleHome& home) {
    if (now >= wish_.at(1, 20)) return done();
    WEIGE_TRY(const auto officer, sample_actor(tx, now, team_.officer));
    const work::DoorId id{.premises = home.premises};
    work::VisitReport report{.door = id,
                             .door_version = work::door_version(tx, id),
                             .submission = fmt::format("sample-town-{}-led", home.premises),
                             .led_by_officer = true};
    SampleRandom none(0);
    answer(report, home, none, 0);
    WEIGE_CHECK(work::record_visit({.tx = tx, .actor = officer, .now = now}, intake::no_followers(), report));
    return done();
  }

  // C2: at the end of the day.
  Done report(Transaction& tx, const access::Actor& coordinator, int before) {
    if (before > kReportsHandedIn) return done();
    const work::MeetingContext context{.tx = tx, .actor = coordinator, .now = wish_.at(before, 18, 10)};
    work::ReportNote note{.on = wish_.day(before)};
    if (random_.chance(250)) note.note = "未遇的几户傍晚再去。";
    WEIGE_CHECK(work::hand_in_report(context, note));
    return done();
  }

  const SampleWorkWish& wish_;
  const SampleTeam& team_;
  SampleRandom random_;
  std::vector<SampleHome> homes_;
  std::set<std::size_t> seen_;
  SampleLoad load_;
  unsigned weekday_ = 1;  // of those that go once a week
  int planned_ = 0;       // doors so far
};

// f(VerificationContext) as the officer of a team.
template <class F>
Done as_verifier(const SampleWorkWish& wish, const SampleTeam& team, Instant now, F&& f) {
  return wish.database.write([&](Transaction& tx) -> Done {
    auto officer = sample_actor(tx, now, team.officer);
    return officer ? f(work::VerificationContext{.tx = tx, .actor = *officer, .now = now})
                   : officer.problem();
  });
}

Done start_round(const SampleWorkWish& wish, const SampleTeam& team, int before) {
  return as_verifier(wish, team, wish.at(before, 9), [&](const work::VerificationContext& context) -> Done {
    WEIGE_CHECK(work::start_verification(context, team.grid));
    return done();
  });
}

// On the last day of the month before.
Done close_earlier_round(const SampleWorkWish& wish, const SampleTeam& team) {
  const auto now = wish.at(days_of_month(wish) + 1, 18);
  return as_verifier(wish, team, now, [&](const work::VerificationContext& context) -> Done {
    WEIGE_TRY(const auto view, work::start_verification(context, team.grid));  // the one that runs
    WEIGE_CHECK(work::close_verification(context, {.id = view.round.id, .version = view.round.version}));
    return done();
  });
}

// Some doors could not be confirmed, and the officer says why.
Done give_reasons(const SampleWorkWish& wish, const SampleTeam& team) {
  using enum work::UnconfirmedReason;
  static constexpr std::array kReasons{nobody_met, no_access,       vacant,
                                       nobody_met, being_clarified, not_reached};
  return as_verifier(wish, team, wish.at(1, 17, 30), [&](const work::VerificationContext& context) -> Done {
    WEIGE_TRY(const auto board, work::read_verification(context, {.area = team.grid.value}));
    WEIGE_TRY(const auto page,
              work::list_verification_doors(
                  context, {.area = team.grid, .state = work::DoorProgress::task_open, .limit = 60}));
    const auto line = std::ranges::find(board.lines, team.grid, &work::VerificationLine::area);
    if (line == board.lines.end() || !line->round) return done();
    for (std::size_t i = 0; i < page.doors.size() && i < kReasonsGiven; ++i) {
      const auto& door = page.doors[i * page.doors.size() / kReasonsGiven % page.doors.size()];
      WEIGE_CHECK(work::give_reason(
          context, {.id = line->round->round.id, .premises = door.premises, .reason = kReasons[i]}));
    }
    return done();
  });
}

// S4 and C8 beyond the grid: one round of visits that a committee has called for.
Done start_sample_campaign(const SampleWorkWish& wish, const SampleTeam& team) {
  return wish.database.write([&](Transaction& tx) -> Done {
    const auto now = wish.at(9, 10);
    WEIGE_TRY(const auto clerk, sample_actor(tx, now, team.clerk));
    WEIGE_CHECK(work::start_campaign(tx, now, clerk,
                                     {.area_id = team.grid.value,
                                      .name = "出租房屋集中走访",
                                      .uses = {"home"},
                                      .label = "let",
                                      .until = Day{wish.period.until + std::chrono::days{21}}}));
    return done();
  });
}

}  // namespace

Done make_sample_visits(const SampleWorkWish& wish, const std::vector<SampleTeam>& teams) {
  const int this_month = days_of_month(wish);
  std::size_t number = 0;
  bool has_campaign = false;
  for (const auto& team : teams) {
    if (!team.coordinator || !team.is_populated) continue;
    const bool verified = team.is_open || ++number % 4 == 0;
    SampleVisitMaker visits(wish, team);
    if (team.is_open) WEIGE_CHECK(start_round(wish, team, this_month + days_of_month_before(wish)));
    WEIGE_CHECK(visits.make(kVisitDays, this_month + 1));
    if (team.is_open) WEIGE_CHECK(close_earlier_round(wish, team));
    if (verified) WEIGE_CHECK(start_round(wish, team, this_month));
    WEIGE_CHECK(visits.make(std::min(kVisitDays, this_month), 1));
    if (verified) WEIGE_CHECK(give_reasons(wish, team));
    if (!team.is_open || has_campaign) continue;
    WEIGE_CHECK(start_sample_campaign(wish, team));
    has_campaign = true;
  }
  return done();
}

}  // namespace weige::town
