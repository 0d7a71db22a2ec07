// Rosters over HTTP: a helper hands one in and learns nothing of the register, an officer decides, and who
// may not (N3, S3, C7; boundaries 6).
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "access/area_store.h"
#include "http/job_handlers.h"
#include "support/databases.h"
#include "support/http/app.h"
#include "support/rosters.h"

namespace weige {
namespace roster_routes_test {

using access::Role;
using testing_support::App;
using testing_support::Browser;
using testing_support::Client;
using testing_support::common_address;
using testing_support::common_name;
using testing_support::common_phone;
using testing_support::invented_id;

constexpr int kPeople = 300;
constexpr const char* kHeader = "姓名,身份证号,手机号,住址\n";

std::string line(int number, const std::string& phone) {
  return common_name(number) + "," + invented_id(number) + "," + phone + "," + common_address(number) + "\n";
}

class RosterRoutes : public testing_support::BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    app_ = std::make_unique<App>(db());
    testing_support::make_test_committee(db());
    north_ = db().read([](store::Transaction& tx) {
      return access::find_area(tx, access::AreaKind::committee, "310118106901")->id;
    });
    fill_register();
  }

  std::int64_t upload(const Browser& who, const std::string& bytes) {
    const auto sent = Client(app_->server().port())
                          .ask({.method = "POST",
                                .target = "/api/uploads",
                                .headers = {{"Cookie", who.cookie()},
                                            {"X-Weige", "1"},
                                            {"Content-Type", "application/octet-stream"},
                                            {"X-File-Name", "roster.csv"},
                                            {"Idempotency-Key", "key-" + std::to_string(++uploads_)}},
                                .body = bytes});
    EXPECT_EQ(sent.status, 201) << sent.body;
    return boost::json::parse(sent.body).at("id").as_int64();
  }
  void run() {
    jobs::JobRunner runner(db(), system_clock(), {.instance = "test"});
    http::add_job_handlers(runner, {.clock = system_clock(), .scratch = {}, .people = people_});
    http::add_answer_handlers(runner, system_clock());
    while (runner.run_one()) {
    }
  }
  void fill_register() {
    auto office = app_->signed_in(Role::population_office);
    std::string file = "姓名,证件号码,联系电话,现住地址,所属村居\n";
    for (int i = 1; i <= kPeople; ++i)
      file += common_name(i) + "," + invented_id(i) + "," + common_phone(i) + "," + common_address(i) +
              ",北居委会\n";
    boost::json::array mapping;
    const char* fields[] = {"name", "document_number", "phone", "address", "committee"};
    for (int column = 0; column < 5; ++column)
      mapping.push_back(boost::json::object{{"column", column}, {"field", fields[column]}});
    const auto started = office.post("/api/imports", boost::json::object{{"upload_id", upload(office, file)},
                                                                         {"kind", "residents"},
                                                                         {"mode", "good_rows"},
                                                                         {"mapping", mapping},
                                                                         {"reference_date", "2024-01-01"}});
    ASSERT_EQ(started.status, 202) << started.code();
    run();
  }
  // Handed in and compared; its path.
  std::string hand_in(Browser& who, const std::string& file, boost::json::object more = {}) {
    more["upload_id"] = upload(who, file);
    const auto taken = who.post("/api/rosters", more);
    EXPECT_EQ(taken.status, 202) << taken.code() << " " << taken.place();
    run();
    return "/api/rosters/" + std::to_string(taken.body.at("id").as_int64());
  }
  std::string list_with_a_new_phone() {
    std::string file = kHeader;
    for (int i = 1; i <= 60; ++i) file += line(i, common_phone(i));
    return file + line(70, "13811112222");
  }
  boost::json::value phone_of(Browser& officer, const std::string& person) {
    officer.put("/api/session/purpose", {{"purpose", "data_correction"}});
    return officer.get("/api/persons/" + person).body;
  }

  std::unique_ptr<App> app_;
  access::AreaId north_;
  registry::PeopleIndex people_{1};
  int uploads_ = 0;
};
WEIGE_BOTH_ENGINES(RosterRoutes);

