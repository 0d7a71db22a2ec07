// Student's interval of a mean, for paired differences over few seeds. Pure.
#pragma once

#include <span>

namespace weige::town {

struct MeanInterval {
  double mean = 0, low = 0, high = 0;
  bool includes(double value) const { return low <= value && value <= high; }
};
// Of one value: that value, without a width that could be told; of none: 0.
MeanInterval mean_interval(std::span<const double> values, double confidence = 0.95);

// P(|T| < t) of Student's t with so many degrees of freedom, exact: Abramowitz and Stegun, Handbook of
// Mathematical Functions, 26.7.3 and 26.7.4. Precondition: degrees > 0, t >= 0.
double student_within(double t, int degrees);
// The t within which the share lies. Precondition: 0 < share < 1.
double student_bound(double share, int degrees);

}  // namespace weige::town
