#include "support/http/story.h"

#include <gtest/gtest.h>

#include <array>
#include <boost/json.hpp>

#include "access/area_store.h"
#include "http/job_handlers.h"
#include "support/imports.h"
#include "support/town.h"
#include "town/duty_board.h"

namespace weige::testing_support {

namespace json = boost::json;

namespace {

// What the board counts, and what hangs on it, that first.
constexpr std::array kRecordsOfDuties{"finding",
                                      "roster",
                                      "visit",
                                      "task",
                                      "verification_door",
                                      "verification",
                                      "record_counter",
                                      "site_check",
                                      "site_step",
                                      "flagged_site",
                                      "key_premises",
                                      "key_premises_report",
                                      "patrol_notice",
                                      "patrol_place",
                                      "patrol",
                                      "inspection",
                                      "urging",
                                      "obligation_entry",
                                      "obligation",
                                      "publicity_action",
                                      "meeting_item",
                                      "meeting_attendance",
                                      "meeting_word",
                                      "practice_case",
                                      "rectification",
                                      "meeting",
                                      "shift_swap",
                                      "shift_slot",
                                      "shift_plan",
                                      "daily_report_visit",
                                      "daily_report",
                                      "team_receipt",
                                      "team_message",
                                      "team_list_check",
                                      "team_guidance",
                                      "team_helper"};

// Of a cell in a month without any record.
town::CellState idle_state(town::Asked asked) {
  if (asked == town::Asked::each_month) return town::CellState::missing;
  return asked == town::Asked::never ? town::CellState::not_built : town::CellState::nothing_due;
}

}  // namespace

StoryPerson::StoryPerson(Story& story, Browser browser) : story_(story), browser_(std::move(browser)) {
  const auto me = browser_.get("/api/session").body;
  post_ = me.at("acting_post_id").as_int64();
}

json::value StoryPerson::sees(const std::string& target) {
  const auto answer = browser_.get(target);
  EXPECT_EQ(answer.status, 200) << target << " " << answer.code();
  return answer.body;
}

json::value StoryPerson::taken(const std::string& target, const JsonAnswer& answer) {
  EXPECT_LT(answer.status, 300) << target << " " << answer.code() << " " << answer.place();
  return answer.body;
}

json::value StoryPerson::does(const std::string& target, const json::value& body) {
  return taken(target, browser_.post(target, body));
}

json::value StoryPerson::does(const std::string& target, const json::value& body, std::int64_t version) {
  return taken(target, browser_.with("If-Match", '"' + std::to_string(version) + '"').post(target, body));
}

json::value StoryPerson::puts(const std::string& target, const json::value& body, std::int64_t version) {
  return taken(target, browser_.with("If-Match", '"' + std::to_string(version) + '"').put(target, body));
}

std::string StoryPerson::is_refused(const std::string& target, const json::value& body) {
  const auto answer = browser_.post(target, body);
  EXPECT_GE(answer.status, 400) << target;
  return answer.code();
}

std::string StoryPerson::is_refused(const std::string& target, const json::value& body,
                                    std::int64_t version) {
  browser_.with("If-Match", '"' + std::to_string(version) + '"');
  return is_refused(target, body);
}

json::value StoryPerson::visits(std::int64_t door, json::object told) {
  const auto seen = sees("/api/doors/" + std::to_string(door));
  told["premises_id"] = door;
  return does("/api/visits", told, seen.at("version").as_int64());
}

std::int64_t StoryPerson::hands_in(const std::vector<std::string>& lines) {
  std::string file = "姓名,手机号,住址\n";
  for (const auto& line : lines) file += line + "\n";
  const auto taken = does("/api/rosters", json::object{{"upload_id", story_.upload(*this, browser_, file)}});
  story_.run_jobs();
  return taken.at("id").as_int64();
}

void StoryPerson::reports(const std::string& kind, const std::string& name, const std::string& place) {
  does("/api/reports", json::object{{"kind", kind}, {"place", place}, {"name", name}});
  story_.run_jobs();
}

void Story::SetUp() {
  BothEngines::SetUp();
  if (IsSkipped()) return;
  app_ = std::make_unique<App>(db());
  make_test_committee(db());
  committee_ = db().read([](store::Transaction& tx) {
    return access::find_area(tx, access::AreaKind::committee, "310118106901")->id;
  });
  first_ = app_->town().area(access::AreaKind::grid, "G1", committee_).id;
  second_ = app_->town().area(access::AreaKind::grid, "G2", committee_).id;
}

void Story::TearDown() {
  if (!app_) return;
  confirmed_long_ago();
  std::vector<std::string> deletions;
  for (const std::string table : kRecordsOfDuties) deletions.push_back("DELETE FROM " + table);
  run(deletions);
  const auto left = cells(first_);
  for (const auto& line : town::duty_lines())
    EXPECT_EQ(left.at(std::string(line.number)).at("state").as_string(), town::code(idle_state(line.asked)))
        << line.number << ": its records are gone";
}

StoryPerson& Story::person(access::Role role, access::AreaId area, const std::string& helper_kind) {
  auto& out = people_[{role, area.value, helper_kind}];
  if (!out) {
    auto browser = app_->signed_in(role, area, helper_kind);
    browser.put("/api/session/purpose", {{"purpose", "door_check"}});
    out = std::make_unique<StoryPerson>(*this, std::move(browser));
  }
  return *out;
}

std::int64_t Story::upload(const StoryPerson& who, const Browser& browser, const std::string& bytes) {
  const auto key = "upload-" + std::to_string(who.post()) + "-" + std::to_string(++uploads_);
  const auto sent = Client(app_->server().port())
                        .ask({.method = "POST",
                              .target = "/api/uploads",
                              .headers = {{"Cookie", browser.cookie()},
                                          {"X-Weige", "1"},
                                          {"Content-Type", "application/octet-stream"},
                                          {"X-File-Name", "list.csv"},
                                          {"Idempotency-Key", key}},
                              .body = bytes});
  EXPECT_EQ(sent.status, 201) << sent.body;
  return json::parse(sent.body).at("id").as_int64();
}

void Story::run_jobs() {
  jobs::JobRunner runner(db(), system_clock(), {.instance = "test"});
  http::add_job_handlers(runner, {.clock = system_clock(), .scratch = {}, .people = index_});
  http::add_answer_handlers(runner, system_clock());
  while (runner.run_one()) {
  }
}

std::string Story::board(const std::string& number, access::AreaId grid) {
  return std::string(cell(number, grid).at("state").as_string());
}

json::object Story::cell(const std::string& number, access::AreaId grid) {
  return cells(grid).at(number);
}

std::map<std::string, json::object> Story::cells(access::AreaId grid) {
  const auto shown = office().sees("/api/duties?area=" + std::to_string(grid.value));
  const auto& duties = shown.at("duties").as_array();
  const auto& in_order = shown.at("grids").at(0).at("cells").as_array();
  std::map<std::string, json::object> out;
  for (std::size_t i = 0; i < duties.size(); ++i)
    out[std::string(duties[i].at("number").as_string())] = in_order.at(i).as_object();
  return out;
}

std::string Story::today() {
  return to_iso(TownTime{}.day_of(system_clock()()));
}

std::string Story::long_ago() {
  const auto today = std::chrono::sys_days{TownTime{}.day_of(system_clock()())};
  return to_iso(Day{today - std::chrono::days{62}});
}

std::int64_t Story::home(const std::string& address) {
  const auto premises = make_home(db(), address, first_);
  run("UPDATE premises SET confirmed_at = '" + long_ago() + "' WHERE id = " + std::to_string(premises));
  return premises;
}

void Story::forget(const std::string& table) {
  run("DELETE FROM " + table);
}

void Story::confirmed_long_ago() {
  const auto then = " SET confirmed_at = '" + long_ago() + "'";
  run({"UPDATE premises" + then, "UPDATE residence" + then});
}

void Story::run(const std::vector<std::string>& statements) {
  db().write([&](store::Transaction& tx) -> Done {
        for (const auto& sql : statements) tx.exec(sql);
        return done();
      })
      .value();
}

}  // namespace weige::testing_support
