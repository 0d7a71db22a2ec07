// The sample town as it stands in the register, on both engines: its rules hold, its history tells how it
// came about, its counters are true, and its accounts can be signed in to.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "access/area_store.h"
#include "access/sign_in_actions.h"
#include "registry/ledger_store.h"
#include "registry/record_store.h"
#include "registry/search_terms.h"
#include "registry/town_store.h"
#include "support/current_state.h"
#include "support/databases.h"
#include "support/sample_town.h"

namespace weige::town {
namespace sample_town_test {

using registry::Record;
using registry::RecordKind;
using store::Row;
using store::Transaction;
using testing_support::kSampleUntil;
using testing_support::make_test_sample_town;

constexpr int kResidents = 600;
const Instant kNow = TownTime{}.start_of(kSampleUntil);

class SampleTowns : public testing_support::BothEngines {
 protected:
  std::int64_t count(const char* sql) {
    return db().read([&](Transaction& tx) { return tx.scalar<std::int64_t>(sql); });
  }
  std::vector<Record> all(Transaction& tx, RecordKind kind) {
    const auto sql = "SELECT " + std::string(registry::record_columns(kind)) + " FROM " +
                     std::string(code(kind)) + " t ORDER BY t.id";
    registry::SealedFields sealed(tx);
    return tx.all(sql, [&](const Row& row) { return registry::read_record(sealed, kind, row); });
  }
};
WEIGE_BOTH_ENGINES(SampleTowns);

TEST_P(SampleTowns, KeepsTheRulesOfTheRegister) {
  EXPECT_EQ(make_test_sample_town(db(), kResidents).residents, kResidents);
  EXPECT_EQ(count("SELECT count(main_key) FROM residence"), kResidents);
  EXPECT_EQ(count("SELECT count(*) FROM residence r JOIN premises p ON p.id = r.premises_id WHERE r.area_id "
                  "<> p.area_id"),
            0);
  EXPECT_EQ(
      count(
          "SELECT count(*) FROM residence r JOIN person p ON p.id = r.main_key WHERE r.area_id <> p.area_id"),
      0);
  EXPECT_EQ(count("SELECT count(*) FROM premises p JOIN address a ON a.id = p.address_id WHERE a.area_id <> "
                  "p.area_id"),
            0);
  EXPECT_EQ(count("SELECT count(*) FROM residence WHERE to_day < from_day"), 0);
  EXPECT_EQ(count("SELECT count(*) FROM residence WHERE (to_day IS NULL) <> (state NOT IN ('cancelled', "
                  "'suspended'))"),
            0);
  EXPECT_EQ(count("SELECT count(*) FROM employment e JOIN organisation o ON o.id = e.organisation_id"
                  " WHERE o.state <> 'current' AND e.to_day IS NULL"),
            0);
  EXPECT_EQ(count("SELECT count(*) FROM area WHERE kind = 'committee'"), 3);
  EXPECT_EQ(db().read([](Transaction& tx) { return registry::town_text(tx); }), "上海市青浦区徐泾镇");
  EXPECT_EQ(count("SELECT count(*) FROM residence WHERE state = 'undone'"), 0);
}

TEST_P(SampleTowns, HasAHistoryFromWhichTheCurrentStateFollows) {
  make_test_sample_town(db(), kResidents);
  db().read([&](Transaction& tx) {
    for (const auto kind : registry::kRecordKinds)
      for (const auto& record : all(tx, kind)) {
        const auto changes = registry::changes_of_record(tx, kind, record.id);
        auto derived =
            registry::as_of(kind, record.id, changes,
                            Day{std::chrono::sys_days{kSampleUntil} + std::chrono::days{400}}, kNow);
        ASSERT_TRUE(derived) << code(kind) << record.id;
        // Which grid of its committee a record lies in follows from borders, not from its history.
        auto current = record;
        for (auto* each : {&*derived, &current})
          each->set_number("area_id", access::above_grid(tx, access::AreaId{each->area()}).value);
        EXPECT_EQ(derived->values, current.values) << code(kind) << record.id;
        for (std::size_t i = 1; i < changes.size(); ++i)
          EXPECT_LE(changes[i - 1].known_at, changes[i].known_at);
      }
  });
  for (const char* kind : {"add", "change", "confirm", "cancel"})
    EXPECT_GT(count(("SELECT count(*) FROM change WHERE kind = '" + std::string(kind) + "'").c_str()), 0)
        << kind;
  EXPECT_EQ(count("SELECT count(*) FROM change WHERE provenance_id NOT IN (SELECT id FROM provenance)"), 0);
  EXPECT_GT(count("SELECT count(DISTINCT enterer_post_id) FROM provenance"), 8);
  EXPECT_GT(count("SELECT count(DISTINCT source) FROM provenance"), 4);
}

TEST_P(SampleTowns, DerivesTermsAndReachAsTheyWouldBeAnew) {
  make_test_sample_town(db(), kResidents);
  db().read([&](Transaction& tx) {
    std::set<std::tuple<std::string, std::string, std::int64_t>> kept, anew;
    tx.each("SELECT term, subject_kind, subject_id FROM search_term",
            [&](const Row& row) { kept.emplace(row.text(0), row.text(1), row.int64(2)); });
    for (const auto kind : registry::kRecordKinds)
      for (const auto& record : all(tx, kind))
        for (const auto& term : registry::search_terms(record)) anew.emplace(term, code(kind), record.id);
    EXPECT_EQ(kept, anew);
  });
  EXPECT_EQ(count("SELECT count(*) FROM person p WHERE NOT EXISTS"
                  " (SELECT 1 FROM person_area a WHERE a.person_id = p.id AND a.area_id = p.area_id)"),
            0);
  EXPECT_EQ(count("SELECT count(*) FROM residence r WHERE r.main_key IS NOT NULL AND NOT EXISTS"
                  " (SELECT 1 FROM person_area a WHERE a.person_id = r.person_id AND a.area_id = r.area_id)"),
            0);
}

TEST_P(SampleTowns, CountsTheMonthsOfItsHistory) {
  make_test_sample_town(db(), kResidents);
  EXPECT_GE(count("SELECT count(DISTINCT month) FROM record_counter"), 24);
  EXPECT_EQ(count("SELECT count(*) FROM record_counter WHERE month > '2026-11'"), 0);
  // Each adding of a residence is one resident's record added, but for households entered at once with one
  // counted per person.
  EXPECT_EQ(count("SELECT sum(adds) FROM record_counter WHERE records = 'residents'"),
            count("SELECT count(*) FROM change WHERE subject_kind = 'residence' AND kind = 'add'"));
}

TEST_P(SampleTowns, LetsItsAccountsSignInWithPasswordsOfTheirOwn) {
  const auto made = make_test_sample_town(db(), kFewestResidents);
  ASSERT_EQ(made.sign_ins.size(), 6u);
  std::set<std::string> passwords;
  const access::SignInContext context{.clock = fixed_clock(kNow), .random = seeded_random(1)};
  for (const auto& each : made.sign_ins) {
    passwords.insert(each.password);
    const auto signed_in =
        access::sign_in(db(), context, {each.login_name, each.password, "192.0.2.1", "test"});
    ASSERT_TRUE(signed_in.ok()) << each.login_name;
    EXPECT_NE(signed_in->session.actor.role(), access::Role::nobody);
  }
  EXPECT_EQ(passwords.size(), 6u);
}

TEST_P(SampleTowns, RefusesADatabaseThatIsInUse) {
  make_test_sample_town(db(), kFewestResidents);
  const auto divisions = testing_support::three_committees();
  const auto again = make_sample_town(db(), {.residents = kFewestResidents, .until = kSampleUntil}, divisions,
                                      {.passwords = seeded_random(1)});
  ASSERT_FALSE(again.ok());
  EXPECT_EQ(again.problem().code, ProblemCode::town_not_empty);
}

TEST_P(SampleTowns, IsTheSameForTheSameSeedAndAnotherForAnother) {
  const auto text = [](store::Database& database) {
    return database.read([](Transaction& tx) {
      std::string out;
      tx.each(
          "SELECT p.name, '<:person:document_number:' || p.id || ':>', '<:person:phone:' || p.id || ':>', "
          "a.canonical, r.from_day, r.state, r.confirmed_at FROM "
          "residence r"
          " JOIN person p ON p.id = r.person_id JOIN premises m ON m.id = r.premises_id JOIN address a ON "
          "a.id = m.address_id"
          " ORDER BY r.id",
          [&](const Row& row) {
            for (int column = 0; column < row.columns(); ++column)
              out += row.is_null(column) ? std::string("-") : std::string(row.text(column));
            out += '\n';
          });
      return testing_support::opened(tx, out);
    });
  };
  make_test_sample_town(db(), kFewestResidents, 5);
  testing_support::ScratchDatabase again(store::Engine::sqlite), other(store::Engine::sqlite);
  make_test_sample_town(again.db(), kFewestResidents, 5);
  make_test_sample_town(other.db(), kFewestResidents, 6);
  EXPECT_EQ(text(db()), text(again.db()));  // on whichever engine
  EXPECT_NE(text(db()), text(other.db()));
}

}  // namespace sample_town_test
}  // namespace weige::town