TEST_P(RosterRoutes, AHelperHandsInAndAnOfficerDecides) {
  auto helper = app_->signed_in(Role::helper, north_);
  auto officer = app_->signed_in(Role::community_officer, north_);
  const auto path = hand_in(helper, list_with_a_new_phone(), {{"source", "明珠苑物业"}});

  const auto own = helper.get(path);
  EXPECT_TRUE(own.body.at("answered").as_bool());
  EXPECT_EQ(own.body.at("answers").at("taken").as_int64(), 61);
  EXPECT_FALSE(own.body.as_object().contains("outcomes"));
  EXPECT_FALSE(own.body.as_object().contains("job"));
  EXPECT_EQ(helper.get(path + "/answers?answer=taken").body.at("items").as_array().size(), 50u);
  EXPECT_EQ(helper.get(path + "/rows").status, 403);
  EXPECT_EQ(helper.get("/api/jobs").body.at("items").as_array().size(), 0u) << "how it goes would tell";
  EXPECT_EQ(helper.get("/api/findings").status, 403);

  const auto seen = officer.get(path);
  EXPECT_EQ(seen.body.at("outcomes").at("changed").as_int64(), 1);
  EXPECT_EQ(officer.get(path + "/rows?outcome=changed").body.at("items").as_array().size(), 1u);
  const auto waiting = officer.get("/api/findings?state=open");
  ASSERT_EQ(waiting.body.at("items").as_array().size(), 1u);
  const auto& finding = waiting.body.at("items").at(0);
  EXPECT_EQ(finding.at("name").as_string(), common_name(70));
  EXPECT_EQ(finding.at("source").as_string(), "明珠苑物业");
  EXPECT_EQ(officer.get("/api/findings/counts").body.at("items").at(0).at("open").as_int64(), 1);

  const auto target = "/api/findings/" + std::to_string(finding.at("id").as_int64());
  const auto view = officer.get(target);
  EXPECT_EQ(view.body.at("changes").at(0).at("fields").at(0).at("field").as_string(), "phone");
  const std::string tag(view.headers.get("ETag"));
  const auto decided =
      officer.with("If-Match", tag).post(target + "/decision", boost::json::object{{"verdict", "confirm"}});
  ASSERT_EQ(decided.status, 200) << decided.code() << " " << decided.place();
  EXPECT_EQ(decided.body.at("state").as_string(), "applied");
  const auto late =
      officer.with("If-Match", tag).post(target + "/decision", boost::json::object{{"verdict", "refute"}});
  EXPECT_EQ(late.code(), "finding-decided");

  const auto operation = std::to_string(decided.body.at("operation_id").as_int64());
  const auto undone =
      officer.post("/api/operations/" + operation + "/undo", boost::json::object{{"reason", "看错了"}});
  EXPECT_EQ(undone.status, 200) << undone.code();
  EXPECT_EQ(officer.get("/api/findings?state=open").body.at("items").as_array().size(), 1u);
}

TEST_P(RosterRoutes, AStandingRuleIsSetSeenFollowedAndEnded) {
  auto helper = app_->signed_in(Role::helper, north_);
  auto officer = app_->signed_in(Role::community_officer, north_);
  const auto path = hand_in(helper, list_with_a_new_phone());
  EXPECT_FALSE(officer.get(path).body.as_object().contains("rule"));
  const auto asked =
      officer.post(path + "/apply", boost::json::object{{"kinds", {"changed"}}, {"standing", true}});
  ASSERT_EQ(asked.status, 202) << asked.code();
  run();
  EXPECT_FALSE(officer.get(path).body.at("applied").at("by_rule").as_bool());
  const auto next = hand_in(helper, list_with_a_new_phone() + line(71, "13811113333"));
  run();
  const auto seen = officer.get(next).body;
  EXPECT_TRUE(seen.at("applied").at("by_rule").as_bool());
  EXPECT_EQ(seen.at("applied").at("applied").as_int64(), 1);
  EXPECT_EQ(seen.at("rule").at("kinds"), boost::json::value({"changed"}));
  for (const auto* told : {"applied", "rule"})
    EXPECT_FALSE(helper.get(next).body.as_object().contains(told))
        << "a sender learns nothing of the register";
  EXPECT_EQ(helper.get("/api/roster-rules").status, 403);
  const auto rules = officer.get("/api/roster-rules");
  ASSERT_EQ(rules.body.at("items").as_array().size(), 1u);
  const auto rule = "/api/roster-rules/" + std::to_string(rules.body.at("items").at(0).at("id").as_int64());
  EXPECT_EQ(helper.del(rule).status, 403);
  EXPECT_EQ(officer.del(rule).status, 204);
  EXPECT_EQ(officer.del(rule).status, 404);
  EXPECT_EQ(officer.get("/api/roster-rules").body.at("items").as_array().size(), 0u);
}

