// Layers over HTTP: from a file to what is in force, edits, and where addresses fall (A1, A2).
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "formats/geojson.h"
#include "grids/layer_placing_actions.h"
#include "jobs/job_runner.h"
#include "support/databases.h"
#include "support/grid_layers.h"
#include "support/http/app.h"

namespace weige::testing_support {
namespace grid_routes_test {

using access::Role;
namespace json = boost::json;

class GridRoutes : public BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    app_.emplace(db());
    office_.emplace(app_->signed_in(Role::population_office));
  }
  ClientAnswer upload(const Browser& who, const SquareLayer& layer, const std::string& query,
                      const char* key = "layer-key-1") {
    return Client(app_->server().port())
        .ask({.method = "POST",
              .target = "/api/grid-layers?" + query,
              .headers = {{"Cookie", who.cookie()},
                          {"X-Weige", "1"},
                          {"Content-Type", "application/octet-stream"},
                          {"X-File-Name", "grids.geojson"},
                          {"Idempotency-Key", key}},
              .body = formats::write_geojson(squares(layer).features)});
  }
  json::object draft(const SquareLayer& layer = {}, const std::string& kind = "grids") {
    const auto sent = upload(*office_, layer, "kind=" + kind + "&datum=CGCS2000",
                             ("key-" + kind + std::to_string(++keys_)).c_str());
    EXPECT_EQ(sent.status, 201) << sent.body;
    return json::parse(sent.body).as_object();
  }
  static std::string path(const json::object& version, const std::string& rest = "") {
    return "/api/grid-versions/" + std::to_string(version.at("id").as_int64()) + rest;
  }
  static std::string tag(const json::object& version) {
    return "\"" + std::to_string(version.at("version").as_int64()) + "\"";
  }
  JsonAnswer change(const json::object& version, const std::string& rest, const json::value& body = {}) {
    return office_->with("If-Match", tag(version)).post(path(version, rest), body);
  }
  json::object publish(const json::object& version, const std::string& day = "2026-01-01") {
    const auto answer = change(version, "/publish", {{"effective_from", day}});
    EXPECT_EQ(answer.status, 200) << json::serialize(answer.body);
    return answer.body.as_object();
  }

  static std::string today() { return to_iso(TownTime{}.day_of(system_clock()())); }
  void many_addresses() {
    town_ = make_small_town(db());
    GridDesk(db(), town_).add_many(static_cast<int>(grids::kMostPlacedAtOnce) + 50);
  }
  void run_jobs() {
    jobs::JobRunner runner(db(), system_clock(), {.instance = "test"});
    runner.handle(std::string(grids::kPlacingJob),
                  [](jobs::JobContext& job) { return grids::run_placing(job, system_clock()); });
    while (runner.run_one()) {
    }
  }

  std::optional<App> app_;
  std::optional<Browser> office_;
  SmallTown town_;
  int keys_ = 0;
};
WEIGE_BOTH_ENGINES(GridRoutes);

TEST_P(GridRoutes, AFileBecomesWhatIsInForce) {
  EXPECT_EQ(json::parse(upload(*office_, {}, "kind=grids").body).at("code").as_string(), "datum-missing");
  const auto made = draft();
  EXPECT_EQ(made.at("state").as_string(), "draft");
  EXPECT_EQ(made.at("members").as_int64(), 3);
  const auto published = publish(made);
  EXPECT_TRUE(published.at("in_force").as_bool());
  const auto layers = office_->get("/api/grid-layers");
  ASSERT_EQ(layers.status, 200);
  EXPECT_EQ(layers.body.at("items").at(0).at("in_force").as_int64(), made.at("id").as_int64());
  const auto shapes = Client(app_->server().port())
                          .ask({.target = path(made, "/shapes"), .headers = {{"Cookie", office_->cookie()}}});
  EXPECT_EQ(shapes.status, 200);
  const auto read = formats::read_geojson(shapes.body);
  ASSERT_TRUE(read);
  const auto sent = formats::read_geojson(formats::write_geojson(squares({}).features));
  EXPECT_EQ(read->features.at(1).polygons, sent->features.at(1).polygons) << "to the last digit";
}

TEST_P(GridRoutes, TheSameSubmissionIsOneDraft) {
  const auto first = upload(*office_, {}, "kind=grids&datum=CGCS2000"),
             again = upload(*office_, {}, "kind=grids&datum=CGCS2000");
  EXPECT_EQ(json::parse(first.body).at("id"), json::parse(again.body).at("id"));
}

