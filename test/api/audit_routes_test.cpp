// The auditor's routes, and that nothing personal is served while its reading cannot be written down.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <sstream>

#include "access/audit_log_actions.h"
#include "access/audit_verify.h"
#include "http/event_hub.h"
#include "http/long_work.h"
#include "support/databases.h"
#include "support/http/app.h"
#include "support/http/desk.h"
#include "support/random_folder.h"

namespace weige {
namespace audit_routes_test {

using access::Role;
using store::Transaction;
using testing_support::App;
using testing_support::Browser;
using testing_support::Client;

class AuditRoutes : public testing_support::BothEngines {
 protected:
  App& app() {
    if (!app_) app_ = std::make_unique<App>(db());
    return *app_;
  }
  void begin() {
    signer_ = access::open_audit_log(db(), {.key_file = (folder_.path() / "key").string()}, random_).value();
  }
  // A head over all that is there; what is read through shared snapshots sees it at once.
  void place() {
    access::place_audit_entries({.database = db(),
                                 .signer = *signer_,
                                 .random = random_,
                                 .instance = "test",
                                 .head_every = std::chrono::seconds{0}},
                                system_clock()())
        .value();
    db().write([](Transaction& tx) -> Done {
          tx.exec("UPDATE audit_log SET size = size WHERE id = 1");
          return done();
        })
        .value();
  }
  testing_support::ClientAnswer file(const Browser& who) {
    return Client(app().server().port())
        .ask({.target = "/api/audit/export", .headers = {{"Cookie", who.cookie()}}});
  }

