// The job that answers the sender of a roster: what is wrong with its rows, from the rows alone, and its
// pocket roster. It runs beside the comparison, on a thread that compares nothing, so that neither the answer
// nor its time tells anything of the register; after a crash it begins anew.
#pragma once

#include "base/clock.h"
#include "jobs/job_runner.h"

namespace weige::intake {

// For JobRunner::handle(kRosterAnswerJob, ...).
jobs::JobRunner::Handler answer_handler(Clock clock, TownTime town = {});

}  // namespace weige::intake