TEST_P(GridRoutes, AreForThoseWhoMay) {
  auto helper = app_->signed_in(Role::helper), officer = app_->signed_in(Role::community_officer);
  const auto made = draft();
  EXPECT_EQ(helper.get("/api/grid-layers").status, 403);
  EXPECT_EQ(officer.get("/api/grid-layers").status, 200);
  EXPECT_EQ(upload(officer, {}, "kind=grids&datum=CGCS2000").status, 403);
  EXPECT_EQ(officer.with("If-Match", tag(made))
                .post(path(made, "/publish"), {{"effective_from", "2026-01-01"}})
                .status,
            403);
  EXPECT_EQ(office_->get("/api/grid-versions/99").status, 404);
}

TEST_P(GridRoutes, TellWhatIsFoundAndWhatWouldMove) {
  const auto made = draft({.over = 0.0002});
  const auto coverage = office_->get(path(made, "/coverage"));
  ASSERT_EQ(coverage.status, 200);
  EXPECT_FALSE(coverage.body.at("findings").as_array().empty());
  const auto refused = change(made, "/publish", {{"effective_from", "2026-01-01"}});
  EXPECT_EQ(refused.code(), "layer-findings");
  EXPECT_EQ(office_->get(path(made, "/preview")).status, 200);
  const auto load = office_->get(path(made, "/load"));
  ASSERT_EQ(load.status, 200);
  for (const auto& line : load.body.at("items").as_array()) EXPECT_TRUE(line.at("covered").as_bool());
  EXPECT_EQ(office_->get(path(made, "/faults")).body.at("items").as_array().size(), 0u);
  EXPECT_EQ(office_->get(path(made, "/points")).status, 200);
  EXPECT_EQ(office_->get(path(made, "/addresses?way=none")).status, 200);
  EXPECT_EQ(office_->get(path(made, "/addresses?way=somehow")).code(), "bad-choice");
  EXPECT_EQ(office_->get("/api/grid-setup").status, 200);
}

TEST_P(GridRoutes, EditsAreStepsThatCanBeTakenBack) {
  const auto made = draft();
  const auto south = kSquareSouth - 0.001, north = kSquareSouth + kSquare + 0.001,
             middle = middle_of_square(0).x;
  const json::object cut{
      {"kind", "split"}, {"number", 1}, {"line", {{middle, south}, {middle, north}}}, {"code", "G1b"}};
  const auto edited = change(made, "/edits", cut);
  ASSERT_EQ(edited.status, 200) << json::serialize(edited.body);
  EXPECT_EQ(edited.body.at("version").at("members").as_int64(), 4);
  EXPECT_EQ(edited.body.at("changed").at("features").as_array().size(), 2u);
  EXPECT_EQ(change(made, "/edits", cut).code(), "version-conflict");
  const auto version = edited.body.at("version").as_object();
  const auto steps = office_->get(path(made, "/edits"));
  ASSERT_EQ(steps.body.at("items").as_array().size(), 1u) << json::serialize(steps.body);
  EXPECT_EQ(steps.body.at("items").at(0).at("kind").as_string(), "split");
  const auto named = office_->with("If-Match", tag(version))
                         .patch(path(made, "/members/4"), {{"name", "东半块"}, {"populated", false}});
  ASSERT_EQ(named.status, 200) << json::serialize(named.body);
  auto back = change(named.body.at("version").as_object(), "/edits/undo");
  ASSERT_EQ(back.status, 200) << json::serialize(back.body);
  back = change(back.body.at("version").as_object(), "/edits/undo");
  ASSERT_EQ(back.status, 200);
  EXPECT_EQ(back.body.at("version").at("members").as_int64(), 3);
  EXPECT_NEAR(back.body.at("version").at("area_m2").to_number<double>(),
              made.at("area_m2").to_number<double>(), 1e-6);
  EXPECT_EQ(change(back.body.at("version").as_object(), "/edits/undo").code(), "no-step");
}

TEST_P(GridRoutes, AlignmentIsKeptAndProposed) {
  const auto grids = publish(draft()), areas = publish(draft({.prefix = "Z", .shift = 0.0004}, "areas"));
  const json::object wish{{"areas_version_id", areas.at("id")}, {"grids_version_id", grids.at("id")}};
  const auto made = office_->post("/api/grid-crosswalks", wish);
  ASSERT_EQ(made.status, 201) << json::serialize(made.body);
  const auto id = std::to_string(made.body.at("crosswalk").at("id").as_int64());
  EXPECT_EQ(office_->get("/api/grid-crosswalks").body.at("items").as_array().size(), 1u);
  EXPECT_EQ(office_->get("/api/grid-crosswalks/" + id).body, made.body);
  EXPECT_EQ(office_->get("/api/grid-crosswalks/" + id + "/differences").status, 200);
  const auto proposal = office_->post("/api/grid-crosswalks/" + id + "/proposal");
  ASSERT_EQ(proposal.status, 201);
  EXPECT_EQ(proposal.body.at("layer_kind").as_string(), "areas");
  EXPECT_EQ(office_
                ->post("/api/grid-crosswalks",
                       {{"areas_version_id", grids.at("id")}, {"grids_version_id", grids.at("id")}})
                .place(),
            "areas_version_id");
}

