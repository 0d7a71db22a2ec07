// Work at places over HTTP: answered, refused for lack of the right, out of scope, bad bodies (K2, L3, L4,
// K6, O8). What is stored and counted: test/store/place_work_test.cpp.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <optional>

#include "support/databases.h"
#include "support/http/desk.h"

namespace weige::testing_support {
namespace place_work_routes_test {

namespace json = boost::json;
using access::Role;
using json::object;

class PlaceWorkRoutes : public BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    office_ = std::make_unique<RegisterOffice>(db());
    north_ = office_->town().north;
    door_ = office_->door("明珠路88弄3号201室", north_);
    leader_.emplace(office_->someone(Role::grid_leader, north_));
    helper_.emplace(office_->someone(Role::helper, north_));
  }
  static std::string at(const char* path, std::int64_t id, const char* rest = "") {
    return std::string(path) + "/" + std::to_string(id) + rest;
  }
  static AskedWith version(int number) { return {.if_match = "\"" + std::to_string(number) + "\""}; }
  object key_premises() const {
    return {{"premises_id", door_}, {"kind", "group_rental"}, {"reason", "seen_at_door"}};
  }

  std::unique_ptr<RegisterOffice> office_;
  access::AreaId north_{};
  std::int64_t door_ = 0;
  std::optional<Desk> leader_, helper_;
};
WEIGE_BOTH_ENGINES(PlaceWorkRoutes);

// K2
TEST_P(PlaceWorkRoutes, KeyPremisesAreListedAndTakenOff) {
  const auto made = leader_->post("/api/key-premises", key_premises());
  ASSERT_EQ(made.status, 201) << made.code() << " " << made.places();
  const auto list = leader_->get("/api/key-premises?overdue=0");
  EXPECT_EQ(list.body.at("items").as_array().size(), 1u);
  EXPECT_EQ(list.body.at("total").as_int64(), 1);
  EXPECT_FALSE(list.body.at("kinds").as_array().empty());
  EXPECT_EQ(leader_->get(at("/api/key-premises", made.id())).status, 200);
  EXPECT_EQ(office_->south().get(at("/api/key-premises", made.id())).code(), "not-found");
  EXPECT_EQ(helper_->get("/api/key-premises").code(), "forbidden");
  EXPECT_EQ(leader_->post("/api/key-premises", key_premises()).code(), "key-premises-listed");
  EXPECT_EQ(leader_->post("/api/key-premises", {{"premises_id", door_}, {"kind", "group_rental"}}).places(),
            "reason");
  const auto off = at("/api/key-premises", made.id(), "/take-off");
  EXPECT_EQ(leader_->post(off, {{"reason", "empty_now"}}).code(), "version-required");
  EXPECT_EQ(leader_->post(off, {{"reason", "empty_now"}}, version(1)).text("state"), "ended");
}

// L5, N5
TEST_P(PlaceWorkRoutes, AHelperReportsAnAddressAndLearnsLittle) {
  const auto made = helper_->post("/api/key-premises-reports",
                                  {{"address", "明珠路88弄3号201室"}, {"kind", "group_rental"}});
  ASSERT_EQ(made.status, 201) << made.code();
  EXPECT_EQ(made.body.as_object().size(), 5u) << "nothing of the premises, nor who decides";
  EXPECT_EQ(helper_->get("/api/key-premises-reports").code(), "forbidden");
  EXPECT_EQ(office_->south().get("/api/key-premises-reports").body.at("items").as_array().size(), 0u);
  const auto waiting = office_->north().get("/api/key-premises-reports");
  EXPECT_EQ(waiting.body.at("items").at(0).at("premises_id").as_int64(), door_);
  const auto decided = office_->north().post(at("/api/key-premises-reports", made.id(), "/decide"),
                                             {{"premises_id", door_}}, version(1));
  EXPECT_EQ(decided.text("state"), "used") << decided.code();
  EXPECT_EQ(helper_->get("/api/key-premises-reports/mine").body.at("items").at(0).at("state").as_string(),
            "used");
}

