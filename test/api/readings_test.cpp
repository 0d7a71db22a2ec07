// What tells of a person beside opening one, over HTTP and on both engines: an answer that is given again, a
// refusal, an edit of nothing, and what a purpose leaves out of lists. Each counts and is logged as what it
// is.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <memory>

#include "access/reading_quota_store.h"
#include "http/idempotency_store.h"
#include "support/access_town.h"
#include "support/databases.h"
#include "support/http/desk.h"
#include "support/rosters.h"

namespace weige::http {
namespace readings_test {

namespace json = boost::json;
using access::Purpose;
using testing_support::AskedWith;
using testing_support::Desk;
using testing_support::kTestNow;
using testing_support::RegisterOffice;

constexpr auto kNumber = "999000199001011237";

class Readings : public testing_support::BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    office_ = std::make_unique<RegisterOffice>(db());
    home_ = office_->door("明珠路88弄3号201室", office_->town().north);
    person_ = office_->north().post("/api/persons", somebody()).id();
  }
  json::object somebody(const char* name = "王伟", const char* number = kNumber) const {
    return {{"person", {{"name", name}, {"document_number", number}, {"phone", "19900000001"}}},
            {"residence", {{"premises_id", home_}, {"from", "2026-01-01"}}}};
  }
  Desk north(std::optional<Purpose> purpose) const {
    return office_->desk(office_->town().north_account, office_->town().north_officer, purpose);
  }
  std::string person() const { return "/api/persons/" + std::to_string(person_); }
  access::PostDay today_of(access::PostId post) const { return {post, TownTime{}.day_of(kTestNow)}; }
  std::int64_t counted(access::PostId post) {
    return db().read([&](store::Transaction& tx) { return find_reading_count(tx, today_of(post)).readings; });
  }
  void use_up(access::PostId post, std::int64_t readings) {
    db().write([&](store::Transaction& tx) -> Done {
          (void)access::add_readings(tx, today_of(post), readings);
          return done();
        })
        .value();
  }

  std::unique_ptr<RegisterOffice> office_;
  std::int64_t home_ = 0, person_ = 0;
};
WEIGE_BOTH_ENGINES(Readings);

// --- whom a list tells of

TEST_P(Readings, TheHistoryOfAHomeIsEnteredWithThoseWhoLivedThere) {
  ASSERT_EQ(north(Purpose::door_check).get("/api/history/premises/" + std::to_string(home_)).status, 200);
  EXPECT_EQ(db().read([&](store::Transaction& tx) {
    return tx.scalar<std::int64_t>(
        "SELECT count(*) FROM audit_entry WHERE action = 'history.read' AND subject_kind = 'person' AND "
        "subject_id = $1",
        person_);
  }),
            1);
}

// --- answers that are given again

TEST_P(Readings, AnAnswerThatIsGivenAgainIsAReadingAgain) {
  const auto officer = office_->town().north_officer;
  const auto before = counted(officer);
  const auto add = [&] {
    return office_->north().post("/api/persons", somebody("李玮", "999000199001022112"),
                                 {.key = "the-same-key"});
  };
  const auto first = add(), again = add();
  ASSERT_EQ(first.status, 201);
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(json::serialize(again.body), json::serialize(first.body));
  EXPECT_EQ(counted(officer), before + 2);
  EXPECT_EQ(office_->audited("record.read", first.id()), 1);
  EXPECT_EQ(office_->audited("submission.repeated", first.id()), 1);
  use_up(officer, 300 - counted(officer));
  EXPECT_EQ(add().code(), "reading-quota-reached") << "and ends with the quota";
  EXPECT_EQ(office_->audited("submission.repeated", first.id()), 1);
}

