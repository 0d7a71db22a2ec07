// Use case: teams for the sample town's grids, as they have come together since the grids are in force. Some
// are complete, some lack what teams lack in life; one committee has none of it, so that beginnings can be
// looked at, too.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/actor.h"
#include "store/database.h"
#include "town/sample_layers.h"
#include "town/sample_numbers.h"
#include "town/sample_plan.h"
#include "town/sample_staff_actions.h"

namespace weige::town {

struct SampleWorkWish {
  store::Database& database;
  SampleStaffing& staffing;  // a leader's sign-in is added
  const SampleLayers& layers;
  SamplePeriod period;
  SampleNumbers& numbers;
  SampleRandom random;
  const Random& passwords;
  access::HashCost cost = {};

  // So many days before the end of the history, which no record of it reaches; of the town's time.
  Day day(int before) const { return Day{period.until - std::chrono::days{before}}; }
  Instant at(int before, int hour, int minute = 0) const {
    return Instant{period.until - std::chrono::days{before} + std::chrono::hours{hour - 8} +
                   std::chrono::minutes{minute}};
  }
};

struct SampleTeam {
  access::AreaId grid;
  std::size_t committee = 0;  // its index
  std::uint64_t number = 0;   // within it
  std::string name;           // of the grid
  bool is_populated = true;
  bool is_open = false;       // some of its posts can be signed in to: there is more to be seen
  SampleDuty clerk, officer;  // of the committee
  std::optional<SampleDuty> leader = {}, coordinator = {};

  // A stream of chance of its own for each part of its work.
  SampleRandom random(const SampleWorkWish& wish, std::uint64_t part) const {
    return wish.random.branch((part << 32U) + (static_cast<std::uint64_t>(committee) << 16U) + number);
  }
};

// Whoever acts at that time. Problems: a bug's.
Result<access::Actor> sample_actor(store::Transaction& tx, Instant now, const SampleDuty& duty);

// By committee and number; without those of the committee that has not begun. Problems: a bug's.
Result<std::vector<SampleTeam>> make_sample_teams(const SampleWorkWish& wish);

}  // namespace weige::town
