// Terms, successors, deputies and the confidentiality undertaking over HTTP, on both engines.
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>

#include "access/session_store.h"
#include "access/undertaking.h"
#include "http/routes.h"
#include "support/databases.h"
#include "support/http/app.h"

namespace weige::testing_support {
namespace post_term_test {

using access::Role;
using boost::json::object;

class PostTermApi : public BothEngines {
 protected:
  App& app() {
    if (!app_) app_.emplace(db());
    return *app_;
  }
  struct Holder {
    Browser browser;
    std::int64_t account, post;
    std::string path() const { return "/api/posts/" + std::to_string(post); }
  };
  Holder holder(Role role) {
    auto browser = app().signed_in(role);
    const auto me = browser.get("/api/session").body;
    return {browser, me.at("account").at("id").as_int64(), me.at("acting_post_id").as_int64()};
  }
  Browser administrator() { return app().signed_in(Role::system_admin); }
  static std::string in(std::chrono::milliseconds time) { return to_rfc3339(system_clock()() + time); }

  // Until when a stream would be opened for the session now.
  std::optional<std::string> stream_end(const Browser& browser) {
    const auto table = http::all_routes({});
    const auto route =
        std::ranges::find_if(table.routes(), [](const auto& each) { return each->pattern == "/api/events"; });
    const http::Request request;
    const auto now = system_clock()();
    return db().read([&](store::Transaction& tx) -> std::optional<std::string> {
      const auto token = browser.cookie().substr(browser.cookie().find('=') + 1);
      http::Call call{.request = request,
                      .database = db(),
                      .now = now,
                      .transaction = &tx,
                      .session = access::find_session(tx, token, now).value()};
      const auto answer = (*route)->handler(call).value();
      const auto& at_most = std::get<http::EventStream>(answer.body).at_most;
      return at_most ? std::optional(to_rfc3339(now + *at_most)) : std::nullopt;
    });
  }
  static Result<http::Response> brief_stream(http::Call&) {
    return http::Response{
        .body = http::EventStream{.topics = {"post:1"}, .at_most = std::chrono::milliseconds{20}}};
  }

