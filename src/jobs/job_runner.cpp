#include "jobs/job_runner.h"

#include "base/give_way.h"

namespace weige::jobs {

using store::Transaction;

namespace {

// Runners meet at the same few rows: whoever loses again and again tries on, since somebody else has won each
// time.
template <class F>
auto persistently(F&& f) {
  for (;;) try {
      return f();
    } catch (const store::DatabaseError& error) {
      if (error.kind() != store::Failure::serialization) throw;
    }
}

}  // namespace

JobRunner::JobRunner(store::Database& database, Clock clock, RunnerOptions options)
    : database_(database), clock_(std::move(clock)), options_(std::move(options)) {}

JobRunner::~JobRunner() {
  stop();
}

void JobRunner::handle(std::string kind, Handler handler) {
  handlers_.emplace(std::move(kind), std::move(handler));
}

bool JobRunner::run_one() {
  auto taken = take();
  if (!taken) return false;
  if (taken->hopeless) {
    conclude(taken->lease, problem(ProblemCode::job_gave_up));
    return true;
  }
  const std::string kind = taken->job.kind;
  JobContext context({database_, clock_, stopping_, options_.lease_time}, std::move(taken->job),
                     taken->lease);
  conclude(taken->lease, call_handler(context, kind));
  return true;
}

// Choosing and marking in one serializable transaction: of two runners that choose the same job one is
// repeated.
std::optional<JobRunner::Taken> JobRunner::take() {
  const auto accepts = [this](std::string_view kind) { return handlers_.contains(kind); };
  const Instant now = clock_();
  const auto waiting = database_.read([&](Transaction& tx) { return next_job(tx, now, accepts); });
  if (!waiting) return std::nullopt;
  auto taken = persistently([&] {
    return database_.write([&](Transaction& tx) -> Result<std::optional<Taken>> {
      const auto id = next_job(tx, now, accepts);
      if (!id) return std::optional<Taken>{};
      const Lease lease{*id, options_.instance};
      const int starts = start_job(tx, lease, now, now + options_.lease_time);
      return std::optional(Taken{*find_job(tx, *id), lease, starts > options_.fruitless_starts});
    });
  });
  return std::move(taken).value();
}

// An exception of a handler ends its job, not the server. Failures of the database leave it to the end of the
// lease.
Done JobRunner::call_handler(JobContext& context, const std::string& kind) {
  try {
    return handlers_.find(kind)->second(context);
  } catch (const store::DatabaseError& error) {
    if (error.kind() == store::Failure::bug) return problem(ProblemCode::internal).with("trace", "job");
    return problem(ProblemCode::job_lost);
  } catch (const std::exception&) {
    return problem(ProblemCode::internal).with("trace", "job");
  }
}

void JobRunner::conclude(const Lease& lease, const Done& outcome) {
  const auto code = outcome ? std::optional<ProblemCode>() : outcome.problem().code;
  if (code == ProblemCode::job_lost) return;
  const auto end = [&](Transaction& tx) -> Done {
    if (code == ProblemCode::job_stopping)
      put_back(tx, lease);
    else if (!code)
      finish_job(tx, lease, JobState::done, {}, clock_());
    else if (code == ProblemCode::job_cancelled)
      finish_job(tx, lease, JobState::cancelled, {}, clock_());
    else
      finish_job(tx, lease, JobState::failed, outcome.problem(), clock_());
    return done();
  };
  const auto written = persistently([&] { return database_.write(end); });
  if (!written || (code && code != ProblemCode::job_stopping && code != ProblemCode::job_cancelled))
    log_(lease.job, outcome ? written.problem() : outcome.problem());
}

void JobRunner::start(int threads) {
  stopping_ = false;
  for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
}

// An import of a town takes a minute on all processors, and pages are asked for beside it.
void JobRunner::work() {
  give_way();
  while (!stopping_) {
    bool worked = false;
    try {
      worked = run_one();
    } catch (const store::DatabaseError& error) {
      log_({}, problem(ProblemCode::unavailable));  // the database is away: look again later
    }
    if (!worked) wait_for_work();
  }
}

void JobRunner::wait_for_work() {
  std::unique_lock lock(mutex_);
  woken_.wait_for(lock, options_.look_every, [this] { return wake_ || stopping_; });
  wake_ = false;
}

void JobRunner::wake() {
  {
    const std::lock_guard lock(mutex_);
    wake_ = true;
  }
  woken_.notify_all();
}

void JobRunner::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  woken_.notify_all();
  for (auto& thread : threads_) thread.join();
  threads_.clear();
}

}  // namespace weige::jobs
