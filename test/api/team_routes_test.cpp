// Teams over HTTP: a team kept, its stream, a file of N forces, and a robot that speaks to a stand-in of the
// service (issue 6, "Teams 3+N" and "Groups").
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <stdexcept>
#include <thread>

#include "http/robot_client.h"
#include "support/databases.h"
#include "support/http/app.h"

namespace weige::testing_support {
namespace team_routes_test {

using access::Role;
using boost::json::array;
using boost::json::object;

class TeamRoutes : public BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    app_.emplace(db());
    north_ = app_->town().area(access::AreaKind::committee, "310118106001").id;
    grid_ = app_->town().area(access::AreaKind::grid, "north-1", north_).id;
    leader_.emplace(app_->signed_in(Role::grid_leader, grid_));
    officer_.emplace(app_->signed_in(Role::community_officer, north_));
  }
  std::string path(const std::string& rest = "") const {
    return "/api/teams/" + std::to_string(grid_.value) + rest;
  }
  static object helper(const std::string& name = "王小明") {
    return {{"kind", "property_guard"}, {"name", name},       {"workplace", "北苑物业"},
            {"phone", "13800138000"},   {"channel", "phone"}, {"joined_on", "2024-03-01"}};
  }
  std::int64_t upload(const Browser& who, const std::string& file) {
    const auto answer = Client(app_->server().port())
                            .ask({.method = "POST",
                                  .target = "/api/uploads",
                                  .headers = {{"Cookie", who.cookie()},
                                              {"X-Weige", "1"},
                                              {"Content-Type", "application/octet-stream"},
                                              {"X-File-Name", "forces.csv"},
                                              {"Idempotency-Key", "upload-forces"}},
                                  .body = file});
    EXPECT_EQ(answer.status, 201) << answer.body;
    return boost::json::parse(answer.body).at("id").as_int64();
  }

  std::optional<App> app_;
  access::AreaId north_{}, grid_{};
  std::optional<Browser> leader_, officer_;
};
WEIGE_BOTH_ENGINES(TeamRoutes);

TEST_P(TeamRoutes, ATeamIsKept) {
  const auto made = leader_->post(path("/helpers"), helper());
  ASSERT_EQ(made.status, 201) << made.code() << " " << made.place();
  EXPECT_EQ(made.body.at("phone").as_string(), "138****8000");
  const auto one = "/api/team-helpers/" + std::to_string(made.body.at("id").as_int64());
  EXPECT_EQ(leader_->get(one + "/phone").code(), "purpose-required");
  ASSERT_EQ(leader_->put("/api/session/purpose", {{"purpose", "door_check"}}).status, 200);
  EXPECT_EQ(leader_->get(one + "/phone").body.at("phone").as_string(), "13800138000");
  EXPECT_EQ(db().read([](store::Transaction& tx) {
    return tx.scalar<std::int64_t>(
        "SELECT count(*) FROM audit_entry WHERE action = 'team.helper_phone_read' AND purpose = "
        "'door_check'");
  }),
            1);
  EXPECT_EQ(db().read([](store::Transaction& tx) {
    return tx.scalar<std::int64_t>("SELECT sum(readings) FROM reading_count");
  }),
            1)
      << "one of the day's";
  auto edit = helper();
  edit.erase("phone");
  edit["keep_phone"] = true;
  edit["workplace"] = "南苑物业";
  const auto changed = leader_->with("If-Match", "\"1\"").put(one, edit);
  ASSERT_EQ(changed.status, 200) << changed.code();
  EXPECT_EQ(changed.body.at("phone").as_string(), "138****8000");
  EXPECT_EQ(leader_->with("If-Match", "\"1\"").put(one, edit).code(), "version-conflict");
  const auto detail = officer_->get(path());
  EXPECT_EQ(detail.body.at("state").as_string(), "forming");
  EXPECT_TRUE(detail.body.at("may_guide").as_bool());
  EXPECT_EQ(
      officer_
          ->post(path("/guidance"),
                 {{"helper_ids", array{made.body.at("id")}}, {"on", "2024-03-20"}, {"topic", "rosters"}})
          .status,
      204);
  EXPECT_EQ(officer_->get(path("/helpers")).body.at("items").at(0).at("guided_on").as_string(), "2024-03-20");
  EXPECT_EQ(leader_->put(path("/kinds/housing_agent"), {{"reason", "没有门店"}}).status, 204);
  EXPECT_EQ(leader_->post(path("/list-checks")).status, 204);
  EXPECT_EQ(leader_->with("If-Match", "\"2\"")
                .post(one + "/leaving", {{"left_on", "2024-03-22"}, {"reason", "changed_job"}})
                .body.at("left_on")
                .as_string(),
            "2024-03-22");
  EXPECT_TRUE(leader_->get(path("/helpers")).body.at("items").as_array().empty());
  EXPECT_EQ(leader_->get(path("/helpers?which=all")).body.at("items").as_array().size(), 1u);
}

