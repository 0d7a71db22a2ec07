// Today's doors over HTTP: who may, what is answered, what the walker may not know yet, and what is out of
// scope.
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "support/databases.h"
#include "support/http/desk.h"

namespace weige::testing_support {
namespace plan_routes_test {

using access::Role;
using boost::json::object;

class PlanRoutes : public BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    office_ = std::make_unique<RegisterOffice>(db());
    for (const auto* room : {"101室", "102室", "201室"})
      doors_.push_back(office_->door(std::string("明珠路88弄3号") + room, office_->town().north));
    coordinator_.emplace(office_->someone(Role::coordinator, office_->town().north));
    stranger_.emplace(office_->someone(Role::coordinator, office_->town().south));
  }
  object plan(const Desk& who) const { return who.post("/api/plans/today", object{}).body.as_object(); }

  std::unique_ptr<RegisterOffice> office_;
  std::optional<Desk> coordinator_, stranger_;
  std::vector<std::int64_t> doors_;
};
WEIGE_BOTH_ENGINES(PlanRoutes);

TEST_P(PlanRoutes, TheDayIsAsLongAsItIsSaidToBe) {
  const auto half = coordinator_->post("/api/plans/today", object{{"minutes", 180}});
  ASSERT_EQ(half.status, 200) << half.code();
  EXPECT_EQ(half.body.at("minutes").as_int64(), 180);
  EXPECT_EQ(coordinator_->get("/api/plans/today").body.at("minutes").as_int64(), 180);
  EXPECT_EQ(plan(*coordinator_).at("minutes").as_int64(), 180) << "nothing said changes nothing";
  for (const int minutes : {29, 601})
    EXPECT_EQ(coordinator_->post("/api/plans/today", object{{"minutes", minutes}}).status, 422) << minutes;
}

TEST_P(PlanRoutes, APlanIsMadeOnceAndRead) {
  const auto none = coordinator_->get("/api/plans/today");
  ASSERT_EQ(none.status, 200) << none.code();
  EXPECT_FALSE(none.body.as_object().contains("made_at"));
  EXPECT_TRUE(none.body.at("doors").as_array().empty());
  const auto made = plan(*coordinator_);
  ASSERT_EQ(made.at("doors").as_array().size(), 3u);
  const auto& first = made.at("doors").at(0).as_object();
  EXPECT_EQ(first.at("number").as_int64(), 1);
  EXPECT_EQ(first.at("state").as_string(), "to_do");
  EXPECT_EQ(first.at("code").as_string().size(), 6u);
  EXPECT_FALSE(first.at("reasons").as_array().empty());
  EXPECT_EQ(coordinator_->get("/api/plans/today").body.at("made_at"), made.at("made_at"));
}

TEST_P(PlanRoutes, WhatWasDrawnByChanceIsToldOnceTheDoorIsDone) {
  const auto made = plan(*coordinator_);
  for (const auto& door : made.at("doors").as_array()) {
    EXPECT_FALSE(door.as_object().contains("by_chance"));
    for (const auto& reason : door.at("reasons").as_array())
      EXPECT_NE(reason.at("code").as_string(), "by_chance");
  }
  const auto etag = coordinator_->get("/api/doors/" + std::to_string(doors_[0])).etag();
  const auto visited = coordinator_->post(
      "/api/visits", object{{"premises_id", doors_[0]}, {"outcome", "spoke_with"}}, {.if_match = etag});
  ASSERT_EQ(visited.status, 201) << visited.code() << " " << visited.places();
  const auto seen = coordinator_->get("/api/plans/today").body;
  EXPECT_EQ(seen.at("done").as_int64(), 1);
  EXPECT_TRUE(seen.at("doors").at(0).as_object().contains("by_chance"));
  EXPECT_FALSE(seen.at("doors").at(1).as_object().contains("by_chance"));
}

TEST_P(PlanRoutes, ThoseAboveSeeTheirCoordinatorsPlans) {
  const auto post = std::to_string(plan(*coordinator_).at("post_id").as_int64());
  EXPECT_EQ(office_->north().get("/api/plans/today?post_id=" + post).body.at("doors").as_array().size(), 3u);
  EXPECT_EQ(office_->office().get("/api/plans/today?post_id=" + post).status, 200);
  EXPECT_EQ(office_->office().get("/api/plans/today").code(), "not-found") << "the office walks to no doors";
  EXPECT_EQ(stranger_->get("/api/plans/today?post_id=" + post).code(), "not-found");
  EXPECT_EQ(office_->south().post("/api/plans/today", object{{"post_id", std::stoll(post)}}).code(),
            "not-found");
  EXPECT_EQ(office_->someone(Role::helper, office_->town().north).get("/api/plans/today").code(),
            "forbidden");
  const auto leader = office_->someone(Role::grid_leader, office_->town().north);
  EXPECT_EQ(leader.get("/api/plans/today?post_id=" + post).status, 200);
  EXPECT_EQ(leader.post("/api/plans/today", object{{"post_id", std::stoll(post)}}).code(), "forbidden");
}

TEST_P(PlanRoutes, MoreDoorsAreAskedForInANumber) {
  EXPECT_EQ(coordinator_->post("/api/plans/today/more", object{{"doors", 2}}).status, 200);
  EXPECT_EQ(coordinator_->post("/api/plans/today/more", object{{"doors", 41}}).places(), "doors");
  EXPECT_EQ(coordinator_->post("/api/plans/today/more", object{}).places(), "doors");
  EXPECT_EQ(coordinator_->post("/api/plans/today", object{{"post", 1}}).places(), "post");
}

TEST_P(PlanRoutes, ACodeBringsUpItsDoor) {
  const auto made = plan(*coordinator_);
  const std::string code(made.at("doors").at(0).at("code").as_string());
  const auto door = coordinator_->get("/api/doors/code/" + code);
  EXPECT_EQ(door.body.at("premises_id").as_int64(), doors_[0]);
  EXPECT_EQ(stranger_->get("/api/doors/code/" + code).code(), "not-found");
  EXPECT_EQ(coordinator_->get("/api/doors/code/222222").code(), "not-found");
}

TEST_P(PlanRoutes, FiguresAreOfTheScope) {
  plan(*coordinator_);
  const auto told = coordinator_->get("/api/plans/hit-rate?by=grid");
  ASSERT_EQ(told.status, 200) << told.code();
  const auto& line = told.body.at("items").at(0).as_object();
  EXPECT_EQ(line.at("month").as_string(), "2026-11");
  EXPECT_FALSE(line.at("enough").as_bool());
  EXPECT_FALSE(line.at("chosen").as_object().contains("share")) << "nothing was answered";
  EXPECT_TRUE(stranger_->get("/api/plans/hit-rate").body.at("items").as_array().empty());
  EXPECT_EQ(coordinator_->get("/api/plans/hit-rate?from=2026").places(), "from");
  EXPECT_EQ(coordinator_->get("/api/plans/hit-rate?from=1990-01").places(), "from");
  EXPECT_EQ(coordinator_->get("/api/plans/hit-rate?by=person").places(), "by");
}

}  // namespace plan_routes_test
}  // namespace weige::testing_support
