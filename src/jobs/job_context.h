// JobContext: what a handler has of its job. A handler works in short transactions and saves its position in
// each of them.
#pragma once

#include <atomic>

#include "jobs/job_store.h"

namespace weige::jobs {

// How a handler goes:
//   for (position = context.job().position; more; ) {
//     WEIGE_CHECK(context.may_go_on());
//     WEIGE_CHECK(context.database().write([&](Transaction& tx) -> Done {
//       ... a piece of work of at most about 20 ms ...
//       return context.save(tx, position, progress);     // same transaction: the piece and its position, or
//       neither
//     }));
//   }
// After a crash it is called again with the position that was saved last; work that was committed is never
// done twice.
class JobContext {
 public:
  struct Surroundings {
    store::Database& database;
    const Clock& clock;
    const std::atomic<bool>& stopping;
    std::chrono::microseconds lease_time;
  };
  JobContext(Surroundings surroundings, Job job, Lease lease)
      : around_(surroundings), job_(std::move(job)), lease_(std::move(lease)), renewed_at_(around_.clock()) {}

  const Job& job() const { return job_; }
  store::Database& database() { return around_.database; }

  // Call it between two pieces: renews the lease when it is time. Problems to be returned by the handler as
  // they are: job_cancelled, job_stopping (the program ends; the job goes on later), job_lost (another
  // instance has it). A wish to cancel is seen one piece later at most.
  Done may_go_on();
  // Problem: job_lost. It rolls the caller's piece back.
  Done save(store::Transaction& tx, std::string_view position, const Progress& progress);
  // For work that cannot go on from the middle: it starts anew after a crash, and only shows how far it is.
  Done show(store::Transaction& tx, const Progress& progress);
  Done save_result(store::Transaction& tx, std::string_view result);
  // The file that the job makes: bytes behind what is there, about a megabyte a step; or all of it away.
  Done append_file(store::Transaction& tx, std::string_view bytes);
  Done drop_file(store::Transaction& tx);

 private:
  Done renew();
  // held: the lease is still ours. Sees a wish to cancel on the way.
  Done saved(store::Transaction& tx, bool held);

  Surroundings around_;
  Job job_;
  Lease lease_;
  Instant renewed_at_;
  std::optional<bool> cancel_seen_;  // by the piece written last, not asked about yet
};

}  // namespace weige::jobs
