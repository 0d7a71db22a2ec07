// The job that compares a roster with the register and opens a finding for each difference. It writes nothing
// to the register, and what it finds is seen only once it is whole; after a crash it begins anew. The sender
// hears nothing of it (roster_answer_actions.h).
#pragma once

#include "base/clock.h"
#include "intake/finding.h"
#include "jobs/job_runner.h"
#include "registry/people_index.h"

namespace weige::intake {

struct RosterWork {
  Clock clock;
  registry::PeopleIndex& people;
  const FindingEvents& events = no_followers();
  TownTime town = {};
};
// For JobRunner::handle(kRosterJob, ...). The job's result is {"roster": id}.
jobs::JobRunner::Handler roster_handler(const RosterWork& work);

}  // namespace weige::intake
