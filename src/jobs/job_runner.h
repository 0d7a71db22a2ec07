// JobRunner: takes waiting jobs, and those whose runner has died, and runs them. Two runners never run the
// same job at once.
#pragma once

#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

#include "jobs/job_context.h"

namespace weige::jobs {

struct RunnerOptions {
  std::string instance;  // unique per start of the program
  std::chrono::microseconds lease_time = std::chrono::seconds{60};
  std::chrono::milliseconds look_every{1000};  // for jobs that other instances have submitted or lost
  int fruitless_starts =
      5;  // started so often without progress: failed, so that it does not crash us for ever
};

class JobRunner {
 public:
  using Handler = std::function<Done(JobContext&)>;
  using Log = std::function<void(JobId, const Problem&)>;

  JobRunner(store::Database& database, Clock clock, RunnerOptions options);
  ~JobRunner();

  // Before start(). A kind without a handler is left to other instances.
  void handle(std::string kind, Handler handler);
  void on_failure(Log log) { log_ = std::move(log); }

  // Runs one job to its end on this thread. False when there is nothing to do.
  bool run_one();
  void start(int threads);
  void wake();  // a job has been submitted
  // Asks running jobs to stop at their next step and waits for them; they go on where the next runner starts.
  void stop();

 private:
  struct Taken {
    Job job;
    Lease lease;
    bool hopeless;
  };
  std::optional<Taken> take();
  Done call_handler(JobContext& context, const std::string& kind);
  void conclude(const Lease& lease, const Done& outcome);
  void work();
  void wait_for_work();

  store::Database& database_;
  Clock clock_;
  RunnerOptions options_;
  std::map<std::string, Handler, std::less<>> handlers_;
  Log log_ = [](JobId, const Problem&) {};
  std::atomic<bool> stopping_ = false;
  std::mutex mutex_;
  std::condition_variable woken_;
  bool wake_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace weige::jobs
