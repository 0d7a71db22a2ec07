#include "work/task_follow_writer.h"

#include "work/finding_task_store.h"
#include "work/task_store.h"
#include "work/visit_store.h"

namespace weige::work {

void follow_register(registry::RegisterEvents& events) {
  events.settled.subscribe([](store::Transaction& tx, std::span<const std::int64_t> addresses) -> Done {
    move_tasks(tx, addresses);
    move_visits(tx, addresses);
    return done();
  });
}

void follow_findings(intake::FindingEvents& events) {
  events.decided.subscribe([](store::Transaction& tx, const intake::Finding& finding) -> Done {
    cancel_finding_tasks(tx, finding.decided_at.value_or(finding.opened_at), finding.id.value);
    return done();
  });
}

}  // namespace weige::work
