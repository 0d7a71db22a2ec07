// What an act may do to records that others cover, and who is told of a change: holes that were found by
// reading (N7; boundaries 5 and 6). On both engines.
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "registry/record_actions.h"
#include "support/databases.h"
#include "support/http/desk.h"

namespace weige::http {
namespace others_records_test {

namespace json = boost::json;
using registry::RecordKind;
using testing_support::Desk;
using testing_support::DeskAnswer;
using testing_support::RegisterOffice;

class OthersRecords : public testing_support::BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    office_ = std::make_unique<RegisterOffice>(db());
    home_ = office_->door("明珠路88弄3号201室", office_->town().north);
  }

  // Somebody who lives in the north and works in the south.
  std::int64_t commuter() {
    const auto person = office_->north().post(
        "/api/persons", {{"person", {{"name", "欧阳娜娜"}}},
                         {"residence", {{"premises_id", home_}, {"from", "2026-01-01"}}}});
    const auto shop = office_->south().post(
        "/api/organisations",
        {{"organisation",
          {{"name", "便民超市"}, {"premises_id", office_->door("育才路9号101室", office_->town().south)}}}});
    const auto job = office_->office().post(
        "/api/employments",
        {{"person_id", person.id()}, {"organisation_id", shop.id()}, {"from", "2026-02-01"}});
    EXPECT_EQ(job.status, 201) << job.places();
    return person.id();
  }
  static json::object read(const Desk& desk, std::int64_t person) {
    return desk.get("/api/persons/" + std::to_string(person)).body.as_object();
  }
  static DeskAnswer split(const Desk& desk, std::int64_t person, json::array residences, json::array jobs) {
    return desk.post("/api/persons/" + std::to_string(person) + "/split",
                     {{"new_person", {{"name", "欧阳妮妮"}}},
                      {"residence_ids", std::move(residences)},
                      {"employment_ids", std::move(jobs)},
                      {"reason", "两个人"}},
                     {.if_match = '"' + std::to_string(read(desk, person).at("version").as_int64()) + '"'});
  }
  std::size_t told(RecordKind kind, std::int64_t id) {
    return db().read([&](store::Transaction& tx) { return registry::watchers_of(tx, kind, id).size(); });
  }

  std::unique_ptr<RegisterOffice> office_;
  std::int64_t home_ = 0;
};
WEIGE_BOTH_ENGINES(OthersRecords);

TEST_P(OthersRecords, AreNotMovedToANewPersonByNamingThem) {
  const auto person = commuter();
  const auto all = read(office_->office(), person);
  const auto residence = all.at("residences").at(0).at("id"), job = all.at("employments").at(0).at("id");
  const auto south = office_->south();
  const auto refused = split(south, person, {residence}, {});
  EXPECT_EQ(refused.code(), "not-found");
  EXPECT_EQ(refused.places(), "residence_ids");
  EXPECT_EQ(read(office_->office(), person).at("residences").as_array().size(), 1u);
  const auto own = split(south, person, {}, {job});
  ASSERT_EQ(own.status, 200) << own.code() << own.places();
  const auto made = own.body.at("person_id").as_int64();
  EXPECT_EQ(read(south, made).at("employments").as_array().size(), 1u);
  EXPECT_EQ(office_->north().get("/api/persons/" + std::to_string(made)).status, 404)
      << "it was made where it was split";
}

TEST_P(OthersRecords, AreNotRenamedWithALane) {
  office_->door("明珠路88弄9号101室", office_->town().south);
  const auto committee = office_->someone(access::Role::committee, office_->town().north);
  const auto found = committee.post("/api/search", {{"text", "88弄"}, {"kinds", json::array{"address"}}})
                         .body.at("items")
                         .at(0);
  const auto path = "/api/addresses/" + std::to_string(found.at("id").as_int64()) + "/rename";
  for (const bool preview : {true, false}) {
    const json::object wish{{"element", "90弄"}, {"reason", "门牌调整"}, {"preview", preview}};
    const auto refused = committee.post(path, wish, {.if_match = "\"1\""});
    EXPECT_EQ(refused.status, 409);
    EXPECT_EQ(refused.code(), "others-below");
    EXPECT_EQ(refused.text("title").substr(0, 2), "2 ") << "a house and its room";
    EXPECT_EQ(refused.text("title").find("9号"), std::string::npos);
  }
  const auto whole =
      office_->office().post(path, {{"element", "90弄"}, {"reason", "门牌调整"}}, {.if_match = "\"1\""});
  EXPECT_EQ(whole.status, 200) << whole.code();
}

TEST_P(OthersRecords, TellTheirChangesToNobodyWhoMayNotReadThem) {
  const auto person = commuter();
  const auto of_person = told(RecordKind::person, person), of_door = told(RecordKind::premises, home_);
  for (const auto role : {access::Role::working_group, access::Role::task_force}) {
    office_->someone(role);
    EXPECT_EQ(told(RecordKind::person, person), of_person) << access::code(role);
    EXPECT_EQ(told(RecordKind::premises, home_), of_door) << access::code(role);
  }
  office_->someone(access::Role::grid_leader, office_->town().north);
  EXPECT_EQ(told(RecordKind::person, person), of_person + 1);
}

}  // namespace others_records_test
}  // namespace weige::http
