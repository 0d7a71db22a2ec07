// Use cases of one's own long work: list, look at, cancel, fetch the file. Another account's job is answered
// like one that does not exist.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "access/actor.h"
#include "access/audit.h"
#include "jobs/job.h"
#include "store/database.h"

namespace weige::town {

inline constexpr access::SubjectKind kJob{"job"};
inline constexpr access::AuditAction kJobCancelled{"job.cancelled"};
inline constexpr access::AuditAction kJobFileRead{"job.file.read"};

// Newest first, at most 100.
std::vector<jobs::Job> own_jobs(store::Transaction& tx, const access::Actor& actor);
// Problem: not_found.
Result<jobs::Job> own_job(store::Transaction& tx, const access::Actor& actor, jobs::JobId id);
// As it is afterwards: a running job stops at its next step. Problems: not_found, job_finished.
Result<jobs::Job> cancel_own_job(store::Transaction& tx, Instant now, const access::Actor& actor,
                                 jobs::JobId id);

struct FileReading {
  Instant now;
  access::ReadingLog& readings;  // committed before the answer leaves
  std::function<void(std::string_view part)> sink;
};
// The file that the job made, part by part. Only while the account still holds the post in which it asked for
// it: what the post may no longer see is not to be had through an old file. Problems: not_found, forbidden
// (in another post), undertaking_required, step_up_required.
Result<jobs::Job> read_own_file(store::Transaction& tx, const access::Actor& actor, jobs::JobId id,
                                const FileReading& reading);

}  // namespace weige::town
