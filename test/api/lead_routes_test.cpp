// Sealed letters over HTTP: who may, what is answered, and that nothing which is kept or shown tells of them
// (boundaries 3).
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "http/base64.h"
#include "support/databases.h"
#include "support/http/app.h"
#include "support/leads.h"
#include "work/lead.h"

namespace weige::testing_support {
namespace lead_routes_test {

using access::Role;
using boost::json::object;
using http::to_base64;

class LeadRoutes : public BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    app_.emplace(db());
    north_ = app_->town().area(access::AreaKind::committee, "310118106001").id;
    officer_.emplace(app_->signed_in(Role::community_officer, north_));
    helper_.emplace(app_->signed_in(Role::helper, north_));
    const auto me = officer_->get("/api/session").body;
    account_ = me.at("account").at("id").as_int64();
    post_ = me.at("acting_post_id").as_int64();
  }
  object share(char own = 'a') const {
    return {{"account_id", account_},
            {"public_key", to_base64(lead_point(own))},
            {"wrapped_private", to_base64(sealed_share('s'))}};
  }
  JsonAnswer set_own_key(Browser& who, char fill = 'a') const {
    return who.put("/api/lead-own-key", {{"public_key", to_base64(lead_point(fill))},
                                         {"wrapped_private", to_base64(wrapped_own_key('w'))}});
  }
  void open_channel() {
    ASSERT_EQ(set_own_key(*officer_).status, 200);
    const auto made = officer_->post("/api/lead-keys", {{"public_key", to_base64(lead_point('p'))},
                                                        {"shares", boost::json::array{share()}}});
    ASSERT_EQ(made.status, 201) << made.code() << " " << made.place();
    key_ = made.body.at("keys").at(0).at("id").as_int64();
  }
  object letter(char fill = 'x') const {
    return {{"post_id", post_},
            {"key_id", key_},
            {"letter", to_base64(sealed_letter(fill))},
            {"salt", "c2FsdCBzYWx0IHNhbHQ="}};
  }
  std::int64_t only_lead() { return officer_->get("/api/leads").body.at("items").at(0).at("id").as_int64(); }
  static std::string path(std::int64_t id) { return "/api/leads/" + std::to_string(id); }

  std::optional<App> app_;
  access::AreaId north_{};
  std::optional<Browser> officer_, helper_;
  std::int64_t account_ = 0, post_ = 0, key_ = 0;
};
WEIGE_BOTH_ENGINES(LeadRoutes);

TEST_P(LeadRoutes, ALetterGoesFromHelperToOfficer) {
  const auto closed = helper_->get("/api/lead-channels").body.at("items").at(0);
  EXPECT_EQ(closed.at("post_id").as_int64(), post_);
  EXPECT_FALSE(closed.as_object().contains("key")) << "not open yet";
  open_channel();
  const auto channel = helper_->get("/api/lead-channels").body.at("items").at(0);
  EXPECT_EQ(channel.at("key").at("public_key").as_string(), to_base64(lead_point('p')));
  EXPECT_EQ(channel.at("key").at("fingerprint").as_string(), work::fingerprint_of(lead_point('p')));
  EXPECT_FALSE(channel.at("key").as_object().contains("share"));
  const auto sent = helper_->post("/api/leads", letter());
  ASSERT_EQ(sent.status, 201) << sent.code() << " " << sent.place();
  EXPECT_EQ(sent.body.as_object().size(), 1u) << "the day, and nothing that names the letter";
  const auto id = only_lead();
  const auto opened = officer_->get(path(id)).body;
  EXPECT_EQ(opened.at("letter").as_string(), to_base64(sealed_letter('x')));
  EXPECT_EQ(opened.at("state").as_string(), "waiting");
  const auto marked = officer_->put(path(id) + "/state", {{"state", "unfounded"}}).body;
  EXPECT_EQ(marked.at("state").as_string(), "unfounded");
  EXPECT_FALSE(marked.as_object().contains("letter"));
  EXPECT_EQ(officer_->put(path(id) + "/state", {{"state", "waiting"}}).code_at("state"), "bad-choice");
}

TEST_P(LeadRoutes, OnlyTheOfficerReads) {
  open_channel();
  ASSERT_EQ(helper_->post("/api/leads", letter()).status, 201);
  const auto id = only_lead();
  for (const auto role : {Role::helper, Role::coordinator, Role::grid_leader, Role::population_office,
                          Role::system_admin, Role::auditor}) {
    auto who = app_->signed_in(role, north_);
    EXPECT_EQ(who.get("/api/leads").code(), "forbidden");
    EXPECT_EQ(who.get(path(id)).code(), "forbidden");
    EXPECT_EQ(who.get("/api/lead-box").code(), "forbidden");
    EXPECT_EQ(who.get("/api/lead-channels?reach=town").code(), "forbidden");
  }
  auto other = app_->signed_in(Role::community_officer, north_);
  EXPECT_EQ(other.get(path(id)).code(), "not-found");
  EXPECT_EQ(other.get(path(987654321)).code(), "not-found") << "as one that is not there";
  EXPECT_EQ(other.put(path(id) + "/state", {{"state", "read"}}).code(), "not-found");
  EXPECT_TRUE(other.get("/api/leads").body.at("items").as_array().empty());
}

