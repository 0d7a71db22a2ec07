// Residents over the routes, on both engines: what each sees of themselves and of nobody else, what the
// office does with their requests, and that the door tells nobody who lives here.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <set>

#include "access/resident_code_store.h"
#include "http/code_courier.h"
#include "http/resident_routes.h"
#include "http/routes.h"
#include "support/databases.h"
#include "support/http/desk.h"
#include "support/imports.h"

namespace weige::testing_support {
namespace resident_routes_test {

namespace json = boost::json;
using access::Role;

class ResidentRoutes : public BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    office_ = std::make_unique<RegisterOffice>(db());
    const auto& town = office_->town();
    wang_ = person("王伟", kNumber, "13800000001", office_->door("明珠路88弄3号201室", town.north));
    li_ = person("李娜", kOther, "13800000002", office_->door("明珠路90弄1号101室", town.south));
  }
  std::int64_t person(const char* name, const std::string& number, const char* phone, std::int64_t home) {
    return office_->office()
        .post("/api/persons", {{"person", {{"name", name}, {"document_number", number}, {"phone", phone}}},
                               {"residence", {{"premises_id", home}, {"from", "2026-01-01"}}}})
        .id();
  }
  static std::string at(const std::string& path, std::int64_t id, const std::string& rest = "") {
    return path + "/" + std::to_string(id) + rest;
  }
  DeskAnswer paper_code(const Desk& desk, std::int64_t id) {
    return desk.ask("POST", at("/api/persons", id, "/resident-code"), "", {});
  }
  DeskAnswer enter(const std::string& number, const std::string& code) {
    return office_->nobody().post("/api/resident/sessions", {{"document_number", number}, {"code", code}});
  }
  static std::string whole(const DeskAnswer& answer) {
    auto body = answer.body;
    std::string out = std::to_string(answer.status) + json::serialize(body);
    for (const auto& field : answer.headers.fields()) out += "\n" + field.name + ": " + field.value;
    return out;
  }
  std::int64_t ask(std::int64_t by, const char* kind = "correction") {
    return office_->resident(by)
        .post("/api/resident/requests", {{"kind", kind}, {"field", "phone"}, {"text", "电话登记错了"}})
        .id();
  }

  const std::string kNumber = invented_id(1), kOther = invented_id(2);
  std::unique_ptr<RegisterOffice> office_;
  std::int64_t wang_ = 0, li_ = 0;
};
WEIGE_BOTH_ENGINES(ResidentRoutes);

TEST_P(ResidentRoutes, ACodeFromTheDoorOpensOnesOwnRecord) {
  const auto made = paper_code(office_->north(), wang_);
  ASSERT_EQ(made.status, 201);
  EXPECT_EQ(made.text("code").size(), 14u);
  const auto entered = enter(kNumber, made.text("code"));
  ASSERT_EQ(entered.status, 200) << entered.code();
  const auto cookie = std::string(entered.headers.get("Set-Cookie"));
  EXPECT_TRUE(cookie.starts_with("weige_resident=")) << cookie;
  for (const auto* want : {"HttpOnly", "SameSite=Strict", "Max-Age=3600"})
    EXPECT_NE(cookie.find(want), cookie.npos) << want;
  EXPECT_EQ(enter(kNumber, made.text("code")).code(), "resident-sign-in-failed");

  const auto me = office_->resident(wang_);
  EXPECT_EQ(me.get("/api/resident/session").status, 200);
  const auto record = me.get("/api/resident/record");
  ASSERT_EQ(record.status, 200);
  EXPECT_EQ(record.text("name"), "王伟");
  EXPECT_EQ(record.text("document_number").find(kNumber.substr(8, 8)), std::string::npos) << "masked";
  EXPECT_EQ(record.body.at("sex").at("zh").as_string(), "男");
  const auto& home = record.body.at("residences").at(0);
  EXPECT_NE(std::string(home.at("address").as_string()).find("88弄3号201室"), std::string::npos);
  EXPECT_EQ(home.at("state").at("code").as_string(), "current");
  EXPECT_TRUE(home.at("confirmed").as_object().contains("office"));
  EXPECT_EQ(office_->audited("resident.record_read", wang_), 1);
  EXPECT_EQ(office_->audited("resident_code.made", wang_), 1);
}

