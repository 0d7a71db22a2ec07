// The figures of the register on both engines: kept while it is written, they are what counting from scratch
// gives (G2, L6, S2), and nobody sees those of another scope.
#include <gtest/gtest.h>

#include "reference/slow_figures.h"
#include "registry/overview_actions.h"
#include "support/databases.h"
#include "support/random_register.h"

namespace weige::registry {
namespace figures_test {

using testing_support::RandomRegister;

Figures kept_figures(store::Transaction& tx) {
  Figures out;
  tx.each("SELECT area_id, figure, part, amount FROM register_figure", [&](const store::Row& row) {
    add(out, {row.int64(0), figure_of(row.text(1)).value(), row.get<std::string>(2)}, row.int64(3));
  });
  return out;
}

std::string shown(const Figures& figures) {
  std::string out;
  for (const auto& [key, amount] : figures)
    out += std::to_string(key.area_id) + " " + std::string(code(key.figure)) + " " + key.part + " = " +
           std::to_string(amount) + "\n";
  return out;
}

class RegisterFigures : public testing_support::BothEngines {};

TEST_P(RegisterFigures, AreWhatCountingFromScratchGivesUnderAnyLife) {
  for (const unsigned seed : {1u, 2u, 3u}) {
    testing_support::ScratchDatabase scratch(GetParam());
    RandomRegister life(scratch.db(), testing_support::make_small_town(scratch.db()), seed);
    for (int i = 0; i < 150; ++i) {
      const auto act = life.step();
      scratch.db().read([&](store::Transaction& tx) {
        ASSERT_EQ(shown(kept_figures(tx)), shown(reference::SlowFigures(tx).figures()))
            << "seed " << seed << ", step " << i << ": " << act;
      });
      if (HasFatalFailure()) return;
    }
    EXPECT_GT(life.done(), 60) << "most acts should be possible";
  }
}

WEIGE_BOTH_ENGINES(RegisterFigures);

}  // namespace figures_test

}  // namespace weige::registry
