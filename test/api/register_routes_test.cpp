// Each route of the register: who is refused, what lies out of scope, which fields of a body are wrong, stale
// versions, masks, audited readings (boundaries 5 and 6). On both engines.
#include <gtest/gtest.h>

#include <set>

#include <boost/json.hpp>
#include <thread>

#include "support/databases.h"
#include "support/http/desk.h"

namespace weige::http {
namespace register_routes_test {

namespace json = boost::json;
using testing_support::Desk;
using testing_support::DeskAnswer;
using testing_support::RegisterOffice;

constexpr auto kNumber = "999000199001011237";

// A request that is answered when the one who may asks for what is there.
struct Sample {
  std::string name;
  std::string method;
  std::string target;
  json::value body = {};
  std::string if_match = "\"1\"";
  int status = 200;
};

class RegisterRoutes : public testing_support::BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    office_ = std::make_unique<RegisterOffice>(db());
    home_ = office_->door("明珠路88弄3号201室", office_->town().north);
    other_ = office_->door("明珠路88弄5号602室", office_->town().north);
    const auto north = office_->north();
    const auto person = add_person(north, "王伟", kNumber);
    person_ = person.id();
    residence_ = person.body.at("residences").at(0).at("id").as_int64();
    twin_ = north.post("/api/persons", {{"person", {{"name", "王韦"}}}}).id();
    shop_ =
        north.post("/api/organisations", {{"organisation", {{"name", "便民超市"}, {"premises_id", home_}}}})
            .id();
    job_ = north
               .post("/api/employments",
                     {{"person_id", person_}, {"organisation_id", shop_}, {"from", "2026-02-01"}})
               .id();
    label_ = north
                 .post("/api/premises/" + std::to_string(home_) + "/labels",
                       {{"label", "let"}, {"evidence", "lease"}, {"from", "2026-02-01"}})
                 .id();
    const auto door = north.get("/api/premises/" + std::to_string(home_)).body;
    address_ = door.at("address_id").as_int64();
    const auto mistaken = north.post("/api/persons", {{"person", {{"name", "李玮"}}}}).id();
    operation_ = north.get("/api/history/person/" + std::to_string(mistaken))
                     .body.at("items")
                     .at(0)
                     .at("operation_id")
                     .as_int64();
  }

  DeskAnswer add_person(const Desk& desk, const char* name, const char* number) const {
    return desk.post("/api/persons",
                     {{"person", {{"name", name}, {"document_number", number}, {"phone", "19900000001"}}},
                      {"residence", {{"premises_id", home_}, {"from", "2026-01-01"}}}});
  }
  static std::string at(const std::string& path, std::int64_t id, const std::string& rest = "") {
    return path + "/" + std::to_string(id) + rest;
  }
  static DeskAnswer send(const Desk& desk, const Sample& sample) {
    return desk.ask(sample.method, sample.target, sample.body.is_null() ? "" : json::serialize(sample.body),
                    {.if_match = sample.if_match});
  }