TEST_P(ResidentRoutes, TheCopyHasNumbersInFullAndIsAFile) {
  (void)ask(wang_);
  const auto copy = office_->resident(wang_).get("/api/resident/copy");
  ASSERT_EQ(copy.status, 200);
  EXPECT_EQ(copy.body.at("record").at("document_number").as_string(), kNumber);
  EXPECT_EQ(copy.body.at("record").at("phone").as_string(), "13800000001");
  EXPECT_EQ(copy.body.at("requests").as_array().size(), 1u);
  EXPECT_TRUE(copy.headers.get("Content-Disposition").starts_with("attachment"));
  EXPECT_EQ(office_->audited("resident.copied", wang_), 1);
  const auto text = json::serialize(copy.body);
  for (const auto* others : {"李娜", "13800000002", "north.officer"})
    EXPECT_EQ(text.find(others), text.npos) << others;
}

TEST_P(ResidentRoutes, EachSeesTheirOwnAndNothingOfAnother) {
  const auto id = ask(wang_);
  const auto wang = office_->resident(wang_), li = office_->resident(li_);
  EXPECT_EQ(wang.get(at("/api/resident/requests", id)).status, 200);
  const auto others = li.get(at("/api/resident/requests", id)),
             none = li.get("/api/resident/requests/987654321");
  EXPECT_EQ(others.status, 404);
  EXPECT_EQ(json::serialize(others.body), json::serialize(none.body));
  EXPECT_EQ(li.get("/api/resident/requests").body.at("items").as_array().size(), 0u);
  EXPECT_EQ(li.get("/api/resident/record").text("name"), "李娜");
}

// Neither cookie opens what is the other's, and no staff route takes a resident's.
TEST_P(ResidentRoutes, NeitherSittingOpensTheOthersRoutes) {
  const auto resident = office_->resident(wang_);
  for (const auto& target :
       {std::string("/api/session"), at("/api/persons", wang_), std::string("/api/codes"),
        std::string("/api/overview"), std::string("/api/resident-requests"), std::string("/api/jobs")})
    EXPECT_EQ(resident.get(target).code(), "not-signed-in") << target;
  for (const auto* target : {"/api/resident/record", "/api/resident/readings", "/api/resident/copy",
                             "/api/resident/requests", "/api/resident/officers", "/api/resident/session"}) {
    EXPECT_EQ(office_->office().get(target).code(), "not-signed-in") << target;
    EXPECT_EQ(office_->nobody().get(target).code(), "not-signed-in") << target;
  }
}

// Which routes these are is decided here, by hand.
TEST(ResidentDoor, OpensTheseRoutesAndNoOther) {
  std::set<std::string> of_residents;
  const auto table = http::all_routes({});
  for (const auto& route : table.routes())
    if (std::holds_alternative<http::ByResident>(*route->permission))
      of_residents.insert(std::string(http::name(route->method)) + " " + route->pattern);
  EXPECT_EQ(
      of_residents,
      (std::set<std::string>{
          "GET /api/resident/session", "DELETE /api/resident/session", "GET /api/resident/record",
          "GET /api/resident/readings", "GET /api/resident/copy", "GET /api/resident/requests",
          "POST /api/resident/requests", "GET /api/resident/requests/{id}", "GET /api/resident/officers"}));
}

TEST_P(ResidentRoutes, SigningOutEndsTheSitting) {
  const auto me = office_->resident(wang_);
  EXPECT_EQ(me.ask("DELETE", "/api/resident/session", "", {}).status, 204);
  EXPECT_EQ(me.get("/api/resident/record").code(), "not-signed-in");
}

// Byte for byte, but for the number of the request.
TEST_P(ResidentRoutes, TheDoorTellsNobodyWhoLivesHere) {
  (void)paper_code(office_->north(), wang_);
  const auto with_code = whole(enter(kNumber, "7KQM-2XHW-RT4P"));
  EXPECT_EQ(whole(enter(kOther, "7KQM-2XHW-RT4P")), with_code) << "somebody without a code";
  EXPECT_EQ(whole(enter(invented_id(77), "7KQM-2XHW-RT4P")), with_code) << "nobody";
  EXPECT_EQ(whole(enter("x", "1")), with_code) << "no number at all";
}

TEST_P(ResidentRoutes, CodesToPhonesAreOffUnlessTheTownHasASender) {
  const auto ways = office_->nobody().get("/api/resident/sign-in-ways");
  EXPECT_FALSE(ways.body.at("phone_codes").as_bool());
  EXPECT_EQ(ways.text("town"), kTownText);
  EXPECT_EQ(
      office_->nobody().post("/api/resident/codes", {{"name", "王伟"}, {"document_number", kNumber}}).code(),
      "resident-codes-off");
}

