// SQL of table job. Everything runs in the caller's transaction.
#pragma once

#include <functional>
#include <vector>

#include "jobs/job.h"
#include "store/database.h"

namespace weige::jobs {

// A running job belongs to one instance until the lease ends; whoever lost it changes nothing any more.
struct Lease {
  JobId job;
  std::string instance;  // unique per start of a runner
};

JobId insert_job(store::Transaction& tx, const NewJob& job, Instant now, Instant expires_at);
std::optional<Job> find_job(store::Transaction& tx, JobId id);
std::vector<Job> jobs_of_account(store::Transaction& tx, std::int64_t account_id, int limit);  // newest first
std::optional<store::Blob> find_result_file(store::Transaction& tx, JobId id);

// The oldest job that waits, or whose lease has ended, and whose kind is accepted.
std::optional<JobId> next_job(store::Transaction& tx, Instant now,
                              const std::function<bool(std::string_view kind)>& accepts);
// Returns how often it has been started without any progress since, this time included.
int start_job(store::Transaction& tx, const Lease& lease, Instant now, Instant lease_until);

// These return false when the lease is no longer this instance's: nothing was changed.
bool save_position(store::Transaction& tx, const Lease& lease, std::string_view position,
                   const Progress& progress);
bool renew_lease(store::Transaction& tx, const Lease& lease, Instant lease_until);
bool save_result(store::Transaction& tx, const Lease& lease, std::string_view result,
                 const std::optional<store::Blob>& file);
bool finish_job(store::Transaction& tx, const Lease& lease, JobState state,
                const std::optional<Problem>& failure, Instant now);
bool put_back(store::Transaction& tx, const Lease& lease);  // waits again; keeps its position

bool cancel_requested(store::Transaction& tx, JobId id);
// Cancels a waiting job at once, asks a running one to stop; false when it has finished already.
bool request_cancel(store::Transaction& tx, JobId id, Instant now);
std::int64_t remove_expired(store::Transaction& tx, Instant now);

}  // namespace weige::jobs
