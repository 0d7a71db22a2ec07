// The register over HTTP, as one works with it (O2, C1, C3): somebody moves in, is found, is corrected,
// moves, turns out to be two records; every step can be seen and taken back. On both engines.
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "support/databases.h"
#include "support/http/desk.h"

namespace weige::http {
namespace register_story_test {

namespace json = boost::json;
using testing_support::Desk;
using testing_support::DeskAnswer;
using testing_support::RegisterOffice;

// Invented: the reserved division prefix 999 stands for no place, the phones are never given out.
constexpr auto kNumber = "999000199001011237";

class RegisterStory : public testing_support::BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    office_ = std::make_unique<RegisterOffice>(db());
    home_ = office_->door("明珠路88弄3号201室", office_->town().north);
    other_ = office_->door("明珠路88弄5号602室", office_->town().north);
  }

  DeskAnswer add_person(const Desk& desk) const {
    return desk.post(
        "/api/persons",
        {{"person", {{"name", "欧阳娜娜"}, {"document_number", kNumber}, {"phone", "19900000001"}}},
         {"residence", {{"premises_id", home_}, {"from", "2026-01-01"}, {"relation", "head"}}},
         {"provenance", {{"how", "door"}, {"finder", "保安老周"}}}});
  }
  static std::vector<std::int64_t> found(const Desk& desk, const json::value& request) {
    const auto answer = desk.post("/api/search", request);
    std::vector<std::int64_t> ids;
    for (const auto& hit : answer.body.at("items").as_array())
      if (hit.at("kind") == "person") ids.push_back(hit.at("id").as_int64());
    return ids;
  }
  static json::value newest_change(const Desk& desk, std::int64_t person) {
    return desk.get("/api/history/person/" + std::to_string(person)).body.at("items").at(0);
  }
  static DeskAnswer undo(const Desk& desk, const json::value& change) {
    return desk.post("/api/operations/" + std::to_string(change.at("operation_id").as_int64()) + "/undo",
                     {{"reason", "录错了"}});
  }
  static DeskAnswer read(const Desk& desk, std::int64_t person) {
    return desk.get("/api/persons/" + std::to_string(person));
  }

  std::unique_ptr<RegisterOffice> office_;
  std::int64_t home_ = 0, other_ = 0;
};

TEST_P(RegisterStory, FindsAPersonByWhateverIsKnown) {
  const auto north = office_->north();
  const auto person = add_person(north).id();
  for (const auto* text : {"欧阳娜娜", "娜娜", "ouyangnana", "oynn", kNumber, "19900000001"})
    EXPECT_EQ(found(north, {{"text", text}}), std::vector{person}) << text;
  EXPECT_TRUE(found(office_->south(), {{"text", "欧阳娜娜"}}).empty());
  EXPECT_EQ(office_->audited("register.searched", person), 4);
  EXPECT_EQ(office_->audited("register.number_searched", person), 2) << "each is a single reading";
}

TEST_P(RegisterStory, CorrectsAPhoneTellsItsHistoryAndTakesItBack) {
  const auto north = office_->north();
  const auto person = add_person(north).id();
  const auto path = "/api/persons/" + std::to_string(person);
  const auto edited = north.patch(path, 1, {{"fields", {{"phone", "19900000002"}}}, {"reason", "换号"}});
  ASSERT_EQ(edited.status, 200) << edited.places();
  EXPECT_EQ(edited.etag(), "\"2\"");
  EXPECT_EQ(edited.text("phone"), "199****0002");

  const auto change = newest_change(north, person);
  EXPECT_EQ(change.at("kind"), "change");
  EXPECT_EQ(change.at("fields"),
            json::parse(R"([{"field":"phone","from":"199****0001","to":"199****0002"}])"));
  EXPECT_EQ(change.at("enterer"), "岗位 north.officer");
  EXPECT_EQ(change.at("reason"), "换号");
  EXPECT_EQ(change.at("can_undo"), true);
  EXPECT_EQ(change.at("undone"), false);

  EXPECT_EQ(undo(north, change).status, 200);
  EXPECT_EQ(read(north, person).text("phone"), "199****0001");
  const auto items = north.get("/api/history/person/" + std::to_string(person)).body.at("items");
  EXPECT_EQ(items.at(0).at("kind"), "undo");
  EXPECT_EQ(items.at(0).at("undoes_change_id"), change.at("id"));
  EXPECT_EQ(items.at(1).at("undone"), true);
  EXPECT_EQ(items.at(1).at("can_undo"), false);
  EXPECT_EQ(undo(north, change).code(), "already-undone");
}

