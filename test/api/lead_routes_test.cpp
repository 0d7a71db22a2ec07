// Sealed letters over HTTP: who may, what is answered, and that nothing which is kept or shown tells of them
// (boundaries 3).
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <sstream>

#include "http/base64.h"
#include "support/databases.h"
#include "support/http/app.h"
#include "support/leads.h"
#include "work/lead.h"
#include "work/lead_actions.h"

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
  object letter(char fill = 'x') {
    return {{"post_id", post_},
            {"key_id", key_},
            {"letter", to_base64(sealed_letter(fill))},
            {"salt", "salt " + std::to_string(++letters_)}};
  }
  std::int64_t only_lead() { return officer_->get("/api/leads").body.at("items").at(0).at("id").as_int64(); }
  static std::string path(std::int64_t id) { return "/api/leads/" + std::to_string(id); }

  std::optional<App> app_;
  access::AreaId north_{};
  std::optional<Browser> officer_, helper_;
  std::int64_t account_ = 0, post_ = 0, key_ = 0;
  int letters_ = 0;
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
  const auto same = letter();
  for (int i = 0; i < 2; ++i) EXPECT_EQ(helper_->post("/api/leads", same).status, 201);
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
  const auto transactions = [&] {
    std::istringstream lines(app_->server().metrics().text({}));
    std::string out;
    for (std::string line; std::getline(lines, line);)
      if (line.starts_with("weige_database_seconds_count")) out += line + "\n";
    return out;
  };
  const auto before = transactions();
  EXPECT_FALSE(before.empty());
  ASSERT_EQ(helper_->post("/api/leads", letter()).status, 201);
  ASSERT_EQ(officer_->get(path(only_lead())).status, 200);
  EXPECT_EQ(transactions(), before) << "a sum less its parts would be their number";
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

// The text itself never reaches the server (web/test/browser/leads.test.ts). This is of what does.
TEST_P(LeadRoutes, NoAnswerIsKept) {
  open_channel();
  const auto kept = [&] {
    return db().read([](store::Transaction& tx) {
      return tx.scalar<std::int64_t>("SELECT count(*) FROM idempotent_answer");
    });
  };
  const auto before = kept();
  ASSERT_EQ(helper_->post("/api/leads", letter()).status, 201);
  EXPECT_EQ(kept(), before);
}

std::vector<std::string> texts(store::Transaction& tx, std::string_view sql) {
  return tx.all(sql, [](const store::Row& row) { return row.get<std::string>(0); });
}

// PostgreSQL keeps with each row which transaction wrote it: no other table's row may have that of a letter.
TEST_P(LeadRoutes, NoRowIsWrittenTogetherWithALetter) {
  if (GetParam() != store::Engine::postgres) return;
  open_channel();
  ASSERT_EQ(helper_->post("/api/leads", letter('x')).status, 201);
  ASSERT_EQ(helper_->post("/api/leads", letter('y')).status, 201);
  const auto look = [&] {
    db().read([](store::Transaction& tx) {
      ASSERT_EQ(tx.scalar<int>("SELECT count(*) FROM lead"), 2);
      const auto tables =
          texts(tx,
                "SELECT CAST(table_name AS TEXT) FROM information_schema.tables WHERE table_schema = "
                "current_schema() AND table_name <> 'lead'");
      EXPECT_GT(tables.size(), 50u);
      for (const auto& table : tables)
        EXPECT_EQ(tx.scalar<int>("SELECT count(*) FROM \"" + table +
                                 "\" o JOIN lead l ON CAST(l.xmin AS TEXT) = CAST(o.xmin AS TEXT)"),
                  0)
            << table;
    });
  };
  look();
  ASSERT_TRUE(work::mix_leads(db(), testing_support::kTestNow));
  look();
}

}  // namespace lead_routes_test
}  // namespace weige::testing_support
