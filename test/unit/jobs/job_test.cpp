#include "jobs/job.h"

#include <gtest/gtest.h>

namespace weige::jobs {
namespace job_test {

TEST(JobProblem, SurvivesItsColumn) {
  const Problem plain = problem(ProblemCode::not_found);
  const Problem full = problem(ProblemCode::bad_number, "/a/b").with("min", "1").with("max", "");
  EXPECT_EQ(problem_from_text(to_text(plain)), plain);
  EXPECT_EQ(problem_from_text(to_text(full)).place, "/a/b");
  EXPECT_EQ(problem_from_text(to_text(full)), full);
}

TEST(JobProblem, OfANewerVersionIsInternal) {
  EXPECT_EQ(problem_from_text("from-the-future\t").code, ProblemCode::internal);
}

TEST(JobState, ReadsItsOwnText) {
  for (const auto state :
       {JobState::waiting, JobState::running, JobState::done, JobState::failed, JobState::cancelled})
    EXPECT_EQ(job_state(to_text(state)), state);
}

}  // namespace job_test
}  // namespace weige::jobs
