// Purposes, quotas of single readings and the explained policy over HTTP, on both engines.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <memory>

#include "access/reading_quota_store.h"
#include "support/databases.h"
#include "support/http/desk.h"

namespace weige::http {
namespace policy_routes_test {

namespace json = boost::json;
using access::Purpose;
using testing_support::Desk;
using testing_support::kTestNow;
using testing_support::RegisterOffice;

class PolicyRoutes : public testing_support::BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    office_ = std::make_unique<RegisterOffice>(db());
    const auto home = office_->door("明珠路88弄3号201室", office_->town().north);
    person_ = office_->north()
                  .post("/api/persons", {{"person", {{"name", "王伟"}, {"phone", "19900000001"}}},
                                         {"residence", {{"premises_id", home}, {"from", "2026-01-01"}}}})
                  .id();
  }
  Desk north(std::optional<Purpose> purpose) const {
    return office_->desk(office_->town().north_account, office_->town().north_officer, purpose);
  }
  std::string person() const { return "/api/persons/" + std::to_string(person_); }
  void use_up(std::int64_t readings) {
    db().write([&](store::Transaction& tx) -> Done {
          (void)access::add_readings(tx, {office_->town().north_officer, TownTime{}.day_of(kTestNow)},
                                     readings);
          return done();
        })
        .value();
  }
  static std::string obstacle(const Desk& desk, const std::string& query) {
    return desk.get("/api/policy/explain?" + query).text("obstacle");
  }

  std::unique_ptr<RegisterOffice> office_;
  std::int64_t person_ = 0;
};
WEIGE_BOTH_ENGINES(PolicyRoutes);

TEST_P(PolicyRoutes, NobodyOpensAPersonWithoutAPurpose) {
  const auto aimless = north(std::nullopt);
  EXPECT_EQ(aimless.get(person()).code(), "purpose-required");
  EXPECT_EQ(aimless.get("/api/history/person/" + std::to_string(person_)).code(), "purpose-required");
  EXPECT_EQ(aimless.post("/api/search", {{"text", "王伟"}}).status, 200) << "lists show what lists may";
  EXPECT_EQ(aimless.patch(person(), 1, {{"fields", {{"phone", "19900000002"}}}}).status, 200)
      << "an edit is a correction of data";
  EXPECT_EQ(office_->audited("record.read", person_), 2) << "of who added the person, and of the edit";
}

TEST_P(PolicyRoutes, APurposeShowsItsFieldsAndTellsWhatItLeavesOut) {
  const auto checked = north(Purpose::data_quality).get(person());
  EXPECT_FALSE(checked.body.as_object().contains("phone"));
  EXPECT_EQ(json::serialize(checked.body.at("withheld")), R"(["contact","numbers"])");
  const auto history = "/api/history/person/" + std::to_string(person_);
  EXPECT_EQ(json::serialize(north(Purpose::data_quality).get(history).body).find("phone"), std::string::npos);
  EXPECT_NE(json::serialize(north(Purpose::door_check).get(history).body).find("phone"), std::string::npos);
  const auto visited = north(Purpose::door_check).get(person());
  EXPECT_EQ(visited.text("phone"), "199****0001");
  EXPECT_EQ(json::serialize(visited.body.at("withheld")), R"(["numbers"])");
}

TEST_P(PolicyRoutes, PurposesComeWithTheirRule) {
  const auto items = north(std::nullopt).get("/api/purposes").body.at("items").as_array();
  ASSERT_EQ(items.size(), access::all_purposes().size());
  EXPECT_EQ(items[0].at("code"), "door_check");
  EXPECT_FALSE(items[0].at("zh_basis").as_string().empty());
  EXPECT_EQ(items[0].at("shows").as_array().size(), 4u);
}

TEST_P(PolicyRoutes, TheQuotaIsToldReachedAndExtendedOnce) {
  const auto officer = north(Purpose::door_check);
  use_up(298);  // and one by adding the person
  EXPECT_EQ(officer.get(person()).status, 200);
  const auto past = officer.get(person());
  EXPECT_EQ(past.status, 429);
  EXPECT_EQ(past.code(), "reading-quota-reached");
  EXPECT_EQ(officer.patch(person(), 1, {{"fields", {{"phone", "19900000002"}}}}).code(),
            "reading-quota-reached");
  EXPECT_EQ(
      officer.post(person() + "/reveal", {{"fields", json::array{"phone"}}, {"purpose", "legal_request"}})
          .code(),
      "reading-quota-reached");
  EXPECT_EQ(officer.post("/api/search", {{"text", "王伟"}}).status, 200);
  EXPECT_EQ(officer.post("/api/reading-quota/extension", {{"reason", "curiosity"}}).places(), "reason");
  const auto extended = officer.post("/api/reading-quota/extension", {{"reason", "field_drive"}});
  EXPECT_EQ(extended.body.at("quota").as_int64(), 600);
  EXPECT_EQ(extended.body.at("readings").as_int64(), 300);
  EXPECT_EQ(extended.text("extended_for"), "field_drive");
  EXPECT_EQ(office_->audited("alarm.quota_extended", office_->town().north_officer.value), 1);
  EXPECT_EQ(officer.patch(person(), 1, {{"fields", {{"phone", "19900000002"}}}}).status, 200)
      << "what was refused before has changed nothing";
  EXPECT_EQ(officer.post("/api/reading-quota/extension", {{"reason", "backlog"}}).code(),
            "reading-quota-spent");
  EXPECT_EQ(officer.get("/api/reading-quota").body.at("quota").as_int64(), 600);
  EXPECT_EQ(office_->south().get("/api/reading-quota").body.at("quota").as_int64(), 300);
}

TEST_P(PolicyRoutes, WhyIsToldInTheOrderOfWhatStandsInTheWay) {
  const auto record = "&record=person:" + std::to_string(person_);
  EXPECT_EQ(obstacle(office_->someone(access::Role::auditor), "right=person.read" + record), "role");
  EXPECT_EQ(obstacle(office_->someone(access::Role::working_group), "right=counters.read" + record), "role")
      << "whoever reads no people learns of none";
  EXPECT_EQ(obstacle(north(std::nullopt), "right=person.read" + record), "purpose");
  EXPECT_EQ(obstacle(north(Purpose::door_check), "right=person.read" + record), "none");
  EXPECT_EQ(obstacle(north(Purpose::door_check), "right=file.import" + record), "role");
  const auto told = north(std::nullopt).get("/api/policy/explain?right=person.read");
  EXPECT_EQ(told.text("text"), "community officer may read a person only for a stated purpose.");
  EXPECT_FALSE(told.body.at("may").as_bool());
}

TEST_P(PolicyRoutes, WhatLiesOutsideIsExplainedLikeWhatIsNotThere) {
  const auto south = office_->south();
  const auto outside =
      south.get("/api/policy/explain?right=person.read&record=person:" + std::to_string(person_));
  const auto absent = south.get("/api/policy/explain?right=person.read&record=person:987654321");
  EXPECT_EQ(json::serialize(outside.body), json::serialize(absent.body));
  EXPECT_EQ(outside.text("obstacle"), "area");
}

TEST_P(PolicyRoutes, WhatIsAskedForHasToBeNamed) {
  const auto desk = office_->south();
  EXPECT_EQ(desk.get("/api/policy/explain").places(), "right");
  EXPECT_EQ(desk.get("/api/policy/explain?right=all").places(), "right");
  EXPECT_EQ(desk.get("/api/policy/explain?right=person.read&record=person:0").places(), "record");
}

}  // namespace policy_routes_test
}  // namespace weige::http
