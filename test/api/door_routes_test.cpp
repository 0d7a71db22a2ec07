// Tasks, doors, visits and campaigns over HTTP: who may, what is answered, what is out of scope, and bodies
// that are refused (C1, C5, C10, O5, S4).
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>
#include <future>

#include "http/event_topics.h"
#include "http/long_work.h"
#include "support/databases.h"
#include "support/http/desk.h"

namespace weige::testing_support {
namespace door_routes_test {

using access::Role;
using boost::json::array;
using boost::json::object;

class DoorRoutes : public BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    office_ = std::make_unique<RegisterOffice>(db());
    home_ = office_->door("明珠路88弄3号201室", office_->town().north);
    coordinator_.emplace(office_->someone(Role::coordinator, office_->town().north));
    officer_.emplace(office_->north());
    person_ = officer_
                  ->post("/api/persons", {{"person", {{"name", "王伟"}, {"phone", "19900000001"}}},
                                          {"residence", {{"premises_id", home_}, {"from", "2026-01-01"}}}})
                  .id();
    door_ = "/api/doors/" + std::to_string(home_);
  }
  DeskAnswer task(object more = {}) const {
    more["premises_id"] = home_;
    more["about"] = "residents";
    return officer_->post("/api/tasks", more);
  }
  DeskAnswer visit(const Desk& who, object body, const AskedWith& extra = {}) const {
    body["premises_id"] = home_;
    auto with = extra;
    if (with.if_match.empty()) with.if_match = who.get(door_).etag();
    return who.post("/api/visits", body, with);
  }
  object resident(std::string_view answer) const {
    const auto seen = coordinator_->get(door_).body.at("residents").at(0);
    return {{"residence_id", seen.at("residence_id")},
            {"version", seen.at("residence_version")},
            {"answer", answer}};
  }
  std::int64_t readings() {
    return db().read([](store::Transaction& tx) {
      return tx.scalar<std::int64_t>("SELECT CAST(COALESCE(sum(readings), 0) AS BIGINT) FROM reading_count");
    });
  }
  // Of the quota, by opening the door once.
  std::int64_t counted(const Desk& who) {
    const auto before = readings();
    EXPECT_EQ(who.get(door_).status, 200);
    return readings() - before;
  }

  std::unique_ptr<RegisterOffice> office_;
  std::optional<Desk> coordinator_, officer_;
  std::int64_t home_ = 0, person_ = 0;
  std::string door_;
};
WEIGE_BOTH_ENGINES(DoorRoutes);

TEST_P(DoorRoutes, ADoorShowsWhatIsAskedAndWhoLivesThere) {
  ASSERT_EQ(task().status, 201);
  const auto door = coordinator_->get(door_);
  ASSERT_EQ(door.status, 200) << door.code();
  EXPECT_EQ(door.text("address"), "上海市青浦区徐泾镇明珠路88弄3号201室");
  EXPECT_EQ(door.body.at("tasks").at(0).at("source").as_string(), "by_hand");
  const auto& seen = door.body.at("residents").at(0);
  EXPECT_EQ(seen.at("name").as_string(), "王伟");
  EXPECT_EQ(seen.at("phone").as_string(), "199****0001") << "numbers are masked";
  EXPECT_EQ(office_->audited("door.read", person_), 1);
  EXPECT_EQ(office_->south().get(door_).code(), "not-found");
  EXPECT_EQ(office_->someone(Role::grid_leader, office_->town().north).get(door_).code(), "forbidden");
  EXPECT_EQ(office_->office().get(door_).code(), "forbidden") << "the town office does not go to doors";
}