// L4, O4
TEST_P(PlaceWorkRoutes, ASiteGoesFromFlagToClosingCheck) {
  const object body{{"name", "沿街门面"},
                    {"place", "明珠路88弄"},
                    {"area_id", north_.value},
                    {"level", "town"},
                    {"flagged_on", "2026-11-20"}};
  EXPECT_EQ(helper_->post("/api/flagged-sites", body).code(), "forbidden");
  auto with_number = body;
  with_number["place"] = "房东 13800000001";
  EXPECT_EQ(leader_->post("/api/flagged-sites", with_number).code(), "names-a-number");
  const auto made = leader_->post("/api/flagged-sites", body);
  ASSERT_EQ(made.status, 201) << made.code() << " " << made.places();
  const auto path = at("/api/flagged-sites", made.id());
  EXPECT_EQ(office_->south().get(path).code(), "not-found");
  const auto posts = leader_->get("/api/work-posts").body.at("items").as_array();
  ASSERT_FALSE(posts.empty());
  const auto owner = posts.at(0).at("id").as_int64();
  const auto stepped = leader_->post(
      path + "/steps", {{"measure", "clear_exits"}, {"owner_post_id", owner}, {"due", "2026-12-01"}},
      version(1));
  ASSERT_EQ(stepped.status, 200) << stepped.code() << " " << stepped.places();
  const auto step = stepped.body.at("steps").at(0).at("id").as_int64();
  EXPECT_EQ(leader_->post(path + "/close", {}, version(2)).code(), "site-steps-open");
  ASSERT_EQ(leader_->post(at((path + "/steps").c_str(), step, "/done"), {}, version(2)).status, 200);
  EXPECT_EQ(leader_->post(path + "/checks", {{"result", "better"}}, version(3)).status, 200);
  const auto closer = office_->someone(Role::community_officer, north_);
  EXPECT_EQ(closer.post(path + "/close", {}, version(4)).text("state"), "closed");
  EXPECT_EQ(leader_->get("/api/flagged-sites?state=closed").body.at("items").as_array().size(), 1u);
}

// L3
TEST_P(PlaceWorkRoutes, APatrolIsRecordedAtOnceByAHelper) {
  object body{{"area_id", north_.value},
              {"planned_on", "2026-11-23"},
              {"places", json::array{"明珠路88弄3号201室"}},
              {"done", object{{"on", "2026-11-23"},
                              {"hour", 9},
                              {"noticed", json::array{object{{"place", 1}, {"what", "exit_blocked"}}}}}}};
  const auto made = helper_->post("/api/patrols", body);
  ASSERT_EQ(made.status, 201) << made.code() << " " << made.places();
  EXPECT_EQ(made.text("state"), "done");
  const auto path = at("/api/patrols", made.id());
  EXPECT_EQ(helper_->get(path).status, 200);
  EXPECT_EQ(helper_->get("/api/patrols?state=done").body.at("items").as_array().size(), 1u);
  EXPECT_EQ(office_->south().get(path).code(), "not-found");
  EXPECT_EQ(office_->office().get("/api/patrols").code(), "forbidden");
  const auto of = [&](const std::string& query) {
    return leader_->get("/api/patrols?area_id=" + std::to_string(north_.value) + query)
        .body.at("items")
        .as_array()
        .size();
  };
  EXPECT_EQ(of("&month=2026-11"), 1u);
  EXPECT_EQ(of("&month=2026-10"), 0u);
  EXPECT_EQ(leader_->get("/api/patrols?month=2026").code(), "bad-date");
  const auto notice = made.body.at("noticed").at(0).at("id").as_int64();
  const auto followed = leader_->post(at("/api/patrol-notices", notice, "/follow"),
                                      {{"as", "inspection"}, {"finding", "通道有杂物"}}, version(1));
  EXPECT_EQ(followed.body.at("noticed").at(0).at("became").as_string(), "inspection") << followed.code();
  body["places"] = json::array{};
  EXPECT_EQ(helper_->post("/api/patrols", body).places(), "places");
  const auto planned = leader_->post(
      "/api/patrols",
      {{"area_id", north_.value}, {"planned_on", "2026-11-30"}, {"places", json::array{"明珠路"}}});
  EXPECT_EQ(leader_->post(at("/api/patrols", planned.id(), "/drop"), {}, version(1)).text("state"),
            "dropped");
  EXPECT_EQ(leader_
                ->post(at("/api/patrols", planned.id(), "/record"),
                       {{"on", "2026-11-23"}, {"hour", 8}, {"noticed", json::array{}}}, version(2))
                .code(),
            "work-over");
}