TEST_P(TeamRoutes, IsRefusedToWhoMayNot) {
  auto coordinator = app_->signed_in(Role::coordinator, grid_);
  EXPECT_EQ(coordinator.post(path("/helpers"), helper()).code(), "forbidden");
  EXPECT_EQ(
      leader_->post(path("/guidance"), {{"helper_ids", array{1}}, {"on", "2024-03-20"}, {"topic", "rosters"}})
          .code(),
      "forbidden");
  auto helper_post = app_->signed_in(Role::helper, grid_);
  EXPECT_EQ(helper_post.get(path("/helpers")).code(), "forbidden");
  EXPECT_EQ(helper_post.get(path()).status, 200);
  const auto south = app_->town().area(access::AreaKind::committee, "310118106002").id;
  auto stranger = app_->signed_in(Role::committee, south);
  EXPECT_EQ(stranger.get(path()).code(), "not-found");
  EXPECT_EQ(stranger.get(path("/messages")).code(), "not-found");
  EXPECT_EQ(stranger.post(path("/helpers"), helper()).code(), "not-found");
  EXPECT_TRUE(stranger.get("/api/teams").body.at("items").as_array().empty());
}

TEST_P(TeamRoutes, WhatIsWrongIsToldAtItsField) {
  auto wrong = helper();
  wrong["phone"] = "1380013";
  EXPECT_EQ(leader_->post(path("/helpers"), wrong).place(), "phone");
  wrong = helper();
  wrong["kind"] = "nobody";
  EXPECT_EQ(leader_->post(path("/helpers"), wrong).code(), "team-kind-unknown");
  EXPECT_EQ(leader_->post(path("/messages"), {{"text", "请联系 13800138000"}}).code(), "names-a-number");
  EXPECT_EQ(leader_->put(path("/robot"), {{"address", "https://qyapi.weixin.qq.com/send"}}).code(),
            "team-robot-off");
}

TEST_P(TeamRoutes, TheStreamIsLive) {
  const auto listening = officer_->listen();
  const auto said = leader_->post(path("/messages"), {{"text", "明天上午走访"}});
  ASSERT_EQ(said.status, 201) << said.code();
  EXPECT_EQ(officer_->get("/api/team-unread").body.at("items").at(0).at("unread").as_int64(), 1);
  const auto stream = officer_->get(path("/messages")).body;
  EXPECT_EQ(stream.at("items").at(0).at("text").as_string(), "明天上午走访");
  EXPECT_EQ(officer_->put(path("/read-mark"), {{"up_to", said.body.at("at")}}).status, 204);
  EXPECT_TRUE(officer_->get("/api/team-unread").body.at("items").as_array().empty());
  EXPECT_EQ(leader_->del(path("/messages/") + std::to_string(said.body.at("id").as_int64())).status, 204);
}

TEST_P(TeamRoutes, SupervisionAndDutiesAreSettled) {
  auto committee = app_->signed_in(Role::committee, north_);
  const auto north = std::to_string(north_.value);
  EXPECT_EQ(committee.put("/api/committees/" + north + "/duties/L6", {{"role", "coordinator"}}).status, 204);
  const auto table = leader_->get(path("/duties")).body;
  EXPECT_FALSE(table.at("may_settle").as_bool());
  const auto me = committee.get("/api/session").body.at("acting_post_id").as_int64();
  EXPECT_EQ(committee
                .put("/api/supervision/seats",
                     {{"area_id", north_.value}, {"body", "task_force"}, {"post_id", me}, {"seat", "head"}})
                .status,
            204);
  const auto seen = committee.get("/api/supervision").body;
  EXPECT_EQ(seen.at("seats").as_array().size(), 1u);
  EXPECT_EQ(seen.at("committees").at(0).at("grids").as_int64(), 1);
}

