// Student's interval: bounds as tables have them, and means with their width.
#include "town/simulation_interval.h"

#include <gtest/gtest.h>

#include <vector>

namespace weige::town {
namespace simulation_interval_test {

TEST(SimulationInterval, BoundsAreThoseOfTheTables) {
  EXPECT_NEAR(student_bound(0.95, 1), 12.7062, 1e-4);
  EXPECT_NEAR(student_bound(0.95, 2), 4.30265, 1e-5);
  EXPECT_NEAR(student_bound(0.95, 9), 2.26216, 1e-5);
  EXPECT_NEAR(student_bound(0.99, 4), 4.60409, 1e-5);
  EXPECT_NEAR(student_bound(0.95, 30), 2.04227, 1e-5);
  EXPECT_NEAR(student_bound(0.95, 100'000), 1.95996, 1e-4) << "nearly the normal one";
  for (const int degrees : {1, 2, 3, 8, 9}) EXPECT_NEAR(student_within(0, degrees), 0, 1e-12);
}

TEST(SimulationInterval, OfValues) {
  const std::vector<double> values{1, 2, 3, 4, 5};
  const auto interval = mean_interval(values);
  EXPECT_DOUBLE_EQ(interval.mean, 3);
  // Standard error sqrt(2.5 / 5), times 2.776445.
  EXPECT_NEAR(interval.high - interval.mean, 1.96325, 1e-5);
  EXPECT_NEAR(interval.mean - interval.low, 1.96325, 1e-5);
  EXPECT_TRUE(interval.includes(1.1));
  EXPECT_FALSE(interval.includes(1.0));
  const auto wide = mean_interval(values, 0.999);
  EXPECT_GT(wide.high, interval.high);
}

TEST(SimulationInterval, OfFewOrEqualValues) {
  EXPECT_EQ(mean_interval({}).mean, 0);
  const std::vector<double> one{7}, equal{2, 2, 2};
  EXPECT_EQ(mean_interval(one).high, 7);
  EXPECT_EQ(mean_interval(equal).low, 2);
  EXPECT_EQ(mean_interval(equal).high, 2);
}

}  // namespace simulation_interval_test
}  // namespace weige::town
