// Two persons over HTTP, on both engines: an export in bulk and a post, from being asked for to being done.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <thread>

#include "http/job_handlers.h"
#include "support/databases.h"
#include "support/http/app.h"

namespace weige::testing_support {
namespace access_approval_test {

using access::Role;
using boost::json::object;

// Every export is one in bulk, the empty one too.
constexpr access::ApprovalRules kAllInBulk{.bulk_export_people = -1};

std::string path_of(const JsonAnswer& answer) {
  return "/api/approvals/" + std::to_string(answer.body.at("id").as_int64());
}

class AccessApprovalApi : public BothEngines {
 protected:
  App& app() {
    if (!app_) app_.emplace(db(), nullptr, kNoFactorNeeded, kAllInBulk);
    return *app_;
  }
  void run_jobs() {
    jobs::JobRunner runner(db(), system_clock(), {.instance = "test"});
    registry::PeopleIndex people(1);
    http::add_job_handlers(
        runner, {.clock = system_clock(), .scratch = {}, .people = people, .approvals = kAllInBulk});
    while (runner.run_one()) {
    }
  }
  static object wish(const char* reason = "年底核对") {
    return {{"kind", "residents"}, {"format", "csv"}, {"purpose", "data_quality"}, {"reason", reason}};
  }
  static JsonAnswer yes(Browser& who, const JsonAnswer& asked) {
    return who.post(path_of(asked) + "/approval", {{"digest", asked.body.at("digest")}});
  }
  static std::size_t count(Browser& who, const std::string& view) {
    return who.get("/api/approvals?view=" + view).body.at("items").as_array().size();
  }
  static std::string state(Browser& who, const JsonAnswer& asked) {
    return std::string(who.get(path_of(asked)).body.at("state").as_string());
  }
  static std::int64_t id_of(Browser& who) {
    return who.get("/api/session").body.at("account").at("id").as_int64();
  }
  void forget_proofs() {
    (void)db().write([](store::Transaction& tx) -> Done {
      tx.exec("UPDATE session SET proven_at = 1");
      return done();
    });
  }