TEST_P(DoorRoutes, AVisitAnswersTheWholeDoor) {
  ASSERT_EQ(task().status, 201);
  const auto recorded = visit(
      *coordinator_,
      {{"outcome", "spoke_with"}, {"residents", array{resident("here")}}, {"hints", array{"come_evening"}}});
  ASSERT_EQ(recorded.status, 201) << recorded.code() << " " << recorded.places();
  EXPECT_EQ(recorded.body.at("closed_tasks").as_int64(), 1);
  const auto door = coordinator_->get(door_);
  EXPECT_TRUE(door.body.at("tasks").as_array().empty());
  EXPECT_EQ(door.body.at("visits").at(0).at("outcome").as_string(), "spoke_with");
  EXPECT_EQ(door.body.at("hours").at(0).at("hour").as_int64(), 14);
  const auto list = officer_->get("/api/visits?premises_id=" + std::to_string(home_));
  EXPECT_EQ(list.body.at("items").as_array().size(), 1u);
  EXPECT_TRUE(coordinator_->get("/api/visits?own=true&from=2026-11-24").body.at("items").as_array().empty());
  EXPECT_TRUE(office_->south().get("/api/visits").body.at("items").as_array().empty());
}

// One that sits at no premises has a door of its own (S4).
TEST_P(DoorRoutes, PagesHearOfTasksAndVisitsAtAnOrganisationsDoor) {
  const auto shop = officer_->post("/api/organisations", {{"organisation", {{"name", "便民超市"}}}}).id();
  const auto north =
      office_->events().listen({.topics = {http::post_topic(office_->town().north_officer)}}, [] {});
  const auto south =
      office_->events().listen({.topics = {http::post_topic(office_->town().south_officer)}}, [] {});
  const auto told =
      "event: change\ndata: {\"kind\":\"organisation\",\"id\":" + std::to_string(shop) + "}\n\n";
  const auto is_told = [&] {
    const auto frames = north->take().frames;
    return frames.size() == 1 && frames.front()->ends_with(told);
  };
  const auto task = officer_->post("/api/tasks", {{"organisation_id", shop}, {"about", "organisation"}});
  ASSERT_EQ(task.status, 201) << task.code() << task.places();
  EXPECT_TRUE(is_told());
  const auto door = officer_->get("/api/doors/" + std::to_string(shop) + "?kind=organisation");
  const auto gone = officer_->post("/api/visits", {{"organisation_id", shop}, {"outcome", "not_at_home"}},
                                   {.if_match = door.etag()});
  ASSERT_EQ(gone.status, 201) << gone.code() << gone.places();
  EXPECT_TRUE(is_told());
  EXPECT_TRUE(south->take().frames.empty());
}

// Issue 6, shows 4.
TEST_P(DoorRoutes, TwoHandsAndThreeDeliveries) {
  ASSERT_EQ(task().status, 201);
  const auto seen = coordinator_->get(door_).etag();
  const object told{{"outcome", "not_at_home"}, {"at", "2026-11-22T05:00:00Z"}};
  const AskedWith once{.if_match = seen, .key = "a form in hand"};
  const auto first = visit(*coordinator_, told, once);
  ASSERT_EQ(first.status, 201) << first.code();
  EXPECT_TRUE(first.body.at("clock_corrected").as_bool());
  EXPECT_EQ(first.body.at("visit").at("on_day").as_string(), "2026-11-23");
  for (int i = 0; i < 2; ++i)
    EXPECT_EQ(visit(*coordinator_, told, once).body.at("visit").at("id"), first.body.at("visit").at("id"));
  EXPECT_EQ(visit(*officer_, {{"outcome", "spoke_with"}}, {.if_match = seen}).code(), "version-conflict");
  EXPECT_EQ(visit(*officer_, {{"outcome", "spoke_with"}}).status, 201);
  EXPECT_EQ(officer_->get("/api/visits").body.at("items").as_array().size(), 2u);
}

