// Who does which duty: the plan's, unless a committee has settled otherwise (G2: 细化职责分工).
#include "teams/duty_share.h"

#include <gtest/gtest.h>

#include "norms/duty.h"

namespace weige::teams {
namespace duty_share_test {

using access::Role;

TEST(DutyShares, AreThePlansUntilACommitteeSettles) {
  EXPECT_EQ(planned_role("L6"), Role::grid_leader);
  EXPECT_EQ(planned_role("O5"), Role::community_officer);
  EXPECT_EQ(planned_role("C2"), Role::coordinator);
  EXPECT_EQ(planned_role("N7"), Role::helper);
  EXPECT_EQ(planned_role("S2"), Role::community_officer);
  EXPECT_EQ(planned_role("S5"), Role::task_force);
  const auto all = all_shares({{"L6", Role::coordinator, true}});
  EXPECT_EQ(all.size(), norms::duty_titles().size());
  for (const auto& share : all) {
    EXPECT_EQ(share.settled, share.number == "L6");
    EXPECT_EQ(share.role, share.settled ? Role::coordinator : planned_role(share.number));
  }
}

TEST(DutyShares, AreOfKnownDutiesAndOfThoseWhoDoTheWork) {
  EXPECT_TRUE(check({"L6", Role::coordinator}));
  EXPECT_EQ(check({"X1", Role::coordinator}).problem().code, ProblemCode::not_found);
  EXPECT_EQ(check({"L6", Role::auditor}).problem().code, ProblemCode::bad_choice);
}

}  // namespace duty_share_test
}  // namespace weige::teams
