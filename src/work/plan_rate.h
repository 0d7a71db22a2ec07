// What plans found: shares and rates with 95 % intervals. Pure.
#pragma once

#include <cstdint>
#include <optional>

namespace weige::work {

struct Interval {
  double value = 0, low = 0, high = 0;
};
// A share of n: the score interval, Wilson, Journal of the American Statistical Association 22 (1927)
// 209-212. none: n is 0.
std::optional<Interval> share_interval(std::int64_t with, std::int64_t of);
// Events per unit: the score interval of a Poisson mean, Barker, The American Statistician 56 (2002) 85-89.
// Errors come in households, so that it is a little too narrow. none: nothing to divide by.
std::optional<Interval> rate_interval(std::int64_t events, double units);

struct PlanYield {
  std::int64_t doors = 0, answered = 0, with_errors = 0, errors = 0;
  double minutes = 0;  // of those answered, by the norm
  PlanYield& operator+=(const PlanYield& other);
  bool operator==(const PlanYield&) const = default;
};
// So many answered doors are needed of each kind before one is told from the other.
inline constexpr std::int64_t kEnoughDoors = 30;

}  // namespace weige::work
