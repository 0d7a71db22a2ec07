#include "work/task_actions.h"

#include <algorithm>
#include <array>

#include "access/audit.h"
#include "access/policy.h"
#include "access/post_store.h"
#include "norms/rules_store.h"
#include "work/door_store.h"
#include "work/finding_task_store.h"
#include "work/task_writer.h"

namespace weige::work {
namespace {

using access::Actor;
using access::Right;
using store::Transaction;

constexpr access::AuditAction kTaskAdded{"task.opened"}, kTaskEdited{"task.edited"},
    kTasksAssigned{"task.assigned"}, kTaskDropped{"task.cancelled"};

Day days_after(Day day, int days) {
  return Day{std::chrono::sys_days{day} + std::chrono::days{days}};
}

TaskLine line_of(Transaction& tx, const Actor& actor, Task task) {
  const auto door = find_door(tx, actor.scope(),
                              {.premises = task.about.premises, .organisation = task.about.organisation});
  return {.task = std::move(task), .address = door ? door->address : ""};
}

std::vector<TaskLine> lines_of(Transaction& tx, const Actor& actor, std::vector<Task> tasks) {
  std::vector<TaskLine> out;
  out.reserve(tasks.size());
  for (auto& task : tasks) out.push_back(line_of(tx, actor, std::move(task)));
  return out;
}

// Somebody's work is given by those who cover it.
Done check_goer(Transaction& tx, Instant now, const Actor& actor, access::PostId post) {
  const auto posts = access::posts_in_scope(tx, actor.scope(), now);
  const auto found = std::ranges::find(posts, post, &access::Post::id);
  if (found == posts.end() || found->state != access::PostState::active)
    return problem(ProblemCode::not_found, "post_id");
  if (access::policy(found->role, Right::visit_doors) == access::Cell::deny)
    return problem(ProblemCode::bad_choice, "post_id");
  return done();
}

// The same at one door: to somebody who goes there.
Done check_goer_at(Transaction& tx, Instant now, const Actor& actor, const NewTask& about) {
  if (!about.post) return done();
  WEIGE_CHECK(check_goer(tx, now, actor, *about.post));
  if (!covers_area(tx, *about.post, about.area_id)) return problem(ProblemCode::bad_choice, "post_id");
  return done();
}

// Differences of a list that was handed down, at the doors that they are about.
Result<Assigned> hand_down(Transaction& tx, Instant now, const Actor& actor, const Assignment& wish) {
  const auto today = TownTime{}.day_of(now);
  const auto due =
      wish.due.value_or(days_after(today, norms::rules_on(tx, today).quality.handed_down_due_days));
  const auto found =
      findings_to_hand_down(tx, actor.scope(), {*wish.roster, wish.area, kAssignedAtOnce, wish.post});
  std::vector<NewTask> wishes;
  for (const auto& each : found)
    wishes.push_back({.source = TaskSource::handed_down,
                      .source_id = each.finding,
                      .premises = each.door.premises,
                      .organisation = each.door.organisation,
                      .post = wish.post,
                      .due = due,
                      .text = each.kind});
  WEIGE_TRY(const int opened, open_tasks(tx, now, actor, wishes));
  return Assigned{.count = opened, .more = found.size() == static_cast<std::size_t>(kAssignedAtOnce)};
}

}  // namespace

bool is_task_subject(std::string_view code) {
  constexpr std::array<std::string_view, 4> kSubjects{"residents", "premises", "organisation", "everything"};
  return std::ranges::find(kSubjects, code) != kSubjects.end();
}

bool is_cancel_reason(std::string_view code) {
  constexpr std::array<std::string_view, 4> kReasons{"not_needed", "twice", "wrong_place",
                                                     "settled_elsewhere"};
  return std::ranges::find(kReasons, code) != kReasons.end();
}

Result<std::vector<TaskLine>> list_tasks(Transaction& tx, const Actor& actor, const TaskQuery& query) {
  WEIGE_CHECK(actor.may(Right::read_tasks));
  return lines_of(tx, actor, find_tasks(tx, actor.scope(), query));
}

Result<std::vector<TaskCount>> count_waiting(Transaction& tx, Instant now, const Actor& actor) {
  WEIGE_CHECK(actor.may(Right::read_tasks));
  return count_tasks(tx, actor.scope(), TownTime{}.day_of(now));
}

Result<std::vector<TaskLine>> list_refusals(Transaction& tx, Instant now, const Actor& actor,
                                            TaskQuery page) {
  WEIGE_CHECK(actor.may(Right::lead_refusals));
  page.least_attempts = norms::rules_on(tx, TownTime{}.day_of(now)).checking.attempts_before_officer;
  return lines_of(tx, actor, find_tasks(tx, actor.scope(), page));
}

Result<TaskLine> add_task(Transaction& tx, Instant now, const Actor& actor, const HandTask& wish) {
  WEIGE_CHECK(actor.may(Right::assign_tasks));
  const auto door = find_door(tx, actor.scope(), wish.door);
  if (!door || !door->is_current)
    return problem(ProblemCode::not_found, wish.door.premises ? "premises_id" : "organisation_id");
  const auto today = TownTime{}.day_of(now);
  Task task{.id = {tx.next_id()},
            .about = {.premises = wish.door.premises,
                      .organisation = wish.door.organisation,
                      .area_id = door->area_id,
                      .post = wish.post,
                      .due = wish.due.value_or(
                          days_after(today, norms::rules_on(tx, today).quality.finding_due_days)),
                      .text = wish.about},
            .opened_at = now};
  WEIGE_CHECK(check_goer_at(tx, now, actor, task.about));
  access::audit_change(tx, now, actor, kTaskAdded, insert_task(tx, task));
  return line_of(tx, actor, std::move(task));
}

Result<Assigned> assign_tasks(Transaction& tx, Instant now, const Actor& actor, const Assignment& wish) {
  WEIGE_CHECK(actor.may(Right::assign_tasks));
  if (wish.post) WEIGE_CHECK(check_goer(tx, now, actor, *wish.post));
  if (wish.roster) return hand_down(tx, now, actor, wish);
  if (!wish.post && !wish.due) return problem(ProblemCode::missing_field, "post_id");
  const AssignWish where{.area = wish.area, .source = wish.source, .post = wish.post, .due = wish.due};
  auto changes = assign_waiting(tx, actor.scope(), where, kAssignedAtOnce);
  const Assigned out{.count = static_cast<int>(changes.size()),
                     .more = changes.size() == static_cast<std::size_t>(kAssignedAtOnce)};
  if (out.count > 0) access::audit_changes(tx, now, actor, kTasksAssigned, std::move(changes));
  return out;
}

Result<TaskLine> edit_task(Transaction& tx, Instant now, const Actor& actor, const TaskEdit& edit) {
  WEIGE_CHECK(actor.may(Right::assign_tasks));
  auto task = find_task(tx, actor.scope(), edit.id);
  if (!task) return problem(ProblemCode::not_found);
  if (task->version != edit.version) return problem(ProblemCode::version_conflict);
  if (is_over(task->state)) return problem(ProblemCode::task_over);
  // C5, O5: nobody settles for the officer what was handed over.
  if (!edit.cancel.empty() && task->state == TaskState::with_officer && !actor.may(Right::lead_refusals))
    return problem(ProblemCode::door_with_officer);
  if (edit.post) {
    task->about.post = *edit.post;
    WEIGE_CHECK(check_goer_at(tx, now, actor, task->about));
  }
  if (edit.due) task->about.due = *edit.due;
  if (!edit.cancel.empty()) {
    task->state = TaskState::cancelled;
    task->closed_at = now;
  }
  auto change = update_task(tx, *task);
  if (!change) return problem(ProblemCode::version_conflict);
  access::audit_change(tx, now, actor, edit.cancel.empty() ? kTaskEdited : kTaskDropped, *std::move(change));
  if (is_over(task->state)) forget_ended_refusals(tx, {task->about.premises, task->about.organisation});
  ++task->version;
  return line_of(tx, actor, *std::move(task));
}

}  // namespace weige::work
