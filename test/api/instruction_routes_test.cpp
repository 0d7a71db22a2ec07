// Instructions over HTTP (B1): issued, passed on, answered, seen; who may not; what is wrong is told at its
// field; open pages hear of it.
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "support/databases.h"
#include "support/http/app.h"

namespace weige::testing_support {
namespace instruction_routes_test {

using access::Role;
using boost::json::array;
using boost::json::object;

constexpr const char* kDueAt = "2026-12-10T10:00:00Z";

class InstructionRoutes : public BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    app_.emplace(db());
    north_ = app_->town().area(access::AreaKind::committee, "310118106001").id;
    grid_ = app_->town().area(access::AreaKind::grid, "north-1", north_).id;
    office_.emplace(app_->signed_in(Role::population_office));
    team_.emplace(app_->signed_in(Role::police_team, north_));
    leader_.emplace(app_->signed_in(Role::grid_leader, grid_));
  }
  object draft(const object& recipients, const array& questions = {}) const {
    return {{"title", "核对空置房屋"},
            {"paragraphs", array{"请逐户核对。"}},
            {"due_at", kDueAt},
            {"recipients", recipients},
            {"questions", questions}};
  }
  static object role(const char* role) { return {{"roles", array{role}}}; }
  static object question() { return {{"kind", "grid_figure"}, {"text", "空置房屋数"}}; }
  object issued() {
    const auto made = office_->post("/api/instructions", draft(role("police_team"), {question()}));
    EXPECT_EQ(made.status, 201) << made.code() << " " << made.place();
    return made.body.as_object();
  }
  static std::string path(const object& instruction) {
    return "/api/instructions/" + std::to_string(instruction.at("id").as_int64());
  }
  // The reader's own branch of it.
  static object own(Browser& who, const object& instruction) {
    return who.get(path(instruction)).body.at("own").as_object();
  }
  static std::string act(const object& branch, const char* what) {
    return "/api/instruction-branches/" + std::to_string(branch.at("id").as_int64()) + "/" + what;
  }
  static Browser& at(Browser& who, const object& branch) {
    return who.with("If-Match", '"' + std::to_string(branch.at("version").as_int64()) + '"');
  }
  static auto accept(Browser& who, const object& instruction) {
    const auto below = who.get(path(instruction)).body.at("below").as_object();
    return at(who, below).post(path(instruction) + "/acceptance");
  }

  std::optional<App> app_;
  access::AreaId north_{}, grid_{};
  std::optional<Browser> office_, team_, leader_;
};
WEIGE_BOTH_ENGINES(InstructionRoutes);

TEST_P(InstructionRoutes, OneGoesDownAndComesBack) {
  const auto instruction = issued();
  EXPECT_EQ(instruction.at("below").at("branches").as_int64(), 1);
  EXPECT_EQ(team_->get("/api/instructions/counts").body.at("to_answer").as_int64(), 1);
  auto mine = own(*team_, instruction);
  ASSERT_EQ(at(*team_, mine).put(act(mine, "state"), object{{"state", "received"}}).status, 200);
  mine = own(*team_, instruction);
  const auto passed =
      at(*team_, mine).post(act(mine, "branches"), object{{"recipients", role("grid_leader")}});
  ASSERT_EQ(passed.status, 200) << passed.code() << " " << passed.place();
  const auto theirs = own(*leader_, instruction);
  const auto question_id = leader_->get(path(instruction)).body.at("questions").at(0).at("id").as_int64();
  const object answer{{"question_id", question_id}, {"area_id", grid_.value}, {"number", 7}};
  const auto reported = at(*leader_, theirs).post(act(theirs, "report"), object{{"answers", array{answer}}});
  ASSERT_EQ(reported.status, 200) << reported.code() << " " << reported.place();
  EXPECT_EQ(team_->post(path(instruction) + "/acceptance").code(), "version-required");
  EXPECT_EQ(at(*team_, {{"version", 1}}).post(path(instruction) + "/acceptance").code(), "version-conflict");
  ASSERT_EQ(accept(*team_, instruction).status, 200);
  mine = own(*team_, instruction);
  ASSERT_EQ(
      at(*team_, mine).post(act(mine, "report"), object{{"answers", array{}}, {"remark", "已核对"}}).status,
      200);
  const auto closed = accept(*office_, instruction).body;
  EXPECT_EQ(closed.at("state").as_string(), "closed");
  EXPECT_EQ(closed.at("roll_up").at(0).at("sum").as_int64(), 7);
  const auto tree = office_->get(path(instruction) + "/tree").body.at("items").as_array();
  ASSERT_EQ(tree.size(), 2u);
  EXPECT_EQ(tree[1].at("parent_id"), tree[0].at("id"));
  EXPECT_EQ(office_->get(path(instruction) + "/answers").body.at("items").as_array().size(), 1u);
  EXPECT_EQ(office_->get(path(instruction) + "/sheet").status, 200);
  EXPECT_EQ(office_->get("/api/instructions?box=by_me&state=over").body.at("items").as_array().size(), 1u);
}

TEST_P(InstructionRoutes, WhoHasNoPartFindsNothing) {
  const auto instruction = issued();
  EXPECT_EQ(leader_->get(path(instruction)).code(), "not-found");
  EXPECT_EQ(leader_->get(path(instruction) + "/tree").code(), "not-found");
  auto group = app_->signed_in(Role::working_group);
  EXPECT_EQ(group.get("/api/instructions").code(), "forbidden");
  auto coordinator = app_->signed_in(Role::coordinator, grid_);
  EXPECT_EQ(coordinator.post("/api/instructions", draft(role("helper"))).code(), "forbidden");
  const auto south = app_->town().area(access::AreaKind::committee, "310118106002").id;
  const object there{{"areas", array{south.value}}, {"roles", array{"grid_leader"}}};
  EXPECT_EQ(team_->post("/api/instructions", draft(there)).code_at("recipients.areas"), "not-found");
}

