// The plan's three phases (G2), of one committee.
#include "town/set_up_progress.h"

#include <gtest/gtest.h>

namespace weige::town {
namespace set_up_progress_test {

TEST(SetUpProgress, IsSetUpUntilEveryGridHasItsTeamAndThereAreForces) {
  EXPECT_EQ(phase_of({}), Phase::set_up);
  EXPECT_EQ(phase_of({.grids = 2, .complete = 1, .forces = 3}), Phase::set_up);
  EXPECT_EQ(phase_of({.grids = 2, .complete = 2}), Phase::set_up);
}

TEST(SetUpProgress, RunsUntilWhatIsDueIsDone) {
  EXPECT_EQ(phase_of({.grids = 2, .complete = 2, .forces = 3, .duties_done = 9, .duties_due = 10}),
            Phase::full_run);
  EXPECT_EQ(phase_of({.grids = 2, .complete = 2, .forces = 3, .duties_done = 10, .duties_due = 10}),
            Phase::regime);
  EXPECT_EQ(code(Phase::full_run), "full_run");
}

}  // namespace set_up_progress_test
}  // namespace weige::town
