// Accounts, one-time links and posts over HTTP, on both engines.
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "support/databases.h"
#include "support/http/app.h"

namespace weige::testing_support {
namespace account_test {

using access::Role;
using boost::json::object;

constexpr const char* kSignedOut = "event: signed_out\ndata: {}\n\n";

class AccountApi : public BothEngines {
 protected:
  App& app() {
    if (!app_) app_.emplace(db());
    return *app_;
  }
  Browser administrator() { return app().signed_in(Role::system_admin); }
  // The account's id.
  static std::int64_t invite(Browser& admin, const char* login) {
    return admin.post("/api/accounts", {{"login_name", login}, {"display_name", "李雷"}})
        .body.at("account")
        .at("id")
        .as_int64();
  }
  static std::string path_of(std::int64_t account) { return "/api/accounts/" + std::to_string(account); }

 private:
  std::optional<App> app_;
};
WEIGE_BOTH_ENGINES(AccountApi);

TEST_P(AccountApi, InvitesWithALinkThatWorksOnce) {
  auto admin = administrator();
  const auto invited = admin.post("/api/accounts", {{"login_name", "li.lei"}, {"display_name", "李雷"}});
  EXPECT_EQ(invited.status, 201);
  EXPECT_EQ(invited.body.at("account").at("state").as_string(), "invited");
  const auto link = "/api" + std::string(invited.body.at("link").as_string());
  auto browser = app().browser();
  const auto read = browser.get(link);
  EXPECT_EQ(read.body.at("purpose").as_string(), "invitation");
  EXPECT_EQ(read.body.at("login_name").as_string(), "li.lei");
  EXPECT_EQ(browser.post(link, {{"password", "short"}}).code_at("password"), "weak-password");
  EXPECT_EQ(browser.post(link, object{}).code_at("password"), "missing-field");
  EXPECT_EQ(browser.with("X-Weige", "").post(link, {{"password", kAppPassword}}).code(), "cross-site");
  const auto accepted = browser.post(link, {{"password", kAppPassword}});
  EXPECT_EQ(accepted.status, 200);
  EXPECT_EQ(accepted.body.at("account").at("state").as_string(), "active");
  EXPECT_NE(accepted.headers.get("Set-Cookie").find("HttpOnly"), std::string_view::npos);
  EXPECT_EQ(browser.get("/api/session").status, 200);
  for (const auto& again : {app().browser().get(link), app().browser().post(link, {{"password", "x"}}),
                            app().browser().get("/api/links/never-given")})
    EXPECT_EQ(again.code(), "link-used");
}

TEST_P(AccountApi, NamesWhatIsWrongWithAnInvitation) {
  auto admin = administrator();
  invite(admin, "li.lei");
  EXPECT_EQ(
      admin.post("/api/accounts", {{"login_name", "LI.LEI"}, {"display_name", "x"}}).code_at("login_name"),
      "login-taken");
  EXPECT_EQ(admin.post("/api/accounts", {{"login_name", "a b"}, {"display_name", "x"}}).code(), "login-name");
  EXPECT_EQ(admin.post("/api/accounts", {{"login_name", "ab"}}).code_at("display_name"), "missing-field");
  EXPECT_EQ(admin.with("Origin", "https://evil.example")
                .post("/api/accounts", {{"login_name", "ab"}, {"display_name", "x"}})
                .code(),
            "cross-site");
}

TEST_P(AccountApi, KeepsLinksOutOfTheDatabase) {
  auto admin = administrator();
  admin.post("/api/accounts", {{"login_name", "li.lei"}, {"display_name", "李雷"}});
  EXPECT_EQ(db().read([](store::Transaction& tx) {
    return tx.scalar<std::int64_t>("SELECT count(*) FROM idempotent_answer");
  }),
            0)
      << "not even sealed";
}

TEST_P(AccountApi, IsForAdministrators) {
  auto admin = administrator();
  const auto account = invite(admin, "li.lei");
  for (const Role role : {Role::community_officer, Role::population_office, Role::security_admin}) {
    auto other = app().signed_in(role);
    EXPECT_EQ(other.post("/api/accounts", {{"login_name", "ab"}, {"display_name", "x"}}).code(), "forbidden");
    EXPECT_EQ(other.patch(path_of(account), {{"state", "disabled"}}).code(), "forbidden");
    EXPECT_EQ(other.post(path_of(account) + "/link").code(), "forbidden");
    EXPECT_EQ(other.get("/api/accounts").status, role == Role::security_admin ? 200 : 403)
        << "who gives posts sees to whom";
  }
  EXPECT_EQ(app().browser().get("/api/accounts").code(), "not-signed-in");
  EXPECT_EQ(admin.patch("/api/accounts/999999", {{"state", "disabled"}}).code(), "not-found");
  EXPECT_EQ(admin.patch("/api/accounts/1", {{"display_name", "x"}}).code(), "not-found")
      << "the built-in account is nobody's";
  EXPECT_EQ(admin.patch(path_of(account), {{"state", "invited"}}).code_at("state"), "bad-choice");
}

TEST_P(AccountApi, DisablingEndsTheSessionAndItsStreamAtOnce) {
  auto admin = administrator();
  auto officer = app().signed_in(Role::community_officer);
  const auto id = officer.get("/api/session").body.at("account").at("id").as_int64();
  const auto stream = officer.listen();
  const auto disabled = admin.patch(path_of(id), {{"state", "disabled"}});
  EXPECT_EQ(disabled.body.at("state").as_string(), "disabled");
  EXPECT_EQ(officer.get("/api/session").code(), "not-signed-in");
  EXPECT_EQ(stream->read_until("\n\n"), kSignedOut);
  EXPECT_TRUE(stream->ended());
  EXPECT_EQ(admin.post(path_of(id) + "/link").code(), "account-not-active");
  EXPECT_EQ(admin.patch(path_of(id), {{"state", "active"}}).body.at("state").as_string(), "active");
}

TEST_P(AccountApi, ANewLinkSetsANewPassword) {
  auto admin = administrator();
  auto officer = app().signed_in(Role::community_officer);
  const auto own = officer.get("/api/session").body.at("account");
  const auto link = admin.post(path_of(own.at("id").as_int64()) + "/link").body.at("link").as_string();
  const auto stream = officer.listen();
  auto browser = app().browser();
  EXPECT_EQ(browser.post("/api" + std::string(link), {{"password", "ten more lanterns"}}).status, 200);
  EXPECT_EQ(officer.get("/api/session").status, 401);
  EXPECT_EQ(stream->read_until("\n\n"), kSignedOut);
}

TEST_P(AccountApi, OneAdministratorAlwaysRemains) {
  auto first = administrator();
  const auto me = first.get("/api/session").body;
  EXPECT_EQ(first.patch(path_of(me.at("account").at("id").as_int64()), {{"state", "disabled"}}).code(),
            "own-account");
  // Whoever manages posts could take the last administrator's away.
  auto security = app().signed_in(Role::security_admin);
  const auto post = "/api/posts/" + std::to_string(me.at("acting_post_id").as_int64());
  EXPECT_EQ(security.patch(post, {{"holder_account_id", nullptr}}).code(), "last-administrator");
  EXPECT_EQ(security.patch(post, {{"state", "ended"}}).code(), "last-administrator");
  EXPECT_EQ(security.patch(post, {{"holder_account_id", invite(first, "li.lei")}}).code(),
            "last-administrator")
      << "one who has only been invited cannot let anybody in";
  EXPECT_EQ(first.get("/api/session").body, me) << "nothing was half done";
  auto second = administrator();
  EXPECT_EQ(security.patch(post, {{"holder_account_id", nullptr}}).status, 200);
}

// --- posts

TEST_P(AccountApi, CreatesGivesAndEndsAPost) {
  auto admin = administrator();
  const auto account = app().town().account("wang", kAppPassword).value;
  const auto made = admin.post(
      "/api/posts",
      {{"role", "committee"}, {"area_id", 1}, {"title", "居委专员"}, {"holder_account_id", account}});
  EXPECT_EQ(made.status, 201);
  EXPECT_EQ(made.body.at("holder_account_id").as_int64(), account);
  const auto path = "/api/posts/" + std::to_string(made.body.at("id").as_int64());
  auto holder = app().browser();
  EXPECT_EQ(holder.sign_in("wang").body.at("acting_post_id"), made.body.at("id"));
  const auto stream = holder.listen();
  const auto taken = admin.patch(path, {{"title", "居委干部"}, {"holder_account_id", nullptr}});
  EXPECT_EQ(taken.body.at("title").as_string(), "居委干部");
  EXPECT_FALSE(taken.body.as_object().contains("holder_account_id"));
  EXPECT_TRUE(stream->ended()) << "it listened for a post that is no longer held";
  EXPECT_FALSE(holder.get("/api/session").body.as_object().contains("acting_post_id"));
  EXPECT_EQ(admin.patch(path, {{"state", "ended"}}).body.at("state").as_string(), "ended");
  EXPECT_EQ(admin.patch(path, {{"title", "x"}}).code(), "post-ended");
}

TEST_P(AccountApi, NamesWhatIsWrongWithAPost) {
  auto admin = administrator();
  const auto create = [&](object body) { return admin.post("/api/posts", body); };
  EXPECT_EQ(create({{"role", "king"}, {"area_id", 1}, {"title", "x"}}).code_at("role"), "bad-choice");
  EXPECT_EQ(create({{"role", "committee"}, {"area_id", 77}, {"title", "x"}}).code_at("area_id"), "not-found");
  EXPECT_EQ(create({{"role", "helper"}, {"area_id", 1}, {"title", "x"}}).code_at("helper_kind"),
            "bad-choice");
  const auto none = create({});
  for (const auto* field : {"role", "area_id", "title"})
    EXPECT_EQ(none.code_at(field), "missing-field") << field;
  EXPECT_EQ(create({{"role", "committee"}, {"area_id", 1}, {"title", "x"}, {"holder_account_id", 77}})
                .code_at("holder_account_id"),
            "not-found");
  EXPECT_EQ(admin.patch("/api/posts/999999", {{"title", "x"}}).code(), "not-found");
}

TEST_P(AccountApi, ShowsPostsWithinOnesScopeOnly) {
  const auto north = app().town().area(access::AreaKind::committee, "north").id;
  const auto south = app().town().area(access::AreaKind::committee, "south").id;
  app().signed_in(Role::committee, south);
  auto officer = app().signed_in(Role::community_officer, north);
  const auto posts = officer.get("/api/posts").body.at("items").as_array();
  ASSERT_EQ(posts.size(), 1U);
  EXPECT_EQ(posts.front().at("area_id").as_int64(), north.value);
  EXPECT_EQ(
      officer.post("/api/posts", {{"role", "committee"}, {"area_id", north.value}, {"title", "x"}}).code(),
      "forbidden");
  EXPECT_EQ(app().signed_in(Role::population_office).get("/api/posts").body.at("items").as_array().size(),
            3U);
}

TEST_P(AccountApi, AnswersASubmissionOnce) {
  auto admin = administrator();
  const object post{{"role", "committee"}, {"area_id", 1}, {"title", "x"}};
  const auto first = admin.with("Idempotency-Key", "same-key-1").post("/api/posts", post);
  const auto again = admin.with("Idempotency-Key", "same-key-1").post("/api/posts", post);
  EXPECT_EQ(first.body, again.body);
  EXPECT_EQ(admin.with("Idempotency-Key", "").post("/api/posts", post).place(), "Idempotency-Key");
}

}  // namespace account_test
}  // namespace weige::testing_support
