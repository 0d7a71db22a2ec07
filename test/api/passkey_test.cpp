// Passkeys over HTTP, on both engines: registered with an authenticator in software, shown at sign-in and for
// a proof, listed and removed; what is told before the password was right.
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "http/base64.h"
#include "support/databases.h"
#include "support/http/app.h"
#include "support/soft_authenticator.h"

namespace weige::testing_support {
namespace passkey_test {

using access::Role;
using boost::json::object;
using http::to_base64;

class PasskeyApi : public BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    app_.emplace(db(), nullptr, access::SessionRules{});
    wang_ = app_->town().account("wang", kAppPassword);
    app_->town().post(Role::system_admin, access::kTown, wang_);
  }
  Browser signed_in() {
    auto browser = app_->browser();
    EXPECT_EQ(browser.sign_in("wang").status, 200);
    return browser;
  }
  static std::string text(const JsonAnswer& answer, const char* name) {
    return std::string(answer.body.at(name).as_string());
  }
  static object offer_json(const access::PasskeyOffer& offer) {
    return {{"name", "工作手机"},
            {"client_data", to_base64(offer.client.bytes)},
            {"attestation", to_base64(offer.attestation)}};
  }
  object answer_json(Browser& browser) {
    const auto asked = browser.post("/api/session/challenge");
    EXPECT_EQ(asked.status, 201);
    EXPECT_EQ(asked.body.at("credential_ids").as_array(), boost::json::array{to_base64(phone_.id())});
    const auto answer = phone_.answer(text(asked, "challenge"));
    return {{"credential_id", to_base64(answer.credential_id)},
            {"client_data", to_base64(answer.client.bytes)},
            {"authenticator_data", to_base64(answer.authenticator_data)},
            {"signature", to_base64(answer.signature)},
            {"user_handle", to_base64(access::user_handle_of(wang_))}};
  }
  JsonAnswer add(Browser& browser) {
    const auto set_up = browser.post("/api/second-factor/passkeys/challenge");
    EXPECT_EQ(set_up.status, 201);
    return browser.post("/api/second-factor/passkeys", offer_json(phone_.offer(text(set_up, "challenge"))));
  }
  void let_proofs_go_stale() {
    (void)db().write([&](store::Transaction& tx) -> Done {
      tx.exec("UPDATE session SET proven_at = $1", system_clock()() - std::chrono::minutes{11});
      return done();
    });
  }

  std::optional<App> app_;
  access::AccountId wang_;
  SoftAuthenticator phone_;
};
WEIGE_BOTH_ENGINES(PasskeyApi);

TEST_P(PasskeyApi, IsSetUpAndShownAtTheNextSignIn) {
  auto browser = signed_in();
  EXPECT_EQ(text(browser.get("/api/session"), "second_factor"), "setup_required");
  const auto set_up = browser.post("/api/second-factor/passkeys/challenge");
  EXPECT_EQ(text(set_up, "domain"), "register.example.cn");
  EXPECT_EQ(text(set_up, "login_name"), "wang");
  EXPECT_EQ(set_up.body.at("algorithms").as_array(), (boost::json::array{-7, -8, -257}));
  EXPECT_TRUE(set_up.body.at("credential_ids").as_array().empty());
  const auto added = add(browser);
  ASSERT_EQ(added.status, 201);
  EXPECT_EQ(added.body.at("recovery_codes").as_array().size(), 10u);
  EXPECT_EQ(browser.get("/api/accounts").status, 200);

  auto other = signed_in();
  EXPECT_EQ(text(other.get("/api/session"), "second_factor"), "code_required");
  EXPECT_EQ(other.get("/api/second-factor/passkeys").code(), "second-factor-required");
  EXPECT_EQ(other.get("/api/second-factor").body.at("passkeys").as_int64(), 1);
  const auto answer = answer_json(other);
  const auto shown = other.post("/api/session/code", {{"passkey", answer}});
  ASSERT_EQ(shown.status, 200);
  EXPECT_EQ(text(shown, "second_factor"), "passed");
  EXPECT_EQ(other.get("/api/accounts").status, 200);
  EXPECT_EQ(other.post("/api/session/code", {{"passkey", answer}}).code(), "passkey-expired");
}

