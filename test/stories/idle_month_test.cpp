// A month in which nobody does anything: the duty board says so of every duty that is due, and of nothing
// else.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <set>

#include "support/http/story.h"
#include "town/duty_board.h"
#include "town/duty_board_store.h"

namespace weige::testing_support {
namespace idle_month_test {

class IdleMonth : public Story {};
WEIGE_BOTH_ENGINES(IdleMonth);

TEST_P(IdleMonth, EveryDutyThatIsDueIsMissing) {
  (void)helper();
  (void)leader();
  (void)officer();
  std::set<std::string_view> proved;
  for (const auto& proof : town::duty_proofs()) proved.insert(proof.number);
  for (const auto& line : town::duty_lines()) {
    if (!proved.contains(line.number) || line.asked != town::Asked::each_month) continue;
    EXPECT_EQ(board(std::string(line.number)), "missing") << line.number;
  }
}

TEST_P(IdleMonth, WhatIsNotBuiltSaysSo) {
  for (const auto* number : {"O10", "C6", "S6"}) EXPECT_EQ(board(number), "not_built") << number;
}

}  // namespace idle_month_test
}  // namespace weige::testing_support
