// Full verification (O6, S2) and the share of grid staff (L6) over HTTP.
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "support/databases.h"
#include "support/http/desk.h"

namespace weige::testing_support {
namespace verification_routes_test {

using access::Role;
using boost::json::object;

class VerificationRoutes : public BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    office_ = std::make_unique<RegisterOffice>(db());
    home_ = office_->door("明珠路88弄3号201室", office_->town().north);
    (void)db().write([&](store::Transaction& tx) -> Result<int> {
      tx.exec("UPDATE premises SET confirmed_at = '2026-09-10' WHERE id = $1", home_);
      return 0;
    });
    officer_.emplace(office_->north());
    area_ = office_->town().north.value;
  }
  DeskAnswer start(const Desk& who) const {
    return who.post("/api/verification", object{{"area_id", area_}});
  }
  std::string of(const DeskAnswer& round, const char* what) const {
    return "/api/verification/" + std::to_string(round.id()) + "/" + what;
  }

  std::unique_ptr<RegisterOffice> office_;
  std::optional<Desk> officer_;
  std::int64_t home_ = 0, area_ = 0;
};
WEIGE_BOTH_ENGINES(VerificationRoutes);

TEST_P(VerificationRoutes, ARoundIsStartedCarriedOnAndClosed) {
  const auto begun = start(*officer_);
  ASSERT_EQ(begun.status, 201) << begun.code();
  EXPECT_EQ(begun.body.at("tasks").as_int64(), 1);
  EXPECT_EQ(officer_->post(of(begun, "tasks"), object{}).status, 200);
  const auto told =
      officer_->ask("PUT", of(begun, "reasons"),
                    boost::json::serialize(object{{"premises_id", home_}, {"reason", "no_access"}}), {});
  ASSERT_EQ(told.status, 200) << told.code();
  EXPECT_EQ(officer_->post(of(begun, "close"), object{}, {.if_match = begun.etag()}).code(),
            "version-conflict");
  const auto closed = officer_->post(of(begun, "close"), object{}, {.if_match = told.etag()});
  ASSERT_EQ(closed.status, 200) << closed.code();
  EXPECT_EQ(closed.text("state"), "closed");
  EXPECT_EQ(officer_->post(of(begun, "tasks"), object{}).code(), "verification-closed");
  const auto line = officer_->get("/api/verification").body.at("items").at(0);
  EXPECT_EQ(line.at("could_not").as_int64(), 1);
  EXPECT_EQ(line.at("reasons").at(0).at("reason").as_string(), "no_access");
  const auto door = officer_->get("/api/verification/doors?state=could_not&area_id=" + std::to_string(area_));
  EXPECT_EQ(door.body.at("items").at(0).at("premises_id").as_int64(), home_);
}

TEST_P(VerificationRoutes, OnlyWhoRunsItChangesIt) {
  const auto begun = start(*officer_);
  EXPECT_EQ(start(office_->south()).code(), "not-found");
  EXPECT_EQ(start(office_->someone(Role::coordinator, office_->town().north)).code(), "forbidden");
  EXPECT_EQ(office_->south().post(of(begun, "tasks"), object{}).code(), "not-found");
  EXPECT_EQ(office_->south().get("/api/verification/doors?area_id=" + std::to_string(area_)).code(),
            "not-found");
  EXPECT_TRUE(office_->south().get("/api/verification").body.at("items").as_array().empty());
  EXPECT_EQ(office_->someone(Role::working_group).get("/api/verification").status, 200)
      << "figures, no doors";
  EXPECT_EQ(office_->someone(Role::working_group).get("/api/verification/doors?area_id=1").code(),
            "forbidden");
}

TEST_P(VerificationRoutes, WhatIsWrongIsToldAtItsField) {
  EXPECT_EQ(officer_->post("/api/verification", object{}).places(), "area_id");
  EXPECT_EQ(officer_->get("/api/verification/doors").places(), "area_id");
  EXPECT_EQ(officer_->get("/api/verification?month=11").places(), "month");
  const auto begun = start(*officer_);
  const auto refused =
      officer_->ask("PUT", of(begun, "reasons"),
                    boost::json::serialize(object{{"premises_id", home_}, {"reason", "refused"}}), {});
  EXPECT_EQ(refused.places(), "reason") << "no reason tells of a refusal (boundaries 8)";
}

TEST_P(VerificationRoutes, TheShareOfGridStaffIsToldWithItsChanges) {
  const auto shares = officer_->get("/api/grid-staff-share");
  ASSERT_EQ(shares.status, 200) << shares.code();
  EXPECT_EQ(shares.text("month"), "2026-11");
  EXPECT_DOUBLE_EQ(shares.body.at("least_share").to_number<double>(), 0.2);
  const auto changes = officer_->get("/api/grid-staff-share/changes?area_id=" + std::to_string(area_));
  ASSERT_EQ(changes.status, 200) << changes.code();
  EXPECT_TRUE(changes.body.at("items").as_array().empty());
  EXPECT_EQ(officer_->get("/api/grid-staff-share/changes").places(), "area_id");
  EXPECT_EQ(officer_->get("/api/grid-staff-share/changes?by=me&area_id=" + std::to_string(area_)).places(),
            "by");
  const auto south = std::to_string(office_->town().south.value);
  EXPECT_EQ(officer_->get("/api/grid-staff-share/changes?area_id=" + south).code(), "not-found");
}

}  // namespace verification_routes_test
}  // namespace weige::testing_support
