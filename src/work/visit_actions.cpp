#include "work/visit_actions.h"

#include <algorithm>

#include "access/audit.h"
#include "access/post_store.h"
#include "norms/rules_store.h"
#include "work/door_actions.h"
#include "work/door_store.h"
#include "work/task_store.h"
#include "work/visit_answer_actions.h"

namespace weige::work {
namespace {

using access::Right;
using registry::WriteContext;

constexpr access::AuditAction kVisitRecorded{"visit.recorded"}, kTasksAnswered{"task.answered"};

// One visit on its way into the books: tasks first, so that a difference which the answers settle finds its
// task done and not cancelled.
class VisitRecorder {
 public:
  VisitRecorder(const WriteContext& context, const intake::FindingEvents& events, const VisitReport& report)
      : context_(context), events_(events), report_(report) {}

  Result<VisitDone> record() {
    WEIGE_TRY(const auto moment, visit_moment(report_.told, context_.now, context_.town));
    WEIGE_CHECK(find_place());
    if (door_version(context_.tx, place_.id) != report_.door_version)
      return problem(ProblemCode::version_conflict);
    visit_.id = {context_.tx.next_id()};
    visit_.was_led = is_led_to({context_.tx, context_.actor, context_.today()}, place_.id,
                               tasks_at(context_.tx, place_.id));
    WEIGE_CHECK(answer_tasks());
    WEIGE_TRY(const auto counts, write_answers({.context = context_,
                                                .events = events_,
                                                .report = at_door(),
                                                .moment = moment,
                                                .findings = findings_}));
    write_visit(moment, counts);
    out_.line = {visit_, place_.address, access::post_title(context_.tx, visit_.post)};
    out_.clock_corrected = moment.corrected;
    out_.door_version = door_version(context_.tx, place_.id);
    return out_;
  }

 private:
  Done find_place() {
    auto place = find_door(context_.tx, context_.actor.scope(), report_.door);
    if (!place) return problem(ProblemCode::not_found);
    place_ = *std::move(place);
    return done();
  }

  // An organisation that sits at premises was visited at their door.
  const VisitReport& at_door() {
    at_door_ = report_;
    at_door_.door = place_.id;
    return at_door_;
  }

  Done answer_tasks() {
    auto tasks = tasks_at(context_.tx, place_.id);
    WEIGE_CHECK(check_who_leads(tasks));
    for (const auto& task : tasks)
      if (task.about.source == TaskSource::finding || task.about.source == TaskSource::handed_down)
        findings_.push_back(task.about.source_id);
    std::vector<access::Change> changes;
    if (tasks.empty() && report_.outcome == VisitOutcome::could_not_be_registered)
      tasks.push_back(task_for_officer(changes));
    for (auto& task : tasks) {
      answer(task);
      auto change = update_task(context_.tx, task);
      if (!change) return problem(ProblemCode::version_conflict);
      changes.push_back(*std::move(change));
    }
    if (!changes.empty())
      access::audit_changes(context_.tx, context_.now, context_.actor, kTasksAnswered, std::move(changes));
    if (settles(report_.outcome)) forget_refusals(context_.tx, place_.id);
    return done();
  }

  // C5, O5: the next visit at a door that was handed over is the officer's, whatever comes of it.
  Done check_who_leads(const std::vector<Task>& tasks) const {
    const bool is_handed_over =
        std::ranges::find(tasks, TaskState::with_officer, &Task::state) != tasks.end();
    if (!is_handed_over || context_.actor.may(Right::lead_refusals).ok()) return done();
    return problem(ProblemCode::door_with_officer);
  }

  Task task_for_officer(std::vector<access::Change>& changes) {
    const auto days = std::chrono::days{rules().quality.finding_due_days};
    Task task{.id = {context_.tx.next_id()},
              .about = {.premises = place_.id.premises,
                        .organisation = place_.id.organisation,
                        .area_id = place_.area_id,
                        .due = Day{std::chrono::sys_days{context_.today()} + days},
                        .text = "residents"},
              .opened_at = context_.now};
    changes.push_back(insert_task(context_.tx, task));
    return task;
  }