TEST_P(DoorRoutes, TheOfficerLeadsAfterARefusal) {
  EXPECT_EQ(visit(*coordinator_, {{"outcome", "could_not_be_registered"}}).status, 201);
  EXPECT_EQ(coordinator_->get("/api/refusals").code(), "forbidden");
  const auto waiting = officer_->get("/api/refusals");
  ASSERT_EQ(waiting.body.at("items").as_array().size(), 1u);
  EXPECT_EQ(waiting.body.at("items").at(0).at("state").as_string(), "with_officer");
  for (const auto* outcome : {"spoke_with", "not_at_home", "could_not_be_registered"})
    EXPECT_EQ(visit(*coordinator_, {{"outcome", outcome}}).code(), "door-with-officer") << outcome;
  EXPECT_EQ(
      visit(office_->someone(Role::committee, office_->town().north), {{"outcome", "spoke_with"}}).code(),
      "door-with-officer");
  EXPECT_EQ(officer_->get("/api/visits").body.at("items").as_array().size(), 1u);
  const object led{{"outcome", "spoke_with"}, {"led_by_officer", true}};
  EXPECT_EQ(visit(*coordinator_, led).code(), "forbidden");
  EXPECT_EQ(visit(*officer_, led).status, 201);
  EXPECT_TRUE(officer_->get("/api/refusals").body.at("items").as_array().empty());
  const auto visits = officer_->get("/api/visits").body;
  EXPECT_EQ(visits.at("items").at(1).at("outcome").as_string(), "attempted")
      << "the state ended with the task";
}

TEST_P(DoorRoutes, AfterTheOfficerTheDoorIsEverybodysAgain) {
  ASSERT_EQ(visit(*coordinator_, {{"outcome", "could_not_be_registered"}}).status, 201);
  ASSERT_EQ(visit(*officer_, {{"outcome", "not_at_home"}}).status, 201);
  EXPECT_EQ(visit(*coordinator_, {{"outcome", "spoke_with"}}).code(), "door-with-officer")
      << "it waits still";
  ASSERT_EQ(visit(*officer_, {{"outcome", "spoke_with"}, {"led_by_officer", true}}).status, 201);
  EXPECT_EQ(visit(*coordinator_, {{"outcome", "spoke_with"}}).status, 201);
}

// Decision 44: a task leads to its door; a door that nothing leads to is a reading like any other.
TEST_P(DoorRoutes, ADoorWithoutWorkCountsAsAReading) {
  EXPECT_EQ(counted(*coordinator_), 1);
  EXPECT_EQ(counted(*coordinator_), 1) << "each time";
  ASSERT_EQ(task().status, 201);
  EXPECT_EQ(counted(*coordinator_), 0) << "a task waits";
  EXPECT_EQ(counted(*officer_), 1) << "whoever may open tasks is led nowhere by one that was opened by hand";
  ASSERT_EQ(visit(*coordinator_, {{"outcome", "spoke_with"}, {"residents", array{resident("here")}}}).status,
            201);
  EXPECT_EQ(counted(*coordinator_), 0) << "who was there today looks back";
  EXPECT_EQ(counted(*officer_), 1) << "another post was not";
  const auto empty =
      "/api/doors/" + std::to_string(office_->door("明珠路88弄3号202室", office_->town().north));
  const auto before = readings();
  EXPECT_EQ(coordinator_->get(empty).status, 200);
  EXPECT_EQ(readings(), before) << "nobody was shown";
  EXPECT_EQ(office_->audited("door.read", person_), 8) << "the log has all of them";
}

// Decision 44: what one enters by oneself leads nowhere.
TEST_P(DoorRoutes, AVisitThatNothingLedToFreesNoDoor) {
  ASSERT_EQ(visit(*coordinator_, {{"outcome", "not_at_home"}}).status, 201);
  EXPECT_EQ(counted(*coordinator_), 1);
  ASSERT_EQ(visit(*coordinator_, {{"outcome", "could_not_be_registered"}}).status, 201);
  EXPECT_EQ(counted(*coordinator_), 1) << "it waits for the officer";
  EXPECT_EQ(counted(*officer_), 0) << "whom it leads";
  ASSERT_EQ(visit(*officer_, {{"outcome", "spoke_with"}, {"led_by_officer", true}}).status, 201);
  EXPECT_EQ(counted(*officer_), 0);
  EXPECT_EQ(counted(*coordinator_), 1);
}