// The same file again changes nothing; a fault names its cell.
TEST_P(TeamRoutes, AFileOfForcesIsTaken) {
  const auto file =
      "姓名,力量类别,工作单位,联系电话,联系渠道,微网格\n"
      "王小明,物业保安,北苑物业,13800138000,工作群,north-1\n"
      "李四,社区志愿者,,,,north-1\n"
      "赵六,保洁,,,,north-1\n";
  const object wish{{"upload_id", upload(*leader_, file)}};
  auto preview = wish;
  preview["preview"] = true;
  EXPECT_EQ(leader_->post("/api/team-imports", preview).body.at("enlisted").as_int64(), 2);
  EXPECT_TRUE(leader_->get(path("/helpers")).body.at("items").as_array().empty()) << "looked at only";
  const auto taken = leader_->post("/api/team-imports", wish);
  ASSERT_EQ(taken.status, 200) << taken.code();
  EXPECT_EQ(taken.body.at("enlisted").as_int64(), 2);
  const auto fault = taken.body.at("items").at(2).at("faults").at(0);
  EXPECT_EQ(fault.at("cell").as_string(), "B4");
  EXPECT_EQ(fault.at("code").as_string(), "team-kind-unknown");
  const auto again = leader_->post("/api/team-imports", wish).body;
  EXPECT_EQ(again.at("enlisted").as_int64(), 0);
  EXPECT_EQ(again.at("same").as_int64(), 2);
}

// A server that stands in for the service: takes one request, keeps it, and says what it is to say.
class RobotStandIn {
 public:
  explicit RobotStandIn(std::string reply) : listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in any{};
    any.sin_family = AF_INET;
    any.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof any;
    if (::bind(listener_, reinterpret_cast<sockaddr*>(&any), size) != 0 || ::listen(listener_, 1) != 0 ||
        ::getsockname(listener_, reinterpret_cast<sockaddr*>(&any), &size) != 0)
      throw std::runtime_error("no port for the stand-in");
    port_ = ntohs(any.sin_port);
    thread_ = std::thread([this, reply = std::move(reply)] { serve(reply); });
  }
  ~RobotStandIn() {
    ::shutdown(listener_, SHUT_RDWR);
    thread_.join();
    ::close(listener_);
  }
  RobotStandIn(const RobotStandIn&) = delete;
  RobotStandIn& operator=(const RobotStandIn&) = delete;

  teams::RobotAddress address() const {
    return {.tls = false, .host = "127.0.0.1", .port = std::to_string(port_), .target = "/send?key=k"};
  }
  // Once an answer has come.
  const std::string& line() const { return line_; }
  boost::json::value body() const { return boost::json::parse(body_); }

 private:
  void serve(const std::string& reply) {
    const int peer = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (peer < 0) return;
    std::string got;
    char block[4096];
    while (!is_whole(got)) {
      const auto size = ::read(peer, block, sizeof block);
      if (size <= 0) break;
      got.append(block, static_cast<std::size_t>(size));
    }
    line_ = got.substr(0, got.find('\r'));
    body_ = got.substr(got.find("\r\n\r\n") + 4);
    const auto answer = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " +
                        std::to_string(reply.size()) + "\r\nConnection: close\r\n\r\n" + reply;
    (void)!::write(peer, answer.data(), answer.size());
    ::close(peer);
  }
  static bool is_whole(const std::string& got) {
    const auto end = got.find("\r\n\r\n");
    if (end == std::string::npos) return false;
    const auto at = got.find("Content-Length: ");
    return at != std::string::npos && got.size() >= end + 4 + std::stoul(got.substr(at + 16));
  }

  int listener_;
  std::uint16_t port_ = 0;
  std::string line_, body_;
  std::thread thread_;
};

TEST(RobotClient, SaysOneLineAsTheServiceTakesIt) {
  const auto send = http::robot_client(std::chrono::seconds{5});
  const RobotStandIn service(R"({"errcode":0,"errmsg":"ok"})");
  const auto answer = send(service.address(), {.text = "【北苑一】明天走访"});
  EXPECT_TRUE(answer.sent) << answer.fault;
  EXPECT_EQ(service.line(), "POST /send?key=k HTTP/1.1");
  EXPECT_EQ(service.body().at("msgtype").as_string(), "text");
  EXPECT_EQ(service.body().at("text").at("content").as_string(), "【北苑一】明天走访");
  const RobotStandIn again(R"({"errcode":0})");
  EXPECT_TRUE(send(again.address(), {.format = teams::RobotFormat::markdown, .text = "**今天**"}).sent);
  EXPECT_EQ(again.body().at("markdown").at("content").as_string(), "**今天**");
}

TEST(RobotClient, TellsWhatTheServiceSays) {
  const auto send = http::robot_client(std::chrono::seconds{5});
  const RobotStandIn busy(R"({"errcode":45009,"errmsg":"api freq out of limit"})");
  EXPECT_TRUE(send(busy.address(), {.text = "x"}).again);
  const RobotStandIn odd("<html>");
  EXPECT_EQ(send(odd.address(), {.text = "x"}).fault, "reply");
  EXPECT_EQ(send({.tls = false, .host = "127.0.0.1", .port = "1", .target = "/"}, {.text = "x"}).fault,
            "network");
}

}  // namespace team_routes_test
}  // namespace weige::testing_support
