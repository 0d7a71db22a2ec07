// Retention and erasure over HTTP, on both engines: who is told what, erasing one person, holds, and answers
// to submissions that told of the person.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <memory>

#include "access/approval_events.h"
#include "access/data_keys.h"
#include "http/erased_answer_store.h"
#include "http/job_handlers.h"
#include "registry/record_actions.h"
#include "registry/record_store.h"
#include "support/databases.h"
#include "support/erasures.h"
#include "support/http/app.h"
#include "support/http/desk.h"
#include "town/bulk_erasure_actions.h"
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
    static const bool follows = [] {
      town::follow_bulk_erasures(access::approval_events());
      return true;
    }();
    ASSERT_TRUE(follows);
  }
  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    office_ = std::make_unique<RegisterOffice>(db());
    const auto home = office_->door("明珠路88弄3号201室", office_->town().north);
    home_ = home;
    person_ = resident("王伟");
  }
  std::int64_t resident(const char* name) const {
    return office_->north()
        .post("/api/persons", {{"person", {{"name", name}, {"phone", "19900000001"}}},
                               {"residence", {{"premises_id", home_}, {"from", "2026-01-01"}}}})
        .id();
  }
  void move_out(std::int64_t id) { testing_support::move_out(db(), office_->town(), id, kTestNow); }
  static json::object wish(const std::vector<std::int64_t>& people, const char* why) {
    json::object out{{"person_ids", json::array(people.begin(), people.end())},
                     {"reason", "purpose_achieved"}};
    if (*why != '\0') out["why"] = why;
    return out;
  }
  auto ask(const std::vector<std::int64_t>& people, const char* why = "王伟等人已搬离") const {
    return office().post("/api/erasures", wish(people, why));
  }
  static auto decide(const Desk& who, const testing_support::DeskAnswer& asked) {
    return who.post("/api/approvals/" + std::to_string(asked.id()) + "/approval",
                    {{"digest", asked.text("digest")}});
  }
  void run_jobs() {
    jobs::JobRunner runner(db(), fixed_clock(kTestNow), {.instance = "test"});
    registry::PeopleIndex people(1);
    add_job_handlers(runner, {.clock = fixed_clock(kTestNow), .scratch = {}, .people = people});
    while (runner.run_one()) {
    }
  }
  // Of the answers that are kept, those in which that stands.
  int answers_with(const std::string& text) {
    return db().read([&](store::Transaction& tx) {
      access::DataKeys keys(tx);
      int out = 0;
      tx.each("SELECT id, sealed FROM idempotent_answer WHERE sealed IS NOT NULL",
              [&](const store::Row& row) {
                const seal::Place place{"idempotent_answer", "sealed", row.int64(0)};
                const auto opened = keys.open({"answer", row.int64(0)}, place, row.blob(1));
                if (opened && opened->find(text) != std::string::npos) ++out;
              });
      return out;
    });
  }
  Desk office() const {
    return office_->desk(office_->town().town_account, office_->town().town_post, Purpose::data_correction);
  }
  std::string person() const { return "/api/persons/" + std::to_string(person_); }
  auto erase(const Desk& desk, const char* reason = "resident_request", const char* version = "\"1\"") {
    return desk.post(person() + "/erasure", {{"reason", reason}}, {.if_match = version});
  }

  std::unique_ptr<RegisterOffice> office_;
  std::int64_t home_ = 0, person_ = 0;
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
  ASSERT_GT(answers_with("王伟"), 0) << "the answer to who was added";
  const auto erased = erase(office());
  ASSERT_EQ(erased.status, 200) << erased.code();
  EXPECT_EQ(erased.text("kind"), "single");
  EXPECT_EQ(erased.text("reason"), "resident_request");
  EXPECT_EQ(erased.body.at("counts").at(0).at("erased"), 1);
  EXPECT_EQ(office().get(person()).code(), "not-found");
  EXPECT_EQ(erase(office()).code(), "not-found") << "twice";
  EXPECT_EQ(answers_with("王伟"), 0);
  EXPECT_EQ(office_->audited("record.erased", erased.id()), 1);
}

