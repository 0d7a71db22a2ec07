// Use case: a believable town in an empty database, with two years of history, and accounts to try it with. The same seed, number and
// day give the same town.
#pragma once

#include <functional>
#include <vector>

#include "standards/division_table.h"
#include "town/sample_staff_actions.h"

namespace weige::town {

inline constexpr int kFewestResidents = 500, kMostResidents = 2'000'000;

struct SampleTownWish {
  int residents = 20'000;
  std::uint64_t seed = 1;
  Day until{};  // the history ends the day before
  access::HashCost cost = {};
};

struct SampleTownMade {
  int residents = 0;
  std::vector<SampleSignIn> sign_ins;
};

struct SampleTownTools {
  Random passwords;                                     // not the town's own chance: whoever knows the seed would know them
  std::function<void(int residents)> progress = [](int) {};  // called now and then with those written so far
};

// The public names and codes of the committees of 徐泾镇 (310118106). Problem: division_table where the table lacks them.
Result<std::vector<SampleCommittee>> sample_committees(const standards::DivisionTable& divisions);

// How many residents each committee has: villages fewer, the sum exact.
std::vector<int> sample_shares(const std::vector<SampleCommittee>& committees, int residents, SampleRandom random);

// Precondition: the database is migrated. Problems: town_not_empty, bad_number (residents, 500 to 2,000,000), division_table. Each
// committee is written in many transactions; after a failure the database is of no use.
Result<SampleTownMade> make_sample_town(store::Database& database, const SampleTownWish& wish,
                                        const standards::DivisionTable& divisions, const SampleTownTools& tools);

}  // namespace weige::town
