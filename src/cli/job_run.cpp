#include "cli/job_run.h"

#include <unistd.h>

#include <atomic>
#include <ostream>
#include <thread>

#include "jobs/job_actions.h"

namespace weige::cli {
namespace {

using store::Transaction;

constexpr std::chrono::milliseconds kLookEvery{300};

// Tells how far the job is until it goes.
class ProgressTeller {
 public:
  ProgressTeller(store::Database& database, jobs::JobId job, std::ostream& out)
      : thread_([this, &database, job, &out] {
          std::string last;
          do {
            const auto now = database.read([&](Transaction& tx) { return jobs::get_job(tx, job); });
            if (now && !now->progress.doing.empty()) {
              const auto line = now->progress.doing + " " + std::to_string(now->progress.done) + "/" +
                                std::to_string(now->progress.total.value_or(0));
              if (line != last) out << line << std::endl;
              last = line;
            }
            std::this_thread::sleep_for(kLookEvery);
          } while (!over_);
        }) {}
  ~ProgressTeller() {
    over_ = true;
    thread_.join();
  }
  ProgressTeller(const ProgressTeller&) = delete;
  ProgressTeller& operator=(const ProgressTeller&) = delete;

 private:
  std::atomic<bool> over_ = false;
  std::thread thread_;
};

}  // namespace

Done run_job(const JobSurroundings& around, jobs::JobId id, const jobs::JobRunner::Handler& handler) {
  auto& database = around.database;
  const auto look = [&] { return database.read([&](Transaction& tx) { return jobs::get_job(tx, id); }); };
  WEIGE_TRY(const auto submitted, look());
  jobs::JobRunner runner(database, around.clock,
                         {.instance = "cli-" + std::to_string(::getpid()) + "-" + std::to_string(id.value)});
  runner.handle(submitted.kind, handler);
  const ProgressTeller teller(database, id, around.progress);
  for (;;) {
    const bool worked = runner.run_one();
    WEIGE_TRY(const auto job, look());
    if (job.failure) return *job.failure;
    if (is_finished(job.state))
      return job.state == jobs::JobState::cancelled ? Done(problem(ProblemCode::job_cancelled)) : done();
    if (!worked) std::this_thread::sleep_for(kLookEvery);
  }
}

}  // namespace weige::cli