  std::vector<Sample> readings() const {
    return {
        {"read a person", "GET", at("/api/persons", person_)},
        {"read premises", "GET", at("/api/premises", home_)},
        {"read an organisation", "GET", at("/api/organisations", shop_)},
        {"list employments", "GET", at("/api/organisations", shop_, "/employments")},
        {"read an address", "GET", at("/api/addresses", address_)},
        {"history", "GET", at("/api/history/person", person_)},
        {"reveal",
         "POST",
         at("/api/persons", person_, "/reveal"),
         {{"fields", json::array{"phone"}}, {"purpose", "resident_service"}}},
    };
  }
  std::vector<Sample> writes() const {
    const json::array none;
    return {
        {"edit a person", "PATCH", at("/api/persons", person_), {{"fields", {{"phone", "19900000002"}}}}},
        {"edit premises", "PATCH", at("/api/premises", home_), {{"owner_name", "张房东"}}},
        {"edit an organisation",
         "PATCH",
         at("/api/organisations", shop_),
         {{"fields", {{"contact_name", "周"}}}}},
        {"edit an employment", "PATCH", at("/api/employments", job_), {{"job", "店员"}}},
        {"change a residence", "PATCH", at("/api/residences", residence_), {{"state", "reported_gone"}}},
        {"move in",
         "POST",
         "/api/residences",
         {{"person_id", person_}, {"premises_id", other_}, {"from", "2026-09-01"}},
         "",
         201},
        {"employ",
         "POST",
         "/api/employments",
         {{"person_id", twin_}, {"organisation_id", shop_}, {"from", "2026-09-01"}},
         "",
         201},
        {"label",
         "POST",
         at("/api/premises", home_, "/labels"),
         {{"label", "vacant"}, {"evidence", "door_visit"}, {"from", "2026-09-01"}},
         "",
         201},
        {"end a label", "POST", at("/api/labels", label_, "/end"), {{"to", "2026-10-01"}}},
        {"add an address",
         "POST",
         "/api/addresses",
         {{"area_id", office_->town().north.value}, {"text", "明珠路90弄1号"}},
         "",
         201},
        {"undo", "POST", at("/api/operations", operation_, "/undo"), {{"reason", "录错"}}},
    };
  }

  std::unique_ptr<RegisterOffice> office_;
  std::int64_t home_ = 0, other_ = 0, person_ = 0, twin_ = 0, residence_ = 0, shop_ = 0, job_ = 0, label_ = 0,
               address_ = 0, operation_ = 0;
};

TEST_P(RegisterRoutes, AnswerWhoMayAndRefuseWhoMayNot) {
  const auto administrator = office_->someone(access::Role::system_admin);
  const auto north = office_->north();
  for (const auto& samples : {readings(), writes()})
    for (const auto& sample : samples) {
      EXPECT_EQ(send(administrator, sample).code(), "forbidden") << sample.name;
      const auto answer = send(north, sample);
      EXPECT_EQ(answer.status, sample.status)
          << sample.name << ' ' << answer.code() << ' ' << answer.places();
    }
  EXPECT_EQ(administrator.post("/api/search", {{"text", "王"}}).code(), "forbidden");
  EXPECT_EQ(administrator.post("/api/addresses/parse", {{"text", "明珠路88弄"}}).code(), "forbidden");
}

TEST_P(RegisterRoutes, AnswerWhatLiesOutOfScopeAsAbsent) {
  const auto south = office_->south();
  for (const auto& samples : {readings(), writes()})
    for (const auto& sample : samples) {
      const auto answer = send(south, sample);
      EXPECT_EQ(answer.code(), "not-found") << sample.name;
      EXPECT_EQ(answer.status, 404) << sample.name;
    }
  EXPECT_EQ(south.get("/api/persons/99999999").body, [&] {
    auto out_of_scope = south.get(at("/api/persons", person_)).body;
    return out_of_scope;
  }());
}

TEST_P(RegisterRoutes, RefuseAStaleVersionAndOneThatIsMissing) {
  const auto north = office_->north();
  for (auto sample : writes()) {
    if (sample.method != "PATCH") continue;
    sample.if_match = "\"7\"";
    EXPECT_EQ(send(north, sample).status, 412) << sample.name;
    EXPECT_EQ(send(north, sample).code(), "version-conflict") << sample.name;
    sample.if_match = "";
    EXPECT_EQ(send(north, sample).code(), "version-required") << sample.name;
  }
  const json::object rename{{"element", "202室"}, {"reason", "改号"}};
  EXPECT_EQ(north.post(at("/api/addresses", address_, "/rename"), rename, {.if_match = "\"9\""}).code(),
            "forbidden");
  const auto office = office_->office();
  EXPECT_EQ(office.post(at("/api/addresses", address_, "/rename"), rename, {.if_match = "\"9\""}).code(),
            "version-conflict");
}

