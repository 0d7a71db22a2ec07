// Exports over HTTP: asked for with a purpose, run as a job, fetched by whoever asked, refused to others.
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "http/job_handlers.h"
#include "support/databases.h"
#include "support/http/app.h"

namespace weige {
namespace export_test {

using access::Role;
using testing_support::App;
using testing_support::Browser;
using testing_support::Client;

class ExportRoutes : public testing_support::BothEngines {
 protected:
  App& app() {
    if (!app_) app_ = std::make_unique<App>(db());
    return *app_;
  }
  void run() {
    jobs::JobRunner runner(db(), system_clock(), {.instance = "test"});
    registry::PeopleIndex people(1);
    http::add_job_handlers(runner, {.clock = system_clock(), .scratch = {}, .people = people});
    while (runner.run_one()) {
    }
  }
  static boost::json::object wish() {
    return {{"kind", "residents"}, {"format", "csv"}, {"purpose", "data_quality"}};
  }

 private:
  std::unique_ptr<App> app_;
};
WEIGE_BOTH_ENGINES(ExportRoutes);

TEST_P(ExportRoutes, GivesAFileToWhoAskedAndToNobodyElse) {
  auto office = app().signed_in(Role::population_office);
  auto other = app().signed_in(Role::population_office);
  const auto asked = office.post("/api/exports", wish());
  ASSERT_EQ(asked.status, 202) << asked.code();
  EXPECT_EQ(asked.body.at("kind").as_string(), "export");
  EXPECT_EQ(asked.body.at("state").as_string(), "waiting");
  const auto job = "/api/jobs/" + std::to_string(asked.body.at("id").as_int64());
  run();
  EXPECT_EQ(office.get(job).body.at("state").as_string(), "done");
  const auto fetch = [&](const Browser& who) {
    return Client(app().server().port())
        .ask({.target = job + "/file", .headers = {{"Cookie", who.cookie()}}});
  };
  const auto file = fetch(office);
  EXPECT_EQ(file.status, 200);
  EXPECT_NE(file.body.find("姓名,证件类型,证件号码"), std::string::npos);
  EXPECT_EQ(fetch(other).status, 404);
}

TEST_P(ExportRoutes, AFileMadeEarlierAsksForAFreshProofLikeTheExport) {
  auto office = app().signed_in(Role::population_office);
  const auto job =
      "/api/jobs/" + std::to_string(office.post("/api/exports", wish()).body.at("id").as_int64()) + "/file";
  run();
  (void)db().write([](store::Transaction& tx) -> Done {
    tx.exec("UPDATE session SET proven_at = $1", system_clock()() - std::chrono::minutes{11});
    return done();
  });
  EXPECT_EQ(office.get(job).code(), "step-up-required");
  EXPECT_EQ(office.post("/api/session/proof", {{"password", testing_support::kAppPassword}}).status, 200);
  const auto file =
      Client(app().server().port()).ask({.target = job, .headers = {{"Cookie", office.cookie()}}});
  EXPECT_EQ(file.status, 200);
}

TEST_P(ExportRoutes, IsOneJobHoweverOftenItIsSent) {
  auto office = app().signed_in(Role::population_office);
  const auto first = office.with("Idempotency-Key", "the-same-key").post("/api/exports", wish());
  const auto second = office.with("Idempotency-Key", "the-same-key").post("/api/exports", wish());
  EXPECT_EQ(first.body.at("id"), second.body.at("id"));
  EXPECT_EQ(office.get("/api/jobs").body.at("items").as_array().size(), 1u);
}

TEST_P(ExportRoutes, RefusesWrongRolesAndWrongWishes) {
  auto officer = app().signed_in(Role::community_officer);
  EXPECT_EQ(officer.post("/api/exports", wish()).code(), "forbidden");
  auto office = app().signed_in(Role::population_office);
  auto unknown = wish();
  unknown["purpose"] = "curiosity";
  EXPECT_EQ(office.post("/api/exports", unknown).code_at("purpose"), "bad-choice");
  unknown.erase("purpose");
  EXPECT_EQ(office.post("/api/exports", unknown).code_at("purpose"), "missing-field");
  auto elsewhere = wish();
  elsewhere["area_id"] = 987654;
  EXPECT_EQ(office.post("/api/exports", elsewhere).code(), "not-found");
  auto full = wish();
  full["numbers"] = "full";
  EXPECT_EQ(office.post("/api/exports", full).code_at("numbers"), "unknown-field");
}

}  // namespace export_test
}  // namespace weige
