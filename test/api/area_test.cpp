// Areas and the town over HTTP, and the story of a town's first day, on both engines.
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "access/link_actions.h"
#include "support/databases.h"
#include "support/divisions.h"
#include "support/http/app.h"

namespace weige::testing_support {
namespace area_test {

using access::Role;
using boost::json::object;

class AreaApi : public BothEngines {
 protected:
  App& app() {
    if (!app_) app_.emplace(db(), &divisions_);
    return *app_;
  }
  static std::vector<std::string> names(const boost::json::value& areas) {
    std::vector<std::string> out;
    for (const auto& area : areas.as_array()) out.emplace_back(area.at("name").as_string());
    return out;
  }
  static std::string path_of(const boost::json::value& area) {
    return "/api/areas/" + std::to_string(area.at("id").as_int64());
  }

 private:
  standards::DivisionTable divisions_ = small_division_table();
  std::optional<App> app_;
};
WEIGE_BOTH_ENGINES(AreaApi);

using Names = std::vector<std::string>;

TEST_P(AreaApi, SetsUpTheTownFromItsCode) {
  auto admin = app().signed_in(Role::system_admin);
  const auto made = admin.post("/api/town", {{"code", "310118106"}});
  EXPECT_EQ(made.status, 200);
  EXPECT_EQ(made.body.at("town").at("name").as_string(), "徐泾镇");
  EXPECT_EQ(made.body.at("address_text").as_string(), "上海市青浦区徐泾镇");
  EXPECT_EQ(names(made.body.at("committees")), (Names{"徐泾居委会", "前明村村委会"}));
  EXPECT_EQ(made.body.at("created").as_int64(), 2);
  EXPECT_EQ(admin.post("/api/town", {{"code", "310118106"}}).body.at("created").as_int64(), 0);
  EXPECT_EQ(names(admin.get("/api/areas").body.at("items")), (Names{"徐泾镇", "徐泾居委会", "前明村村委会"}));
  EXPECT_EQ(admin.post("/api/town", {{"code", "310118107"}}).code(), "town-set-up");
  for (const auto* wrong : {"310118", "abc", "310118999"})
    EXPECT_NE(admin.post("/api/town", {{"code", wrong}}).code_at("code"), "") << wrong;
  EXPECT_EQ(admin.with("X-Weige", "").post("/api/town", {{"code", "310118106"}}).code(), "cross-site");
  EXPECT_EQ(app().signed_in(Role::committee).post("/api/town", {{"code", "310118106"}}).code(), "forbidden");
}

TEST_P(AreaApi, WithoutATableTheTownCannotBeSetUp) {
  App bare(db());
  const auto answer = bare.signed_in(Role::system_admin).post("/api/town", {{"code", "310118106"}});
  EXPECT_EQ(answer.code(), "division-table");
}

TEST_P(AreaApi, CreatesRenamesMovesAndCloses) {
  auto office = app().signed_in(Role::population_office);
  const auto create = [&](const char* kind, const char* code) {
    return office.post("/api/areas", {{"parent_id", 1}, {"kind", kind}, {"code", code}, {"name", code}});
  };
  const auto station = create("station", "S1");
  const auto committee = create("committee", "C1");
  EXPECT_EQ(committee.status, 201);
  EXPECT_EQ(create("committee", "C1").code_at("code"), "area-exists");
  EXPECT_EQ(create("town", "T2").code_at("kind"), "bad-choice");
  const auto change = [&](object body) { return office.patch(path_of(committee.body), body); };
  EXPECT_EQ(change({{"name", "北城居委会"}}).body.at("name").as_string(), "北城居委会");
  const auto moved = change({{"parent_id", station.body.at("id")}});
  EXPECT_EQ(moved.body.at("parent_id"), station.body.at("id"));
  EXPECT_EQ(moved.body.at("code").as_string(), "C1");
  EXPECT_EQ(office.patch(path_of(station.body), {{"parent_id", committee.body.at("id")}}).code(),
            "area-cycle");
  EXPECT_EQ(office.patch(path_of(station.body), {{"state", "closed"}}).code(), "area-in-use");
  EXPECT_EQ(change({{"state", "current"}}).code_at("state"), "bad-choice");
  EXPECT_EQ(change({{"state", "closed"}}).body.at("state").as_string(), "closed");
  EXPECT_EQ(office.patch("/api/areas/1", {{"state", "closed"}}).status, 422);
  EXPECT_EQ(office.patch("/api/areas/99999", {{"name", "x"}}).code(), "not-found");
}

TEST_P(AreaApi, ShowsOnesOwnAreasAndChangesNoneWithoutTheRight) {
  const auto north = app().town().area(access::AreaKind::committee, "north");
  const auto south = app().town().area(access::AreaKind::committee, "south");
  auto officer = app().signed_in(Role::community_officer, north.id);
  EXPECT_EQ(names(officer.get("/api/areas").body.at("items")), Names{"north"});
  const auto path = "/api/areas/" + std::to_string(north.id.value);
  EXPECT_EQ(officer.patch(path, {{"name", "x"}}).code(), "forbidden");
  EXPECT_EQ(
      officer.post("/api/areas", {{"parent_id", 1}, {"kind", "committee"}, {"code", "c"}, {"name", "c"}})
          .code(),
      "forbidden");
  EXPECT_EQ(app().browser().get("/api/areas").code(), "not-signed-in");
}

// The whole way from an empty database to an officer at work.
TEST_P(AreaApi, ATownsFirstDay) {
  const auto first = db().write([](store::Transaction& tx) -> Result<access::NewLink> {
    return access::first_run_link(tx, system_clock()(), system_random()).value();
  });
  auto admin = app().browser();
  const auto link = "/api/links/" + first->token;
  EXPECT_EQ(admin.get(link).body.at("purpose").as_string(), "first_administrator");
  EXPECT_EQ(admin.post(link, {{"password", kAppPassword}}).code_at("login_name"), "missing-field");
  const auto begun =
      admin.post(link, {{"login_name", "admin"}, {"display_name", "管理员"}, {"password", kAppPassword}});
  ASSERT_EQ(begun.status, 200);
  const auto acting = begun.body.at("posts").as_array().front();
  EXPECT_EQ(acting.at("role").as_string(), "system_admin");

  const auto town = admin.post("/api/town", {{"code", "310118106"}}).body;
  const auto committee = town.at("committees").as_array().front();
  const auto invited = admin.post("/api/accounts", {{"login_name", "wang"}, {"display_name", "王警官"}}).body;
  const auto holder = invited.at("account").at("id");
  for (const auto* role : {"community_officer", "police_team"})
    EXPECT_EQ(admin
                  .post("/api/posts", {{"role", role},
                                       {"area_id", committee.at("id")},
                                       {"title", "社区民警"},
                                       {"holder_account_id", holder}})
                  .status,
              201);

  auto officer = app().browser();
  EXPECT_EQ(officer.sign_in("wang").code(), "sign-in-failed") << "not before the invitation is accepted";
  EXPECT_EQ(
      officer.post("/api" + std::string(invited.at("link").as_string()), {{"password", kAppPassword}}).status,
      200);
  officer.forget();
  const auto session = officer.sign_in("wang").body;
  ASSERT_EQ(session.at("posts").as_array().size(), 2U);
  const auto chosen = session.at("posts").as_array().back().at("id");
  EXPECT_EQ(officer.put("/api/session/post", {{"post_id", chosen}}).body.at("acting_post_id"), chosen);
  EXPECT_EQ(officer.put("/api/session/purpose", {{"purpose", "door_check"}}).body.at("purpose").as_string(),
            "door_check");
  EXPECT_EQ(names(officer.get("/api/areas").body.at("items")), Names{"徐泾居委会"});
  EXPECT_EQ(officer.get("/api/accounts").code(), "forbidden");

  const auto stream = officer.listen();
  const auto path = "/api/accounts/" + std::to_string(holder.as_int64());
  EXPECT_EQ(admin.patch(path, {{"state", "disabled"}}).status, 200);
  EXPECT_EQ(officer.get("/api/session").status, 401);
  EXPECT_EQ(stream->read_until("\n\n"), "event: signed_out\ndata: {}\n\n");
  EXPECT_EQ(officer.sign_in("wang").code(), "sign-in-failed");
}

}  // namespace area_test
}  // namespace weige::testing_support
