// Figures, counters and the address tree over the routes: what is told, to whom, and how lists go on (G2, L6,
// S2; boundaries 6: out of scope is answered like absent).
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "support/databases.h"
#include "support/http/desk.h"

namespace weige::http {
namespace overview_routes_test {

namespace json = boost::json;
using testing_support::Desk;
using testing_support::RegisterOffice;

class OverviewRoutes : public testing_support::BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    office_ = std::make_unique<RegisterOffice>(db());
    north_ = office_->town().north.value;
    south_ = office_->town().south.value;
    const auto home = office_->door("明珠路88弄3号201室", office_->town().north);
    office_->door("明珠路88弄3号202室", office_->town().north);
    office_->door("明珠路9号", office_->town().south);
    move_in("王伟", home);
    move_in("李娜", home);
  }

  void move_in(const char* name, std::int64_t premises) {
    const json::object residence{{"premises_id", premises}, {"from", "2026-01-01"}, {"kind", "main"}};
    const auto answer = office_->north().post(
        "/api/persons",
        {{"person", {{"name", name}, {"category", "registered_here"}}}, {"residence", residence}});
    ASSERT_EQ(answer.status, 201) << json::serialize(answer.body);
  }

  static json::array items(const testing_support::DeskAnswer& answer) {
    return answer.body.at("items").as_array();
  }
  static std::string in_area(std::int64_t area) { return "?area_id=" + std::to_string(area); }

  std::unique_ptr<RegisterOffice> office_;
  std::int64_t north_ = 0, south_ = 0;
};

TEST_P(OverviewRoutes, TellsWhatIsKnownAndWhatIsCovered) {
  const auto town = office_->office().get("/api/overview").body;
  EXPECT_EQ(town.at("residents").as_int64(), 2);
  EXPECT_EQ(town.at("addresses").as_int64(), 3) << "doors, not roads and lanes";
  EXPECT_EQ(town.at("premises").as_int64(), 3);
  EXPECT_EQ(town.at("categories").at(0).at("category").as_string(), "registered_here");
  const auto& coverage = town.at("coverage").as_array();
  ASSERT_EQ(coverage.size(), 2u);
  EXPECT_EQ(coverage[0].at("area_id").as_int64(), north_);
  EXPECT_EQ(coverage[0].at("addresses").as_int64(), 2);
  EXPECT_EQ(coverage[0].at("covered").as_int64(), 1) << "nothing is known of who lives in 202";
  EXPECT_TRUE(coverage[0].at("residential").as_bool());
  EXPECT_EQ(town.at("ages").at(0).at("bucket").as_string(), "d30");
  ASSERT_EQ(town.at("changes").as_array().size(), 12u);
  EXPECT_EQ(town.at("changes").at(11).at("month").as_string(), "2026-11");
  EXPECT_EQ(town.at("changes").at(11).at("adds").as_int64(), 2);
}

TEST_P(OverviewRoutes, EndsAtTheScope) {
  const auto south = office_->south().get("/api/overview").body;
  EXPECT_EQ(south.at("residents").as_int64(), 0);
  EXPECT_EQ(south.at("addresses").as_int64(), 1);
  EXPECT_EQ(office_->office().get("/api/overview" + in_area(south_)).body.at("addresses").as_int64(), 1);
  for (const char* path : {"/api/overview", "/api/counters", "/api/addresses"}) {
    const auto other = office_->south().get(path + in_area(north_)),
               absent = office_->south().get(path + in_area(77));
    EXPECT_EQ(other.status, 404) << path;
    EXPECT_EQ(other.code() + other.places(), absent.code() + absent.places()) << path;
  }
  const auto helper = office_->someone(access::Role::system_admin);
  EXPECT_EQ(helper.get("/api/overview").code(), "forbidden");
  EXPECT_EQ(helper.get("/api/counters").code(), "forbidden");
}

TEST_P(OverviewRoutes, CountsWhoChangedHowMuch) {
  const auto list = office_->office().get("/api/counters");
  std::int64_t residents = 0;
  for (const auto& row : items(list)) {
    if (row.at("records").as_string() != "residents") continue;
    residents += row.at("adds").as_int64();
    EXPECT_EQ(row.at("doer").as_string(), "岗位 north.officer");
    EXPECT_EQ(row.at("month").as_string(), "2026-11");
  }
  EXPECT_EQ(residents, 2);
  std::size_t rows = 0;
  std::string cursor;
  do {
    const auto page =
        office_->office().get("/api/counters?limit=1" + (cursor.empty() ? "" : "&cursor=" + cursor));
    ASSERT_EQ(page.status, 200);
    rows += items(page).size();
    const auto* next = page.body.as_object().if_contains("next_cursor");
    cursor = next ? std::string(next->as_string()) : "";
  } while (!cursor.empty());
  EXPECT_EQ(rows, items(list).size());
  EXPECT_EQ(items(office_->office().get("/api/counters?to=2026-10")).size(), 0u);
  EXPECT_EQ(office_->office().get("/api/counters?from=2026-13").places(), "from");
  EXPECT_EQ(office_->office().get("/api/counters?cursor=x").places(), "cursor");
}

