#include "cli/approval_rules.h"

#include <gtest/gtest.h>
#include <stdlib.h>

namespace weige::cli {
namespace approval_rules_test {

class ApprovalRulesOfCommands : public testing::Test {
 protected:
  void SetUp() override { TearDown(); }
  void TearDown() override {
    ::unsetenv("WEIGE_TWO_PERSONS");
    ::unsetenv("WEIGE_BULK_EXPORT_PEOPLE");
  }
};

TEST_F(ApprovalRulesOfCommands, AreWhatShipsUnlessTheEnvironmentSaysOtherwise) {
  EXPECT_EQ(approval_rules()->two_persons, access::TwoPersons::required);
  EXPECT_EQ(approval_rules()->bulk_export_people, 200);
  ::setenv("WEIGE_TWO_PERSONS", "off", 1);
  ::setenv("WEIGE_BULK_EXPORT_PEOPLE", "50", 1);
  EXPECT_EQ(approval_rules()->two_persons, access::TwoPersons::off);
  EXPECT_EQ(approval_rules()->bulk_export_people, 50);
}

TEST_F(ApprovalRulesOfCommands, AreNotGuessed) {
  ::setenv("WEIGE_TWO_PERSONS", "no", 1);
  EXPECT_EQ(approval_rules().problem().code, ProblemCode::setting);
  ::setenv("WEIGE_TWO_PERSONS", "required", 1);
  for (const char* wrong : {"", "-1", "5x", "many"}) {
    ::setenv("WEIGE_BULK_EXPORT_PEOPLE", wrong, 1);
    EXPECT_EQ(approval_rules().problem().code, ProblemCode::setting) << wrong;
  }
}

}  // namespace approval_rules_test
}  // namespace weige::cli
