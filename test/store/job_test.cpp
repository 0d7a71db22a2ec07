#include <gtest/gtest.h>

#include <set>

#include "jobs/job_actions.h"
#include "jobs/job_runner.h"
#include "support/databases.h"

namespace weige::jobs {
namespace job_test {

using store::Transaction;
using namespace std::chrono_literals;

class JobTest : public testing_support::BothEngines {
 protected:
  Instant now{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}};
  Clock clock = [this] { return now; };

  JobRunner runner(std::string instance) { return JobRunner(db(), clock, {.instance = std::move(instance)}); }
  JobId submit(std::string kind = "count", std::string input = "3") {
    return db()
        .write([&](Transaction& tx) -> Result<JobId> {
          return submit_job(tx, {kind, input, {.account_id = 1, .post_id = 2, .area_id = 3}}, now);
        })
        .value();
  }
  Job get(JobId id) {
    return db().read([&](Transaction& tx) { return get_job(tx, id); }).value();
  }
  std::string file_of(JobId id) {
    std::string out;
    db().read([&](Transaction& tx) { read_file(tx, id, [&](std::string_view part) { out += part; }); });
    return out;
  }
  Done cancel(JobId id) {
    return db().write([&](Transaction& tx) { return cancel_job(tx, id, now); });
  }
};

// Counts up to the number in the input, one committed step each. Before step `at` it calls `meanwhile`.
JobRunner::Handler counting(std::vector<int>& steps, int at = -1, std::function<void()> meanwhile = {}) {
  return [&steps, at, meanwhile](JobContext& context) -> Done {
    const int total = std::stoi(context.job().input);
    int position = context.job().position.empty() ? 0 : std::stoi(context.job().position);
    while (position < total) {
      if (position == at && meanwhile) meanwhile();
      WEIGE_CHECK(context.may_go_on());
      WEIGE_CHECK(context.database().write([&](Transaction& tx) -> Done {
        return context.save(tx, std::to_string(position + 1), {"counting", position + 1, total});
      }));
      steps.push_back(position++);
    }
    return context.database().write([&](Transaction& tx) -> Done {
      WEIGE_CHECK(context.drop_file(tx));
      WEIGE_CHECK(context.append_file(tx, "first part, "));
      WEIGE_CHECK(context.append_file(tx, "second part"));
      return context.save_result(tx, "{\"counted\":" + std::to_string(total) + "}");
    });
  };
}

TEST_P(JobTest, RunsToItsEndAndKeepsItsResult) {
  std::vector<int> steps;
  auto runs = runner("a");
  runs.handle("count", counting(steps));
  const JobId id = submit();
  EXPECT_EQ(get(id).state, JobState::waiting);
  EXPECT_TRUE(runs.run_one());
  EXPECT_FALSE(runs.run_one());
  const Job job = get(id);
  EXPECT_EQ(job.state, JobState::done);
  EXPECT_EQ(job.progress, (Progress{"counting", 3, 3}));
  EXPECT_EQ(job.result, "{\"counted\":3}");
  EXPECT_EQ(job.owner, (JobOwner{1, 2, 3}));
  EXPECT_EQ(job.finished_at, now);
  EXPECT_TRUE(job.has_result_file);
  EXPECT_EQ(file_of(id), "first part, second part");
  EXPECT_EQ(steps, (std::vector{0, 1, 2}));
}

TEST_P(JobTest, TakesTheOldestFirstAndLeavesUnknownKindsAlone) {
  std::vector<std::string> seen;
  auto runs = runner("a");
  runs.handle("count", [&](JobContext& context) -> Done {
    seen.push_back(context.job().input);
    return done();
  });
  const JobId strange = submit("strange");
  submit("count", "first");
  now += 1s;
  submit("count", "second");
  while (runs.run_one()) {
  }
  EXPECT_EQ(seen, (std::vector<std::string>{"first", "second"}));
  EXPECT_EQ(get(strange).state, JobState::waiting);
}

TEST_P(JobTest, ResumesWhereADeadRunnerLeftOff) {
  std::vector<int> steps;
  const JobId id = submit();
  {
    auto dies = runner("dies");
    // As a killed process: nothing of the outcome is written.
    dies.handle("count", counting(steps, 2,
                                  [] { throw store::DatabaseError(store::Failure::unavailable, "killed"); }));
    EXPECT_TRUE(dies.run_one());
  }
  EXPECT_EQ(get(id).state, JobState::running);
  auto next = runner("next");
  next.handle("count", counting(steps));
  EXPECT_FALSE(next.run_one()) << "the lease has not ended yet";
  now += 61s;
  EXPECT_TRUE(next.run_one());
  EXPECT_EQ(get(id).state, JobState::done);
  EXPECT_EQ(steps, (std::vector{0, 1, 2}));
}

TEST_P(JobTest, WhoLostTheLeaseChangesNothing) {
  std::vector<int> slow_steps, fast_steps;
  const JobId id = submit();
  auto slow = runner("slow"), fast = runner("fast");
  fast.handle("count", counting(fast_steps));
  slow.handle("count", counting(slow_steps, 1, [&] {
                now += 61s;  // it slept too long, and another instance did the rest
                EXPECT_TRUE(fast.run_one());
              }));
  EXPECT_TRUE(slow.run_one());
  EXPECT_EQ(slow_steps, (std::vector{0}));
  EXPECT_EQ(fast_steps, (std::vector{1, 2}));
  EXPECT_EQ(get(id).state, JobState::done);
}

TEST_P(JobTest, KeepsItsLeaseWhileItWorks) {
  std::vector<int> steps, others;
  submit("count", "5");
  auto works = runner("works"), waits = runner("waits");
  waits.handle("count", counting(others));
  works.handle("count", [&](JobContext& context) -> Done {
    for (int i = 0; i < 10; ++i) {
      now += 25s;
      WEIGE_CHECK(context.may_go_on());
      EXPECT_FALSE(waits.run_one());
    }
    return done();
  });
  EXPECT_TRUE(works.run_one());
  EXPECT_TRUE(others.empty());
}

TEST_P(JobTest, IsCancelledWhileWaitingAndWhileRunning) {
  const JobId waiting = submit();
  EXPECT_TRUE(cancel(waiting).ok());
  EXPECT_EQ(get(waiting).state, JobState::cancelled);
  std::vector<int> steps;
  const JobId running = submit();
  auto runs = runner("a");
  runs.handle("count", counting(steps, 1, [&] { EXPECT_TRUE(cancel(running).ok()); }));
  EXPECT_TRUE(runs.run_one());
  EXPECT_EQ(get(running).state, JobState::cancelled);
  EXPECT_EQ(steps, (std::vector{0, 1}));  // of three: the piece under way when the wish came is the last
  EXPECT_EQ(cancel(running).problem().code, ProblemCode::job_finished);
  EXPECT_EQ(cancel(JobId{999}).problem().code, ProblemCode::not_found);
}

TEST_P(JobTest, WhatHasBegunIsTakenBackByItsHandlerEvenWhereItWaits) {
  const auto submitted = db().write([&](Transaction& tx) -> Result<JobId> {
    return submit_job(
        tx, {.kind = "count", .input = "3", .owner = {}, .position = "1", .progress = {"counting", 1, 3}},
        now);
  });
  const JobId id = submitted.value();
  EXPECT_EQ(get(id).progress, (Progress{"counting", 1, 3}));
  EXPECT_TRUE(cancel(id).ok());
  EXPECT_EQ(get(id).state, JobState::waiting) << "its handler has to see it first";
  bool taken_back = false;
  auto runs = runner("a");
  runs.handle("count", [&](JobContext& context) -> Done {
    auto go_on = context.may_go_on();
    taken_back = !go_on && go_on.problem().code == ProblemCode::job_cancelled;
    return go_on;
  });
  EXPECT_TRUE(runs.run_one());
  EXPECT_TRUE(taken_back);
  EXPECT_EQ(get(id).state, JobState::cancelled);
}

TEST_P(JobTest, TellsWhyItFailed) {
  auto runs = runner("a");
  runs.handle("refuses", [](JobContext&) -> Done {
    return problem(ProblemCode::too_long, "Sheet1!C12").with("max", "7");
  });
  runs.handle("throws", [](JobContext&) -> Done { throw std::logic_error("a bug"); });
  const JobId refused = submit("refuses"), thrown = submit("throws");
  std::vector<ProblemCode> logged;
  runs.on_failure([&](JobId, const Problem& why) { logged.push_back(why.code); });
  while (runs.run_one()) {
  }
  EXPECT_EQ(get(refused).state, JobState::failed);
  EXPECT_EQ(get(refused).failure, problem(ProblemCode::too_long, "Sheet1!C12").with("max", "7"));
  EXPECT_EQ(get(thrown).failure->code, ProblemCode::internal);
  EXPECT_EQ(logged, (std::vector{ProblemCode::too_long, ProblemCode::internal}));
}

TEST_P(JobTest, GivesUpWhenItNeverGetsOn) {
  const JobId id = submit();
  int starts = 0;
  auto runs = runner("a");
  runs.handle("count", [&](JobContext&) -> Done {
    ++starts;
    return problem(ProblemCode::job_lost);  // as seen from outside when the process dies
  });
  for (int i = 0; i < 8; ++i, now += 61s) runs.run_one();
  EXPECT_EQ(starts, 5);
  EXPECT_EQ(get(id).failure, problem(ProblemCode::job_gave_up));
}

TEST_P(JobTest, StopsGracefullyAndGoesOnLater) {
  std::vector<int> steps;
  const JobId id = submit();
  {
    auto runs = runner("a");
    runs.handle("count", counting(steps, 2, [&] { runs.stop(); }));
    EXPECT_TRUE(runs.run_one());
  }
  EXPECT_EQ(get(id).state, JobState::waiting);
  EXPECT_EQ(get(id).position, "2");
  auto next = runner("b");
  next.handle("count", counting(steps));
  EXPECT_TRUE(next.run_one());
  EXPECT_EQ(steps, (std::vector{0, 1, 2}));
}

TEST_P(JobTest, TwoRunnersNeverRunTheSameJob) {
  constexpr int jobs = 24;
  for (int i = 0; i < jobs; ++i) submit("count", std::to_string(i));
  std::mutex mutex;
  std::vector<std::string> seen;
  const auto note = [&](JobContext& context) -> Done {
    const std::lock_guard lock(mutex);
    seen.push_back(context.job().input);
    return done();
  };
  auto first = runner("first"), second = runner("second");
  std::vector<std::thread> threads;
  for (JobRunner* runs : {&first, &second}) {
    runs->handle("count", note);
    threads.emplace_back([runs] {
      while (runs->run_one()) {
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(seen.size(), jobs);
  EXPECT_EQ(std::set(seen.begin(), seen.end()).size(), jobs);
}

TEST_P(JobTest, WorksInThreadsUntilStopped) {
  constexpr int jobs = 10;
  std::mutex mutex;
  std::condition_variable counted;
  int finished = 0;
  auto runs = runner("a");
  runs.handle("count", [&](JobContext&) -> Done {
    const std::lock_guard lock(mutex);
    if (++finished == jobs) counted.notify_all();
    return done();
  });
  runs.start(2);
  for (int i = 0; i < jobs; ++i) submit();
  runs.wake();
  {
    std::unique_lock lock(mutex);
    EXPECT_TRUE(counted.wait_for(lock, 60s, [&] { return finished == jobs; }));
  }
  runs.stop();
  const auto done_jobs = db().read(
      [](Transaction& tx) { return tx.scalar<int>("SELECT count(*) FROM job WHERE state = 'done'"); });
  EXPECT_EQ(done_jobs, jobs);
}

TEST_P(JobTest, IsRemovedWhenItsTimeHasCome) {
  std::vector<int> steps;
  auto runs = runner("a");
  runs.handle("count", counting(steps));
  const JobId finished = submit();
  runs.run_one();
  const JobId unfinished = submit();
  EXPECT_EQ(remove_expired(db(), now), 0);
  EXPECT_EQ(file_of(finished), "first part, second part");
  now += job_retention + 1s;
  EXPECT_EQ(remove_expired(db(), now), 1);
  EXPECT_EQ(file_of(finished), "");
  EXPECT_EQ(get(unfinished).state, JobState::waiting);
}

WEIGE_BOTH_ENGINES(JobTest);

}  // namespace job_test

}  // namespace weige::jobs