 private:
  std::optional<App> app_;
};
WEIGE_BOTH_ENGINES(PostTermApi);

constexpr auto kDay = std::chrono::hours{24};

TEST_P(PostTermApi, PlansAnEndAndASuccessor) {
  auto admin = administrator();
  const auto officer = holder(Role::committee);
  const auto next = app().town().account("next", kAppPassword).value;
  const auto until = in(kDay);
  const auto planned = admin.patch(officer.path(), {{"until", until}, {"vacancy_reason", "retirement"}}).body;
  EXPECT_EQ(planned.at("holder_until").as_string(), until);
  EXPECT_EQ(planned.at("vacancy_reason").as_string(), "retirement");
  const auto named = admin.put(officer.path() + "/successor", {{"account_id", next}});
  EXPECT_EQ(named.status, 200);
  EXPECT_EQ(named.body.at("successor").at("from").as_string(), until);
  EXPECT_TRUE(named.body.at("successor").at("when_vacant").as_bool());
  const auto gone =
      admin.patch(officer.path(), {{"holder_account_id", nullptr}, {"vacancy_reason", "transfer"}});
  EXPECT_EQ(gone.body.at("holder_account_id").as_int64(), next);
  const auto vacant =
      admin.patch(officer.path(), {{"holder_account_id", nullptr}, {"vacancy_reason", "other"}});
  EXPECT_EQ(vacant.body.at("vacancy_reason").as_string(), "other");
  EXPECT_TRUE(vacant.body.as_object().contains("vacant_since"));
  EXPECT_EQ(admin.patch(officer.path(), {{"until", until}}).code(), "post-vacant");
  EXPECT_EQ(admin.put(officer.path() + "/successor", {{"account_id", next}}).code(), "post-vacant");
  EXPECT_EQ(admin.put(officer.path() + "/successor", {{"account_id", next}, {"from", until}}).status, 200);
  EXPECT_FALSE(admin.del(officer.path() + "/successor").body.as_object().contains("successor"));
}

TEST_P(PostTermApi, NamesWhatIsWrong) {
  auto admin = administrator();
  const auto officer = holder(Role::committee);
  const auto deputies = officer.path() + "/deputies";
  const object fields{{"account_id", officer.account}, {"until", in(kDay)}, {"reason", "absence"}};
  EXPECT_EQ(admin.post(deputies, fields).code_at("account_id"), "bad-choice");
  EXPECT_EQ(admin.post(deputies, object{{"account_id", 99999999}, {"until", in(kDay)}, {"reason", "absence"}})
                .code_at("account_id"),
            "not-found");
  EXPECT_EQ(admin.post(deputies, object{{"account_id", 5}, {"until", in(kDay)}, {"reason", "ill"}})
                .code_at("reason"),
            "bad-choice");
  const auto other = app().town().account("other").value;
  EXPECT_EQ(admin.post(deputies, object{{"account_id", other}, {"until", in(-kDay)}, {"reason", "absence"}})
                .code_at("until"),
            "term-wrong");
  EXPECT_EQ(admin.del(deputies + "/" + std::to_string(other)).code(), "not-found");
  EXPECT_EQ(admin.patch(officer.path(), {{"until", in(-kDay)}}).code_at("until"), "term-wrong");
  EXPECT_EQ(admin.patch(officer.path(), {{"vacancy_reason", "bored"}}).code_at("vacancy_reason"),
            "bad-choice");
  auto committee = officer.browser;
  EXPECT_EQ(committee.post(deputies, fields).code(), "forbidden");
}

TEST_P(PostTermApi, ADeputyChoosesThePostAndLosesItOnTheNextRequest) {
  auto admin = administrator();
  const auto officer = holder(Role::committee);
  auto deputy = holder(Role::grid_leader);
  const auto until = in(kDay);
  const auto named = admin.post(officer.path() + "/deputies",
                                {{"account_id", deputy.account}, {"until", until}, {"reason", "absence"}});
  EXPECT_EQ(named.status, 201);
  EXPECT_EQ(named.body.at("deputies").at(0).at("until").as_string(), until);
  const auto own = deputy.browser.get("/api/session").body.at("posts");
  EXPECT_EQ(own.at(1).at("id").as_int64(), officer.post);
  EXPECT_EQ(own.at(1).at("deputy_until").as_string(), until);
  EXPECT_EQ(deputy.browser.get("/api/premises/1").code(), "not-found");
  EXPECT_EQ(deputy.browser.put("/api/session/post", {{"post_id", officer.post}}).status, 200);
  const auto stream = deputy.browser.listen();
  EXPECT_EQ(admin.del(officer.path() + "/deputies/" + std::to_string(deputy.account)).status, 200);
  EXPECT_EQ(deputy.browser.get("/api/premises/1").code(), "forbidden");
  EXPECT_TRUE(stream->ended());
  EXPECT_FALSE(deputy.browser.get("/api/session").body.as_object().contains("acting_post_id"));
  EXPECT_EQ(deputy.browser.put("/api/session/post", {{"post_id", officer.post}}).code(), "not-found");
}

// Nobody tells the server when the time comes: the stream knows its end from the beginning,
TEST_P(PostTermApi, AStreamIsOpenedUntilThePlannedEndOfItsPost) {
  auto admin = administrator();
  auto officer = holder(Role::committee);
  auto deputy = holder(Role::grid_leader);
  const auto until = in(kDay), sooner = in(kDay / 2);
  EXPECT_EQ(stream_end(officer.browser), std::nullopt);
  EXPECT_EQ(admin.patch(officer.path(), {{"until", until}}).status, 200);
  EXPECT_EQ(stream_end(officer.browser), until);
  EXPECT_EQ(admin
                .post(officer.path() + "/deputies",
                      {{"account_id", deputy.account}, {"until", sooner}, {"reason", "absence"}})
                .status,
            201);
  EXPECT_EQ(stream_end(deputy.browser), std::nullopt) << "it still acts in its own post";
  EXPECT_EQ(deputy.browser.put("/api/session/post", {{"post_id", officer.post}}).status, 200);
  EXPECT_EQ(stream_end(deputy.browser), sooner);
}

// and is closed then, although nothing happens.
TEST_P(PostTermApi, AStreamEndsWhenItsTimeIsOver) {
  TestServer server(
      {.database = db(), .routes = {{http::Method::get, "/stream", http::Open{}, brief_stream}}});
  Client client(server.port());
  client.send("GET /stream HTTP/1.1\r\nHost: test\r\n\r\n");
  EXPECT_NE(client.read_until("\r\n\r\n").find(" 200 "), std::string::npos);
  EXPECT_TRUE(client.ended());
}

TEST_P(PostTermApi, TheUndertakingOpensTheRegister) {
  auto officer = holder(Role::committee);
  EXPECT_FALSE(officer.browser.get("/api/session").body.at("undertaking_due").as_bool());
  (void)db().write([&](store::Transaction& tx) -> Done {
    tx.exec("UPDATE undertaking_signature SET signed_at = signed_at - $1",
            std::chrono::microseconds(access::kUndertakingHolds).count());
    return done();
  });
  auto& browser = officer.browser;
  EXPECT_TRUE(browser.get("/api/session").body.at("undertaking_due").as_bool());
  for (const char* open : {"/api/session", "/api/sessions", "/api/undertaking", "/api/posts", "/api/codes"})
    EXPECT_EQ(browser.get(open).status, 200) << open;
  for (const char* shut :
       {"/api/premises/1", "/api/overview", "/api/counters", "/api/addresses", "/api/map"}) {
    const auto answer = browser.get(shut);
    EXPECT_EQ(answer.status, 403) << shut;
    EXPECT_EQ(answer.code(), "undertaking-required") << shut;
  }
  const auto shown = browser.get("/api/undertaking").body;
  const auto name = browser.get("/api/session").body.at("account").at("display_name");
  EXPECT_EQ(
      browser.post("/api/undertaking", {{"version", shown.at("version")}, {"name", "x"}}).code_at("name"),
      "undertaking-name");
  EXPECT_EQ(browser.post("/api/undertaking", {{"version", "0"}, {"name", name}}).code_at("version"),
            "undertaking-outdated");
  const auto done = browser.post("/api/undertaking", {{"version", shown.at("version")}, {"name", name}});
  EXPECT_EQ(done.status, 201);
  EXPECT_GT(done.body.at("valid_until").as_string(), shown.at("valid_until").as_string());
  EXPECT_EQ(browser.get("/api/premises/1").code(), "not-found");
}

TEST_P(PostTermApi, NamesAccountsThatNobodyUses) {
  auto admin = administrator();
  const auto officer = holder(Role::committee);
  const auto idle = [&] {
    const auto answer = admin.get("/api/accounts");
    for (const auto& item : answer.body.at("items").as_array())
      if (item.at("id").as_int64() == officer.account) return item.as_object().contains("idle_since");
    return false;
  };
  EXPECT_FALSE(idle());
  (void)db().write([&](store::Transaction& tx) -> Done {
    tx.exec("UPDATE account SET last_signed_in_at = created_at - $2 WHERE id = $1", officer.account,
            std::chrono::microseconds(std::chrono::hours{24 * 91}).count());
    return done();
  });
  EXPECT_TRUE(idle());
}

}  // namespace post_term_test
}  // namespace weige::testing_support