TEST_P(RegisterRoutes, NameEachWrongFieldWhereItStandsInTheBody) {
  const auto north = office_->north();
  const auto added = north.post(
      "/api/persons",
      {{"person", {{"name", ""}, {"phone", "12"}, {"sex", "neither"}, {"document_number", "123"}}}});
  EXPECT_EQ(added.status, 422);
  EXPECT_EQ(added.code(), "invalid-fields");
  EXPECT_EQ(added.places(), "person.phone person.sex person.name");
  const auto misspelt =
      north.post("/api/persons", {{"person", {{"nome", "王"}, {"name", 7}}},
                                  {"residence", {{"premises_id", "x"}, {"from", "2026-02-30"}}},
                                  {"provenance", {{"how", "by magic"}}}});
  EXPECT_EQ(misspelt.places(), "person.name person.nome residence.premises_id residence.from provenance.how");
  EXPECT_EQ(north.patch(at("/api/persons", person_), 1, {{"fields", {{"phone", "12"}}}}).places(),
            "fields.phone");
  EXPECT_EQ(north.patch(at("/api/residences", residence_), 1, {{"to", "2025-01-01"}}).places(), "to");
  EXPECT_EQ(north.patch(at("/api/organisations", shop_), 1, {{"fields", {{"credit_code", "91"}}}}).places(),
            "fields.credit_code");
  EXPECT_EQ(north
                .post("/api/addresses",
                      {{"area_id", office_->town().north.value}, {"text", "明珠路1号"}, {"lng", 121.2}})
                .places(),
            "lat datum");
  EXPECT_EQ(add_person(north, "王小伟", kNumber).places(), "person.document_number");
  EXPECT_EQ(north
                .post("/api/persons", {{"person", {{"name", "李丽"}}},
                                       {"residence", {{"premises_id", 9}, {"from", "2026-01-01"}}}})
                .places(),
            "residence.premises_id");
}

TEST_P(RegisterRoutes, LetExactlyOneOfManyEditsOfOneVersionWin) {
  constexpr int kEditors = 8;
  std::vector<int> statuses(kEditors);
  std::vector<std::thread> editors;
  for (int i = 0; i < kEditors; ++i)
    editors.emplace_back([&, i] {
      const auto desk = office_->north();
      const json::object body{{"fields", {{"phone", "1990000010" + std::to_string(i)}}}};
      statuses[static_cast<std::size_t>(i)] = desk.patch(at("/api/persons", person_), 1, body).status;
    });
  for (auto& editor : editors) editor.join();
  EXPECT_EQ(std::ranges::count(statuses, 200), 1);
  EXPECT_EQ(std::ranges::count(statuses, 412), kEditors - 1);
  EXPECT_EQ(office_->north().get(at("/api/persons", person_)).etag(), "\"2\"");
}

TEST_P(RegisterRoutes, GiveASubmissionSentTwiceOneEffect) {
  const auto north = office_->north();
  const json::object body{{"person", {{"name", "赵敏"}}}};
  const auto first = north.post("/api/persons", body, {.key = "the-same-key"});
  const auto again = north.post("/api/persons", body, {.key = "the-same-key"});
  EXPECT_EQ(first.status, 201);
  EXPECT_EQ(again.id(), first.id());
  EXPECT_EQ(north.post("/api/search", {{"text", "赵敏"}}).body.at("items").as_array().size(), 1u);
}

