// Passkeys over HTTP, on both engines: registered with an authenticator in software, shown at sign-in and for
// a proof, listed and removed; what is told before the password was right.
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "http/base64.h"
#include "support/http/factor_app.h"
#include "support/soft_authenticator.h"

namespace weige::testing_support {
namespace passkey_test {

using access::Role;
using boost::json::object;
using http::to_base64;

class PasskeyApi : public FactorApp {
 protected:
  static object offer_json(const access::PasskeyOffer& offer, std::string_view name = "工作手机") {
    return {{"name", name},
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
            {"user_handle", handle_}};
  }
  JsonAnswer add(Browser& browser) { return add(browser, phone_, "工作手机"); }
  JsonAnswer add(Browser& browser, const SoftAuthenticator& device, std::string_view name) {
    const auto set_up = browser.post("/api/second-factor/passkeys/challenge");
    EXPECT_EQ(set_up.status, 201);
    if (&device == &phone_) handle_ = text(set_up, "user_handle");
    return browser.post("/api/second-factor/passkeys",
                        offer_json(device.offer(text(set_up, "challenge")), name));
  }
  // A session that has shown the passkey.
  Browser whole() {
    auto browser = signed_in();
    EXPECT_EQ(browser.post("/api/session/code", {{"passkey", answer_json(browser)}}).status, 200);
    return browser;
  }

  SoftAuthenticator phone_;
  std::string handle_;  // under which it keeps the passkey
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

TEST_P(PasskeyApi, OneThatIsAddedIsToldAtOnceAndCanBeDisowned) {
  constexpr auto kNewPassword = "seven bridges 七座桥";
  const auto guard = app_->town().account("guard", kAppPassword);
  app_->town().post(Role::helper, access::kTown, guard);
  app_->town().post(Role::security_admin, access::kTown, app_->town().account("shen", kAppPassword));
  auto mine = signed_in();
  ASSERT_EQ(add(mine).status, 201);
  auto theirs = whole();
  const auto stream = mine.listen();
  ASSERT_EQ(add(theirs, SoftAuthenticator(SoftAuthenticator::Algorithm::es256, 2), "不认识").status, 201);
  EXPECT_NE(stream->read_until("\n\n").find("event: account\n"), std::string::npos)
      << "open pages are told at once";
  EXPECT_EQ(mine.get("/api/session").body.at("notices").as_int64(), 1);
  const auto theirs_told = theirs.get("/api/account-notices").body.at("items");
  for (const auto& each : theirs_told.as_array())
    EXPECT_EQ(each.at("kind"), "device_signed_in") << "the session that did it";
  const auto notice = mine.get("/api/account-notices").body.at("items").at(0);
  EXPECT_EQ(notice.at("kind"), "passkey_added");
  EXPECT_EQ(notice.at("passkey_name"), "不认识");
  const auto path = "/api/account-notices/" + std::to_string(notice.at("id").as_int64());
  EXPECT_EQ(theirs.del(path).status, 404);
  EXPECT_EQ(signed_in("guard").del(path).status, 404) << "out of reach as absent";

  const auto disowning = path + "/disowning";
  EXPECT_EQ(mine.post(disowning, {{"old_password", "not the one"}, {"new_password", kNewPassword}})
                .code_at("old_password"),
            "wrong-password");
  EXPECT_EQ(mine.post(disowning, {{"old_password", kAppPassword}}).code_at("new_password"), "missing-field");
  const auto done = mine.post(disowning, {{"old_password", kAppPassword}, {"new_password", kNewPassword}});
  EXPECT_EQ(done.status, 204);
  EXPECT_EQ(mine.get("/api/session").code(), "not-signed-in");
  EXPECT_EQ(theirs.get("/api/session").code(), "not-signed-in");
  EXPECT_EQ(app_->browser().sign_in("wang").status, 401) << "whoever knew the password";
  auto shen = signed_in("shen");
  ASSERT_EQ(add(shen, SoftAuthenticator(SoftAuthenticator::Algorithm::es256, 3), "钥匙").status, 201);
  const auto told = shen.get("/api/account-notices").body.at("items").at(0);
  EXPECT_EQ(told.at("kind"), "disowned");
  EXPECT_EQ(told.at("about_name"), "wang");
}

}  // namespace passkey_test
}  // namespace weige::testing_support