TEST_P(GridRoutes, ManyAddressesArePlacedByAJob) {
  many_addresses();
  const auto made = draft();
  const json::object wish{{"effective_from", today()}};
  const auto submitted = change(made, "/publish", wish);
  ASSERT_EQ(submitted.status, 202) << json::serialize(submitted.body);
  const auto job = std::to_string(submitted.body.at("job_id").as_int64());
  EXPECT_EQ(change(made, "/publish", wish).body, submitted.body) << "sent twice";
  const auto seen = office_->get(path(made)).body.as_object();
  EXPECT_EQ(seen.at("state").as_string(), "placing");
  EXPECT_EQ(seen.at("placing").at("job_id"), submitted.body.at("job_id"));
  EXPECT_GT(seen.at("placing").at("addresses").as_int64(), grids::kMostPlacedAtOnce);
  EXPECT_EQ(change(seen, "/edits", {{"kind", "remove"}, {"number", 1}}).code(), "layer-placing");
  EXPECT_EQ(office_->with("If-Match", tag(seen)).del(path(seen)).code(), "layer-placing");
  auto colleague = app_->signed_in(Role::population_office);
  const auto theirs =
      colleague.get("/api/grid-layers").body.at("items").at(0).at("versions").at(0).as_object();
  EXPECT_EQ(theirs.at("state").as_string(), "placing");
  EXPECT_FALSE(theirs.at("placing").as_object().contains("job_id"));
  EXPECT_EQ(colleague.post("/api/jobs/" + job + "/cancel").code(), "not-found");
  run_jobs();
  EXPECT_EQ(office_->get("/api/jobs/" + job).body.at("state").as_string(), "done");
  EXPECT_EQ(office_->get(path(made)).body.at("state").as_string(), "published");
  EXPECT_EQ(change(made, "/publish", wish).status, 200) << "its answer was lost";
}

TEST_P(GridRoutes, AProposalTellsThatItsSearchWasCutShort) {
  const auto made = draft();
  EXPECT_FALSE(made.contains("cut_short"));
  (void)db().write([&](store::Transaction& tx) -> Result<int> {
    tx.exec("UPDATE grid_version SET cut_short = 1 WHERE id = $1", made.at("id").as_int64());
    return 0;
  });
  EXPECT_TRUE(office_->get(path(made)).body.at("cut_short").as_bool());
}

TEST_P(GridRoutes, ACancelledJobLeavesTheDraft) {
  many_addresses();
  const auto made = draft();
  const auto submitted = change(made, "/publish", {{"effective_from", today()}});
  ASSERT_EQ(submitted.status, 202) << json::serialize(submitted.body);
  const auto job = "/api/jobs/" + std::to_string(submitted.body.at("job_id").as_int64());
  EXPECT_EQ(office_->post(job + "/cancel").status, 202);
  run_jobs();
  EXPECT_EQ(office_->get(job).body.at("state").as_string(), "cancelled");
  const auto seen = office_->get(path(made)).body.as_object();
  EXPECT_EQ(seen.at("state").as_string(), "draft");
  EXPECT_EQ(change(seen, "/edits", {{"kind", "remove"}, {"number", 1}}).status, 200);
}

TEST_P(GridRoutes, ADraftIsThrownAwayAndThePublishedStays) {
  const auto made = draft(), kept = publish(draft());
  EXPECT_EQ(office_->with("If-Match", tag(made)).del(path(made)).status, 204);
  EXPECT_EQ(office_->get(path(made)).status, 404);
  EXPECT_EQ(office_->with("If-Match", tag(kept)).del(path(kept)).code(), "layer-published");
  const auto layer = std::to_string(kept.at("layer_id").as_int64());
  const auto next = office_->post("/api/grid-layers/" + layer + "/drafts", json::object());
  ASSERT_EQ(next.status, 201) << json::serialize(next.body);
  EXPECT_EQ(next.body.at("based_on").as_int64(), kept.at("id").as_int64());
  EXPECT_EQ(office_->get("/api/grid-layers/" + layer + "/reports").body.at("items").as_array().size(), 0u);
}

}  // namespace grid_routes_test
}  // namespace weige::testing_support
