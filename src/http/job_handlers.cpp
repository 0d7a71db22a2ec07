#include "http/job_handlers.h"

#include "grids/layer_placing_actions.h"
#include "intake/finding_actions.h"
#include "intake/finding_apply_actions.h"
#include "intake/roster_actions.h"
#include "intake/roster_answer_actions.h"
#include "intake/roster_job_actions.h"
#include "registry/export_job_actions.h"
#include "registry/import_actions.h"
#include "registry/import_job_actions.h"
#include "registry/reorganise_actions.h"
#include "registry/undo_actions.h"
#include "town/bulk_erasure_actions.h"
#include "town/key_rotation_actions.h"

namespace weige::http {

void add_job_handlers(jobs::JobRunner& runner, const JobParts& parts) {
  const auto& clock = parts.clock;
  runner.handle(std::string(registry::kExportJob), [clock, scratch = parts.scratch,
                                                    approvals = parts.approvals](jobs::JobContext& context) {
    return registry::run_export_job(context, {.clock = clock, .scratch = scratch, .approvals = approvals});
  });
  runner.handle(std::string(registry::kImportJob), registry::import_handler(clock));
  runner.handle(std::string(registry::kReorganiseJob),
                [clock](jobs::JobContext& context) { return registry::run_reorganisation(context, clock); });
  runner.handle(std::string(grids::kPlacingJob),
                [clock](jobs::JobContext& context) { return grids::run_placing(context, clock); });
  runner.handle(std::string(town::kKeyRotationJob),
                [clock](jobs::JobContext& context) { return town::run_key_rotation(context, clock); });
  auto retention = parts.retention;
  retention.clock = clock;
  runner.handle(std::string(town::kRetentionJob),
                [retention](jobs::JobContext& context) { return town::run_retention(context, retention); });
  runner.handle(std::string(town::kBulkErasureJob), [retention](jobs::JobContext& context) {
    return town::run_bulk_erasure(context, retention);
  });
  runner.handle(std::string(registry::kUndoJob),
                [clock](jobs::JobContext& context) { return registry::run_undo(context, clock); });
  runner.handle(std::string(intake::kRosterJob),
                intake::roster_handler({.clock = clock, .people = parts.people, .events = parts.events}));
  runner.handle(std::string(intake::kApplyRosterJob), intake::apply_roster_handler(clock, parts.events));
}

void add_answer_handlers(jobs::JobRunner& runner, const Clock& clock) {
  runner.handle(std::string(intake::kRosterAnswerJob), intake::answer_handler(clock));
}

}  // namespace weige::http