// K6, S5
TEST_P(PlaceWorkRoutes, AnInspectionIsAnsweredAndUsed) {
  const auto group = office_->someone(Role::working_group);
  const auto made = group.post("/api/inspections", {{"area_id", north_.value},
                                                    {"subject", "tasks"},
                                                    {"result", "to_improve"},
                                                    {"finding", "两户逾期"},
                                                    {"on", "2026-11-23"}});
  ASSERT_EQ(made.status, 201) << made.code() << " " << made.places();
  const auto path = at("/api/inspections", made.id());
  EXPECT_EQ(leader_->get(path).text("finding"), "两户逾期");
  EXPECT_EQ(office_->south().get(path).code(), "not-found");
  EXPECT_EQ(helper_->get("/api/inspections").code(), "forbidden");
  EXPECT_EQ(group.post(path + "/answer", {{"answer", "x"}}, version(1)).code(), "forbidden");
  EXPECT_EQ(leader_->post(path + "/answer", {{"answer", "已补"}}, version(1)).text("state"), "answered");
  EXPECT_EQ(group.post(path + "/use", {{"used_for", "praise"}}, version(2)).places(), "used_for");
  EXPECT_EQ(group.post(path + "/use", {{"used_for", "guidance"}}, version(2)).text("state"), "closed");
  EXPECT_EQ(group.get("/api/inspections?state=closed").body.at("items").as_array().size(), 1u);
}

TEST_P(PlaceWorkRoutes, AReminderIsSentAndSeen) {
  const auto& town = office_->town();
  const auto sent = leader_->post(
      "/api/urgings", {{"to_post_id", town.north_officer.value}, {"about", "task"}, {"reason", "逾期三天"}});
  ASSERT_EQ(sent.status, 201) << sent.code();
  EXPECT_EQ(leader_
                ->post("/api/urgings",
                       {{"to_post_id", town.south_officer.value}, {"about", "task"}, {"reason", "逾期三天"}})
                .code(),
            "not-found");
  EXPECT_EQ(office_->north().get("/api/urgings").body.at("items").as_array().size(), 1u);
  EXPECT_EQ(leader_->get("/api/urgings?box=sent").body.at("items").as_array().size(), 1u);
  EXPECT_EQ(office_->north().post(at("/api/urgings", sent.id(), "/seen"), {}).text("seen_on"), "2026-11-23");
  EXPECT_EQ(leader_->post(at("/api/urgings", sent.id(), "/seen"), {}).code(), "not-found");
}

// L8, O8, N8
TEST_P(PlaceWorkRoutes, AnObligationAndPublicityAreKept) {
  const auto made = leader_->post("/api/obligations", {{"kind", "landlord"}, {"premises_id", door_}});
  ASSERT_EQ(made.status, 201) << made.code() << " " << made.places();
  EXPECT_EQ(leader_->post("/api/obligations", {{"kind", "employer"}, {"premises_id", door_}}).places(),
            "premises_id");
  const auto path = at("/api/obligations", made.id());
  EXPECT_EQ(office_->south().get(path).code(), "not-found");
  EXPECT_EQ(helper_->get("/api/obligations").code(), "forbidden");
  const object fine{{"what", "penalty"}, {"how", "fined"}, {"on", "2026-11-23"}};
  EXPECT_EQ(leader_->post(path + "/entries", fine, version(1)).code(), "forbidden");
  const auto officer = office_->someone(Role::community_officer, north_);
  EXPECT_EQ(officer.post(path + "/entries", fine, version(1)).status, 200);
  EXPECT_EQ(officer.post(path + "/close", {{"closed_as", "met"}}, version(2)).text("state"), "closed");
  EXPECT_EQ(leader_->get("/api/obligations?state=closed&kind=landlord").body.at("items").as_array().size(),
            1u);
  const object action{{"area_id", north_.value},    {"on", "2026-11-23"}, {"subject", "fraud_prevention"},
                      {"channel", "group_message"}, {"reach", 120},       {"helper_kind", "volunteer"}};
  EXPECT_EQ(leader_->post("/api/publicity", action).status, 201);
  EXPECT_EQ(office_->south().post("/api/publicity", action).code(), "not-found");
  EXPECT_EQ(leader_->get("/api/publicity").body.at("items").as_array().size(), 1u);
  auto unknown = action;
  unknown["helper_kind"] = "nobody";
  EXPECT_EQ(leader_->post("/api/publicity", unknown).places(), "helper_kind");
}

}  // namespace place_work_routes_test
}  // namespace weige::testing_support