 private:
  std::optional<App> app_;
};
WEIGE_BOTH_ENGINES(AccessApprovalApi);

TEST_P(AccessApprovalApi, AnExportInBulkWaitsAndThenRunsAsItsAsker) {
  auto office = app().signed_in(Role::population_office), second = app().signed_in(Role::population_office);
  auto auditor = app().signed_in(Role::auditor);
  auto aimless = wish();
  aimless.erase("reason");
  EXPECT_EQ(office.post("/api/exports", aimless).code_at("reason"), "approval-needed");
  const auto asked = office.post("/api/exports", wish());
  ASSERT_EQ(asked.status, 202) << asked.code();
  EXPECT_EQ(asked.body.at("state").as_string(), "asked");
  EXPECT_EQ(asked.body.at("details").at("numbers").as_string(), "masked");
  EXPECT_EQ(asked.body.at("people").as_int64(), 0);
  EXPECT_TRUE(office.get("/api/jobs").body.at("items").as_array().empty());
  EXPECT_EQ(count(second, "waiting"), 1u);
  EXPECT_EQ(count(office, "waiting"), 0u);
  EXPECT_EQ(count(office, "mine"), 1u);
  EXPECT_EQ(count(auditor, "waiting") + count(auditor, "mine") + count(auditor, "past"), 0u);
  EXPECT_EQ(auditor.get(path_of(asked)).code(), "not-found");
  EXPECT_EQ(yes(office, asked).code(), "approval-own");
  EXPECT_EQ(second.post(path_of(asked) + "/approval", {{"digest", std::string(64, '0')}}).code_at("digest"),
            "approval-differs");
  const auto approved = yes(second, asked);
  ASSERT_EQ(approved.status, 200) << approved.code();
  EXPECT_FALSE(approved.body.as_object().contains("job_id")) << "the file is not the second person's";
  EXPECT_EQ(yes(second, asked).code(), "approval-over");
  const auto job = office.get(path_of(asked)).body.at("job_id").as_int64();
  run_jobs();
  EXPECT_EQ(state(office, asked), "used");
  const auto fetch = [&](const Browser& who) {
    return Client(app().server().port())
        .ask({.target = "/api/jobs/" + std::to_string(job) + "/file", .headers = {{"Cookie", who.cookie()}}})
        .status;
  };
  EXPECT_EQ(fetch(office), 200);
  EXPECT_EQ(fetch(second), 404);
  EXPECT_EQ(count(second, "past"), 1u);
}

TEST_P(AccessApprovalApi, DecidingAsksAFreshProofAndLookingDoesNot) {
  auto office = app().signed_in(Role::population_office), second = app().signed_in(Role::population_office);
  const auto asked = office.post("/api/exports", wish());
  forget_proofs();
  EXPECT_EQ(count(second, "waiting"), 1u);
  EXPECT_EQ(yes(second, asked).code(), "step-up-required");
  EXPECT_EQ(second.post(path_of(asked) + "/refusal", {{"reason", "不必"}}).code(), "step-up-required");
  EXPECT_EQ(second.post("/api/session/proof", {{"password", kAppPassword}}).status, 200);
  EXPECT_EQ(yes(second, asked).status, 200);
}

TEST_P(AccessApprovalApi, TwoAtOnceDecideItOnce) {
  auto office = app().signed_in(Role::population_office);
  std::vector<Browser> seconds{app().signed_in(Role::population_office),
                               app().signed_in(Role::population_office)};
  const auto asked = office.post("/api/exports", wish());
  std::vector<int> statuses(2);
  std::vector<std::thread> at_once;
  for (std::size_t i = 0; i < 2; ++i)
    at_once.emplace_back([&, i] { statuses[i] = yes(seconds[i], asked).status; });
  for (auto& thread : at_once) thread.join();
  std::ranges::sort(statuses);
  EXPECT_EQ(statuses, (std::vector<int>{200, 409}));
  EXPECT_EQ(office.get("/api/jobs").body.at("items").as_array().size(), 1u);
}

TEST_P(AccessApprovalApi, ARefusalIsToldWithItsReason) {
  auto office = app().signed_in(Role::population_office), second = app().signed_in(Role::population_office);
  const auto asked = office.post("/api/exports", wish());
  EXPECT_EQ(second.post(path_of(asked) + "/refusal", {{"reason", ""}}).code_at("reason"), "missing-field");
  EXPECT_EQ(second.post(path_of(asked) + "/refusal", {{"reason", "范围过大"}}).status, 200);
  const auto told = office.get(path_of(asked)).body;
  EXPECT_EQ(told.at("state").as_string(), "refused");
  EXPECT_EQ(told.at("answer").as_string(), "范围过大");
  EXPECT_EQ(yes(second, asked).code(), "approval-over");
  run_jobs();
  EXPECT_TRUE(office.get("/api/jobs").body.at("items").as_array().empty());
}

TEST_P(AccessApprovalApi, OnlyItsAskerWithdrawsIt) {
  auto office = app().signed_in(Role::population_office), second = app().signed_in(Role::population_office);
  const auto asked = office.post("/api/exports", wish());
  EXPECT_EQ(second.post(path_of(asked) + "/withdrawal").code(), "not-found");
  EXPECT_EQ(office.post(path_of(asked) + "/withdrawal").status, 200);
  EXPECT_EQ(state(office, asked), "withdrawn");
  EXPECT_EQ(yes(second, asked).code(), "approval-over");
}

TEST_P(AccessApprovalApi, OpenPagesOfAskerAndSecondPersonAreTold) {
  auto office = app().signed_in(Role::population_office), second = app().signed_in(Role::population_office);
  const auto asker_page = office.listen(), second_page = second.listen();
  const auto asked = office.post("/api/exports", wish());
  const auto told = "event: approval\ndata: {\"id\":" + std::to_string(asked.body.at("id").as_int64()) + "}";
  EXPECT_NE(second_page->read_until(told).find(told), std::string::npos);
  EXPECT_NE(asker_page->read_until(told).find(told), std::string::npos);
  EXPECT_EQ(yes(second, asked).status, 200);
  EXPECT_NE(asker_page->read_until(told).find(told), std::string::npos);
}

TEST_P(AccessApprovalApi, APostIsAskedForByOneAdministratorAndApprovedByTheOther) {
  auto admin = app().signed_in(Role::system_admin), security = app().signed_in(Role::security_admin);
  auto fellow = app().signed_in(Role::system_admin);
  auto wang = app().signed_in(Role::grid_leader);
  const auto wang_id = id_of(wang);
  const object wanted{
      {"role", "committee"}, {"area_id", 1}, {"title", "安居办"}, {"holder_account_id", wang_id}};
  EXPECT_EQ(admin.post("/api/posts", wanted).code_at("reason"), "approval-needed");
  auto reasoned = wanted;
  reasoned["reason"] = "新任";
  const auto made = admin.post("/api/posts", reasoned);
  ASSERT_EQ(made.status, 201) << made.code();
  EXPECT_FALSE(made.body.as_object().contains("holder_account_id"));
  const auto& waiting = made.body.at("waiting").at(0);
  EXPECT_EQ(waiting.at("account_id").as_int64(), wang_id);
  const auto path = "/api/approvals/" + std::to_string(waiting.at("approval_id").as_int64());
  const auto seen = security.get(path);
  EXPECT_EQ(seen.body.at("grantee").at("post_title").as_string(), "安居办");
  EXPECT_EQ(seen.body.at("may_decide").as_bool(), true);
  EXPECT_EQ(fellow.get(path).code(), "not-found");
  const auto approved = yes(security, seen);
  ASSERT_EQ(approved.status, 200) << approved.code();
  EXPECT_EQ(approved.body.at("state").as_string(), "used");
  EXPECT_EQ(wang.get("/api/session").body.at("posts").as_array().size(), 2u) << "on the very next request";
}

TEST_P(AccessApprovalApi, SuccessorsAndDeputiesWaitAndThePostSaysSo) {
  auto admin = app().signed_in(Role::system_admin), security = app().signed_in(Role::security_admin);
  auto holder = app().signed_in(Role::committee), other = app().signed_in(Role::grid_leader);
  const auto path =
      "/api/posts/" + std::to_string(holder.get("/api/session").body.at("acting_post_id").as_int64());
  const auto until = to_rfc3339(system_clock()() + std::chrono::hours{48});
  object deputy{{"account_id", id_of(other)}, {"until", until}, {"reason", "absence"}};
  EXPECT_EQ(admin.post(path + "/deputies", deputy).code_at("why"), "approval-needed");
  deputy["why"] = "外出学习";
  const auto named = admin.post(path + "/deputies", deputy);
  ASSERT_EQ(named.status, 201) << named.code();
  EXPECT_FALSE(named.body.as_object().contains("deputies"));
  EXPECT_EQ(named.body.at("waiting").at(0).at("way").as_string(), "deputy");
  const auto next = admin.put(path + "/successor", {{"account_id", id_of(other)}, {"reason", "接任"}});
  ASSERT_EQ(next.status, 200) << next.code();
  EXPECT_EQ(next.body.at("waiting").as_array().size(), 2u);
  EXPECT_EQ(count(security, "waiting"), 2u);
  EXPECT_FALSE(holder.get("/api/posts").body.at("items").at(0).as_object().contains("waiting"));
}

TEST_P(AccessApprovalApi, UnknownViewsAndNumbersAreRefused) {
  auto office = app().signed_in(Role::population_office);
  EXPECT_EQ(office.get("/api/approvals/987654321").code(), "not-found");
  EXPECT_EQ(office.post("/api/approvals/987654321/withdrawal").code(), "not-found");
}

// Somebody's post is taken away while its page is open: the stream ends, the next act is refused.
TEST_P(AccessApprovalApi, ARevokedPostEndsItsStreamAndItsActs) {
  auto admin = app().signed_in(Role::system_admin), office = app().signed_in(Role::population_office);
  (void)app().signed_in(Role::population_office);
  const auto page = office.listen();
  const auto post = std::to_string(office.get("/api/session").body.at("acting_post_id").as_int64());
  ASSERT_EQ(admin.patch("/api/posts/" + post, {{"holder_account_id", nullptr}}).status, 200);
  EXPECT_TRUE(page->ended());
  EXPECT_EQ(office.post("/api/exports", wish()).code(), "forbidden");
  EXPECT_TRUE(office.get("/api/approvals").body.at("items").as_array().empty());
}

// Two accounts of his own, the second person's post for one of them, a post of the office for the other.
TEST_P(AccessApprovalApi, OneAdministratorAloneGetsNoOffice) {
  auto admin = app().signed_in(Role::system_admin), security = app().signed_in(Role::security_admin);
  auto auditor = app().signed_in(Role::auditor);
  const auto one = app().town().account("puppet.one", testing_support::kAppPassword).value,
             two = app().town().account("puppet.two").value;
  const auto post =
      "/api/posts/" + std::to_string(security.get("/api/session").body.at("acting_post_id").as_int64());
  EXPECT_EQ(admin.patch(post, {{"holder_account_id", nullptr}}).code(), "last-administrator");
  EXPECT_EQ(admin.patch(post, {{"state", "ended"}}).code(), "last-administrator");
  const auto account = "/api/accounts/" + std::to_string(id_of(security));
  EXPECT_EQ(admin.patch(account, {{"state", "disabled"}}).code(), "last-administrator");
  const auto asked = admin.patch(post, {{"holder_account_id", one}, {"reason", "接任"}});
  ASSERT_EQ(asked.status, 200) << asked.code();
  EXPECT_EQ(asked.body.at("holder_account_id").as_int64(), id_of(security));
  const auto path =
      "/api/approvals/" + std::to_string(asked.body.at("waiting").at(0).at("approval_id").as_int64());
  auto puppet = app().browser();
  puppet.sign_in("puppet.one");
  EXPECT_EQ(yes(puppet, security.get(path)).code(), "not-found");
  const object office{{"role", "population_office"},
                      {"area_id", 1},
                      {"title", "人口办"},
                      {"holder_account_id", two},
                      {"reason", "新任"}};
  EXPECT_FALSE(admin.post("/api/posts", office).body.as_object().contains("holder_account_id"));
  EXPECT_EQ(count(auditor, "waiting"), 1u) << "what he may object to";
  EXPECT_TRUE(auditor.get(path).body.as_object().contains("alone_from"));
  EXPECT_EQ(yes(auditor, security.get(path)).code(), "forbidden");
  EXPECT_EQ(auditor.post(path + "/refusal", {{"reason", "没有商量过"}}).status, 200);
  EXPECT_EQ(admin.get(path).body.at("state").as_string(), "refused");
}

// Of the administrators and the office, whom the matrix asks with a fresh proof alone.
TEST_P(AccessApprovalApi, WhatGivesOrTakesForGoodAsksAFreshProof) {
  auto admin = app().signed_in(Role::system_admin), office = app().signed_in(Role::population_office);
  (void)app().signed_in(Role::security_admin);
  forget_proofs();
  const auto account = "/api/accounts/" + std::to_string(id_of(office));
  const auto post =
      "/api/posts/" + std::to_string(office.get("/api/session").body.at("acting_post_id").as_int64());
  const object term{{"account_id", id_of(admin)}, {"until", "2027-06-30T00:00:00Z"}, {"reason", "absence"}};
  const object erasure{{"person_ids", {1}}, {"reason", "unlawful"}, {"why", "核对"}};
  const std::vector<JsonAnswer> answers{
      admin.patch(account, {{"state", "disabled"}}),
      admin.post(account + "/link"),
      admin.del(account + "/second-factor"),
      admin.patch(post, {{"holder_account_id", nullptr}}),
      admin.put(post + "/successor", {{"account_id", id_of(admin)}}),
      admin.del(post + "/successor"),
      admin.post(post + "/deputies", term),
      admin.del(post + "/deputies/1"),
      office.post("/api/exports", wish()),
      office.post("/api/erasures", erasure),
      office.with("If-Match", "\"1\"").post("/api/persons/1/erasure", {{"reason", "unlawful"}}),
      office.post("/api/persons/1/holds", {{"reason", "诉讼"}, {"until", "2027-06-30"}}),
  };
  for (std::size_t i = 0; i < answers.size(); ++i) EXPECT_EQ(answers[i].code(), "step-up-required") << i;
}

}  // namespace access_approval_test
}  // namespace weige::testing_support
