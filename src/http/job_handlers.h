// Which kinds of long work this program runs. The one place where a new kind is named.
#pragma once

#include <filesystem>

#include "base/clock.h"
#include "jobs/job_runner.h"

namespace weige::http {

// scratch: the folder for files on their way; empty = the system's.
void add_job_handlers(jobs::JobRunner& runner, const Clock& clock, const std::filesystem::path& scratch);

}  // namespace weige::http
