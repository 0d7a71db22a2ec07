// Norms and the duty board over HTTP: who reads, who changes, what is refused and where (K1-K6, G2).
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "support/databases.h"
#include "support/http/desk.h"

namespace weige::http {
namespace norm_routes_test {

namespace json = boost::json;
using access::Role;
using testing_support::RegisterOffice;

class NormRoutes : public testing_support::BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (!IsSkipped()) office_ = std::make_unique<RegisterOffice>(db());
  }
  static json::object version(json::object values, const char* from = "2026-12-01") {
    return {{"effective_from", from}, {"reason", "trial"}, {"values", std::move(values)}};
  }
  std::unique_ptr<RegisterOffice> office_;
};
WEIGE_BOTH_ENGINES(NormRoutes);

TEST_P(NormRoutes, AVersionIsMadeListedAndWithdrawn) {
  const auto desk = office_->office();
  EXPECT_EQ(desk.get("/api/norms").body.at("items").as_array().size(), 6u);
  const auto made = desk.post("/api/norms/k3/versions", version({{"random_share", 0.25}}));
  ASSERT_EQ(made.status, 201) << json::serialize(made.body);
  const auto& first = made.body.at("versions").at(0);
  EXPECT_EQ(first.at("state").as_string(), "coming");
  EXPECT_EQ(first.at("rules").at("values").at("random_share").as_double(), 0.25);
  EXPECT_EQ(made.body.at("today").at("values").at("random_share").as_double(), 0.1);
  const auto id = first.at("id").as_int64();
  EXPECT_EQ(office_->audited("norm.version_made", id), 1);
  EXPECT_EQ(desk.get("/api/norms").body.at("items").at(2).at("versions").as_array().size(), 1u);
  const auto path = "/api/norm-versions/" + std::to_string(id);
  EXPECT_EQ(desk.ask("DELETE", path, "", {}).status, 204);
  EXPECT_EQ(desk.ask("DELETE", path, "", {}).code(), "not-found");
  EXPECT_EQ(office_->audited("norm.version_withdrawn", id), 1);
}

TEST_P(NormRoutes, WhatIsInForceStays) {
  const auto desk = office_->office();
  const auto made = desk.post("/api/norms/k1/versions", version({{"finding_due_days", 5}}, "2026-11-23"));
  ASSERT_EQ(made.status, 201);
  const auto path =
      "/api/norm-versions/" + std::to_string(made.body.at("versions").at(0).at("id").as_int64());
  EXPECT_EQ(desk.ask("DELETE", path, "", {}).code(), "norm-in-force");
}

TEST_P(NormRoutes, WrongWishesAreNamed) {
  const auto desk = office_->office();
  const auto wrong = [&](const char* norm, const json::object& body) {
    return desk.post("/api/norms/" + std::string(norm) + "/versions", body).places();
  };
  EXPECT_EQ(wrong("k1", version({{"finding_due_days", 0}})), "values.finding_due_days");
  EXPECT_EQ(wrong("k1", version({{"doors_a_day", 10}})), "values.doors_a_day") << "it is of another norm";
  EXPECT_EQ(wrong("k1", version({{"finding_due_days", 5}}, "2026-11-22")), "effective_from");
  auto kinds = version({});
  kinds["kinds"] = json::array{json::object{{"code", "x"},
                                            {"zh", "甲"},
                                            {"en", "A"},
                                            {"labels", json::array{"no_such_label"}},
                                            {"least_people", 0},
                                            {"visit_every_days", 5}}};
  EXPECT_EQ(wrong("k2", kinds), "kinds.0.labels");
  EXPECT_EQ(desk.post("/api/norms/k1/versions", version({})).code(), "norm-unchanged");
}

TEST_P(NormRoutes, EverybodyOfTheTeamReadsAndTheOfficeChanges) {
  for (const auto role : {Role::committee, Role::grid_leader, Role::coordinator, Role::helper}) {
    const auto other = office_->someone(role, office_->town().north);
    EXPECT_EQ(other.get("/api/norms/k5").status, 200) << access::code(role);
    EXPECT_EQ(other.post("/api/norms/k5/versions", version({{"doors_a_week", 9}})).code(), "forbidden");
  }
  EXPECT_EQ(office_->someone(Role::system_admin).get("/api/norms").code(), "forbidden");
}

TEST_P(NormRoutes, TheBoardIsOfTheScopeAndOfMonthsThatHaveBegun) {
  const auto desk = office_->office();
  const auto board = desk.get("/api/duties");
  ASSERT_EQ(board.status, 200);
  EXPECT_EQ(board.body.at("month").as_string(), "2026-11");
  EXPECT_EQ(board.body.at("duties").as_array().size(), 46u);
  EXPECT_TRUE(board.body.at("grids").as_array().empty()) << "the town has no grids yet";
  EXPECT_EQ(desk.get("/api/duties?month=2026-12").places(), "month");
  EXPECT_EQ(office_->someone(Role::committee, office_->town().south)
                .get("/api/duties?area=" + std::to_string(office_->town().north.value))
                .code(),
            "not-found");
  EXPECT_EQ(office_->someone(Role::helper, office_->town().north).get("/api/duties").code(), "forbidden");
}

// G2
TEST_P(NormRoutes, ProgressHasEachCommittee) {
  const auto progress = office_->office().get("/api/set-up-progress").body;
  ASSERT_EQ(progress.at("items").as_array().size(), 2u);
  EXPECT_EQ(progress.at("items").at(0).at("phase").as_string(), "set_up");
}

}  // namespace norm_routes_test
}  // namespace weige::http