TEST_P(ResidentRoutes, ARequestIsAnsweredByTheOfficeAndReadByTheResident) {
  const auto id = ask(wang_);
  const auto& town = office_->town();
  const auto committee = office_->someone(Role::committee, town.north);
  const auto list = committee.get("/api/resident-requests?state=open");
  ASSERT_EQ(list.body.at("items").as_array().size(), 1u) << json::serialize(list.body);
  EXPECT_EQ(list.body.at("items").at(0).at("due_on").as_string(), "2026-12-14");
  EXPECT_FALSE(list.body.at("items").at(0).as_object().contains("text"));
  EXPECT_EQ(committee.get("/api/resident-requests/counts").body.at("open").as_int64(), 1);
  const auto view = committee.get(at("/api/resident-requests", id));
  EXPECT_EQ(view.text("text"), "电话登记错了");
  const json::object answer{{"outcome", "partly"}, {"reasons", "电话已改，姓名与证件一致"}};
  const auto path = at("/api/resident-requests", id, "/answer");
  EXPECT_EQ(committee.post(path, answer).code(), "version-required");
  EXPECT_EQ(committee.post(path, answer, {.if_match = "\"9\""}).code(), "version-conflict");
  EXPECT_EQ(committee
                .post(at("/api/resident-requests", id, "/extend"), {{"reason", "须实地核对"}},
                      {.if_match = view.etag()})
                .status,
            200);
  const auto again = committee.get(at("/api/resident-requests", id));
  EXPECT_EQ(committee.post(path, answer, {.if_match = again.etag()}).status, 200);
  const auto seen = office_->resident(wang_).get(at("/api/resident/requests", id));
  EXPECT_EQ(seen.text("state"), "answered");
  EXPECT_EQ(seen.body.at("answer").at("reasons").as_string(), "电话已改，姓名与证件一致");
  EXPECT_TRUE(seen.body.as_object().contains("extension"));
  EXPECT_EQ(office_->audited("resident_request.read", wang_), 2);
}

TEST_P(ResidentRoutes, TheOfficesSideKeepsToItsAreasAndRoles) {
  const auto id = ask(wang_), complaint = ask(wang_, "complaint");
  const auto& town = office_->town();
  const auto south = office_->someone(Role::committee, town.south);
  const auto out = south.get(at("/api/resident-requests", id));
  EXPECT_EQ(out.status, 404);
  EXPECT_EQ(json::serialize(out.body), json::serialize(south.get("/api/resident-requests/987654321").body));
  EXPECT_EQ(south
                .post(at("/api/resident-requests", id, "/answer"), {{"outcome", "refused"}, {"reasons", "x"}},
                      {.if_match = "\"1\""})
                .status,
            404);
  EXPECT_EQ(office_->someone(Role::committee, town.north).get(at("/api/resident-requests", complaint)).status,
            404);
  EXPECT_EQ(office_->office().get(at("/api/resident-requests", complaint)).status, 200);
  EXPECT_EQ(office_->north().get("/api/resident-requests").code(), "forbidden");
  EXPECT_EQ(paper_code(office_->south(), wang_).status, 404);
  EXPECT_EQ(paper_code(office_->someone(Role::police_station, town.north), wang_).code(), "forbidden");
}

TEST_P(ResidentRoutes, ABadBodyNamesItsField) {
  const auto me = office_->resident(wang_);
  EXPECT_EQ(me.post("/api/resident/requests", {{"kind", "revenge"}, {"text", "x"}}).places(), "kind");
  EXPECT_EQ(me.post("/api/resident/requests", {{"kind", "erasure"}}).places(), "text");
  EXPECT_EQ(
      me.post("/api/resident/requests", {{"kind", "erasure"}, {"text", "x"}, {"person_id", li_}}).code(),
      "unknown-field");
  EXPECT_EQ(me.get("/api/resident/readings?cursor=x").code(), "bad-number");
  const auto station = office_->someone(Role::police_station, office_->town().north);
  const auto path = at("/api/persons", wang_, "/reading-delays");
  EXPECT_EQ(station.post(path, {{"reason", "because"}, {"until", "2026-11-30"}}).places(), "reason");
  EXPECT_EQ(station.post(path, {{"reason", "emergency"}, {"until", "2027-11-30"}}).places(), "until");
}

