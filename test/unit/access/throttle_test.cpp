#include "access/throttle.h"

#include <gtest/gtest.h>

namespace weige::access {
namespace throttle_test {

using namespace std::chrono_literals;

constexpr ThrottleRules kRules{
    .free_failures = 3, .first_delay = 10s, .longest_delay = 60s, .forget_after = 1h};
const Instant kStart{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}};

ThrottleState after(int failures) {
  ThrottleState state;
  for (int i = 0; i < failures; ++i) state = after_failure(state, kStart, kRules);
  return state;
}

TEST(Throttle, OneCustomersAddressesAreOneNetwork) {
  EXPECT_EQ(counted_network("192.0.2.1"), "192.0.2.1");
  EXPECT_EQ(counted_network("::ffff:192.0.2.1"), "192.0.2.1");
  EXPECT_EQ(counted_network("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::/64");
  EXPECT_EQ(counted_network("2001:DB8:1:2::ffff"), "2001:db8:1:2::/64");
  EXPECT_EQ(counted_network("2001:db8:1:3::1"), "2001:db8:1:3::/64");
  EXPECT_EQ(counted_network("fe80::1%eth0"), "fe80::/64");
  EXPECT_EQ(counted_network("::1"), "::/64");
  EXPECT_EQ(counted_network("unix"), "unix");
  EXPECT_EQ(address_throttle_key("address", "2001:db8::1"), address_throttle_key("address", "2001:db8::2"));
  EXPECT_NE(address_throttle_key("address", "192.0.2.1"), address_throttle_key("address", "192.0.2.2"));
}

TEST(Throttle, AFewFailuresAreFree) {
  EXPECT_EQ(wait_of(after(0), kStart), 0s);
  EXPECT_EQ(wait_of(after(3), kStart), 0s);
}

TEST(Throttle, ThenTheDelayDoublesUpToTheLongest) {
  EXPECT_EQ(wait_of(after(4), kStart), 10s);
  EXPECT_EQ(wait_of(after(5), kStart), 20s);
  EXPECT_EQ(wait_of(after(6), kStart), 40s);
  EXPECT_EQ(wait_of(after(7), kStart), 60s);
  EXPECT_EQ(wait_of(after(1000), kStart), 60s);
}

TEST(Throttle, TheWaitRunsOffAndIsRoundedUp) {
  EXPECT_EQ(wait_of(after(4), kStart + 3500ms), 7s);
  EXPECT_EQ(wait_of(after(4), kStart + 10s), 0s);
}

TEST(Throttle, AnHourOfPeaceForgets) {
  EXPECT_EQ(after_failure(after(9), kStart + 59min, kRules).failures, 10);
  EXPECT_EQ(after_failure(after(9), kStart + 1h, kRules).failures, 1);
}

TEST(Throttle, SuccessTakesBackOneFailureCountedInAdvance) {
  const auto state = after_success(after(4), kRules);
  EXPECT_EQ(state.failures, 3);
  EXPECT_EQ(wait_of(state, kStart), 0s);
  EXPECT_EQ(after_success(after(0), kRules).failures, 0);
  EXPECT_EQ(wait_of(after_success(after(6), kRules), kStart), 40s) << "others' guesses still count";
}

}  // namespace throttle_test
}  // namespace weige::access
