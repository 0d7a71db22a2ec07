// Retention and erasure over HTTP, on both engines: who is told what, erasing one person, holds, and answers
// to submissions that told of the person.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <memory>

#include "http/erased_answer_store.h"
#include "registry/record_actions.h"
#include "registry/record_store.h"
#include "support/databases.h"
#include "support/erasures.h"
#include "support/http/app.h"
#include "support/http/desk.h"
#include "town/erasure_events.h"

namespace weige::http {
namespace retention_routes_test {

namespace json = boost::json;
using access::Purpose;
using testing_support::count_rows;
using testing_support::Desk;
using testing_support::kTestNow;
using testing_support::RegisterOffice;

class RetentionRoutes : public testing_support::BothEngines {
 protected:
  static void SetUpTestSuite() {
    if (town::erasure_events().tables.empty()) follow_erasures(town::erasure_events());
  }
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
  Desk office() const {
    return office_->desk(office_->town().town_account, office_->town().town_post, Purpose::data_correction);
  }
  std::string person() const { return "/api/persons/" + std::to_string(person_); }
  auto erase(const Desk& desk, const char* reason = "resident_request", const char* version = "\"1\"") {
    return desk.post(person() + "/erasure", {{"reason", reason}}, {.if_match = version});
  }

  std::unique_ptr<RegisterOffice> office_;
  std::int64_t person_ = 0;
};
WEIGE_BOTH_ENGINES(RetentionRoutes);

TEST_P(RetentionRoutes, TellTheClocksAndWhatWasErased) {
  const auto clocks = office().get("/api/retention").body.at("items").as_array();
  ASSERT_EQ(clocks.size(), town::retention_clocks().size());
  EXPECT_EQ(clocks[0].at("clock"), "record.cancelled");
  EXPECT_EQ(clocks[0].at("days"), 365);
  testing_support::run_night(db(), {.clock = fixed_clock(kTestNow)});
  const auto runs = office().get("/api/erasures").body.at("items").as_array();
  ASSERT_EQ(runs.size(), 1u);
  EXPECT_EQ(runs[0].at("kind"), "night");
  EXPECT_EQ(runs[0].at("night"), "2026-11-23");
  EXPECT_EQ(runs[0].at("state"), "done");
  const auto page = office().get("/api/erasures?limit=1").body.as_object();
  EXPECT_EQ(office()
                .get("/api/erasures?cursor=" + std::string(page.at("next_cursor").as_string()))
                .body.at("items")
                .as_array()
                .size(),
            0u);
  EXPECT_EQ(office_->north().get("/api/retention").code(), "forbidden");
  EXPECT_EQ(office_->north().get("/api/erasures").code(), "forbidden");
}

TEST_P(RetentionRoutes, EraseWhoIsNotRegisteredAnyMore) {
  EXPECT_EQ(erase(office()).code(), "still-registered");
  EXPECT_EQ(erase(office_->north()).code(), "forbidden");
  testing_support::move_out(db(), office_->town(), person_, kTestNow);
  EXPECT_EQ(erase(office(), "retention").status, 422) << "no reason that somebody may state";
  EXPECT_EQ(erase(office(), "resident_request", "\"9\"").code(), "version-conflict");
  ASSERT_GT(count_rows(db(), "idempotent_answer", "body LIKE '%王伟%'"), 0) << "the answer to who was added";
  const auto erased = erase(office());
  ASSERT_EQ(erased.status, 200) << erased.code();
  EXPECT_EQ(erased.text("kind"), "single");
  EXPECT_EQ(erased.text("reason"), "resident_request");
  EXPECT_EQ(erased.body.at("counts").at(0).at("erased"), 1);
  EXPECT_EQ(office().get(person()).code(), "not-found");
  EXPECT_EQ(erase(office()).code(), "not-found") << "twice";
  EXPECT_EQ(count_rows(db(), "idempotent_answer", "body LIKE '%王伟%'"), 0);
  EXPECT_EQ(office_->audited("record.erased", erased.id()), 1);
}

TEST_P(RetentionRoutes, HoldARecordUntilADay) {
  testing_support::move_out(db(), office_->town(), person_, kTestNow);
  const auto refused = office().post(person() + "/holds", {{"reason", "诉讼"}, {"until", "2026-11-01"}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(refused.places(), "until");
  EXPECT_EQ(office_->north().post(person() + "/holds", {{"reason", "诉讼"}, {"until", "2027-01-01"}}).code(),
            "forbidden");
  EXPECT_EQ(
      office().post("/api/persons/987654321/holds", {{"reason", "诉讼"}, {"until", "2027-01-01"}}).code(),
      "not-found");
  const auto hold = office().post(person() + "/holds", {{"reason", "诉讼"}, {"until", "2027-01-01"}});
  ASSERT_EQ(hold.status, 201) << hold.code();
  EXPECT_EQ(erase(office()).code(), "record-held");
  const auto holds = office().get("/api/legal-holds").body.at("items").as_array();
  ASSERT_EQ(holds.size(), 1u);
  EXPECT_EQ(holds[0].at("person_id"), person_);
  EXPECT_EQ(office_->audited("holds.read", person_), 1) << "reading whom it is on leaves its entry";
  const auto lifted = office().ask("DELETE", "/api/legal-holds/" + std::to_string(hold.id()), "", {});
  ASSERT_EQ(lifted.status, 200);
  EXPECT_TRUE(lifted.body.as_object().contains("lifted"));
  EXPECT_EQ(erase(office()).status, 200);
}

TEST_P(RetentionRoutes, TellAnAdministratorNumbersAndNoPeople) {
  testing_support::App app(db());
  auto admin = app.signed_in(access::Role::system_admin);
  EXPECT_EQ(admin.get("/api/retention").status, 200);
  EXPECT_EQ(admin.get("/api/erasures").status, 200);
  EXPECT_EQ(admin.get("/api/legal-holds").code(), "forbidden");
  EXPECT_EQ(admin.with("If-Match", "\"1\"").post(person() + "/erasure", {{"reason", "unlawful"}}).code(),
            "forbidden");
  auto auditor = app.signed_in(access::Role::auditor);
  EXPECT_EQ(auditor.get("/api/erasures").code(), "forbidden");
}

}  // namespace retention_routes_test
}  // namespace weige::http