  test::RandomFolder folder_;
  Random random_ = seeded_random(5);
  std::optional<access::AuditSigner> signer_;
  std::unique_ptr<App> app_;
};
WEIGE_BOTH_ENGINES(AuditRoutes);

TEST_P(AuditRoutes, ShowTheHeadAndTheEntries) {
  begin();
  auto auditor = app().signed_in(Role::auditor);
  place();
  const auto overview = auditor.get("/api/audit").body.as_object();
  EXPECT_TRUE(overview.at("fits").as_bool());
  EXPECT_EQ(overview.at("digest").as_string(), "sm3");
  const auto& head = overview.at("head").as_object();
  EXPECT_EQ(head.at("size").as_int64(), overview.at("size").as_int64());
  EXPECT_TRUE(access::parse_signed_head(std::string(head.at("line").as_string())));

  const auto heads = auditor.get("/api/audit/heads?after=0&limit=5").body.at("items").as_array();
  ASSERT_EQ(heads.size(), 1u);
  EXPECT_EQ(heads[0], overview.at("head"));
  EXPECT_TRUE(auditor.get("/api/audit/heads?after=1").body.at("items").as_array().empty());

  const auto page = auditor.get("/api/audit/entries?limit=2").body.as_object();
  ASSERT_EQ(page.at("items").as_array().size(), 2u);
  EXPECT_TRUE(page.at("items").at(0).at("fits").as_bool());
  const auto next =
      auditor.get("/api/audit/entries?limit=2&cursor=" + std::string(page.at("next_cursor").as_string()));
  EXPECT_LT(next.body.at("items").at(0).at("number").as_int64(),
            page.at("items").at(1).at("number").as_int64());
  const auto signed_in = auditor.get("/api/audit/entries?action=sign_in.done&from=2020-01-01&to=2099-12-31");
  EXPECT_FALSE(signed_in.body.at("items").as_array().empty());
  for (const auto& entry : signed_in.body.at("items").as_array())
    EXPECT_EQ(entry.at("action").as_string(), "sign_in.done");
}

TEST_P(AuditRoutes, ProveAnEntryAndThatTheLogGoesOn) {
  begin();
  auto auditor = app().signed_in(Role::auditor);
  place();
  const auto before = auditor.get("/api/audit").body.at("head").at("size").as_int64();
  auditor.get("/api/audit/heads");
  place();
  const auto after = auditor.get("/api/audit").body.at("head").at("size").as_int64();
  ASSERT_GT(after, before) << "the auditor's own reading";
  const auto proof = auditor.get("/api/audit/entries/1/proof");
  EXPECT_EQ(proof.status, 200);
  EXPECT_EQ(proof.body.at("entry").at("number").as_int64(), 1);
  EXPECT_FALSE(proof.body.at("path").as_array().empty());
  const auto target =
      "/api/audit/consistency?first=" + std::to_string(before) + "&second=" + std::to_string(after);
  EXPECT_EQ(auditor.get(target).status, 200);
  EXPECT_EQ(auditor.get("/api/audit/consistency?first=2&second=1").code(), "audit-size");
  EXPECT_EQ(auditor.get("/api/audit/entries/999999/proof").code(), "not-found");
  EXPECT_EQ(auditor.get("/api/audit/entries/x/proof").code(), "not-found");
  EXPECT_EQ(auditor.get("/api/audit/entries?cursor=x").code(), "bad-request");
  EXPECT_EQ(auditor.get("/api/audit/entries?from=yesterday").code(), "bad-date");
}

TEST_P(AuditRoutes, GiveTheWholeLogAsAFileThatVerifies) {
  begin();
  auto auditor = app().signed_in(Role::auditor);
  place();
  const auto answer = file(auditor);
  ASSERT_EQ(answer.status, 200);
  EXPECT_NE(answer.headers.get("Content-Disposition").find("weige-audit-"), std::string_view::npos);
  std::istringstream in(answer.body);
  auto reader = access::ExportReader::open(in, "export");
  ASSERT_TRUE(reader.ok());
  const auto verdict = access::verify_export(*reader, {.heads = {}, .key = signer_->public_key()});
  ASSERT_TRUE(verdict.ok());
  EXPECT_TRUE(verdict->good());
  EXPECT_EQ(verdict->covered, verdict->entries);
}

TEST_P(AuditRoutes, AreForTheAuditorAlone) {
  begin();
  place();
  for (const auto role :
       {Role::system_admin, Role::security_admin, Role::population_office, Role::coordinator}) {
    auto other = app().signed_in(role);
    for (const auto* target : {"/api/audit", "/api/audit/heads", "/api/audit/entries",
                               "/api/audit/entries/1/proof", "/api/audit/consistency?first=1&second=1"})
      EXPECT_EQ(other.get(target).code(), "forbidden") << target;
    EXPECT_EQ(file(other).status, 403);
  }
  EXPECT_EQ(app().browser().get("/api/audit").code(), "not-signed-in");
}

TEST_P(AuditRoutes, SayThatTheLogHasNotBegun) {
  auto auditor = app().signed_in(Role::auditor);
  EXPECT_EQ(auditor.get("/api/audit").code(), "not-found");
}

TEST_P(AuditRoutes, AServerThatStopsLeavesNothingWaiting) {
  begin();
  app().town().actor(Role::coordinator);
  http::EventHub events("run");
  http::LongWork work({.database = db(),
                       .events = events,
                       .clock = system_clock(),
                       .log = [](const std::string&) {},
                       .instance = "test",
                       .audit = &*signer_});
  work.start();
  work.stop();
  db().read([](Transaction& tx) {
    EXPECT_EQ(access::count_waiting_audit_entries(tx), 0);
    const auto head = access::latest_audit_head(tx);
    ASSERT_TRUE(head);
    EXPECT_EQ(head->head.size, access::audit_log_state(tx)->size);
  });
}

class UnwrittenAudit : public testing_support::BothEngines {};
WEIGE_BOTH_ENGINES(UnwrittenAudit);

TEST_P(UnwrittenAudit, NothingPersonalIsServed) {
  testing_support::RegisterOffice office(db());
  const auto desk = office.north();
  const boost::json::object person{{"name", "王建国"}, {"category", "registered_here"}};
  const auto made = desk.post("/api/persons", {{"person", person}});
  ASSERT_EQ(made.status, 201) << boost::json::serialize(made.body);
  const auto target = "/api/persons/" + std::to_string(made.id());
  ASSERT_EQ(desk.get(target).status, 200);
  db().write([](Transaction& tx) -> Done {
        tx.script("ALTER TABLE audit_entry RENAME TO audit_entry_gone");
        return done();
      })
      .value();
  const auto answer = desk.get(target);
  EXPECT_GE(answer.status, 500);
  EXPECT_EQ(boost::json::serialize(answer.body).find("王建国"), std::string::npos);
  const auto found = desk.post("/api/search", {{"text", "王建国"}});
  EXPECT_GE(found.status, 500);
  EXPECT_EQ(boost::json::serialize(found.body).find("王建国"), std::string::npos);
}

}  // namespace audit_routes_test
}  // namespace weige