TEST_P(OverviewRoutes, WalksTheTreeInNaturalOrder) {
  for (const char* text : {"明珠路100弄", "明珠路9弄", "明珠路88弄10号", "明珠路88弄9号"})
    office_->door(text, office_->town().north);
  const auto office = office_->office();
  const auto roots = items(office.get("/api/addresses"));
  ASSERT_EQ(roots.size(), 1u);
  EXPECT_EQ(roots[0].at("element").as_string(), "明珠路");
  const auto road = "/api/addresses?parent_id=" + std::to_string(roots[0].at("id").as_int64());
  std::string seen, cursor;
  do {
    const auto page = office.get(road + "&limit=2" + (cursor.empty() ? "" : "&cursor=" + cursor));
    ASSERT_EQ(page.status, 200) << json::serialize(page.body);
    for (const auto& row : items(page)) seen += std::string(row.at("element").as_string()) + " ";
    const auto* next = page.body.as_object().if_contains("next_cursor");
    cursor = next ? std::string(next->as_string()) : "";
  } while (!cursor.empty());
  EXPECT_EQ(seen, "9号 9弄 88弄 100弄 ");
  EXPECT_EQ(items(office_->south().get(road)).size(), 1u) << "of a road one sees one's own part";
  std::string of_north;
  for (const auto& row : items(office_->north().get("/api/addresses")))
    of_north += std::string(row.at("element").as_string()) + " ";
  EXPECT_EQ(of_north, "9弄 88弄 100弄 ");
  EXPECT_EQ(office_->south().get("/api/addresses?parent_id=77").code(), "not-found");
}

TEST_P(OverviewRoutes, ShowsWhatStandsAtADoor) {
  const auto lane = items(office_->north().get("/api/addresses")).at(0);
  EXPECT_EQ(lane.at("children").as_int64(), 1);
  EXPECT_FALSE(lane.as_object().contains("premises_id"));
  const auto below = [&](const json::value& node) {
    return items(office_->north().get("/api/addresses?parent_id=" + std::to_string(node.at("id").as_int64())))
        .at(0);
  };
  const auto room = below(below(lane));
  EXPECT_EQ(room.at("premises_use").as_string(), "home");
  EXPECT_EQ(room.at("residents").as_int64(), 2);
}

TEST_P(OverviewRoutes, ReorganisesAfterAPreview) {
  const auto lane = items(office_->north().get("/api/addresses")).at(0).at("id").as_int64();
  json::object wanted{{"from_area_id", north_},
                      {"to_area_id", south_},
                      {"address_ids", json::array{lane}},
                      {"reason", "区划调整"}};
  auto looked_at = wanted;
  looked_at["preview"] = true;
  const auto preview = office_->office().post("/api/areas/reorganise", looked_at);
  ASSERT_EQ(preview.status, 200) << json::serialize(preview.body);
  EXPECT_TRUE(preview.body.at("preview").as_bool());
  EXPECT_EQ(preview.body.at("affected").at("residences").as_int64(), 2);
  EXPECT_EQ(items(office_->north().get("/api/addresses")).size(), 1u) << "nothing moved yet";
  const auto done = office_->office().post("/api/areas/reorganise", wanted);
  ASSERT_EQ(done.status, 200) << json::serialize(done.body);
  EXPECT_EQ(done.body.at("affected"), preview.body.at("affected"));
  EXPECT_EQ(office_->south().get("/api/overview").body.at("residents").as_int64(), 2);
  EXPECT_EQ(office_->north().post("/api/areas/reorganise", wanted).code(), "forbidden");
  const auto undone = office_->office().post(
      "/api/operations/" + std::to_string(done.body.at("operation_id").as_int64()) + "/undo",
      {{"reason", "改错"}});
  ASSERT_EQ(undone.status, 200) << json::serialize(undone.body);
  EXPECT_EQ(office_->north().get("/api/overview").body.at("residents").as_int64(), 2);
}

WEIGE_BOTH_ENGINES(OverviewRoutes);

}  // namespace overview_routes_test

}  // namespace weige::http
