// Use case: a believable town in an empty database, with two years of history, a map, some weeks of daily
// work, and accounts to try it with.
// The same seed, number and day give the same town.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "town/sample_map_actions.h"
#include "town/sample_staff_actions.h"
#include "town/sample_town.h"
#include "town/sample_work_actions.h"

namespace weige::town {

struct SampleTownMade {
  int residents = 0;
  std::vector<SampleSignIn> sign_ins;
  std::optional<SampleMapMade> map = {};
  std::optional<SampleWorkMade> work = {};
};

struct SampleTownTools {
  Random passwords;  // not the town's own chance: whoever knows the seed would know them
  std::function<void(int residents)> progress = [](int) {};  // called now and then with those written so far
  access::HashCost cost = {};
};

// Precondition: the database is migrated. Problems: town_not_empty, and those of check() and
// registry::plan_town(). Each committee is written in many transactions; after a failure the database is of
// no use.
Result<SampleTownMade> make_sample_town(store::Database& database, const SampleSize& size,
                                        const standards::DivisionTable& divisions,
                                        const SampleTownTools& tools);

}  // namespace weige::town
