#include "work/verification_actions.h"

#include <algorithm>
#include <set>

#include "access/area_store.h"
#include "access/audit.h"
#include "work/task_store.h"
#include "work/task_writer.h"

namespace weige::work {
namespace {

using access::Right;

constexpr access::AuditAction kRoundStarted{"verification.started"}, kRoundGoesOn{"verification.continued"},
    kReasonGiven{"verification.reason_given"}, kRoundClosed{"verification.closed"},
    kRoundTasksEnded{"verification.tasks_ended"};

Result<std::string> month_wanted(const VerificationContext& context,
                                 const std::optional<std::string>& month) {
  if (!month) return context.month();
  if (month->size() != 7 || !parse_iso_day(*month + "-01")) return problem(ProblemCode::bad_date, "month");
  return *month;
}

// Where records lie: a grid, or a committee for what no grid holds.
Result<access::Area> area_of_doors(const VerificationContext& context, access::AreaId id) {
  for (auto& area : access::areas_in_scope(context.tx, context.actor.scope()))
    if (area.id == id) {
      if (area.kind != access::AreaKind::grid && area.kind != access::AreaKind::committee)
        return problem(ProblemCode::bad_choice, "area_id");
      return std::move(area);
    }
  return problem(ProblemCode::not_found);
}

std::vector<VerificationDoor> doors_of(const VerificationContext& context, const VerificationRound& round) {
  return verification_doors(context.tx, context.actor.scope(),
                            {.area = round.area, .round = round.id.value, .month = round.month});
}

bool waits_for_task(const VerificationDoor& door, Day first) {
  return !is_confirmed(door, first) && !door.asked;
}

RoundView view_of_round(const VerificationRound& round, const std::vector<VerificationDoor>& doors) {
  const auto first = first_of_month(round.month);
  const auto left =
      std::ranges::count_if(doors, [&](const auto& door) { return waits_for_task(door, first); });
  return {.round = round, .left = round.state == RoundState::closed ? 0 : left};
}

Result<VerificationRound> running_round(const VerificationContext& context, VerificationId id) {
  auto round = find_round(context.tx, context.actor.scope(), id);
  if (!round) return problem(ProblemCode::not_found);
  if (round->state == RoundState::closed) return problem(ProblemCode::verification_closed);
  return std::move(*round);
}

Done keep_round(const VerificationContext& context, access::AuditAction action, VerificationRound& round) {
  auto receipt = update_round(context.tx, round);
  if (!receipt) return problem(ProblemCode::version_conflict);
  ++round.version;
  access::audit_change(context.tx, context.now, context.actor, action, std::move(*receipt));
  return done();
}

// Ends waiting tasks of the round at these premises; where the officer leads, the task goes on.
Done end_tasks(const VerificationContext& context, const VerificationRound& round,
               const std::set<std::int64_t>& premises) {
  std::vector<access::Change> receipts;
  for (auto task : tasks_of_source(context.tx, TaskSource::full_verification, round.id.value)) {
    if (task.state != TaskState::open || !premises.contains(task.about.premises.value_or(0))) continue;
    task.state = TaskState::cancelled;
    task.closed_at = context.now;
    auto receipt = update_task(context.tx, task);
    if (!receipt) return problem(ProblemCode::version_conflict);
    receipts.push_back(std::move(*receipt));
  }
  if (!receipts.empty())
    access::audit_changes(context.tx, context.now, context.actor, kRoundTasksEnded, std::move(receipts));
  return done();
}

// What other work confirmed is not asked again; then tasks for the next doors that are left.
Result<int> next_tasks(const VerificationContext& context, const VerificationRound& round,
                       const std::vector<VerificationDoor>& doors) {
  const auto first = first_of_month(round.month);
  const Day last{std::chrono::sys_days{first_after(round.month)} - std::chrono::days{1}};
  std::set<std::int64_t> confirmed;
  std::vector<NewTask> wishes;
  for (const auto& door : doors) {
    if (door.round_task && is_confirmed(door, first)) confirmed.insert(door.premises);
    if (!waits_for_task(door, first) || wishes.size() == kTasksAStep) continue;
    wishes.push_back({.source = TaskSource::full_verification,
                      .source_id = round.id.value,
                      .premises = door.premises,
                      .area_id = door.area_id,
                      .due = last,
                      .text = round.month});
  }
  WEIGE_CHECK(end_tasks(context, round, confirmed));
  return open_tasks(context.tx, context.now, context.actor, wishes);
}

Result<RoundView> go_on(const VerificationContext& context, VerificationRound round) {
  WEIGE_TRY(const int opened, next_tasks(context, round, doors_of(context, round)));
  round.tasks += opened;
  WEIGE_CHECK(keep_round(context, kRoundGoesOn, round));
  return view_of_round(round, doors_of(context, round));
}

Result<RoundView> closed_round(const VerificationContext& context, VerificationRound round) {
  const auto first = first_of_month(round.month);
  const auto doors = doors_of(context, round);
  std::set<std::int64_t> all;
  for (const auto& door : doors) {
    all.insert(door.premises);
    if (!is_confirmed(door, first) && !door.reason)
      set_unconfirmed_reason(context.tx, round.id, door.premises, shown_by_signs(door.signs));
  }
  WEIGE_CHECK(end_tasks(context, round, all));
  round.state = RoundState::closed;
  round.closed_at = context.now;
  round.counts = counts_of(doors, first);
  WEIGE_CHECK(keep_round(context, kRoundClosed, round));
  return view_of_round(round, doors);
}

// Rounds with what is told of them, by area.
std::map<std::int64_t, VerificationLine> lines_of_rounds(const VerificationContext& context,
                                                         const VerificationQuery& query) {
  std::map<std::int64_t, VerificationLine> out;
  const auto waiting = open_tasks_by_round(context.tx, context.actor.scope(), query);
  const auto reasons = reasons_by_round(context.tx, context.actor.scope(), query);
  for (const auto& round : rounds_in(context.tx, context.actor.scope(), query)) {
    auto& line = out[round.area.value];
    line.area = round.area;
    line.counts = round.counts;
    line.round = RoundView{.round = round};
    if (const auto found = waiting.find(round.id.value); found != waiting.end())
      line.tasks_open = found->second;
    if (const auto found = reasons.find(round.id.value); found != reasons.end()) line.reasons = found->second;
  }
  return out;
}

}  // namespace

Result<VerificationBoard> read_verification(const VerificationContext& context,
                                            const VerificationAsked& asked) {
  WEIGE_CHECK(context.actor.may(Right::read_counters));
  WEIGE_TRY(const auto month, month_wanted(context, asked.month));
  const VerificationQuery query{
      .month = month, .within = asked.area ? std::optional(access::AreaId{*asked.area}) : std::nullopt};
  auto lines = lines_of_rounds(context, query);
  if (month == context.month())
    for (const auto& [area, counts] : counts_by_area(context.tx, context.actor.scope(), query)) {
      auto& line = lines[area];
      line.area = access::AreaId{area};
      if (line.round && line.round->round.state == RoundState::closed) continue;
      line.counts = counts;
      std::int64_t spoken_for = line.tasks_open;
      for (const auto& [reason, count] : line.reasons) spoken_for += count;
      if (line.round)
        line.round->left = std::max<std::int64_t>(0, counts.doors - counts.doors_confirmed - spoken_for);
    }
  VerificationBoard out{.month = month};
  for (auto& [area, line] : lines) out.lines.push_back(std::move(line));
  return out;
}

Result<DoorsPage> list_verification_doors(const VerificationContext& context, const DoorsAsked& asked) {
  WEIGE_CHECK(context.actor.may(Right::read_tasks));
  WEIGE_TRY(const auto month, month_wanted(context, asked.month));
  WEIGE_TRY(const auto area, area_of_doors(context, asked.area));
  const auto round = round_of(context.tx, area.id, month);
  DoorsPage out{.first = first_of_month(month)};
  auto doors = verification_doors(context.tx, context.actor.scope(),
                                  {.area = area.id, .round = round ? round->id.value : 0, .month = month});
  std::erase_if(
      doors, [&](const auto& door) { return asked.state && progress_of(door, out.first) != *asked.state; });
  std::ranges::sort(doors, {},
                    [](const auto& door) { return std::pair(walking_key(door.address), door.premises); });
  const auto from = std::min(asked.from, doors.size()), to = std::min(from + asked.limit, doors.size());
  out.doors.assign(doors.begin() + static_cast<std::ptrdiff_t>(from),
                   doors.begin() + static_cast<std::ptrdiff_t>(to));
  if (to < doors.size()) out.next = to;
  return out;
}

Result<RoundView> start_verification(const VerificationContext& context, access::AreaId id) {
  WEIGE_CHECK(context.actor.may(Right::run_verification));
  WEIGE_TRY(const auto area, area_of_doors(context, id));
  if (auto there = round_of(context.tx, area.id, context.month())) {
    if (there->state == RoundState::closed) return problem(ProblemCode::verification_closed);
    return go_on(context, std::move(*there));
  }
  const VerificationRound round{.id = VerificationId{context.tx.next_id()},
                                .area = area.id,
                                .month = context.month(),
                                .post = context.actor.post(),
                                .started_at = context.now};
  access::audit_change(context.tx, context.now, context.actor, kRoundStarted,
                       insert_round(context.tx, round));
  return go_on(context, round);
}

Result<RoundView> open_verification_tasks(const VerificationContext& context, VerificationId id) {
  WEIGE_CHECK(context.actor.may(Right::run_verification));
  WEIGE_TRY(auto round, running_round(context, id));
  return go_on(context, std::move(round));
}

Result<RoundView> give_reason(const VerificationContext& context, const ReasonGiven& given) {
  WEIGE_CHECK(context.actor.may(Right::run_verification));
  WEIGE_TRY(auto round, running_round(context, given.id));
  auto doors = doors_of(context, round);
  if (std::ranges::find(doors, given.premises, &VerificationDoor::premises) == doors.end())
    return problem(ProblemCode::not_found);
  set_unconfirmed_reason(context.tx, round.id, given.premises, given.reason);
  WEIGE_CHECK(keep_round(context, kReasonGiven, round));
  return view_of_round(round, doors);
}

Result<RoundView> close_verification(const VerificationContext& context, const RoundToClose& wanted) {
  WEIGE_CHECK(context.actor.may(Right::run_verification));
  WEIGE_TRY(auto round, running_round(context, wanted.id));
  if (round.version != wanted.version) return problem(ProblemCode::version_conflict);
  return closed_round(context, std::move(round));
}

Done close_old_verifications(store::Database& database, Instant now, TownTime town) {
  const auto month = month_of(town.day_of(now));
  const auto left = database.read([&](store::Transaction& tx) { return rounds_left_over(tx, month); });
  for (const auto& round : left) {
    const auto closed = database.write([&](store::Transaction& tx) -> Result<RoundView> {
      const auto program = access::Actor::system(tx, now, access::SystemReason::maintenance);
      const VerificationContext context{.tx = tx, .actor = program, .now = now, .town = town};
      WEIGE_TRY(auto running, running_round(context, round.id));
      return closed_round(context, std::move(running));
    });
    if (!closed) return closed.problem();
  }
  return done();
}

}  // namespace weige::work