TEST_P(PasskeyApi, NothingIsToldBeforeThePasswordWasRight) {
  auto browser = signed_in();
  ASSERT_EQ(add(browser).status, 201);
  EXPECT_EQ(app_->browser().post("/api/session/challenge").code(), "not-signed-in");
  auto known = app_->browser().sign_in("wang", "not the password");
  auto unknown = app_->browser().sign_in("nobody here", "not the password");
  EXPECT_EQ(known.status, unknown.status);
  for (auto* answer : {&known, &unknown}) answer->body.as_object().erase("trace");
  EXPECT_EQ(known.body, unknown.body);
}

TEST_P(PasskeyApi, GivesAProofAndIsRemovedWithOne) {
  auto browser = signed_in();
  const auto added = add(browser);
  const auto path =
      "/api/second-factor/passkeys/" + std::to_string(added.body.at("passkey").at("id").as_int64());
  const auto listed = browser.get("/api/second-factor/passkeys");
  EXPECT_EQ(listed.body.at("items").at(0).at("name"), "工作手机");
  let_proofs_go_stale();
  EXPECT_EQ(browser.del(path).code(), "step-up-required");
  EXPECT_EQ(browser.post("/api/second-factor/passkeys/challenge").code(), "step-up-required");
  EXPECT_EQ(browser.post("/api/session/proof", {{"password", kAppPassword}}).code_at("code"),
            "missing-field");
  const auto proved =
      browser.post("/api/session/proof", {{"password", kAppPassword}, {"passkey", answer_json(browser)}});
  EXPECT_EQ(proved.status, 200);
  EXPECT_EQ(browser.del(path).code(), "last-second-factor");
  EXPECT_EQ(browser.del("/api/second-factor/passkeys/987654").status, 404);
}

TEST_P(PasskeyApi, NobodyRemovesThatOfAnother) {
  auto browser = signed_in();
  const auto added = add(browser);
  const auto li = app_->town().account("li", kAppPassword);
  app_->town().post(Role::helper, access::kTown, li);
  auto other = app_->browser();
  EXPECT_EQ(other.sign_in("li").status, 200);
  const auto id = std::to_string(added.body.at("passkey").at("id").as_int64());
  EXPECT_EQ(other.del("/api/second-factor/passkeys/" + id).status, 404);
  EXPECT_TRUE(other.get("/api/second-factor/passkeys").body.at("items").as_array().empty());
  EXPECT_EQ(other.post("/api/session/challenge").code(), "passkey-missing");
}

TEST_P(PasskeyApi, ABadBodyNamesTheField) {
  auto browser = signed_in();
  const auto set_up = browser.post("/api/second-factor/passkeys/challenge");
  auto body = offer_json(phone_.offer(text(set_up, "challenge")));
  auto no_base64 = body;
  no_base64["attestation"] = "not base64!";
  EXPECT_EQ(browser.post("/api/second-factor/passkeys", no_base64).code_at("attestation"), "bad-request");
  auto no_json = body;
  no_json["client_data"] = to_base64("{}");
  EXPECT_EQ(browser.post("/api/second-factor/passkeys", no_json).code_at("client_data"), "bad-request");
  auto nameless = body;
  nameless["name"] = "";
  EXPECT_EQ(browser.post("/api/second-factor/passkeys", nameless).code_at("name"), "missing-field");
  EXPECT_EQ(browser.post("/api/second-factor/passkeys", body).status, 201) << "the challenge was not used up";
  auto other = signed_in();
  auto answer = answer_json(other);
  answer.erase("signature");
  EXPECT_EQ(other.post("/api/session/code", {{"passkey", answer}}).status, 422);
  EXPECT_EQ(other.post("/api/session/code", object{}).code_at("code"), "missing-field");
}

// Requests of tests say `Host: test`.
TEST_P(PasskeyApi, WhatARequestSaysOfItsHostIsNotBelieved) {
  auto browser = signed_in();
  const auto set_up =
      browser.with("X-Forwarded-Host", "evil.test").post("/api/second-factor/passkeys/challenge");
  EXPECT_EQ(text(set_up, "domain"), "register.example.cn");
  const auto offer = phone_.offer(text(set_up, "challenge"), {.origin = "http://test", .party = "test"});
  EXPECT_EQ(browser.post("/api/second-factor/passkeys", offer_json(offer)).code(), "passkey-refused");
}

}  // namespace passkey_test
}  // namespace weige::testing_support