TEST_P(RegisterRoutes, MaskNumbersButForAStatedPurpose) {
  const auto north = office_->north();
  const auto person = north.get(at("/api/persons", person_));
  EXPECT_EQ(person.text("phone"), "199****0001");
  EXPECT_EQ(person.text("document_number"), "999000**********37");
  EXPECT_EQ(json::serialize(north.post("/api/search", {{"text", kNumber}}).body).find(kNumber),
            std::string::npos);
  EXPECT_EQ(json::serialize(north.get(at("/api/history/person", person_)).body).find("19900000001"),
            std::string::npos);

  const auto path = at("/api/persons", person_, "/reveal");
  const json::array both{"document_number", "phone"};
  EXPECT_EQ(north.post(path, {{"fields", both}}).places(), "purpose");
  EXPECT_EQ(north.post(path, {{"fields", both}, {"purpose", "curiosity"}}).places(), "purpose");
  EXPECT_EQ(north.post(path, {{"fields", json::array{"name"}}, {"purpose", "door_check"}}).places(),
            "fields.0");
  EXPECT_EQ(office_->audited("number.revealed", person_), 0);
  EXPECT_EQ(north.post(path, {{"fields", both}, {"purpose", "door_check"}}).code(), "purpose-too-narrow");
  EXPECT_EQ(office_->audited("number.revealed", person_), 0);
  const auto revealed = north.post(path, {{"fields", both}, {"purpose", "resident_service"}});
  EXPECT_EQ(revealed.text("document_number"), kNumber);
  EXPECT_EQ(revealed.text("phone"), "19900000001");
  EXPECT_EQ(office_->audited("number.revealed", person_), 2);
}

TEST_P(RegisterRoutes, AuditEveryReadingOfAPerson) {
  const auto north = office_->north();
  const auto before = office_->audited("record.read", person_);
  north.get(at("/api/persons", person_));
  north.get(at("/api/premises", home_));
  north.get(at("/api/organisations", shop_, "/employments"));
  EXPECT_EQ(office_->audited("record.read", person_), before + 3);
  north.get(at("/api/history/person", person_));
  EXPECT_EQ(office_->audited("history.read", person_), 1);
}

TEST_P(RegisterRoutes, AskTheOfficeForAPurposeBeforeSingleRecords) {
  const auto& town = office_->town();
  const auto silent = office_->desk(town.town_account, town.town_post);
  EXPECT_EQ(silent.get(at("/api/persons", person_)).code(), "purpose-required");
  EXPECT_EQ(silent.post("/api/search", {{"text", "王"}, {"kinds", json::array{"person"}}}).code(),
            "purpose-required");
  EXPECT_EQ(office_->office().get(at("/api/persons", person_)).status, 200);
}

TEST_P(RegisterRoutes, TellThePastAndRefuseADayThatIsNone) {
  const auto north = office_->north();
  const auto path = at("/api/persons", person_);
  EXPECT_EQ(north.get(path + "?valid_on=2026-02-30").places(), "valid_on");
  EXPECT_EQ(north.get(path + "?known_at=yesterday").places(), "known_at");
  EXPECT_EQ(north.get(path + "?valid_on=2025-12-31").code(), "not-found");
  EXPECT_EQ(north.get(path + "?valid_on=2026-01-01").status, 200);
  EXPECT_EQ(north.get(path + "?known_at=2026-11-23T05:59:59Z").code(), "not-found");
}

TEST_P(RegisterRoutes, TellWhetherSomebodyLivesWhereTheyAreRegistered) {
  const auto north = office_->north();
  const auto told = [&](const char* place) {
    const auto version = north.get(at("/api/persons", person_)).body.at("version").as_int64();
    const auto edited =
        north.patch(at("/api/persons", person_), version, {{"fields", {{"registered_place", place}}}});
    const auto* lives = edited.body.as_object().if_contains("lives_at_registered");
    return lives ? (lives->as_bool() ? "yes" : "no") : "unknown";
  };
  EXPECT_STREQ(told("明珠路八十八弄3号201"), "yes");  // another writing of the same door
  EXPECT_STREQ(told("上海市青浦区明珠路88弄5号602室"), "no");
  EXPECT_STREQ(told("安徽省阜阳市颍上县"), "no");
  EXPECT_STREQ(told("上海市青浦区"), "unknown");
}

