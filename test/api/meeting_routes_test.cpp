// Meetings, shifts and daily reports over HTTP: answered, refused, out of scope, wrong bodies (S1, S5, C2).
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "support/databases.h"
#include "support/http/desk.h"

namespace weige::http {
namespace meeting_routes_test {

namespace json = boost::json;
using access::Role;
using testing_support::Desk;
using testing_support::DeskAnswer;
using testing_support::RegisterOffice;

class MeetingRoutes : public testing_support::BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    office_ = std::make_unique<RegisterOffice>(db());
  }
  Desk leader() { return office_->someone(Role::grid_leader, office_->town().north); }
  Desk coordinator() { return office_->someone(Role::coordinator, office_->town().north); }
  static json::object wanted() {
    return {{"kind", "weekly"}, {"on", "2026-11-23"}, {"at", "14:30"}, {"place", "二楼"}};
  }
  static std::string path(const DeskAnswer& made, const std::string& rest = {}) {
    return "/api/meetings/" + std::to_string(made.id()) + rest;
  }
  static DeskAnswer step(const Desk& desk, const std::string& target, const std::string& etag) {
    return desk.ask("POST", target, "", {.if_match = etag});
  }
  static DeskAnswer put(const Desk& desk, const std::string& target, const std::string& etag,
                        const json::value& body) {
    return desk.ask("PUT", target, json::serialize(body), {.if_match = etag});
  }

  std::unique_ptr<RegisterOffice> office_;
};
WEIGE_BOTH_ENGINES(MeetingRoutes);

TEST_P(MeetingRoutes, AMeetingIsCalledHeldAndClosed) {
  const auto member = coordinator();
  const auto desk = leader();
  const auto made = desk.post("/api/meetings", wanted());
  ASSERT_EQ(made.status, 201) << json::serialize(made.body);
  EXPECT_EQ(made.text("state"), "called");
  EXPECT_EQ(made.headers.get("Location"), path(made));
  EXPECT_EQ(office_->audited("meeting.called", made.id()), 1);
  const auto said =
      member.post(path(made, "/words"), json::object{{"kind", "report"}, {"text", "上门四十户"}});
  ASSERT_EQ(said.status, 200) << json::serialize(said.body);

  const auto& first = made.body.at("attendance").as_array().front();
  const json::object there{
      {"items", json::array{json::object{{"post_id", first.at("post_id")}, {"presence", "present"}}}}};
  const auto entered = put(desk, path(made, "/attendance"), desk.get(path(made)).etag(), there);
  ASSERT_EQ(entered.status, 200) << json::serialize(entered.body);
  const auto early = step(desk, path(made, "/close"), entered.etag());
  EXPECT_EQ(early.code(), "meeting-not-ready");
  EXPECT_EQ(early.places(), "minutes");
  const auto written = put(desk, path(made, "/minutes"), entered.etag(),
                           json::object{{"minutes", json::array{"先走空户", "再走出租"}}});
  ASSERT_EQ(written.status, 200) << json::serialize(written.body);
  const auto closed = step(desk, path(made, "/close"), written.etag());
  ASSERT_EQ(closed.status, 200) << json::serialize(closed.body);
  EXPECT_EQ(closed.body.at("minutes").as_array().size(), 2u);
  EXPECT_EQ(desk.get("/api/meetings?state=closed").body.at("items").as_array().size(), 1u);
}

TEST_P(MeetingRoutes, AreRefusedAndOutOfSightWhereTheyShouldBe) {
  const auto desk = leader();
  const auto made = desk.post("/api/meetings", wanted());
  EXPECT_EQ(coordinator().post("/api/meetings", wanted()).code(), "forbidden");
  EXPECT_EQ(office_->someone(Role::auditor).get("/api/meetings").code(), "forbidden");
  const auto other = office_->someone(Role::grid_leader, office_->town().south);
  EXPECT_EQ(other.get(path(made)).status, 404);
  EXPECT_EQ(step(other, path(made, "/agenda"), "\"2\"").status, 404);
  EXPECT_TRUE(other.get("/api/meetings").body.at("items").as_array().empty());
  EXPECT_EQ(step(desk, path(made, "/agenda"), "\"1\"").code(), "version-conflict");
}

TEST_P(MeetingRoutes, WrongBodiesNameTheField) {
  const auto desk = leader();
  auto wrong = wanted();
  wrong["kind"] = "yearly";
  EXPECT_EQ(desk.post("/api/meetings", wrong).places(), "kind");
  wrong = wanted();
  wrong["place"] = "老王 13800138000";
  const auto named = desk.post("/api/meetings", wrong);
  EXPECT_EQ(named.code(), "names-a-number");
  EXPECT_EQ(named.places(), "place");
  EXPECT_EQ(desk.get("/api/meetings?state=open").places(), "state");
  EXPECT_EQ(desk.get("/api/meetings?cursor=x").places(), "cursor");
}