TEST_P(DoorRoutes, ASiteThatOneFlagsFreesNoDoor) {
  const auto posts = officer_->get("/api/work-posts").body.at("items").as_array();
  const auto* own = std::ranges::find_if(
      posts, [](const auto& post) { return post.at("role").as_string() == "community_officer"; });
  ASSERT_NE(own, posts.end());
  const auto site = officer_->post("/api/flagged-sites", {{"name", "沿街门面"},
                                                          {"place", "明珠路88弄"},
                                                          {"area_id", office_->town().north.value},
                                                          {"premises_id", home_},
                                                          {"level", "grid"},
                                                          {"flagged_on", "2026-11-20"}});
  ASSERT_EQ(site.status, 201) << site.code();
  ASSERT_EQ(officer_
                ->post("/api/flagged-sites/" + std::to_string(site.id()) + "/steps",
                       {{"measure", "clear_exits"}, {"owner_post_id", own->at("id")}, {"due", "2026-12-24"}},
                       {.if_match = site.etag()})
                .status,
            200);
  EXPECT_EQ(counted(*officer_), 1) << "who may flag sites is led nowhere by a step";
  EXPECT_EQ(counted(*coordinator_), 0) << "who may not is led there";
}

TEST_P(DoorRoutes, AnOfficersOwnRefusalFreesNoDoor) {
  ASSERT_EQ(visit(*officer_, {{"outcome", "could_not_be_registered"}}).status, 201);
  EXPECT_EQ(counted(*officer_), 1);
}

TEST_P(DoorRoutes, TasksAreListedGivenAndCancelled) {
  const auto added = task({{"due", "2026-11-01"}});
  ASSERT_EQ(added.status, 201) << added.code();
  const auto path = "/api/tasks/" + std::to_string(added.id());
  EXPECT_EQ(coordinator_->get("/api/tasks?overdue=true").body.at("items").as_array().size(), 1u);
  EXPECT_EQ(coordinator_->get("/api/tasks?source=nonsense").places(), "source");
  EXPECT_TRUE(office_->south().get("/api/tasks").body.at("items").as_array().empty());
  EXPECT_EQ(coordinator_->get("/api/tasks/counts").body.at("items").at(0).at("overdue").as_int64(), 1);
  const auto area = office_->town().north.value;
  EXPECT_EQ(coordinator_->post("/api/tasks/assign", {{"area_id", area}, {"due", "2026-12-24"}}).code(),
            "forbidden");
  const auto given = officer_->post("/api/tasks/assign", {{"area_id", area}, {"due", "2026-12-24"}});
  EXPECT_EQ(given.body.at("assigned").as_int64(), 1);
  EXPECT_EQ(officer_->patch(path, 1, {{"cancel", "twice"}}).code(), "version-conflict");
  EXPECT_EQ(officer_->patch(path, 2, {{"cancel", "for fun"}}).places(), "cancel");
  EXPECT_EQ(office_->south().patch(path, 2, {{"cancel", "twice"}}).code(), "not-found");
  EXPECT_EQ(officer_->patch(path, 2, {{"cancel", "twice"}}).status, 200);
  EXPECT_TRUE(coordinator_->get("/api/tasks").body.at("items").as_array().empty());
}

TEST_P(DoorRoutes, AListIsReadPageByPage) {
  for (int i = 0; i < 3; ++i) ASSERT_EQ(task({{"due", i == 0 ? "2026-12-02" : "2026-12-01"}}).status, 201);
  const auto first = officer_->get("/api/tasks?limit=2");
  ASSERT_EQ(first.body.at("items").as_array().size(), 2u);
  const auto next = officer_->get("/api/tasks?limit=2&cursor=" + first.text("next_cursor"));
  ASSERT_EQ(next.body.at("items").as_array().size(), 1u);
  EXPECT_EQ(next.body.at("items").at(0).at("due").as_string(), "2026-12-02");
  EXPECT_EQ(officer_->get("/api/tasks?cursor=nowhere").places(), "cursor");
}

