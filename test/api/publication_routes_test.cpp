// Published statistics over HTTP: looked at, published, listed and fetched by the office and the working
// group.
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "support/databases.h"
#include "support/http/desk.h"

namespace weige::http {
namespace publication_routes_test {

namespace json = boost::json;
using access::Role;
using testing_support::Desk;
using testing_support::RegisterOffice;

class PublicationRoutes : public testing_support::BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    office_ = std::make_unique<RegisterOffice>(db());
    for (const auto area : {office_->town().north, office_->town().south}) {
      count(area, "registered_here", 204);
      count(area, "elsewhere_mainland", 96);
      count(area, "", 31);
    }
    count(office_->town().north, "outside_mainland", 3);
    count(office_->town().south, "outside_mainland", 44);
  }
  void count(access::AreaId area, const char* part, std::int64_t residents) {
    db().write([&](store::Transaction& tx) -> Done {
          tx.exec(
              "INSERT INTO register_figure (area_id, figure, part, post_id, amount)"
              " VALUES ($1, 'category', $2, 1, $3)",
              area, part, residents);
          return done();
        })
        .value();
  }
  static json::object asked(const char* level = "committee") {
    return {{"measure", "residents"}, {"breakdown", "category"}, {"level", level}};
  }

  std::unique_ptr<RegisterOffice> office_;
};
WEIGE_BOTH_ENGINES(PublicationRoutes);

TEST_P(PublicationRoutes, ATableIsLookedAtThenPublishedThenRead) {
  const auto desk = office_->office();
  auto looked_at = asked();
  looked_at["preview"] = true;
  const auto preview = desk.post("/api/publications", looked_at);
  ASSERT_EQ(preview.status, 200) << json::serialize(preview.body);
  EXPECT_FALSE(preview.body.as_object().contains("id"));
  EXPECT_TRUE(desk.get("/api/publications").body.at("items").as_array().empty());

  const auto made = desk.post("/api/publications", asked());
  ASSERT_EQ(made.status, 201) << json::serialize(made.body);
  EXPECT_EQ(made.headers.get("Location"), "/api/publications/" + std::to_string(made.id()));
  EXPECT_EQ(made.body.at("rows"), preview.body.at("rows"));
  const auto& rows = made.body.at("rows").as_array();
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(rows[0].at("total").as_int64(), 710);
  EXPECT_EQ(rows[1].at("cells").at("registered_here").as_int64(), 200);
  EXPECT_FALSE(rows[1].at("cells").as_object().contains("outside_mainland"));
  EXPECT_FALSE(rows[2].at("cells").as_object().contains("outside_mainland")) << "it would be the difference";
  EXPECT_EQ(made.body.at("rows_not_told").as_int64(), 2);
  EXPECT_EQ(office_->audited("figures.published", made.id()), 1);

  const auto list = desk.get("/api/publications").body.at("items").as_array();
  ASSERT_EQ(list.size(), 1u);
  EXPECT_EQ(list[0].at("number").as_int64(), 1);
  const auto read = desk.get("/api/publications/" + std::to_string(made.id()));
  EXPECT_EQ(read.body.at("rows"), made.body.at("rows"));
  const auto file = desk.get("/api/publications/" + std::to_string(made.id()) + "/file");
  EXPECT_EQ(file.status, 200);
  EXPECT_EQ(file.headers.get("Content-Type"), "text/csv; charset=utf-8");
}

TEST_P(PublicationRoutes, TheSameTableComesNextMonth) {
  const auto desk = office_->office();
  ASSERT_EQ(desk.post("/api/publications", asked()).status, 201);
  const auto again = desk.post("/api/publications", asked());
  EXPECT_EQ(again.status, 409);
  EXPECT_EQ(again.code(), "publication-this-month");
  EXPECT_EQ(desk.post("/api/publications", asked("town")).status, 201);
}

TEST_P(PublicationRoutes, AreForTheOfficeAndTheWorkingGroup) {
  EXPECT_EQ(office_->someone(Role::working_group).post("/api/publications", asked()).status, 201);
  EXPECT_EQ(
      office_->someone(Role::working_group, office_->town().north).post("/api/publications", asked()).code(),
      "publication-town-only");
  for (const auto role : {Role::committee, Role::coordinator, Role::system_admin, Role::auditor}) {
    const auto other = office_->someone(role);
    EXPECT_EQ(other.post("/api/publications", asked()).code(), "forbidden") << access::code(role);
    EXPECT_EQ(other.get("/api/publications").code(), "forbidden") << access::code(role);
  }
}

TEST_P(PublicationRoutes, WrongWishesAreNamed) {
  const auto desk = office_->office();
  auto wrong = asked();
  wrong["breakdown"] = "religion";
  EXPECT_EQ(desk.post("/api/publications", wrong).places(), "breakdown");
  wrong["breakdown"] = "use";
  EXPECT_EQ(desk.post("/api/publications", wrong).places(), "breakdown");
  wrong = asked();
  wrong.erase("level");
  EXPECT_EQ(desk.post("/api/publications", wrong).places(), "level");
  EXPECT_EQ(desk.get("/api/publications/987654321").code(), "not-found");
  EXPECT_EQ(desk.get("/api/publications/987654321/file").code(), "not-found");
}

}  // namespace publication_routes_test
}  // namespace weige::http
