#include "work/task_follow_writer.h"

#include "access/actor.h"
#include "work/finding_task_store.h"
#include "work/task_store.h"
#include "work/task_writer.h"
#include "work/visit_store.h"

namespace weige::work {
namespace {

// C5, O5: what was found at a door that was handed over is not decided by who handed it over, nor with a list
// by anybody who has not looked at it.
Done check_not_with_officer(store::Transaction& tx, const access::Actor& actor,
                            const intake::Finding& finding, intake::Deciding how) {
  if (how == intake::Deciding::one && actor.role() != access::Role::coordinator) return done();
  for (const auto source : {TaskSource::finding, TaskSource::handed_down})
    if (waits_for_officer(tx, source, finding.id.value)) return problem(ProblemCode::door_with_officer);
  return done();
}

void drop_tasks_of(store::Transaction& tx, const intake::Finding& finding) {
  std::vector<DoorId> refused;
  for (const auto source : {TaskSource::finding, TaskSource::handed_down})
    for (const auto& task : tasks_of_source(tx, source, finding.id.value))
      if (task.state == TaskState::with_officer)
        refused.push_back({task.about.premises, task.about.organisation});
  cancel_finding_tasks(tx, finding.decided_at.value_or(finding.opened_at), finding.id.value);
  for (const auto& door : refused) forget_ended_refusals(tx, door);
}

}  // namespace

void follow_register(registry::RegisterEvents& events) {
  events.settled.subscribe([](store::Transaction& tx, std::span<const std::int64_t> addresses) -> Done {
    move_tasks(tx, addresses);
    move_visits(tx, addresses);
    return done();
  });
}

void follow_findings(intake::FindingEvents& events) {
  events.deciding.subscribe(check_not_with_officer);
  events.decided.subscribe([](store::Transaction& tx, const intake::Finding& finding) -> Done {
    drop_tasks_of(tx, finding);
    return done();
  });
}

}  // namespace weige::work
