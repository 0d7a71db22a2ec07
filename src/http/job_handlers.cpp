#include "http/job_handlers.h"

#include "registry/export_job_actions.h"
#include "registry/import_actions.h"
#include "registry/import_job_actions.h"
#include "registry/reorganise_actions.h"
#include "registry/undo_actions.h"

namespace weige::http {

void add_job_handlers(jobs::JobRunner& runner, const Clock& clock, const std::filesystem::path& scratch) {
  runner.handle(std::string(registry::kExportJob), [clock, scratch](jobs::JobContext& context) {
    return registry::run_export_job(context, {.clock = clock, .scratch = scratch});
  });
  runner.handle(std::string(registry::kImportJob), registry::import_handler(clock));
  runner.handle(std::string(registry::kReorganiseJob),
                [clock](jobs::JobContext& context) { return registry::run_reorganisation(context, clock); });
  runner.handle(std::string(registry::kUndoJob),
                [clock](jobs::JobContext& context) { return registry::run_undo(context, clock); });
}

}  // namespace weige::http