TEST_P(MeetingRoutes, RectificationsAndCasesGoTheirWay) {
  const auto member = coordinator();
  const auto desk = leader();
  const auto made = desk.post("/api/meetings", wanted());
  const auto owner = made.body.at("attendance").as_array().front().at("post_id");
  const json::object item{{"meeting_id", made.id()},
                          {"topic", "overdue_tasks"},
                          {"text", "三天内走完"},
                          {"owner_post_id", owner},
                          {"due", "2026-11-26"}};
  const auto agreed = desk.post("/api/rectifications", item);
  ASSERT_EQ(agreed.status, 201) << json::serialize(agreed.body);
  const auto at = "/api/rectifications/" + std::to_string(agreed.id());
  const auto answered =
      member.post(at + "/answer", json::object{{"evidence", "都走完了"}}, {.if_match = agreed.etag()});
  ASSERT_EQ(answered.status, 200) << json::serialize(answered.body);
  EXPECT_EQ(member.post(at + "/decision", json::object{{"decision", "close"}}, {.if_match = answered.etag()})
                .code(),
            "forbidden");
  const auto closed =
      desk.post(at + "/decision", json::object{{"decision", "close"}}, {.if_match = answered.etag()});
  EXPECT_EQ(closed.text("state"), "closed") << json::serialize(closed.body);
  EXPECT_TRUE(desk.get("/api/rectifications").body.at("items").as_array().empty());

  const json::object lesson{{"topic", "fruitless_doors"},
                            {"title", "晚上再敲"},
                            {"situation", "白天未遇"},
                            {"action", "错时"},
                            {"outcome", "见到了"}};
  const auto noted = desk.post("/api/practice-cases", lesson);
  ASSERT_EQ(noted.status, 201) << json::serialize(noted.body);
  const auto release = "/api/practice-cases/" + std::to_string(noted.id()) + "/release";
  EXPECT_EQ(step(desk, release, noted.etag()).code(), "forbidden");
  EXPECT_EQ(step(office_->office(), release, noted.etag()).status, 200);
  EXPECT_EQ(member.get("/api/practice-cases?topic=fruitless_doors").body.at("items").as_array().size(), 1u);
}

TEST_P(MeetingRoutes, ADayIsReportedAndReadByThoseAbove) {
  const auto member = coordinator();
  const auto own = member.get("/api/daily-report?on=2026-11-23");
  ASSERT_EQ(own.status, 200) << json::serialize(own.body);
  EXPECT_EQ(own.body.at("version").as_int64(), 0);
  const json::object body{{"on", "2026-11-23"}, {"version", 0}, {"note", "下雨"}};
  const auto handed = member.ask("PUT", "/api/daily-report", json::serialize(body), {});
  ASSERT_EQ(handed.status, 200) << json::serialize(handed.body);
  const auto desk = leader();
  const auto list = desk.get("/api/daily-reports?on=2026-11-23").body.at("items").as_array();
  ASSERT_EQ(list.size(), 1u);
  EXPECT_FALSE(list[0].as_object().contains("figures")) << "nobody is set beside another";
  EXPECT_EQ(desk.get("/api/daily-reports/" + std::to_string(handed.id())).text("note"), "下雨");
  EXPECT_EQ(member.get("/api/daily-reports?on=2026-11-23").code(), "forbidden");
  EXPECT_EQ(desk.get("/api/daily-report?on=2026-11-23").code(), "forbidden");
  EXPECT_EQ(member.get("/api/daily-report-week?week=2026-11-23").body.at("items").as_array().size(), 1u);
  EXPECT_EQ(member.get("/api/daily-report?on=2026-12-24").code(), "bad-date");
  EXPECT_EQ(member.get("/api/daily-report").places(), "on");
}

TEST_P(MeetingRoutes, ShiftsAreOfGrids) {
  EXPECT_EQ(leader().get("/api/shifts?week=2026-11-23").places(), "area_id") << "the north is a committee";
  EXPECT_EQ(leader().get("/api/shift-weeks?week=2026-11-24").places(), "week") << "no Monday";
  EXPECT_EQ(leader().get("/api/shift-weeks?week=2026-11-23").status, 200);
  EXPECT_EQ(coordinator()
                .post("/api/shift-plans", json::object{{"week", "2026-11-23"}, {"slots", json::array{}}})
                .code(),
            "forbidden");
}

}  // namespace meeting_routes_test
}  // namespace weige::http
