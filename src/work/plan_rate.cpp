#include "work/plan_rate.h"

#include <algorithm>
#include <cmath>

namespace weige::work {
namespace {

constexpr double kTwoSided95 = 1.959963984540054;

}  // namespace

std::optional<Interval> share_interval(std::int64_t with, std::int64_t of) {
  if (of <= 0) return std::nullopt;
  const double n = static_cast<double>(of), p = static_cast<double>(with) / n;
  const double z2 = kTwoSided95 * kTwoSided95, scale = 1 + z2 / n;
  const double middle = (p + z2 / (2 * n)) / scale;
  const double half = kTwoSided95 * std::sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / scale;
  return Interval{p, std::max(0.0, middle - half), std::min(1.0, middle + half)};
}

std::optional<Interval> rate_interval(std::int64_t events, double units) {
  if (units <= 0) return std::nullopt;
  const double x = static_cast<double>(events), z2 = kTwoSided95 * kTwoSided95;
  const double half = kTwoSided95 * std::sqrt(x + z2 / 4);
  return Interval{x / units, std::max(0.0, x + z2 / 2 - half) / units, (x + z2 / 2 + half) / units};
}

PlanYield& PlanYield::operator+=(const PlanYield& other) {
  doors += other.doors;
  answered += other.answered;
  with_errors += other.with_errors;
  errors += other.errors;
  minutes += other.minutes;
  return *this;
}

}  // namespace weige::work