TEST_P(RosterRoutes, ASenderHearsWhenItsListCouldNotBeRead) {
  auto helper = app_->signed_in(Role::helper, north_);
  const auto id = upload(helper, list_with_a_new_phone());
  const auto taken = helper.post("/api/rosters", boost::json::object{{"upload_id", id}});
  ASSERT_EQ(taken.status, 202) << taken.code();
  const auto path = "/api/rosters/" + std::to_string(taken.body.at("id").as_int64());
  EXPECT_FALSE(helper.get(path).body.as_object().contains("job"));
  db().write([&](store::Transaction& tx) -> Done {
    tx.exec("DELETE FROM upload WHERE id = $1", id);
    return done();
  });
  run();
  const auto told = helper.get(path).body;
  EXPECT_FALSE(told.at("answered").as_bool());
  EXPECT_EQ(told.at("job").at("state").as_string(), "failed");
  EXPECT_EQ(told.at("job").at("problem").at("code").as_string(), "upload-gone");
}

TEST_P(RosterRoutes, TheQueueIsFilteredByAge) {
  auto officer = app_->signed_in(Role::community_officer, north_);
  hand_in(officer, list_with_a_new_phone());
  const std::chrono::sys_days opened = TownTime{}.day_of(system_clock()());
  const auto found = [&](const std::string& query) {
    return officer.get("/api/findings?" + query).body.at("items").as_array().size();
  };
  EXPECT_EQ(found("opened_from=" + to_iso(opened - std::chrono::days{1})), 1u);
  EXPECT_EQ(found("opened_to=" + to_iso(opened - std::chrono::days{2})), 0u);
  EXPECT_EQ(found("opened_from=&opened_to="), 1u);
  const auto bad = officer.get("/api/findings?opened_from=yesterday");
  EXPECT_EQ(bad.code(), "bad-date");
  EXPECT_EQ(bad.place(), "opened_from");
}

TEST_P(RosterRoutes, AWholeRosterIsAppliedByAJob) {
  auto officer = app_->signed_in(Role::community_officer, north_);
  const auto path = hand_in(officer, list_with_a_new_phone());
  EXPECT_EQ(officer.post(path + "/apply", boost::json::object{{"kinds", {"gone"}}}).code(), "bad-choice");
  const auto asked = officer.post(path + "/apply", boost::json::object{{"kinds", {"changed"}}});
  ASSERT_EQ(asked.status, 202) << asked.code();
  run();
  EXPECT_EQ(officer.get("/api/findings?state=open").body.at("items").as_array().size(), 0u);
  EXPECT_TRUE(officer.get(path).body.as_object().contains("operation_id"));
}

TEST_P(RosterRoutes, OthersSeeNeitherRosterNorFindings) {
  auto helper = app_->signed_in(Role::helper, north_), other = app_->signed_in(Role::helper, north_);
  const auto path = hand_in(helper, list_with_a_new_phone());
  EXPECT_EQ(other.get(path).status, 404);
  EXPECT_EQ(other.get(path + "/answers").status, 404);
  EXPECT_EQ(other.get(path + "/answer-file").status, 404);
  EXPECT_EQ(other.get("/api/rosters").body.at("items").as_array().size(), 0u);
  for (const auto role : {Role::system_admin, Role::auditor, Role::working_group})
    EXPECT_EQ(app_->signed_in(role).get("/api/rosters").status, 403) << access::code(role);
  EXPECT_EQ(
      helper
          .post("/api/rosters", boost::json::object{{"upload_id", upload(helper, list_with_a_new_phone())},
                                                    {"scope", {{"kind", "organisation"}, {"id", 1}}}})
          .status,
      404)
      << "a helper reads no organisations";
}