TEST_P(RegisterRoutes, SortAndPageWhatASearchFinds) {
  const auto north = office_->north();
  for (const auto* name : {"王丙", "王甲", "王乙", "王丁"})
    north.post("/api/persons", {{"person", {{"name", name}}}});
  std::vector<std::string> sorted;
  std::string cursor;
  do {
    json::object request{{"text", "王"}, {"sort", "name"}, {"kinds", json::array{"person"}}, {"limit", 2}};
    if (!cursor.empty()) request["cursor"] = cursor;
    const auto page = north.post("/api/search", request).body.as_object();
    for (const auto& hit : page.at("items").as_array()) sorted.emplace_back(hit.at("title").as_string());
    cursor = page.contains("next_cursor") ? std::string(page.at("next_cursor").as_string()) : "";
  } while (!cursor.empty());
  EXPECT_EQ(sorted, (std::vector<std::string>{"王丁", "王丙", "王乙", "王伟", "王甲", "王韦"}));
  EXPECT_EQ(north.post("/api/search", {{"text", "王"}, {"sort", "confirmed_at"}}).status, 200);
  EXPECT_EQ(north.post("/api/search", {{"text", "王"}, {"sort", "phone"}}).places(), "sort");
  EXPECT_EQ(north.post("/api/search", {{"text", "王"}, {"cursor", "x"}}).places(), "cursor");
  EXPECT_EQ(north.post("/api/search", {{"text", "王"}, {"limit", 1000}}).places(), "limit");
}

TEST_P(RegisterRoutes, ListAKindOrAnAreaWithoutAText) {
  const auto north = office_->north();
  json::object request{{"text", ""}, {"kinds", json::array{"person"}}, {"limit", 1}};
  const auto first = north.post("/api/search", request).body;
  EXPECT_EQ(first.at("understood"), "browse");
  EXPECT_EQ(first.at("items").at(0).at("id"), person_);
  request["cursor"] = first.at("next_cursor");
  EXPECT_EQ(north.post("/api/search", request).body.at("items").at(0).at("id"), twin_);
  const auto of_area = [&](access::AreaId area) {
    return north.post("/api/search", {{"text", " "}, {"area_id", area.value}, {"sort", "name"}})
        .body.at("items")
        .as_array()
        .size();
  };
  EXPECT_GT(of_area(office_->town().north), 4u);
  EXPECT_EQ(of_area(office_->town().south), 0u);
  EXPECT_TRUE(north.post("/api/search", {{"text", ""}}).body.at("items").as_array().empty());
}

// Premises are found by their addresses, of which most are roads, lanes and buildings.
TEST_P(RegisterRoutes, ListEveryPremisesWhateverTheSizeOfThePageAndTheOrder) {
  const auto north = office_->north();
  const auto listed = [&](const char* sort, int limit) {
    std::set<std::int64_t> out;
    json::object request{{"text", ""}, {"kinds", json::array{"premises"}}, {"sort", sort}, {"limit", limit}};
    for (;;) {
      const auto page = north.post("/api/search", request).body;
      for (const auto& hit : page.at("items").as_array()) out.insert(hit.at("id").as_int64());
      if (!page.as_object().contains("next_cursor")) return out;
      request["cursor"] = page.at("next_cursor");
    }
  };
  const auto all = listed("name", 200);
  EXPECT_FALSE(all.empty());
  for (const auto* sort : {"name", "confirmed_at", "relevance"})
    for (const int limit : {1, 2, 200}) EXPECT_EQ(listed(sort, limit), all) << sort << " by " << limit;
}

TEST_P(RegisterRoutes, FindPremisesBelowAnAddress) {
  const auto north = office_->north();
  const auto below = north.post("/api/search", {{"text", "明珠路88弄"}, {"kinds", json::array{"premises"}}})
                         .body.at("items")
                         .as_array();
  ASSERT_EQ(below.size(), 2u);
  EXPECT_EQ(below[0].at("kind"), "premises");
  EXPECT_EQ(below[0].at("id"), home_);
  EXPECT_EQ(below[1].at("id"), other_);
}