TEST_P(RegisterStory, MovingWithinTheTownEndsTheFormerHomeTheDayBefore) {
  const auto north = office_->north();
  const auto person = add_person(north).id();
  const auto moved =
      north.post("/api/residences", {{"person_id", person}, {"premises_id", other_}, {"from", "2026-09-01"}});
  ASSERT_EQ(moved.status, 201) << moved.places();
  EXPECT_EQ(moved.text("address"), "上海市青浦区徐泾镇明珠路88弄5号602室");
  const auto homes = read(north, person).body.at("residences").as_array();
  ASSERT_EQ(homes.size(), 2u);
  EXPECT_EQ(homes[0].at("premises_id"), other_);
  EXPECT_EQ(homes[1].at("state"), "cancelled");
  EXPECT_EQ(homes[1].at("to"), "2026-08-31");
  const auto living = [&](const std::string& day) {
    return north.get("/api/premises/" + std::to_string(home_) + day).body.at("residences").as_array().size();
  };
  EXPECT_EQ(living(""), 0u);
  EXPECT_EQ(living("?valid_on=2026-05-01"), 1u);

  EXPECT_EQ(undo(north, newest_change(north, person)).status, 200);
  EXPECT_EQ(living(""), 1u);
}

TEST_P(RegisterStory, MergesADuplicateAndParts) {
  const auto north = office_->north();
  const auto keep = add_person(north).id();
  const auto drop =
      north.post("/api/persons", {{"person", {{"name", "欧阳娜"}, {"category", "registered_here"}}}}).id();
  const auto merged = north.post("/api/persons/merge", {{"keep_id", keep},
                                                        {"keep_version", 1},
                                                        {"drop_id", drop},
                                                        {"drop_version", 1},
                                                        {"take_from_dropped", json::array{"category"}},
                                                        {"reason", "同一人"}});
  ASSERT_EQ(merged.status, 200) << merged.places();
  EXPECT_EQ(merged.body.at("person_id"), keep);
  EXPECT_EQ(merged.body.at("affected").at("persons"), 2);
  EXPECT_EQ(read(north, drop).body.at("merged_into"), keep);
  EXPECT_EQ(read(north, drop).text("state"), "merged");
  EXPECT_EQ(read(north, keep).text("category"), "registered_here");
  EXPECT_EQ(found(north, {{"text", "欧阳"}}), std::vector{keep});

  EXPECT_EQ(undo(north, json::object{{"operation_id", merged.body.at("operation_id")}}).status, 200);
  EXPECT_EQ(read(north, drop).text("state"), "current");
  EXPECT_EQ(read(north, keep).body.as_object().if_contains("category"), nullptr);

  const auto version = read(north, keep).body.at("version").as_int64();
  const auto residence = read(north, keep).body.at("residences").at(0).at("id");
  const auto split = north.post("/api/persons/" + std::to_string(keep) + "/split",
                                {{"new_person", {{"name", "欧阳妮妮"}}},
                                 {"residence_ids", json::array{residence}},
                                 {"employment_ids", json::array{}},
                                 {"reason", "两个人"}},
                                {.if_match = '"' + std::to_string(version) + '"'});
  ASSERT_EQ(split.status, 200) << split.places();
  EXPECT_EQ(read(north, split.body.at("person_id").as_int64()).body.at("residences").as_array().size(), 1u);
  EXPECT_TRUE(read(north, keep).body.at("residences").as_array().empty());
}

TEST_P(RegisterStory, WorksWhereSomebodyWorksUntilTheyLeave) {
  const auto north = office_->north();
  const auto person = add_person(north).id();
  const auto shop =
      north.post("/api/organisations",
                 {{"organisation", {{"name", "便民超市"}, {"kind", "company"}, {"premises_id", other_}}}});
  ASSERT_EQ(shop.status, 201) << shop.places();
  const auto shop_path = "/api/organisations/" + std::to_string(shop.id());
  EXPECT_EQ(shop.headers.get("Location"), shop_path);
  const auto job = north.post(
      "/api/employments",
      {{"person_id", person}, {"organisation_id", shop.id()}, {"from", "2026-02-01"}, {"job", "店员"}});
  ASSERT_EQ(job.status, 201) << job.places();
  EXPECT_EQ(north.get(shop_path).body.at("workers"), 1);
  EXPECT_EQ(north.get(shop_path + "/employments").body.at("items").at(0).at("person_name"), "欧阳娜娜");
  EXPECT_EQ(read(north, person).body.at("employments").at(0).at("organisation_name"), "便民超市");
  const json::object cancel{{"fields", json::object{}}, {"state", "cancelled"}};
  EXPECT_EQ(north.patch(shop_path, 1, cancel).code(), "still-in-use");
  const auto left =
      north.patch("/api/employments/" + std::to_string(job.id()), 1, {{"to", "2026-10-31"}, {"job", "店长"}});
  ASSERT_EQ(left.status, 200) << left.places();
  EXPECT_EQ(north.get(shop_path).body.at("workers"), 0);
  EXPECT_EQ(north.patch(shop_path, 1, cancel).text("state"), "cancelled");
}

