// How often doors change hands, from the register's own history, with few data drawn towards what holds
// around them. Pure.
#pragma once

#include <span>
#include <vector>

#include "work/plan_evidence.h"

namespace weige::work {

// Events seen in so many years; both are sums.
struct Exposure {
  double events = 0, years = 0;
};
// Rates differ between places as a gamma distribution does.
struct GammaPrior {
  double shape = 1, rate = 1;
  double mean() const { return shape / rate; }
};
// Global empirical Bayes by moments: Marshall, Applied Statistics 40 (1991) 283-294, after Clayton and
// Kaldor, Biometrics 43 (1987) 671-681. Where places differ by no more than chance would have it, the shape
// is large and all are drawn to the mean. One door-year with kUsualTurnover events is always among the data.
GammaPrior gamma_prior(std::span<const Exposure> places);
// The mean of the rate given what was seen there.
double shrunk_rate(const GammaPrior& prior, const Exposure& seen);

inline constexpr double kUsualTurnover = 0.2;  // a door is moved into or out of once in five years

// Moves a year of each door: buildings are drawn towards the grid, doors towards their building. And of its
// building, for people to read.
struct Turnover {
  double door = 0, building = 0;
};
std::vector<Turnover> turnover_of(const PlanGround& ground);

}  // namespace weige::work