TEST_P(ResidentRoutes, ASubmissionSentTwiceIsOneRequest) {
  const auto me = office_->resident(wang_);
  const json::object body{{"kind", "suggestion"}, {"text", "多开一个窗口"}};
  const auto first = me.post("/api/resident/requests", body, {.key = "the-same-key"});
  const auto second = me.post("/api/resident/requests", body, {.key = "the-same-key"});
  EXPECT_EQ(first.id(), second.id());
  const auto others = office_->resident(li_).post("/api/resident/requests", body, {.key = "the-same-key"});
  EXPECT_NE(others.id(), first.id()) << "keys are each resident's own";
  EXPECT_EQ(me.get("/api/resident/requests").body.at("items").as_array().size(), 1u);
}

TEST_P(ResidentRoutes, ADelayIsPlacedSeenAndEndedByItsPost) {
  const auto& town = office_->town();
  const auto station = office_->someone(Role::police_station, town.north);
  const auto path = at("/api/persons", wang_, "/reading-delays");
  const auto placed = station.post(path, {{"reason", "secret_by_law"}, {"until", "2026-11-30"}});
  ASSERT_EQ(placed.status, 201) << placed.code();
  EXPECT_TRUE(placed.body.at("standing").as_bool());
  EXPECT_EQ(station.post(path, {{"reason", "secret_by_law"}, {"until", "2026-11-30"}}).code(),
            "reading-delay-standing");
  EXPECT_EQ(station.get(path).body.at("items").as_array().size(), 1u);
  EXPECT_EQ(office_->office().get(path).body.at("items").as_array().size(), 0u);
  EXPECT_EQ(office_->north().get(path).code(), "forbidden");
  EXPECT_EQ(station.ask("DELETE", path, "", {}).status, 204);
  EXPECT_EQ(station.ask("DELETE", path, "", {}).status, 404);
  EXPECT_EQ(office_->audited("reading_delay.placed", wang_), 1);
}

TEST_P(ResidentRoutes, OfficersAreNamedAsTheyArePosted) {
  const auto officers = office_->resident(wang_).get("/api/resident/officers").body.at("items").as_array();
  ASSERT_GE(officers.size(), 2u);
  std::set<std::string> names;
  for (const auto& each : officers)
    if (const auto* name = each.as_object().if_contains("name")) names.emplace(name->as_string());
  EXPECT_TRUE(names.contains("north.officer"));
  EXPECT_FALSE(names.contains("south.officer"));
}

// The door with a sender: what is asked for somebody and for nobody is answered alike, and one is sent.
TEST_P(ResidentRoutes, AnswersAWishForACodeBeforeAnybodyIsLookedUp) {
  std::vector<town::CodeMessage> sent;
  http::CodeCourier courier({.database = db(),
                             .clock = fixed_clock(kTestNow),
                             .random = seeded_random(9),
                             .send = [&](const town::CodeMessage& message) {
                               sent.push_back(message);
                               return true;
                             }});
  std::vector<town::CodeWish> held;
  http::RouteTable table;
  table.add(http::resident_door_routes({.clock = fixed_clock(kTestNow),
                                        .random = seeded_random(8),
                                        .send_code = [&](town::CodeWish wish) { held.push_back(wish); }}));
  const auto ask = [&](const char* name, const std::string& number, const char* peer) {
    const auto body = json::serialize(json::object{{"name", name}, {"document_number", number}});
    http::Request request{.method = http::Method::post, .path = "/api/resident/codes", .body = body};
    request.headers.add("Content-Type", "application/json");
    request.peer = peer;
    const auto* route = table.match(http::Method::post, {"api", "resident", "codes"}).route;
    auto answered = db().write([&](store::Transaction& tx) {
      http::Call call{.request = request, .database = db(), .now = kTestNow, .transaction = &tx};
      auto out = route->handler(call);
      for (const auto& act : call.after_commit) act();
      return out;
    });
    return std::to_string(answered.value().status) + std::get<std::string>(answered.value().body);
  };
  const auto known = ask("王伟", kNumber, "192.0.2.1");
  EXPECT_EQ(ask("王伟", invented_id(50), "192.0.2.2"), known) << "nobody";
  EXPECT_EQ(ask("王韦", kOther, "192.0.2.3"), known) << "somebody else's name";
  EXPECT_TRUE(sent.empty()) << "answered before it was looked up";
  for (const auto& wish : held) courier.ask(wish);
  courier.drain();
  ASSERT_EQ(sent.size(), 1u);
  EXPECT_EQ(sent[0].phone, "13800000001");
  const auto code = sent[0].text.substr(sent[0].text.find_first_of("0123456789"), 8);
  EXPECT_EQ(enter(kNumber, code).status, 200);
}

}  // namespace resident_routes_test
}  // namespace weige::testing_support