  void answer(Task& task) {
    if (settles(report_.outcome)) {
      task.state = TaskState::done;
      task.closed_at = context_.town.start_of(context_.today());  // the day alone is kept (boundaries.md 7)
      task.closed_by_visit = visit_.id.value;
      ++out_.closed;
      return;
    }
    ++out_.waiting;
    if (report_.outcome == VisitOutcome::could_not_be_registered) task.state = TaskState::with_officer;
    if (is_fruitless(report_.outcome)) ++task.attempts;
    out_.with_officer = out_.with_officer || task.state == TaskState::with_officer ||
                        task.attempts >= rules().checking.attempts_before_officer;
  }

  const norms::Rules& rules() {
    if (!rules_) rules_ = norms::rules_on(context_.tx, context_.today());
    return *rules_;
  }

  void write_visit(const VisitMoment& moment, const AnswerCounts& counts) {
    visit_.submission = report_.submission;
    visit_.door = place_.id;
    visit_.area_id = place_.area_id;
    visit_.post = context_.actor.post();
    visit_.account = context_.actor.account();
    visit_.outcome = report_.outcome;
    visit_.at = moment.at;
    visit_.received_at = context_.now;
    visit_.on_day = moment.on_day;
    visit_.hour = moment.hour;
    visit_.led_by_officer = report_.led_by_officer;
    visit_.residents = counts.residents;
    visit_.premises = counts.premises;
    visit_.organisations = counts.organisations;
    visit_.changes = counts.changes;
    visit_.confirmed = counts.confirmed;
    visit_.hints = report_.hints;
    access::audit_change(context_.tx, context_.now, context_.actor, kVisitRecorded,
                         insert_visit(context_.tx, visit_));
    if (moment.hour)
      count_hour(context_.tx, place_.id, *moment.hour,
                 is_answered(report_.outcome) ? Answered::yes : Answered::no);
  }

  const WriteContext& context_;
  const intake::FindingEvents& events_;
  const VisitReport& report_;
  VisitReport at_door_;
  DoorPlace place_;
  std::optional<norms::Rules> rules_;
  std::vector<std::int64_t> findings_;
  Visit visit_;
  VisitDone out_;
};

VisitLine line_of_visit(store::Transaction& tx, const access::Actor& actor, Visit visit) {
  const auto door = find_door(tx, actor.scope(), visit.door);
  auto by = access::post_title(tx, visit.post);
  return {.visit = std::move(visit), .address = door ? door->address : "", .by = std::move(by)};
}

// An organisation that was at premises, and may have moved since, was visited at their door.
bool is_at(const Visit& visit, const DoorId& told) {
  return visit.door == told || (!told.premises && told.organisation && visit.door.premises);
}

// The key stands for one visit of one post at one door.
Result<VisitDone> delivered_again(const WriteContext& context, const DoorId& told, Visit visit) {
  if (visit.post != context.actor.post() || !is_at(visit, told))
    return problem(ProblemCode::idempotency_mismatch);
  VisitDone out{.door_version = door_version(context.tx, visit.door), .before = true};
  for (const auto& task : tasks_at(context.tx, visit.door)) {
    ++out.waiting;
    out.with_officer = out.with_officer || task.state == TaskState::with_officer;
  }
  out.closed = static_cast<int>(tasks_closed_by(context.tx, visit.id.value).size());
  out.line = line_of_visit(context.tx, context.actor, std::move(visit));
  return out;
}

}  // namespace

Result<VisitDone> record_visit(const WriteContext& context, const intake::FindingEvents& events,
                               const VisitReport& report) {
  WEIGE_CHECK(context.actor.may(Right::visit_doors));
  if (report.led_by_officer) WEIGE_CHECK(context.actor.may(Right::lead_refusals));
  if (auto earlier = visit_submitted(context.tx, report.submission))
    return delivered_again(context, report.door, *std::move(earlier));
  WEIGE_CHECK(check_report(report));
  const auto actor = context.actor.with_purpose(access::Purpose::door_check);
  const WriteContext at_the_door{context.tx,       actor,       context.now, context.town,
                                 context.indexing, context.told};
  return VisitRecorder(at_the_door, events, report).record();
}

Result<std::vector<VisitLine>> list_visits(store::Transaction& tx, const access::Actor& actor,
                                           const VisitQuery& query) {
  WEIGE_CHECK(actor.may(Right::read_tasks));
  std::vector<VisitLine> out;
  for (auto& visit : find_visits(tx, actor.scope(), query))
    out.push_back(line_of_visit(tx, actor, std::move(visit)));
  return out;
}

}  // namespace weige::work
