// Which kinds of long work this program runs. The one place where a new kind is named.
#pragma once

#include <filesystem>

#include "access/approval.h"
#include "base/clock.h"
#include "intake/finding.h"
#include "jobs/job_runner.h"
#include "registry/people_index.h"
#include "town/retention_actions.h"

namespace weige::http {

// scratch: the folder for files on their way; empty = the system's. people and events outlive the runner.
struct JobParts {
  Clock clock;
  std::filesystem::path scratch;
  registry::PeopleIndex& people;
  const intake::FindingEvents& events = intake::finding_events();
  town::RetentionParts retention = {};  // its clock is this one's
  access::ApprovalRules approvals = {};
};
void add_job_handlers(jobs::JobRunner& runner, const JobParts& parts);
// Those that answer senders run apart from all others, whose time would tell something of the register.
void add_answer_handlers(jobs::JobRunner& runner, const Clock& clock);

}  // namespace weige::http
