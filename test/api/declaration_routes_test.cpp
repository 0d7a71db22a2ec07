// The public form over HTTP: off by default, no look-up, bounded (N4; boundaries 6).
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "access/area_store.h"
#include "access/post_store.h"
#include "http/declaration_routes.h"
#include "http/job_handlers.h"
#include "support/databases.h"
#include "support/http/app.h"
#include "support/imports.h"

namespace weige {
namespace declaration_routes_test {

using access::Role;
using boost::json::object;
using testing_support::App;
using testing_support::Browser;
using testing_support::TestServer;

class DeclarationRoutes : public testing_support::BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    app_ = std::make_unique<App>(db());
    testing_support::make_test_committee(db());
    office_ = std::make_unique<Browser>(app_->signed_in(Role::population_office));
    office_->put("/api/session/purpose", {{"purpose", "data_quality"}});
    const auto me = office_->get("/api/session").body;
    open(access::PostId{me.at("acting_post_id").as_int64()});
  }
  // A server whose form belongs to the post.
  void open(access::PostId post) {
    public_ = std::make_unique<TestServer>(
        testing_support::TestServerParts{.database = db(),
                                         .routes = http::declaration_routes({.post = post,
                                                                             .clock = [this] { return now_; },
                                                                             .random = system_random(),
                                                                             .city_url = city_url_},
                                                                            [] {})});
    anybody_ = std::make_unique<Browser>(public_->port());
  }
  object declaration(const std::string& name = "上官羽涵") {
    return {{"name", name}, {"phone", "13700000901"}, {"place", "明珠路88弄3号101室"}};
  }
  void run() {
    jobs::JobRunner runner(db(), system_clock(), {.instance = "test"});
    registry::PeopleIndex people{1};
    http::add_job_handlers(runner, {.clock = system_clock(), .scratch = {}, .people = people});
    while (runner.run_one()) {
    }
  }

  Instant now_ = std::chrono::ceil<std::chrono::hours>(system_clock()());
  std::string city_url_;
  std::unique_ptr<App> app_;
  std::unique_ptr<Browser> office_, anybody_;
  std::unique_ptr<TestServer> public_;
};
WEIGE_BOTH_ENGINES(DeclarationRoutes);

TEST_P(DeclarationRoutes, WhatIsDeclaredWaitsForTheOffice) {
  const auto form = anybody_->get("/api/declarations/form");
  ASSERT_EQ(form.status, 200) << boost::json::serialize(form.body);
  EXPECT_TRUE(form.body.at("open").as_bool());
  const auto sent = anybody_->post("/api/declarations", declaration());
  ASSERT_EQ(sent.status, 202) << sent.code() << " " << sent.place();
  const std::string receipt(sent.body.at("receipt").as_string());
  run();
  const auto rosters = office_->get("/api/rosters").body.at("items").as_array();
  ASSERT_EQ(rosters.size(), 1u) << receipt;
  EXPECT_EQ(rosters[0].at("report").as_string(), "declared");
  EXPECT_NE(rosters[0].at("source").as_string().find(receipt), std::string::npos);
  const auto waiting = office_->get("/api/findings?state=open").body.at("items").as_array();
  ASSERT_EQ(waiting.size(), 1u);
  EXPECT_EQ(waiting[0].at("name").as_string(), "上官羽涵");
}

TEST_P(DeclarationRoutes, OffUnlessAPostIsNamedThatSomebodyHolds) {
  EXPECT_FALSE(app_->browser().get("/api/declarations/form").body.at("open").as_bool());
  EXPECT_EQ(app_->browser().post("/api/declarations", declaration()).status, 404);
  city_url_ = "https://service.example.cn/declare";
  open(access::PostId{123456789});
  EXPECT_EQ(anybody_->post("/api/declarations", declaration()).status, 404);
  EXPECT_EQ(anybody_->get("/api/declarations/form").body.at("city_url").as_string(), city_url_);
}

TEST_P(DeclarationRoutes, AFaultIsToldAtItsFieldAndKeepsNothing) {
  auto wrong = declaration();
  wrong["phone"] = "12";
  const auto refused = anybody_->post("/api/declarations", wrong);
  EXPECT_EQ(refused.code() + " " + refused.place(), "phone phone");
  EXPECT_TRUE(office_->get("/api/rosters").body.at("items").as_array().empty());
}

TEST_P(DeclarationRoutes, TheSameSubmissionIsTakenOnce) {
  const auto send = [&] {
    anybody_->with("Idempotency-Key", "one-submission");
    return anybody_->post("/api/declarations", declaration()).body.at("receipt");
  };
  EXPECT_EQ(send(), send());
  EXPECT_EQ(office_->get("/api/rosters").body.at("items").as_array().size(), 1u);
}

TEST_P(DeclarationRoutes, ManyFromOneLineMustWait) {
  int taken = 0;
  for (int i = 0; i < 20; ++i) taken += anybody_->post("/api/declarations", declaration()).status == 202;
  EXPECT_EQ(taken, 10);
  EXPECT_EQ(anybody_->post("/api/declarations", declaration()).code(), "too-many-requests");
  now_ += std::chrono::hours{2};
  EXPECT_EQ(anybody_->post("/api/declarations", declaration()).status, 202);
}

}  // namespace declaration_routes_test
}  // namespace weige
