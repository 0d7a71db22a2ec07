#include "registry/import_job_actions.h"

#include "registry/import_run_actions.h"

namespace weige::registry {

jobs::JobRunner::Handler import_handler(Clock clock, TownTime town) {
  return [clock = std::move(clock), town](jobs::JobContext& job) -> Done {
    WEIGE_TRY(auto run, begin_run(job, clock, town));
    auto position = import_position(job.job().position);
    if (run.barred) {
      WEIGE_CHECK(abandon_import(run, position));
      return *run.barred;
    }
    if (position.phase == ImportPosition::Phase::take_back) return take_back_import(run, position);
    if (position.phase == ImportPosition::Phase::check) {
      WEIGE_CHECK(check_rows(run));
      position = {.phase = ImportPosition::Phase::apply};
    }
    return apply_rows(run, position);
  };
}

}  // namespace weige::registry