TEST_P(RosterRoutes, AHelperReportsAndAnOfficerDecides) {
  auto helper = app_->signed_in(Role::helper, north_),
       officer = app_->signed_in(Role::community_officer, north_);
  const auto place = common_address(70);
  const auto read = helper.post("/api/reports/reading",
                                boost::json::object{{"line", common_name(70) + " 搬走了"}, {"at", place}});
  ASSERT_EQ(read.status, 200) << read.code();
  EXPECT_EQ(read.body.at("kind").as_string(), "moved_out");
  EXPECT_EQ(read.body.at("name").as_string(), common_name(70));
  const auto taken =
      helper.post("/api/reports",
                  boost::json::object{{"kind", "moved_out"}, {"place", place}, {"name", common_name(70)}});
  ASSERT_EQ(taken.status, 202) << taken.code() << " " << taken.place();
  EXPECT_EQ(taken.body.at("report").as_string(), "moved_out");
  run();
  const auto path = "/api/rosters/" + std::to_string(taken.body.at("id").as_int64());
  const auto own = helper.get(path).body.as_object();
  EXPECT_EQ(own.at("answers").at("taken").as_int64(), 1);
  EXPECT_FALSE(own.contains("outcomes"));

  const auto waiting = officer.get("/api/findings?state=open&kind=reported");
  ASSERT_EQ(waiting.body.at("items").as_array().size(), 1u);
  const auto& finding = waiting.body.at("items").at(0);
  EXPECT_EQ(finding.at("report").as_string(), "moved_out");
  const auto target = "/api/findings/" + std::to_string(finding.at("id").as_int64());
  const auto view = officer.get(target);
  const auto& person = view.body.at("candidates").at(0);
  EXPECT_EQ(person.at("name").as_string(), common_name(70));
  const auto decided =
      officer.with("If-Match", std::string(view.headers.get("ETag")))
          .post(target + "/decision",
                boost::json::object{{"verdict", "confirm"}, {"person_id", person.at("person_id")}});
  EXPECT_EQ(decided.status, 200) << decided.code() << " " << decided.place();
}

TEST_P(RosterRoutes, AReportIsRefusedAtItsField) {
  auto helper = app_->signed_in(Role::helper, north_);
  const auto refused = [&](boost::json::object report) {
    const auto answer = helper.post("/api/reports", report);
    return answer.code() + " " + answer.place();
  };
  EXPECT_EQ(refused({{"kind", "moved_in"}, {"place", "明珠路88弄"}, {"phone", "12"}}), "phone phone");
  EXPECT_EQ(refused({{"kind", "suspicious"}, {"place", "明珠路88弄"}}), "bad-choice kind");
  EXPECT_EQ(refused({{"kind", "moved_in"}, {"place", "明珠路88弄"}, {"noticed_on", "2999-01-01"}}),
            "date-out-of-range noticed_on");
  EXPECT_EQ(
      app_->signed_in(Role::auditor).post("/api/reports", {{"kind", "moved_in"}, {"place", "x"}}).status,
      403);
}

// Whether somebody lives there or not, the answers are the same.
TEST_P(RosterRoutes, AReportTeachesNothing) {
  auto helper = app_->signed_in(Role::helper, north_);
  const auto told = [&](const std::string& kind, const std::string& name, const std::string& place) {
    const auto taken =
        helper.post("/api/reports", boost::json::object{{"kind", kind}, {"place", place}, {"name", name}});
    run();
    auto roster =
        helper.get("/api/rosters/" + std::to_string(taken.body.at("id").as_int64())).body.as_object();
    for (const auto* ours : {"id", "created_at"}) roster.erase(ours);
    return boost::json::serialize(roster);
  };
  for (const std::string kind : {"moved_in", "moved_out", "left_work"})
    EXPECT_EQ(told(kind, common_name(5), common_address(5)), told(kind, "上官羽涵", "崧泽大道9号"));
}