TEST_P(RegisterRoutes, ParseAnAddressOfTheTown) {
  const auto parsed = office_->north().post("/api/addresses/parse", {{"text", "明珠路８８弄３号２０１"}});
  EXPECT_EQ(parsed.text("canonical"), "上海市青浦区徐泾镇明珠路88弄3号201室");
  EXPECT_EQ(parsed.text("lane"), "88弄");
  EXPECT_EQ(office_->north().post("/api/addresses/parse", json::object()).places(), "text");
}

TEST_P(RegisterRoutes, TakeAResidenceThroughItsStates) {
  const auto north = office_->north();
  const auto path = at("/api/residences", residence_);
  EXPECT_EQ(north.patch(path, 1, {{"state", "to_verify"}}).code(), "no-such-step");
  EXPECT_EQ(north.patch(path, 1, {{"state", "cancelled"}, {"to", "2026-11-01"}}).code(), "evidence-needed");
  const json::object evidence{{"evidence", json::array{{{"kind", "landlord"}, {"note", "电话确认"}}}}};
  const auto left =
      north.patch(path, 1, {{"state", "cancelled"}, {"to", "2026-11-01"}, {"provenance", evidence}});
  ASSERT_EQ(left.status, 200) << left.code() << left.places();
  EXPECT_EQ(left.text("to"), "2026-11-01");
  const auto history = north.get(at("/api/history/person", person_)).body.at("items").at(0);
  EXPECT_EQ(history.at("subject_kind"), "residence");
  EXPECT_EQ(history.at("kind"), "cancel");
  EXPECT_EQ(history.at("evidence"), json::parse(R"([{"kind":"landlord","note":"电话确认"}])"));
}

TEST_P(RegisterRoutes, PageTheHistory) {
  const auto north = office_->north();
  const auto path = at("/api/history/person", person_);
  const auto all = north.get(path).body.at("items").as_array();
  const auto first = north.get(path + "?limit=1");
  EXPECT_EQ(first.body.at("items").as_array().size(), 1u);
  const auto rest = north.get(path + "?cursor=" + first.text("next_cursor")).body.at("items").as_array();
  EXPECT_EQ(rest.size() + 1, all.size());
  EXPECT_EQ(north.get(path + "?limit=0").places(), "limit");
  EXPECT_EQ(north.get(at("/api/history/residence", residence_)).code(), "not-found");
}

WEIGE_BOTH_ENGINES(RegisterRoutes);

// What lies sealed and was touched from outside is told as what it is, and so is what was erased.
TEST_P(RegisterRoutes, TellOfAlteredAndOfErasedNumbers) {
  const auto run = [&](const char* sql) {
    ASSERT_TRUE(db().write([&](store::Transaction& tx) -> Done {
      tx.exec(sql, person_);
      return done();
    }));
  };
  const auto desk = office_->north();
  ASSERT_EQ(desk.ask("PATCH", at("/api/persons", person_), R"({"fields":{"phone":"19900000002"}})",
                     {.if_match = "\"1\""})
                .status,
            200);
  run("UPDATE data_key SET wrapped = NULL WHERE owner_kind = 'person' AND owner_id = $1");
  const auto erased = desk.get(at("/api/persons", person_));
  ASSERT_EQ(erased.status, 200);
  EXPECT_TRUE(erased.body.at("erased").as_bool());
  EXPECT_FALSE(erased.body.as_object().contains("phone"));
  const auto history = desk.get(at("/api/history/person", person_)).body.at("items");
  EXPECT_TRUE(history.at(0).at("fields").at(0).at("erased").as_bool());
  EXPECT_FALSE(history.at(0).at("can_undo").as_bool());
  EXPECT_EQ(desk.post(at("/api/persons", person_, "/reveal"),
                      {{"fields", json::array{"phone"}}, {"purpose", "legal_request"}})
                .status,
            200);

  office_->expect_fault();
  run("DELETE FROM data_key WHERE owner_kind = 'person' AND owner_id = $1");
  const auto broken = desk.get(at("/api/persons", person_));
  EXPECT_EQ(broken.status, 500);
  EXPECT_EQ(broken.code(), "sealed-values");
}

}  // namespace register_routes_test
}  // namespace weige::http