TEST_P(Readings, AnAnswerIsGivenAgainToThePostThatGotItOnly) {
  const AskedWith once{.key = "the-same-key"};
  ASSERT_EQ(office_->north().post("/api/persons", somebody("李玮", "999000199001022112"), once).status, 201);
  const auto second = testing_support::AccessTown(db()).post(
      access::Role::community_officer, office_->town().south, office_->town().north_account);
  const auto elsewhere = office_->desk(office_->town().north_account, second.id, Purpose::door_check);
  EXPECT_EQ(elsewhere.post("/api/persons", somebody("李玮", "999000199001022112"), once).code(),
            "idempotency-mismatch");
}

TEST_P(Readings, KeptAnswersLieSealedAndTheirKeysGoWithThem) {
  const auto kept = db().read([](store::Transaction& tx) {
    return tx.scalar<store::Blob>("SELECT sealed FROM idempotent_answer WHERE sealed IS NOT NULL");
  });
  EXPECT_GT(kept.bytes.size(), 100u);
  for (const auto* told : {"王伟", "person", "199****0001"})
    EXPECT_EQ(kept.bytes.find(told), std::string::npos) << told;
  const auto keys = [&] {
    return db().read([](store::Transaction& tx) {
      return tx.scalar<std::int64_t>("SELECT count(*) FROM data_key WHERE owner_kind = 'answer'");
    });
  };
  EXPECT_EQ(keys(), 1);
  (void)db().write([](store::Transaction& tx) -> Done {
    forget_old_answers(tx, kTestNow + kAnswerKept + std::chrono::hours{1});
    return done();
  });
  EXPECT_EQ(keys(), 0);
}

// --- refusals that tell of somebody

TEST_P(Readings, ThatANumberIsTakenIsAReadingOfWhoHasIt) {
  const auto officer = office_->town().south_officer;
  const auto elsewhere = office_->south();
  const json::object guess{{"person", {{"name", "某人"}, {"document_number", kNumber}}}};
  const auto taken = elsewhere.post("/api/persons", guess);
  EXPECT_EQ(taken.code(), "key-taken");
  EXPECT_EQ(json::serialize(taken.body).find(std::to_string(person_)), std::string::npos);
  EXPECT_EQ(counted(officer), 1);
  EXPECT_EQ(office_->audited("register.number_taken", person_), 1);
  const auto purpose = db().read([](store::Transaction& tx) {
    return tx.scalar<std::string>("SELECT purpose FROM audit_entry WHERE action = 'register.number_taken'");
  });
  EXPECT_EQ(purpose, "door_check");
  const auto own = elsewhere.post("/api/persons", {{"person", {{"name", "某人"}}}});
  EXPECT_EQ(
      elsewhere
          .patch("/api/persons/" + std::to_string(own.id()), 1, {{"fields", {{"document_number", kNumber}}}})
          .code(),
      "key-taken");
  EXPECT_EQ(office_->audited("register.number_taken", person_), 2);
  use_up(officer, 300 - counted(officer));
  EXPECT_EQ(elsewhere.post("/api/persons", guess).code(), "reading-quota-reached");
  EXPECT_EQ(office_->audited("register.number_taken", person_), 2) << "nothing was told";
}

// Also of one that nobody has: else the question would be the answer.
TEST_P(Readings, ANumberIsLookedUpForAPurposeOnly) {
  const auto aimless = office_->desk(office_->town().south_account, office_->town().south_officer);
  for (const auto* number : {kNumber, "999000199001022112"}) {
    const json::object guess{{"person", {{"name", "某人"}, {"document_number", number}}}};
    EXPECT_EQ(aimless.post("/api/persons", guess).code(), "purpose-required") << number;
  }
  EXPECT_EQ(office_->audited("register.number_taken", person_), 0);
  const auto own = aimless.post("/api/persons", {{"person", {{"name", "某人"}}}});
  ASSERT_EQ(own.status, 201) << "who has none is added as before";
  EXPECT_EQ(
      aimless
          .patch("/api/persons/" + std::to_string(own.id()), 1, {{"fields", {{"document_number", kNumber}}}})
          .code(),
      "purpose-required");
}