TEST_P(RetentionRoutes, EraseManyOnlyWithASecondPerson) {
  const auto other = resident("李娜"), third = resident("张敏");
  const auto second = office_->someone(access::Role::population_office);
  EXPECT_EQ(ask({person_, other}).code(), "still-registered");
  for (const auto id : {person_, other, third}) move_out(id);
  EXPECT_EQ(ask({}).places(), "person_ids");
  EXPECT_EQ(ask(std::vector<std::int64_t>(501, person_)).places(), "person_ids");
  EXPECT_EQ(ask({person_, 987654321}).code(), "not-found");
  const auto aimless = ask({person_}, "");
  EXPECT_EQ(aimless.code(), "approval-needed");
  EXPECT_EQ(aimless.places(), "why");
  EXPECT_EQ(office_->north().post("/api/erasures", wish({person_}, "核对")).code(), "forbidden");

  const auto asked = ask({third, person_, other, person_});
  ASSERT_EQ(asked.status, 202) << asked.code();
  EXPECT_EQ(asked.body.at("people"), 3);
  EXPECT_EQ(asked.body.at("details").at("reason"), "purpose_achieved");
  run_jobs();
  EXPECT_EQ(count_rows(db(), "person"), 3) << "nobody alone erases many";
  EXPECT_EQ(decide(office(), asked).code(), "approval-own");
  ASSERT_EQ(office()
                .post("/api/persons/" + std::to_string(other) + "/holds",
                      {{"reason", "诉讼"}, {"until", "2027-01-01"}})
                .status,
            201);
  ASSERT_EQ(decide(second, asked).status, 200);
  run_jobs();
  EXPECT_EQ(count_rows(db(), "person"), 1) << "who is held meanwhile stays";
  EXPECT_EQ(count_rows(db(), "person", "id = " + std::to_string(other)), 1);
  const auto run = office().get("/api/erasures").body.at("items").at(0);
  EXPECT_EQ(run.at("kind"), "bulk");
  EXPECT_EQ(run.at("state"), "done");
  EXPECT_EQ(run.at("counts").at(0).at("erased"), 2);
  EXPECT_EQ(run.at("counts").at(0).at("held"), 1);
  EXPECT_EQ(office_->audited("record.erased", run.at("id").as_int64()), 1);
  const auto used = office().get("/api/approvals/" + std::to_string(asked.id()));
  EXPECT_EQ(used.text("state"), "used");
  EXPECT_EQ(used.text("reason"), "") << "the words about who is gone are gone, too";
}

TEST_P(RetentionRoutes, EraseNobodyOnceItWasRefused) {
  const auto second = office_->someone(access::Role::population_office);
  move_out(person_);
  const auto asked = ask({person_});
  const auto path = "/api/approvals/" + std::to_string(asked.id()) + "/refusal";
  ASSERT_EQ(second.post(path, {{"reason", "仍需保留"}}).status, 200);
  run_jobs();
  EXPECT_EQ(count_rows(db(), "person"), 1);
  EXPECT_EQ(count_rows(db(), "job", "kind = 'bulk_erasure'"), 0);
}

TEST_P(RetentionRoutes, EraseNobodyForAnAskerWhoLeftHisPost) {
  const auto second = office_->someone(access::Role::population_office);
  move_out(person_);
  const auto asked = ask({person_});
  ASSERT_EQ(decide(second, asked).status, 200);
  ASSERT_TRUE(db().write([&](store::Transaction& tx) -> Done {
    tx.exec("UPDATE post_holding SET closed = 1, until_at = from_at WHERE account_id = $1",
            office_->town().town_account);
    return done();
  }));
  run_jobs();
  EXPECT_EQ(count_rows(db(), "person"), 1);
  EXPECT_EQ(count_rows(db(), "job", "kind = 'bulk_erasure' AND state = 'failed'"), 1);
  EXPECT_EQ(count_rows(db(), "retention_run"), 0);
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