TEST_P(DoorRoutes, CampaignsBeginAndEnd) {
  const object wish{{"area_id", office_->town().north.value},
                    {"name", "出租房走访"},
                    {"uses", array{"home"}},
                    {"until", "2026-12-31"}};
  EXPECT_EQ(coordinator_->post("/api/campaigns", wish).code(), "forbidden");
  EXPECT_EQ(office_->south().post("/api/campaigns", wish).code(), "not-found");
  auto named = wish;
  named["name"] = "找 13812345678";
  EXPECT_EQ(officer_->post("/api/campaigns", named).code(), "names-a-number");
  const auto begun = officer_->post("/api/campaigns", wish);
  ASSERT_EQ(begun.status, 201) << begun.code() << begun.places();
  EXPECT_EQ(coordinator_->get("/api/campaigns").body.at("items").as_array().size(), 1u);
  const auto path = "/api/campaigns/" + std::to_string(begun.id()) + "/end";
  EXPECT_EQ(officer_->post(path, {}, {.if_match = begun.etag()}).text("state"), "ended");
}

// C10: the tasks of a campaign are opened by the program itself.
TEST_P(DoorRoutes, PagesHearOfTasksThatTheProgramOpens) {
  const auto begun = officer_->post("/api/campaigns", {{"area_id", office_->town().north.value},
                                                       {"name", "出租房走访"},
                                                       {"uses", array{"home"}},
                                                       {"until", "2026-12-31"}});
  ASSERT_EQ(begun.status, 201) << begun.code() << begun.places();
  std::promise<void> woken;
  const auto north = office_->events().listen({.topics = {http::post_topic(office_->town().north_officer)}},
                                              [&] { woken.set_value(); });
  const auto south =
      office_->events().listen({.topics = {http::post_topic(office_->town().south_officer)}}, [] {});
  http::LongWork work({.database = db(),
                       .events = office_->events(),
                       .clock = fixed_clock(kTestNow),
                       .log = [](std::string) {},
                       .instance = "here"});
  work.start();
  EXPECT_EQ(woken.get_future().wait_for(std::chrono::seconds{30}), std::future_status::ready);
  work.stop();  // ends the piece that tells
  const auto told = "data: {\"kind\":\"premises\",\"id\":" + std::to_string(home_) + "}\n\n";
  const auto frames = north->take().frames;
  EXPECT_TRUE(std::ranges::any_of(frames, [&](const auto& frame) { return frame->ends_with(told); }));
  EXPECT_TRUE(south->take().frames.empty());
}

TEST_P(DoorRoutes, AnswersThatTheOutcomeDoesNotAllowAreRefusedInTheirPlace) {
  EXPECT_EQ(
      visit(*coordinator_, {{"outcome", "not_at_home"}, {"residents", array{resident("here")}}}).places(),
      "residents.0.answer");
  EXPECT_EQ(visit(*coordinator_, {{"outcome", "attempted"}}).places(), "outcome");
  auto stale = resident("here");
  stale["version"] = 99;
  EXPECT_EQ(visit(*coordinator_, {{"outcome", "spoke_with"}, {"residents", array{stale}}}).code(),
            "version-conflict");
  auto wrong = resident("corrected");
  wrong["person_version"] = 1;
  wrong["fields"] = object{{"phone", "12"}};
  EXPECT_EQ(visit(*coordinator_, {{"outcome", "spoke_with"}, {"residents", array{wrong}}}).places(),
            "residents.0.fields.phone");
  EXPECT_EQ(
      visit(*coordinator_, {{"outcome", "spoke_with"}, {"evidence", array{object{{"kind", "failed_visit"}}}}})
          .places(),
      "evidence.0.kind");
}

}  // namespace door_routes_test
}  // namespace weige::testing_support