TEST_P(RegisterStory, RenumbersALaneAfterLookingAtWhatItMoves) {
  const auto north = office_->office();
  const auto hit =
      north.post("/api/search", {{"text", "88弄"}, {"kinds", json::array{"address"}}}).body.at("items").at(0);
  EXPECT_EQ(hit.at("title"), "上海市青浦区徐泾镇明珠路88弄");
  const auto path = "/api/addresses/" + std::to_string(hit.at("id").as_int64());
  const json::object rename{{"element", "90弄"}, {"reason", "门牌调整"}, {"preview", true}};
  const auto preview = north.post(path + "/rename", rename, {.if_match = "\"1\""});
  ASSERT_EQ(preview.status, 200) << preview.places();
  EXPECT_EQ(preview.body.at("preview"), true);
  EXPECT_EQ(preview.body.at("affected").at("addresses"), 5);
  EXPECT_EQ(preview.body.as_object().if_contains("operation_id"), nullptr);
  EXPECT_EQ(north.get(path).text("element"), "88弄");

  auto for_good = rename;
  for_good["preview"] = false;
  EXPECT_EQ(north.post(path + "/rename", for_good, {.if_match = "\"1\""}).status, 200);
  const auto renamed = north.get(path);
  EXPECT_EQ(renamed.text("element"), "90弄");
  EXPECT_EQ(renamed.body.at("aliases"), json::array{"上海市青浦区徐泾镇明珠路88弄"});
  EXPECT_EQ(north.get("/api/premises/" + std::to_string(home_)).text("address"),
            "上海市青浦区徐泾镇明珠路90弄3号201室");
  const auto former =
      north.post("/api/search", {{"text", "明珠路88弄3号201室"}, {"kinds", json::array{"premises"}}});
  EXPECT_EQ(former.body.at("items").at(0).at("id"), home_);
}

TEST_P(RegisterStory, SplitsADoorInTwo) {
  const auto office = office_->office();
  const auto person = add_person(office_->north());
  const auto residence = person.body.at("residences").at(0).at("id");
  const auto address = office.get("/api/premises/" + std::to_string(home_)).body.at("address_id").as_int64();
  const auto split =
      office.post("/api/addresses/" + std::to_string(address) + "/split",
                  {{"parts", json::array{{{"element", "201A室"}},
                                         {{"element", "201B室"}, {"residence_ids", json::array{residence}}}}},
                   {"reason", "分户"}},
                  {.if_match = "\"1\""});
  ASSERT_EQ(split.status, 200) << split.code() << split.places();
  EXPECT_EQ(split.body.at("affected").at("residences"), 1);
  EXPECT_EQ(read(office, person.id()).body.at("residences").at(0).at("address"),
            "上海市青浦区徐泾镇明珠路88弄3号201B室");
}

TEST_P(RegisterStory, LabelsPremisesForAWhile) {
  const auto north = office_->north();
  const auto path = "/api/premises/" + std::to_string(home_);
  const auto label =
      north.post(path + "/labels", {{"label", "let"}, {"evidence", "landlord"}, {"from", "2026-03-01"}});
  ASSERT_EQ(label.status, 201) << label.places();
  EXPECT_EQ(label.text("by"), "岗位 north.officer");
  const auto ended = north.post("/api/labels/" + std::to_string(label.id()) + "/end",
                                {{"to", "2026-10-01"}, {"reason", "退租"}});
  ASSERT_EQ(ended.status, 200) << ended.places();
  EXPECT_EQ(ended.text("to"), "2026-10-01");
  const auto edited =
      north.patch(path, 1, {{"use", "shop"}, {"headcount_limit", 4}, {"owner_phone", "19900000008"}});
  ASSERT_EQ(edited.status, 200) << edited.places();
  EXPECT_EQ(edited.body.at("residential"), false);
  EXPECT_EQ(edited.body.at("headcount_limit"), 4);
  EXPECT_EQ(edited.text("owner_phone"), "199****0008");
}

WEIGE_BOTH_ENGINES(RegisterStory);

}  // namespace register_story_test
}  // namespace weige::http
