// One's own session over HTTP, on both engines: signing in and out, posts, purposes, passwords, links.
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>

#include "support/databases.h"
#include "support/http/app.h"

namespace weige::testing_support {
namespace session_test {

using access::Role;

constexpr const char* kSignedOut = "event: signed_out\ndata: {}\n\n";

class SessionApi : public BothEngines {
 protected:
  App& app() {
    if (!app_) app_.emplace(db());
    return *app_;
  }

 private:
  std::optional<App> app_;
};
WEIGE_BOTH_ENGINES(SessionApi);

std::vector<std::string> texts(const boost::json::value& array) {
  std::vector<std::string> out;
  for (const auto& value : array.as_array()) out.emplace_back(value.as_string());
  return out;
}

TEST_P(SessionApi, TellsAStrangerWithAProblem) {
  const auto answer = app().browser().get("/api/session");
  EXPECT_EQ(answer.status, 401);
  EXPECT_EQ(answer.headers.get("Content-Type"), "application/problem+json");
  EXPECT_EQ(answer.code(), "not-signed-in");
  EXPECT_EQ(answer.body.at("title").as_string(), "Not signed in, or the session has ended");
}

TEST_P(SessionApi, SignsInWithACookieThatScriptsCannotRead) {
  app().town().account("wang", kAppPassword);
  auto browser = app().browser();
  const auto plain = browser.sign_in("wang");
  EXPECT_EQ(plain.status, 200);
  EXPECT_EQ(plain.body.at("account").at("login_name").as_string(), "wang");
  EXPECT_EQ(texts(plain.body.at("rights")), std::vector<std::string>{"own.account"});
  EXPECT_FALSE(plain.body.as_object().contains("acting_post_id"));
  const std::string cookie(plain.headers.get("Set-Cookie"));
  EXPECT_TRUE(cookie.starts_with("weige_session="));
  for (const auto* part : {"; HttpOnly", "; SameSite=Strict", "; Path=/"})
    EXPECT_NE(cookie.find(part), std::string::npos) << part;
  EXPECT_EQ(cookie.find("Secure"), std::string::npos);
  const auto over_tls = app().browser().with("X-Forwarded-Proto", "https").sign_in("wang");
  EXPECT_NE(over_tls.headers.get("Set-Cookie").find("; Secure"), std::string_view::npos);
  EXPECT_EQ(browser.get("/api/session").status, 200);
}

TEST_P(SessionApi, TellsNobodyWhichAccountsExist) {
  app().town().account("wang", kAppPassword);
  auto unknown = app().browser().sign_in("nobody here");
  auto wrong = app().browser().sign_in("wang", "not the password");
  EXPECT_EQ(wrong.status, 401);
  EXPECT_EQ(wrong.code(), "sign-in-failed");
  EXPECT_FALSE(wrong.headers.find("Set-Cookie"));
  unknown.body.as_object().erase("trace");
  wrong.body.as_object().erase("trace");
  EXPECT_EQ(unknown.body, wrong.body);
}

TEST_P(SessionApi, MakesGuessingWait) {
  app().town().account("wang", kAppPassword);
  JsonAnswer last;
  for (int i = 0; i < 8; ++i) last = app().browser().sign_in("wang", "not the password");
  EXPECT_EQ(last.code(), "too-many-requests");
  const std::string seconds(last.headers.get("Retry-After"));
  EXPECT_NE(last.body.at("detail").as_string().find(" " + seconds + " seconds"), std::string::npos)
      << seconds;
}

TEST_P(SessionApi, NamesTheFieldsOfABadBody) {
  const auto answer = app().browser().post("/api/session", {{"login_name", 5}, {"role", "x"}});
  EXPECT_EQ(answer.status, 422);
  EXPECT_EQ(answer.code(), "invalid-fields");
  EXPECT_EQ(answer.code_at("login_name"), "bad-request");
  EXPECT_EQ(answer.code_at("password"), "missing-field");
  EXPECT_EQ(answer.code_at("role"), "unknown-field");
}

TEST_P(SessionApi, RefusesWhatAnotherSiteMadeTheBrowserSend) {
  app().town().account("wang", kAppPassword);
  EXPECT_EQ(app().browser().with("X-Weige", "").sign_in("wang").code(), "cross-site");
  EXPECT_EQ(app().browser().with("Origin", "https://evil.example").sign_in("wang").code(), "cross-site");
  auto browser = app().signed_in(Role::committee);
  EXPECT_EQ(browser.with("Sec-Fetch-Site", "cross-site").del("/api/session").code(), "cross-site");
  EXPECT_EQ(browser.get("/api/session").status, 200);
}

TEST_P(SessionApi, SigningOutEndsTheSessionAndItsStream) {
  auto browser = app().signed_in(Role::committee);
  const auto stream = browser.listen();
  auto copy = browser;
  const auto answer = browser.del("/api/session");
  EXPECT_EQ(answer.status, 204);
  EXPECT_NE(answer.headers.get("Set-Cookie").find("Max-Age=0"), std::string_view::npos);
  EXPECT_EQ(stream->read_until("\n\n"), kSignedOut);
  EXPECT_TRUE(stream->ended());
  EXPECT_EQ(copy.get("/api/session").code(), "not-signed-in");
}

TEST_P(SessionApi, ActsInAnotherPostThatOneHolds) {
  const auto north = app().town().area(access::AreaKind::committee, "north");
  const auto account = app().town().account("wang", kAppPassword);
  const auto first = app().town().post(Role::committee, access::kTown, account);
  const auto second = app().town().post(Role::community_officer, north.id, account);
  const auto other = app().town().post(Role::committee, north.id, app().town().account("li"));
  auto browser = app().browser();
  EXPECT_EQ(browser.sign_in("wang").body.at("acting_post_id").as_int64(), first.id.value);
  const auto stream = browser.listen();
  const auto switched = browser.put("/api/session/post", {{"post_id", second.id.value}});
  EXPECT_EQ(switched.body.at("acting_post_id").as_int64(), second.id.value);
  EXPECT_EQ(browser.get("/api/session").body.at("acting_post_id").as_int64(), second.id.value);
  EXPECT_TRUE(stream->ended()) << "it listened for the earlier post";
  const auto refused = browser.put("/api/session/post", {{"post_id", other.id.value}});
  EXPECT_EQ(refused.code(), "not-found");
  EXPECT_EQ(refused.place(), "post_id");
}

TEST_P(SessionApi, StatesAPurposeForTheSitting) {
  auto browser = app().signed_in(Role::population_office);
  EXPECT_EQ(
      browser.put("/api/session/purpose", {{"purpose", "legal_request"}}).body.at("purpose").as_string(),
      "legal_request");
  EXPECT_EQ(browser.get("/api/session").body.at("purpose").as_string(), "legal_request");
  EXPECT_FALSE(
      browser.put("/api/session/purpose", {{"purpose", nullptr}}).body.as_object().contains("purpose"));
  EXPECT_EQ(browser.put("/api/session/purpose", {{"purpose", "curiosity"}}).code_at("purpose"), "bad-choice");
  EXPECT_EQ(browser.put("/api/session/purpose", boost::json::object{}).code_at("purpose"), "missing-field");
}

TEST_P(SessionApi, ChangingThePasswordEndsTheOtherSessions) {
  app().town().account("wang", kAppPassword);
  auto here = app().browser();
  auto there = app().browser();
  here.sign_in("wang");
  there.sign_in("wang");
  const auto stream = there.listen();
  const auto change = [&](const char* before, const char* after) {
    return here.post("/api/session/password", {{"old_password", before}, {"new_password", after}});
  };
  EXPECT_EQ(change("not it", "ten more lanterns").code_at("old_password"), "wrong-password");
  EXPECT_EQ(change(kAppPassword, "password").code_at("new_password"), "weak-password");
  EXPECT_EQ(there.get("/api/session").status, 200);
  EXPECT_EQ(change(kAppPassword, "ten more lanterns").status, 204);
  EXPECT_EQ(here.get("/api/session").status, 200);
  EXPECT_EQ(there.get("/api/session").status, 401);
  EXPECT_EQ(stream->read_until("\n\n"), kSignedOut);
  EXPECT_EQ(app().browser().sign_in("wang").code(), "sign-in-failed");
  EXPECT_EQ(app().browser().sign_in("wang", "ten more lanterns").status, 200);
}

TEST_P(SessionApi, ListsAndEndsOnesOwnSessionsOnly) {
  app().town().account("wang", kAppPassword);
  auto here = app().browser();
  auto there = app().browser();
  here.with("User-Agent", "Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537.36").sign_in("wang");
  there.sign_in("wang");
  auto stranger = app().signed_in(Role::committee);
  const auto listed = here.get("/api/sessions").body.at("items").as_array();
  ASSERT_EQ(listed.size(), 3U) << "these two, and the one that accepting the invitation began";
  const auto session = [&](auto fits) {
    return std::ranges::find_if(listed, [&](const auto& one) { return fits(one.as_object()); })->as_object();
  };
  const auto own = session([](const auto& one) { return one.at("current").as_bool(); });
  const auto other = session([](const auto& one) { return !one.contains("device"); });
  EXPECT_EQ(own.at("device").as_string(), "Chrome, Windows");
  const auto path = "/api/sessions/" + std::string(other.at("id").as_string());
  EXPECT_EQ(stranger.del(path).code(), "not-found");
  const auto stream = there.listen();
  EXPECT_EQ(here.del(path).status, 204);
  EXPECT_EQ(stream->read_until("\n\n"), kSignedOut);
  EXPECT_EQ(there.get("/api/session").status, 401);
  EXPECT_EQ(here.del("/api/sessions/nonsense").code(), "not-found");
}

TEST_P(SessionApi, TellsTheListsToWhoIsSignedIn) {
  EXPECT_EQ(app().browser().get("/api/codes").status, 401);
  const auto lists = app().signed_in(Role::committee).get("/api/codes").body.as_object();
  for (const auto* name :
       {"purposes", "roles", "rights", "helper_kinds", "document_types", "premises_uses", "ways"})
    EXPECT_FALSE(lists.at(name).as_array().empty()) << name;
  const auto& door = lists.at("purposes").as_array().front().as_object();
  EXPECT_EQ(door.at("code").as_string(), "door_check");
  EXPECT_EQ(door.at("zh").as_string(), "上门核查");
  // Also to whose post does not cover the town: it stands in the addresses of its own.
  const auto name = db().read([](store::Transaction& tx) {
    return tx.scalar<std::string>("SELECT name FROM area WHERE kind = 'town'");
  });
  const auto north = app().town().area(access::AreaKind::committee, "310118106001").id;
  const auto told = app().signed_in(Role::committee, north).get("/api/codes").body.at("town").as_array();
  ASSERT_EQ(told.size(), 1u);
  EXPECT_EQ(told[0].at("zh").as_string(), name);
  EXPECT_FALSE(name.empty());
}

}  // namespace session_test
}  // namespace weige::testing_support
