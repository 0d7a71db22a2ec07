// The town's norms (K1, K2, K4) as the office changes them: from a day on, told to everybody, never in
// retrospect.
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "support/http/story.h"

namespace weige::testing_support {
namespace norms_test {

namespace json = boost::json;

class NormStories : public Story {
 protected:
  static std::string day_from_now(int days) {
    const auto today = std::chrono::sys_days{TownTime{}.day_of(system_clock()())};
    return to_iso(Day{today + std::chrono::days{days}});
  }
};
WEIGE_BOTH_ENGINES(NormStories);

TEST_P(NormStories, K1_TheTownAsksForFresherRecordsFromNextWeekOn) {
  office().does("/api/norms/k1/versions", json::object{{"effective_from", day_from_now(7)},
                                                       {"reason", "experience"},
                                                       {"values", {{"confirm_person_days", 120}}}});
  const auto seen = coordinator().sees("/api/norms/k1");
  EXPECT_EQ(seen.at("today").at("values").at("confirm_person_days").as_int64(), 180)
      << "until then as before";
  EXPECT_EQ(seen.at("versions").at(0).at("state").as_string(), "coming");
  EXPECT_EQ(seen.at("versions").at(0).at("changed").at(0).as_string(), "confirm_person_days");
}

TEST_P(NormStories, K1_NobodyChangesWhatHeldYesterday) {
  const json::object yesterday{{"effective_from", day_from_now(-1)},
                               {"reason", "correction"},
                               {"values", {{"confirm_person_days", 120}}}};
  EXPECT_EQ(office().is_refused("/api/norms/k1/versions", yesterday), "date-out-of-range");
  EXPECT_EQ(coordinator().is_refused("/api/norms/k1/versions", yesterday), "forbidden");
}

TEST_P(NormStories, K2_TheTownSaysWhatKeyPremisesAre) {
  const json::object crowded{{"code", "crowded"},       {"zh", "多人居住"},  {"en", "Lived in by many"},
                             {"labels", json::array{}}, {"least_people", 8}, {"visit_every_days", 10}};
  office().does("/api/norms/k2/versions", json::object{{"effective_from", day_from_now(0)},
                                                       {"reason", "town_decision"},
                                                       {"kinds", json::array{crowded}}});
  const auto kinds = helper().sees("/api/norms/k2").at("today").at("kinds").as_array();
  ASSERT_EQ(kinds.size(), 1u);
  EXPECT_EQ(kinds[0].at("visit_every_days").as_int64(), 10);
}

TEST_P(NormStories, K4_WhatNothingFollowsYetSaysSo) {
  const auto norm = leader().sees("/api/norms/k4");
  for (const auto& field : norm.at("fields").as_array())
    EXPECT_TRUE(field.at("obeyed").as_array().empty()) << field.at("name").as_string();
}

}  // namespace norms_test
}  // namespace weige::testing_support
