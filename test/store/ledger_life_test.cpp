// The ledger under any life of the register, on both engines (C3: history is not overwritten): what was taken
// back leaves everything as it was before, and every former state can be told again from the changes.
#include <gtest/gtest.h>

#include "registry/ledger_store.h"
#include "registry/record_store.h"
#include "support/databases.h"
#include "support/random_register.h"

namespace weige::registry {
namespace ledger_life_test {

using testing_support::RandomRegister;

// Everything that is so now, as lines: records with who confirmed them, and what is derived from them.
// Records that never were are left out, and so are versions, which only grow.
using State = std::map<std::string, std::string>;

std::string cell(const store::Row& row, int column) {
  if (row.is_null(column)) return "-";
  try {
    return std::to_string(row.int64(column));
  } catch (const store::DatabaseError&) {
    return std::string(row.text(column));
  }
}

void add_rows(State& out, store::Transaction& tx, const std::string& name, const std::string& sql,
              int columns) {
  tx.each(sql, [&](const store::Row& row) {
    std::string line;
    for (int i = 1; i < columns; ++i) line += cell(row, i) + "|";
    out[name + " " + cell(row, 0)] += line;
  });
}

std::string columns_of(RecordKind kind, int& count) {
  std::string out = "t.id, t.confirmed_at, t.provenance_id";
  count = 3;
  for (const auto& field : fields(kind)) {
    if (field.type == FieldType::real) continue;
    out += ", t.\"" + std::string(field.name) + "\"";
    ++count;
  }
  return out;
}

State state_of(store::Transaction& tx) {
  State out;
  for (const auto kind : kRecordKinds) {
    int count = 0;
    const auto columns = columns_of(kind, count);
    const std::string table(code(kind));
    add_rows(out, tx, table, "SELECT " + columns + " FROM " + table + " t WHERE t.state <> 'undone'", count);
    add_rows(out, tx, "provenance of " + table,
             "SELECT f.subject_id, f.field, f.provenance_id FROM field_provenance f JOIN " + table +
                 " t ON t.id = f.subject_id WHERE f.subject_kind = '" + table +
                 "' AND t.state <> 'undone' ORDER BY f.subject_id, f.field",
             3);
  }
  add_rows(out, tx, "areas of person",
           "SELECT a.person_id, a.area_id FROM person_area a JOIN person t ON t.id = a.person_id"
           " WHERE t.state <> 'undone' ORDER BY a.person_id, a.area_id",
           2);
  add_rows(out, tx, "terms", "SELECT subject_id, term FROM search_term ORDER BY subject_id, term", 2);
  add_rows(out, tx, "area", "SELECT id, state FROM area", 2);
  return out;
}

// The first few lines that differ, so that a failure can be read.
std::string difference(const State& expected, const State& actual) {
  std::string out;
  for (const auto& [key, value] : expected)
    if (const auto found = actual.find(key); found == actual.end() || found->second != value)
      out += key + "\n  was " + value + "\n  is  " + (found == actual.end() ? "" : found->second) + "\n";
  for (const auto& [key, value] : actual)
    if (!expected.contains(key)) out += key + "\n  was not there, is " + value + "\n";
  return out.substr(0, 1500);
}

State state_of(store::Database& db) {
  return db.read([](store::Transaction& tx) { return state_of(tx); });
}

class LedgerLife : public testing_support::BothEngines {};

TEST_P(LedgerLife, UndoneInReverseEverythingIsAsBefore) {
  for (const unsigned seed : {11u, 12u, 13u}) {
    testing_support::ScratchDatabase scratch(GetParam());
    RandomRegister life(scratch.db(), testing_support::make_small_town(scratch.db()), seed);
    std::vector<std::pair<std::string, State>> before;
    for (int i = 0; i < 90; ++i) {
      auto state = state_of(scratch.db());
      const int done = life.done();
      const auto act = life.step_forward();
      if (life.done() > done) before.emplace_back(act, std::move(state));
    }
    ASSERT_GT(before.size(), 45u);
    for (; !before.empty(); before.pop_back()) {
      const auto& [act, state] = before.back();
      ASSERT_TRUE(life.undo_newest());
      ASSERT_EQ(difference(state, state_of(scratch.db())), "") << "seed " << seed << ", undoing " << act;
    }
  }
}

// The tracked fields of the records that were there, as text.
std::map<std::pair<RecordKind, std::int64_t>, std::string> records_now(store::Transaction& tx) {
  std::map<std::pair<RecordKind, std::int64_t>, std::string> out;
  const auto scope =
      access::Actor::system(tx, testing_support::kTestNow, access::SystemReason::maintenance).scope();
  for (const auto kind : kRecordKinds) {
    const auto ids = tx.all("SELECT id FROM " + std::string(code(kind)) + " WHERE state <> 'undone'",
                            [](const store::Row& row) { return row.int64(0); });
    for (const auto id : ids) {
      const auto record = *find_record(tx, scope, kind, id);
      auto derived = record;
      derive(derived);
      EXPECT_EQ(derived.values, record.values) << "keys of " << code(kind) << " " << id;
      out[{kind, id}] = to_ledger_text(differences(nullptr, record));
    }
  }
  return out;
}

TEST_P(LedgerLife, TellsEveryFormerState) {
  constexpr Day kDoomsday{std::chrono::year{9999} / 12 / 31};
  for (const unsigned seed : {21u, 22u}) {
    testing_support::ScratchDatabase scratch(GetParam());
    RandomRegister life(scratch.db(), testing_support::make_small_town(scratch.db()), seed);
    std::vector<std::pair<Instant, std::map<std::pair<RecordKind, std::int64_t>, std::string>>> former;
    for (int i = 0; i < 120; ++i) {
      life.step();
      if (i % 8 != 0) continue;
      auto records = scratch.db().write(
          [](store::Transaction& tx) -> Result<decltype(records_now(tx))> { return records_now(tx); });
      former.emplace_back(life.now(), std::move(records).value());
    }
    scratch.db().read([&](store::Transaction& tx) {
      tx.each("SELECT DISTINCT subject_kind, subject_id FROM change ORDER BY subject_kind, subject_id",
              [&](const store::Row& row) {
                const std::pair key{record_kind_of(row.text(0)).value(), row.int64(1)};
                const auto changes = changes_of_record(tx, key.first, key.second);
                for (const auto& [known_at, records] : former) {
                  const auto then = as_of(key.first, key.second, changes, kDoomsday, known_at);
                  const auto was = records.find(key);
                  EXPECT_EQ(then ? to_ledger_text(differences(nullptr, *then)) : "",
                            was == records.end() ? "" : was->second)
                      << "seed " << seed << ", " << code(key.first) << " " << key.second;
                }
              });
    });
  }
}

WEIGE_BOTH_ENGINES(LedgerLife);

}  // namespace ledger_life_test

}  // namespace weige::registry
