// The sample town as a whole, one committee after another, so that a town of a million needs the memory of
// one committee. Pure.
#pragma once

#include "registry/town_plan.h"
#include "town/sample_plan.h"

namespace weige::town {

inline constexpr std::string_view kSampleTownCode = "310118106";  // 徐泾镇
inline constexpr int kFewestResidents = 500, kMostResidents = 2'000'000;

struct SampleSize {
  int residents = 20'000;
  std::uint64_t seed = 1;
  Day until{};           // the history ends the day before
  bool has_map = true;   // points of addresses, and layers
  bool has_work = true;  // teams and their last weeks; only with a map
};
// Problem: bad_number (residents; 500 to 2,000,000).
Done check(const SampleSize& size);

// The committees of a town as the division table knows them.
std::vector<SampleCommittee> sample_committees(const registry::TownPlan& town);

// How many residents each committee has: villages fewer, the sum exact.
std::vector<int> sample_shares(const std::vector<SampleCommittee>& committees, int residents,
                               SampleRandom random);

class SampleTownPlanner {
 public:
  SampleTownPlanner(std::vector<SampleCommittee> committees, const SampleSize& size);

  const std::vector<SampleCommittee>& committees() const { return committees_; }
  const SamplePeriod& period() const { return period_; }
  const SampleGround& ground() const { return ground_; }
  SampleNumbers& numbers() { return numbers_; }  // those given out so far are not given again
  bool at_end() const { return next_ == committees_.size(); }
  // The plan of the next committee; valid until the one after it is asked for. Who writes it leaves the
  // records' ids in it, and people who move on take theirs along.
  SamplePlan& next();

 private:
  std::vector<SampleCommittee> committees_;
  SamplePeriod period_;
  SampleRandom random_;
  SampleNumbers numbers_;
  std::vector<int> shares_;
  SampleGround ground_;
  std::size_t next_ = 0;
  SamplePlan plan_;
};

}  // namespace weige::town