TEST_P(RosterRoutes, ASenderMendsALineOfItsOwnList) {
  auto helper = app_->signed_in(Role::helper, north_), other = app_->signed_in(Role::helper, north_);
  hand_in(helper, list_with_a_new_phone());
  const auto page = helper.get("/api/pocket?limit=2").body;
  ASSERT_EQ(page.at("items").as_array().size(), 2u);
  EXPECT_EQ(page.at("scopes").at(0).at("listed").as_int64(), 61);
  const auto& line = page.at("items").at(0);
  EXPECT_NE(line.at("document_number").as_string().find("***"), std::string_view::npos);
  const auto target = "/api/pocket/" + std::to_string(line.at("id").as_int64());
  EXPECT_EQ(
      other.with("If-Match", "\"1\"").patch(target, boost::json::object{{"phone", "13811113333"}}).status,
      404);
  const auto mended =
      helper.with("If-Match", "\"1\"").patch(target, boost::json::object{{"phone", "13811113333"}});
  ASSERT_EQ(mended.status, 200) << mended.code() << " " << mended.place();
  EXPECT_EQ(mended.body.at("phone").as_string(), "13811113333");
  EXPECT_EQ(helper.with("If-Match", "\"1\"").post(target + "/left").code(), "version-conflict");
  EXPECT_EQ(helper.with("If-Match", "\"2\"").post(target + "/left").body.at("state").as_string(), "left");
  const auto& scope = line.at("scope");
  const auto told = helper.post("/api/pocket/unchanged",
                                boost::json::object{{"kind", scope.at("kind")}, {"id", scope.at("id")}});
  EXPECT_EQ(told.status, 202) << told.code();
  EXPECT_EQ(told.body.at("rows").as_int64(), 60);
  const auto added =
      helper.post("/api/pocket", boost::json::object{{"name", "上官羽涵"}, {"phone", "13811114444"}});
  EXPECT_EQ(added.status, 201) << added.code();
}

// Nor do the ids: how far the next one is does not depend on what the register had to say.
TEST_P(RosterRoutes, TheGapBetweenIdsTeachesNothing) {
  auto helper = app_->signed_in(Role::helper, north_);
  std::string known = kHeader, changed = kHeader;
  for (int i = 1; i <= 60; ++i) {
    const auto person = common_name(i) + "," + invented_id(i) + ",";
    known += person + common_phone(i) + "," + common_address(i) + "\n";
    changed += person + common_phone(i + 3000) + "," + common_address(i) + "\n";
  }
  const auto id = [&](const std::string& list) {
    return helper.get(hand_in(helper, list)).body.at("id").as_int64();
  };
  id(known);
  const auto before = id(known), quiet = id(changed), busy = id(known);
  EXPECT_EQ(app_->signed_in(Role::community_officer, north_)
                .get("/api/findings/counts")
                .body.at("items")
                .at(0)
                .at("open")
                .as_int64(),
            60);
  EXPECT_EQ(busy - quiet, quiet - before);
}

// 10,000 guesses: the answers are the same, byte by byte but for ids, whether the people exist or not.
TEST_P(RosterRoutes, GuessingTeachesNothing) {
  auto helper = app_->signed_in(Role::helper, north_);
  std::string existing = kHeader, invented = kHeader;
  for (int i = 1; i <= 10'000; ++i) {
    const int known = 1 + i % kPeople;
    const auto suffix = std::to_string(100'000 + i).substr(1);
    existing += common_name(known) + "," + (i <= kPeople ? invented_id(known) : "") + ",139000" + suffix +
                "," + common_address(known) + "\n";
    invented += common_name(known) + "," + (i <= kPeople ? invented_id(known + 5000) : "") + ",139000" +
                suffix + "," + common_address(known) + "\n";
  }
  const auto told = [&](const std::string& path) {
    auto roster = helper.get(path).body.as_object();
    for (const auto* ours : {"id", "created_at"}) roster.erase(ours);
    std::string all = boost::json::serialize(roster);
    for (std::string more = "?limit=200"; !more.empty();) {
      const auto page = helper.get(path + "/answers" + more).body.as_object();
      all += boost::json::serialize(page.at("items"));
      more = page.contains("next_cursor")
                 ? "?limit=200&cursor=" + std::string(page.at("next_cursor").as_string())
                 : std::string();
    }
    return all;
  };
  EXPECT_EQ(told(hand_in(helper, existing)), told(hand_in(helper, invented)));
}

}  // namespace roster_routes_test
}  // namespace weige