TEST_P(LeadRoutes, WhatIsWrongIsToldAtItsField) {
  open_channel();
  auto torn = letter();
  torn["letter"] = to_base64(sealed_letter('x').substr(1));
  EXPECT_EQ(helper_->post("/api/leads", torn).code_at("letter"), "lead-envelope");
  torn["letter"] = "!!!!";
  EXPECT_EQ(helper_->post("/api/leads", torn).code_at("letter"), "bad-request");
  auto salted = letter();
  salted.erase("salt");
  EXPECT_EQ(helper_->post("/api/leads", salted).code_at("salt"), "missing-field");
  auto signed_by = letter();
  signed_by["sender"] = "某人";
  EXPECT_EQ(helper_->post("/api/leads", signed_by).code_at("sender"), "unknown-field");
  auto old = letter();
  old["key_id"] = key_ + 1;
  EXPECT_EQ(helper_->post("/api/leads", old).code(), "lead-key-changed");
  EXPECT_EQ(helper_->get("/api/lead-channels?reach=world").code_at("reach"), "bad-choice");
  const object own{{"public_key", "AAAA"}, {"wrapped_private", to_base64(wrapped_own_key('w'))}};
  EXPECT_EQ(officer_->put("/api/lead-own-key", own).code_at("public_key"), "lead-envelope");
  EXPECT_EQ(helper_->put("/api/lead-own-key", own).code(), "forbidden");
  EXPECT_FALSE(helper_->get("/api/lead-own-key").body.at("eligible").as_bool());
  EXPECT_EQ(officer_
                ->post("/api/lead-keys", {{"public_key", to_base64(lead_point('q'))},
                                          {"replaces", key_},
                                          {"shares", boost::json::array{}}})
                .code_at("shares"),
            "missing-field");
}

TEST_P(LeadRoutes, TheSameSubmissionIsTakenOnceAndTheEleventhNot) {
  open_channel();
  for (int i = 0; i < 2; ++i) {
    helper_->with("Idempotency-Key", "one-letter");
    EXPECT_EQ(helper_->post("/api/leads", letter()).status, 201);
  }
  EXPECT_EQ(officer_->get("/api/leads").body.at("items").as_array().size(), 1u);
  for (int i = 1; i < work::kMostLeadsADay; ++i) EXPECT_EQ(helper_->post("/api/leads", letter()).status, 201);
  const auto refused = helper_->post("/api/leads", letter());
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(refused.code(), "lead-limit-reached");
}

TEST_P(LeadRoutes, AnOfficerSendsOn) {
  open_channel();
  ASSERT_EQ(helper_->post("/api/leads", letter()).status, 201);
  const auto id = only_lead();
  const auto mine = post_, my_key = key_;
  const auto south = app_->town().area(access::AreaKind::committee, "310118106002").id;
  auto first = *officer_;
  officer_.emplace(app_->signed_in(Role::community_officer, south));
  const auto me = officer_->get("/api/session").body;
  account_ = me.at("account").at("id").as_int64();
  post_ = me.at("acting_post_id").as_int64();
  open_channel();
  ASSERT_NE(post_, mine);
  ASSERT_NE(key_, my_key);
  EXPECT_EQ(first.get("/api/lead-channels").body.at("items").as_array().size(), 1u);
  EXPECT_EQ(first.get("/api/lead-channels?reach=town").body.at("items").as_array().size(), 2u);
  const auto sent = first.post(path(id) + "/forward", letter('y'));
  ASSERT_EQ(sent.status, 200) << sent.code();
  EXPECT_EQ(sent.body.at("state").as_string(), "followed_up");
  EXPECT_EQ(officer_->get(path(only_lead())).body.at("letter").as_string(), to_base64(sealed_letter('y')));
}

// A page of figures that anybody may look at, and the lines of the log.
TEST_P(LeadRoutes, NothingCountsThem) {
  open_channel();
  ASSERT_EQ(helper_->post("/api/leads", letter()).status, 201);
  ASSERT_EQ(officer_->get(path(only_lead())).status, 200);
  const auto metrics = app_->server().metrics().text({});
  EXPECT_EQ(metrics.find("/api/lead"), metrics.npos);
  EXPECT_NE(metrics.find("/api/session"), metrics.npos);
  int lines = 0;
  for (const auto& line : app_->server().log_lines()) {
    if (line.find("/api/lead") == line.npos) continue;
    ++lines;
    EXPECT_EQ(line.find("\"post\""), line.npos) << line;
  }
  EXPECT_GE(lines, 3);
}

// The text itself never reaches the server (web/test/browser/leads.test.ts). This is of what does: the hash
// that is kept of a submission for a day, with its account, does not lead to the letter.
TEST_P(LeadRoutes, TwoSubmissionsOfOneLetterLookUnlike) {
  open_channel();
  const auto hashes = [&] {
    return db().read([](store::Transaction& tx) {
      return tx.scalar<std::int64_t>("SELECT COUNT(DISTINCT body_hash) FROM idempotent_answer");
    });
  };
  const auto before = hashes();
  auto again = letter();
  again["salt"] = "another salt";
  ASSERT_EQ(helper_->post("/api/leads", letter()).status, 201);
  ASSERT_EQ(helper_->post("/api/leads", again).status, 201);
  EXPECT_EQ(hashes(), before + 2);
}

}  // namespace lead_routes_test
}  // namespace weige::testing_support