TEST_P(Readings, ACodeForAResidentIsASingleReading) {
  const auto officer = office_->town().north_officer;
  const auto before = counted(officer);
  const auto make = [&] { return office_->north().ask("POST", person() + "/resident-code", "", {}); };
  EXPECT_EQ(make().status, 201);
  EXPECT_EQ(counted(officer), before + 1);
  use_up(officer, 300 - counted(officer));
  EXPECT_EQ(make().code(), "reading-quota-reached");
  EXPECT_EQ(office_->audited("resident_code.made", person_), 1) << "none was made";
}

TEST_P(Readings, OtherRefusalsTellOfNobody) {
  const auto before = counted(office_->town().north_officer);
  EXPECT_EQ(north(Purpose::door_check).patch(person(), 7, {{"fields", {{"name", "王韦"}}}}).status, 412);
  EXPECT_EQ(counted(office_->town().north_officer), before);
}

// --- edits of nothing

TEST_P(Readings, AnEditOfNothingAsksForAPurpose) {
  const auto aimless = north(std::nullopt);
  const json::object nothing{{"fields", json::object{}}}, same{{"fields", {{"name", "王伟"}}}};
  for (const auto& edit : {nothing, same})
    for (const std::int64_t version : {1, 0})
      EXPECT_EQ(aimless.patch(person(), version, edit).code(), "purpose-required") << version;
  EXPECT_EQ(office_->audited("record.read", person_), 1) << "of who added the person";
  EXPECT_EQ(north(Purpose::door_check).patch(person(), 1, nothing).status, 200);
  EXPECT_EQ(aimless.patch(person(), 1, {{"fields", {{"phone", "19900000002"}}}}).status, 200);
  const auto home = north(Purpose::door_check).get(person()).body.at("residences").at(0).at("id").as_int64();
  EXPECT_EQ(aimless.patch("/api/residences/" + std::to_string(home), 1, json::object{}).code(),
            "purpose-required");
}

// --- what a purpose leaves out

TEST_P(Readings, HitsShowWhatThePurposeDoes) {
  const auto search = [&](std::optional<Purpose> purpose) {
    return north(purpose).post("/api/search", {{"text", "王伟"}, {"kinds", json::array{"person"}}}).body;
  };
  const auto checked = search(Purpose::data_quality);
  ASSERT_EQ(checked.at("items").as_array().size(), 1u);
  EXPECT_FALSE(checked.at("items").at(0).as_object().contains("phone"));
  EXPECT_TRUE(checked.at("items").at(0).as_object().contains("document_number"));
  EXPECT_EQ(json::serialize(checked.at("withheld")), R"(["contact","numbers"])");
  EXPECT_EQ(search(Purpose::door_check).at("items").at(0).at("phone").as_string(), "199****0001");
  const auto aimless = search(std::nullopt);
  EXPECT_EQ(aimless.at("items").at(0).at("phone").as_string(), "199****0001") << "as lists do";
  EXPECT_FALSE(aimless.as_object().contains("withheld"));
}

TEST_P(Readings, FindingsShowWhatThePurposeDoes) {
  testing_support::RosterDesk lists(db(), {office_->town().north_account, office_->town().north_officer});
  lists.hand_in("姓名,证件号码,联系电话,现住地址\n王伟," + std::string(kNumber) +
                ",13811112222,明珠路88弄3号201室\n");
  const auto found = lists.findings();
  ASSERT_EQ(found.size(), 1u);
  const auto read = [&](std::optional<Purpose> purpose) {
    return json::serialize(north(purpose).get("/api/findings/" + std::to_string(found[0].id.value)).body);
  };
  const auto checked = read(Purpose::data_quality), visited = read(Purpose::door_check);
  for (const auto* phone : {"138****2222", "199****0001"}) {
    EXPECT_EQ(checked.find(phone), std::string::npos) << checked;
    EXPECT_NE(visited.find(phone), std::string::npos) << visited;
  }
  EXPECT_NE(checked.find(R"("withheld":["contact","numbers"])"), std::string::npos);
  EXPECT_NE(checked.find("王伟"), std::string::npos);
}

}  // namespace readings_test
}  // namespace weige::http
