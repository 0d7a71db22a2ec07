// The second factor and fresh proofs over HTTP, on both engines: what a session that has not shown one is
// answered, setting one up, showing codes, proving again, taking a lost one away.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <set>

#include "access/one_time_code.h"
#include "access/second_factor_store.h"
#include "access/session_store.h"
#include "http/routes.h"
#include "support/http/factor_app.h"

namespace weige::testing_support {
namespace second_factor_test {

using access::Role;

constexpr const char* kSignedOut = "event: signed_out\ndata: {}\n\n";

class SecondFactorApi : public FactorApp {
 protected:
  // The code of the next half minute, which is accepted after one of this, also when it begins meanwhile.
  std::string code(std::int64_t beside = 1) {
    const auto secret = db().read([&](store::Transaction& tx) {
      const auto confirmed = access::factor_secret(tx, wang_);
      return confirmed ? confirmed->secret : access::pending_secret(tx, wang_).value();
    });
    return access::code_of_step(secret, access::step_at(system_clock()()) + beside);
  }
  boost::json::array enrol(Browser& browser) {
    EXPECT_EQ(browser.post("/api/second-factor").status, 201);
    const auto confirmed = browser.post("/api/second-factor/confirmation", {{"code", code(0)}});
    EXPECT_EQ(confirmed.status, 200);
    return confirmed.body.at("recovery_codes").as_array();
  }
  static std::string state(const JsonAnswer& session) { return text(session, "second_factor"); }
};
WEIGE_BOTH_ENGINES(SecondFactorApi);

TEST_P(SecondFactorApi, OpensNoOtherRouteBeforeItIsSetUp) {
  auto browser = signed_in();
  const auto session = browser.get("/api/session");
  EXPECT_EQ(state(session), "setup_required");
  EXPECT_EQ(session.body.at("rights").as_array(), boost::json::array{"own.account"});
  for (const auto* path :
       {"/api/accounts", "/api/posts", "/api/areas", "/api/codes", "/api/jobs", "/api/sessions"}) {
    const auto answer = browser.get(path);
    EXPECT_EQ(answer.status, 403) << path;
    EXPECT_EQ(answer.code(), "second-factor-setup-required") << path;
  }
  EXPECT_EQ(browser.get("/api/second-factor").body.at("required").as_bool(), true);
  EXPECT_EQ(browser.del("/api/session").status, 204);
}

// Which routes these are is decided here, by hand.
TEST(SecondFactorDoor, IsPassedByNoRouteButThose) {
  std::set<std::string> half;
  const auto table = http::all_routes({});
  for (const auto& route : table.routes())
    if (std::holds_alternative<http::HalfSignedIn>(*route->permission))
      half.insert(std::string(http::name(route->method)) + " " + route->pattern);
  EXPECT_EQ(half,
            (std::set<std::string>{
                "GET /api/session", "DELETE /api/session", "PUT /api/session/post", "POST /api/session/code",
                "POST /api/session/proof", "POST /api/session/challenge", "GET /api/second-factor",
                "POST /api/second-factor", "POST /api/second-factor/confirmation",
                "POST /api/second-factor/passkeys", "POST /api/second-factor/passkeys/challenge"}));
}

TEST_P(SecondFactorApi, IsSetUpWithACodeAndAskedForFromThenOn) {
  auto browser = signed_in();
  EXPECT_EQ(browser.post("/api/second-factor/confirmation", {{"code", "123456"}}).code(),
            "second-factor-not-begun");
  const auto offer = browser.post("/api/second-factor");
  ASSERT_EQ(offer.status, 201);
  EXPECT_EQ(offer.body.at("secret").as_string().size(), 32u);
  EXPECT_TRUE(offer.body.at("uri").as_string().starts_with("otpauth://totp/"));
  const auto wrong = browser.post("/api/second-factor/confirmation", {{"code", "12345"}});
  EXPECT_EQ(wrong.code_at("code"), "second-factor-code");
  EXPECT_EQ(browser.get("/api/accounts").status, 403);
  const auto confirmed = browser.post("/api/second-factor/confirmation", {{"code", code(0)}});
  EXPECT_EQ(confirmed.body.at("recovery_codes").as_array().size(), 10u);
  EXPECT_EQ(state(browser.get("/api/session")), "passed");
  EXPECT_EQ(browser.get("/api/accounts").status, 200);

  auto other = app_->browser();
  const auto half = other.sign_in("wang");
  EXPECT_EQ(half.status, 200);
  EXPECT_EQ(state(half), "code_required");
  EXPECT_EQ(other.get("/api/accounts").code(), "second-factor-required");
  EXPECT_EQ(other.post("/api/second-factor").code(), "second-factor-required");
  EXPECT_EQ(other.post("/api/session/code", {{"code", "12345"}}).code_at("code"), "second-factor-code");
  EXPECT_EQ(state(other.post("/api/session/code", {{"code", code()}})), "passed");
  EXPECT_EQ(other.get("/api/accounts").status, 200);
}

TEST_P(SecondFactorApi, ACodeMayComeWithThePassword) {
  auto browser = signed_in();
  const auto recovery = enrol(browser);
  const auto with_code = [&](std::string_view given) {
    return app_->browser().post("/api/session",
                                {{"login_name", "wang"}, {"password", kAppPassword}, {"code", given}});
  };
  EXPECT_EQ(state(with_code(code())), "passed");
  EXPECT_EQ(state(with_code(recovery[0].as_string())), "passed");
  const auto wrong = with_code("12345");
  EXPECT_EQ(wrong.status, 401);
  EXPECT_EQ(wrong.code(), "sign-in-failed");
  EXPECT_FALSE(wrong.headers.find("Set-Cookie"));
  EXPECT_EQ(with_code(recovery[0].as_string()).code(), "sign-in-failed");
}

TEST_P(SecondFactorApi, SettingOneUpEndsTheStreamsOfOtherSessions) {
  auto browser = signed_in();
  enrol(browser);
  auto other = signed_in();
  ASSERT_EQ(other.post("/api/session/code", {{"code", code()}}).status, 200);
  const auto stream = other.listen();
  ASSERT_EQ(browser.post("/api/second-factor").status, 201);
  const auto pending = db().read([&](store::Transaction& tx) { return access::pending_secret(tx, wang_); });
  const auto fresh = access::code_of_step(*pending, access::step_at(system_clock()()));
  ASSERT_EQ(browser.post("/api/second-factor/confirmation", {{"code", fresh}}).status, 200);
  EXPECT_EQ(stream->read_until("\n\n"), kSignedOut);
  EXPECT_EQ(other.get("/api/accounts").code(), "second-factor-required");
}

TEST_P(SecondFactorApi, ChangesOfAccountsAskForAFreshProof) {
  auto browser = signed_in();
  enrol(browser);
  const auto invite = [&](const char* login) {
    return browser.post("/api/accounts", {{"login_name", login}, {"display_name", "新"}});
  };
  EXPECT_EQ(invite("first").status, 201);
  let_proofs_go_stale();
  const auto refused = invite("second");
  EXPECT_EQ(refused.status, 403);
  EXPECT_EQ(refused.code(), "step-up-required");
  EXPECT_NE(refused.body.at("detail").as_string().find("10 minutes"), std::string_view::npos);
  EXPECT_EQ(browser.get("/api/accounts").status, 200) << "looking does not";
  EXPECT_EQ(browser.post("/api/second-factor").code(), "step-up-required");
  const auto prove = [&](const char* password, const std::string& given) {
    return browser.post("/api/session/proof", {{"password", password}, {"code", given}});
  };
  EXPECT_EQ(browser.post("/api/session/proof", {{"password", kAppPassword}}).code_at("code"),
            "missing-field");
  EXPECT_EQ(prove("not it", code()).code_at("password"), "wrong-password");
  EXPECT_EQ(prove(kAppPassword, "12345").code_at("code"), "second-factor-code");
  EXPECT_EQ(invite("second").code(), "step-up-required");
  EXPECT_EQ(prove(kAppPassword, code()).status, 200);
  EXPECT_EQ(invite("second").status, 201);
}

TEST_P(SecondFactorApi, ExportsAskForAFreshProof) {
  const auto li = app_->town().account("li", kAppPassword);
  app_->town().post(Role::population_office, access::kTown, li);
  wang_ = li;
  auto browser = signed_in("li");
  enrol(browser);
  const auto begin = [&] {
    return browser.post("/api/exports",
                        {{"kind", "residents"}, {"format", "csv"}, {"purpose", "data_quality"}});
  };
  EXPECT_EQ(begin().status, 202);
  let_proofs_go_stale();
  EXPECT_EQ(begin().code(), "step-up-required");
}

TEST_P(SecondFactorApi, ALostOneIsTakenAwayByAnother) {
  auto browser = signed_in();
  enrol(browser);
  const auto li = app_->town().account("li", kAppPassword);
  app_->town().post(Role::system_admin, access::kTown, li);
  const auto path = "/api/accounts/" + std::to_string(wang_.value) + "/second-factor";
  EXPECT_EQ(browser.del(path).code(), "own-account");
  const auto wang = std::exchange(wang_, li);
  auto other = signed_in("li");
  enrol(other);
  wang_ = wang;
  const auto has_factor = [&] {
    const auto answer = other.get("/api/accounts");
    for (const auto& account : answer.body.at("items").as_array())
      if (account.at("id") == wang_.value) return account.at("second_factor").as_bool();
    return false;
  };
  EXPECT_TRUE(has_factor());
  const auto stream = browser.listen();
  EXPECT_EQ(other.del(path).status, 204);
  EXPECT_FALSE(has_factor()) << "there is nothing more to take away";
  EXPECT_EQ(stream->read_until("\n\n"), kSignedOut);
  EXPECT_EQ(browser.get("/api/session").status, 401);
  const auto again = app_->browser().sign_in("wang");
  EXPECT_EQ(state(again), "setup_required");
  EXPECT_TRUE(again.body.as_object().contains("second_factor_reset_at"));
  EXPECT_EQ(other.del(path).code(), "second-factor-missing");
}

TEST_P(SecondFactorApi, ThatItWasTakenAwayIsToldUntilItsOwnerDismissesIt) {
  auto browser = signed_in();
  enrol(browser);
  (void)db().write([&](store::Transaction& tx) -> Done {
    (void)access::reset_factor(tx, wang_, system_clock()());
    return done();
  });
  auto again = signed_in();
  EXPECT_EQ(again.del("/api/second-factor/notice").code(), "second-factor-setup-required");
  enrol(again);
  EXPECT_TRUE(again.get("/api/second-factor").body.as_object().contains("reset_at")) << "beside a new one";
  EXPECT_TRUE(again.get("/api/session").body.as_object().contains("second_factor_reset_at"));
  EXPECT_EQ(again.del("/api/second-factor/notice").status, 204);
  EXPECT_FALSE(again.get("/api/second-factor").body.as_object().contains("reset_at"));
  EXPECT_FALSE(again.get("/api/session").body.as_object().contains("second_factor_reset_at"));
}

TEST_P(SecondFactorApi, TellsHowLongToWait) {
  JsonAnswer last;
  for (int i = 0; i < 8; ++i) last = app_->browser().sign_in("wang", "not the password");
  EXPECT_EQ(last.status, 429);
  EXPECT_GT(std::stoi(std::string(last.headers.get("Retry-After"))), 0);
  for (int i = 0; i < 8; ++i) last = app_->browser().sign_in("nobody here", "not the password");
  EXPECT_EQ(last.status, 429) << "who is no account waits alike";
  EXPECT_TRUE(last.headers.find("Retry-After"));
}

TEST_P(SecondFactorApi, EndsAllOtherSessionsAtOnce) {
  auto browser = signed_in();
  enrol(browser);
  auto other = signed_in();
  ASSERT_EQ(other.post("/api/session/code", {{"code", code()}}).status, 200);
  const auto stream = other.listen();
  EXPECT_EQ(browser.del("/api/sessions").status, 204);
  EXPECT_EQ(stream->read_until("\n\n"), kSignedOut);
  EXPECT_EQ(other.get("/api/session").status, 401);
  EXPECT_EQ(browser.get("/api/sessions").body.at("items").as_array().size(), 1u);
}

}  // namespace second_factor_test
}  // namespace weige::testing_support