TEST_P(InstructionRoutes, WhatIsWrongIsToldAtItsField) {
  auto wrong = draft(role("police_team"));
  wrong["title"] = "请致电 13800138000";
  EXPECT_EQ(office_->post("/api/instructions", wrong).code_at("title"), "names-a-number");
  wrong = draft(role("police_team"));
  wrong["due_at"] = "2020-01-01T00:00:00Z";
  EXPECT_EQ(office_->post("/api/instructions", wrong).code_at("due_at"), "instruction-due");
  wrong = draft(role("police_team"), {object{{"kind", "choice"}, {"text", "进度"}}});
  EXPECT_EQ(office_->post("/api/instructions", wrong).code_at("questions.0.choices"), "missing-field");
  wrong = draft(role("police_team"), {object{{"kind", "photo"}, {"text", "现场"}}});
  EXPECT_EQ(office_->post("/api/instructions", wrong).code_at("questions.0.kind"), "bad-choice");
  EXPECT_EQ(leader_->post("/api/instructions", draft(role("police_team"))).code_at("recipients"),
            "instruction-nobody");
  const auto instruction = issued();
  const auto mine = own(*team_, instruction);
  EXPECT_EQ(team_->put(act(mine, "state"), object{{"state", "received"}}).code(), "version-required");
  EXPECT_EQ(at(*team_, mine).post(act(mine, "report"), object{{"answers", array{}}}).status, 422);
}

TEST_P(InstructionRoutes, AnExtensionIsAskedForAndGranted) {
  const auto instruction = issued();
  auto mine = own(*team_, instruction);
  const object wish{{"until", "2026-12-20T10:00:00Z"}, {"reason", "人手不够"}};
  ASSERT_EQ(at(*team_, mine).put(act(mine, "extension"), wish).status, 200);
  const auto line = office_->get(path(instruction) + "/tree").body.at("items").at(0).as_object();
  EXPECT_EQ(line.at("extension").at("reason").as_string(), "人手不够");
  ASSERT_EQ(at(*office_, line).put(act(line, "extension/decision"), object{{"granted", true}}).status, 200);
  EXPECT_EQ(own(*team_, instruction).at("due_at").as_string(), "2026-12-20T10:00:00.000000Z");
  EXPECT_EQ(office_->post(path(instruction) + "/reminders", object{}).status, 200);
  EXPECT_EQ(office_->post(path(instruction) + "/withdrawal", object{{"reason", "已办"}}).status, 200);
  EXPECT_EQ(own(*team_, instruction).at("state").as_string(), "withdrawn");
}

// What the robot of an ordinary group has not said yet, it does not say.
TEST_P(InstructionRoutes, WhatIsWithdrawnIsNotSaidByRobots) {
  const auto kept = issued();
  const auto plain = office_->post("/api/instructions", draft(role("police_team")));
  ASSERT_EQ(plain.status, 201) << plain.code();
  const object dropped = plain.body.as_object();
  (void)db().write([&](store::Transaction& tx) -> Done {
    for (const auto* one : {&kept, &dropped}) {
      const auto message = tx.next_id();
      tx.exec(
          "INSERT INTO team_message (id, area_id, kind, code, about, ref_id, text, post_id, at) VALUES ($1, "
          "$2, "
          "'instruction', 'instruction', '', $3, '', 1, $4)",
          message, grid_, one->at("id").as_int64(), kTestNow);
      tx.exec(
          "INSERT INTO team_robot_send (id, area_id, format, text, state, attempts, due_at, fault, "
          "message_id) "
          "VALUES ($1, $2, 'text', '', 'waiting', 0, $3, '', $4)",
          tx.next_id(), grid_, kTestNow, message);
    }
    return done();
  });
  EXPECT_EQ(office_->post(path(dropped) + "/withdrawal", object{{"reason", "已办"}}).status, 200);
  const auto waiting = db().read([](store::Transaction& tx) {
    return tx.scalar<std::int64_t>(
        "SELECT m.ref_id FROM team_robot_send s JOIN team_message m ON m.id = s.message_id");
  });
  EXPECT_EQ(waiting, kept.at("id").as_int64()) << "the other one waits as before";
}

TEST_P(InstructionRoutes, ADraftShowsWhatIsKnown) {
  const object figure{{"kind", "register_figure"}, {"text", "实有人口"}, {"figure", "residents"}};
  const auto checked = office_->post("/api/instructions/check", draft(role("grid_leader"), {figure}));
  ASSERT_EQ(checked.status, 200) << checked.code() << " " << checked.place();
  EXPECT_FALSE(checked.body.at("sent_down").as_bool());
  EXPECT_EQ(checked.body.at("recipients").as_array().size(), 1u);
  EXPECT_EQ(checked.body.at("figures").at(0).at("amounts").at(0).at("amount").as_int64(), 0);
  EXPECT_TRUE(office_->get("/api/instructions?box=by_me").body.at("items").as_array().empty());
  EXPECT_EQ(office_->get("/api/instructions/recipients").body.at("items").as_array().size(), 2u);
}

}  // namespace instruction_routes_test
}  // namespace weige::testing_support
