// What the manifest calls sensitive lies sealed: nothing of it is found in the files, altered or moved values
// are noticed, a destroyed key ends them, and a register from before is sealed at its first start.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <unordered_map>

#include "access/data_keys.h"
#include "access/manifest.h"
#include "intake/intake_manifest.h"
#include "registry/history_actions.h"
#include "registry/old_values_store.h"
#include "registry/record_actions.h"
#include "registry/record_store.h"
#include "registry/registry_manifest.h"
#include "registry/search_actions.h"
#include "seal/sealer.h"
#include "support/current_state.h"
#include "support/databases.h"
#include "support/rosters.h"
#include "support/sample_town.h"
#include "town/old_values_actions.h"

namespace weige::registry {
namespace sealed_register_test {

using store::Row;
using store::Transaction;
using testing_support::as_post;
using testing_support::common_phone;
using testing_support::invented_id;
using testing_support::kTestNow;
namespace fs = std::filesystem;

constexpr int kPeople = 120;

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Which of the numbers stand anywhere in the bytes.
class Finder {
 public:
  explicit Finder(const std::set<std::string>& numbers) {
    for (const auto& number : numbers) by_beginning_[number.substr(0, kBeginning)].push_back(number);
  }
  void look_in(std::string_view bytes) {
    for (std::size_t at = 0; at + kBeginning <= bytes.size(); ++at) {
      const auto found = by_beginning_.find(std::string(bytes.substr(at, kBeginning)));
      if (found == by_beginning_.end()) continue;
      for (const auto& number : found->second)
        if (bytes.substr(at, number.size()) == number) seen_.insert(number);
    }
  }
  const std::set<std::string>& seen() const { return seen_; }

 private:
  static constexpr std::size_t kBeginning = 7;
  std::unordered_map<std::string, std::vector<std::string>> by_beginning_;
  std::set<std::string> seen_;
};

struct Column {
  std::string table, name;
};

class SealedRegister : public testing_support::BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    town_ = testing_support::make_small_town(db());
    files_.emplace(db(), testing_support::Sender{town_.town_account, town_.town_post});
    testing_support::import_common_town(*files_, kPeople);
  }

  std::vector<Column> columns() {
    constexpr const char* kSqlite =
        "SELECT t.name, c.name FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' "
        "AND t.name NOT LIKE 'sqlite_%'";
    constexpr const char* kPostgres =
        "SELECT table_name::text, column_name::text FROM information_schema.columns WHERE table_schema = "
        "current_schema()";
    return db().read([&](Transaction& tx) {
      return tx.all(tx.engine() == store::Engine::sqlite ? kSqlite : kPostgres, [](const Row& row) {
        return Column{row.get<std::string>(0), row.get<std::string>(1)};
      });
    });
  }
  // The values of a column that are there, whatever their type.
  std::vector<std::string> values(const Column& column) {
    return db().read([&](Transaction& tx) {
      const auto sql = "SELECT \"" + column.name + "\" FROM \"" + column.table + "\" WHERE \"" + column.name +
                       "\" IS NOT NULL";
      return tx.all(sql, [](const Row& row) { return any_value(row); });
    });
  }
  static std::string any_value(const Row& row) {
    try {
      return std::string(row.blob(0));
    } catch (const store::DatabaseError&) {
    }
    try {
      return std::string(row.text(0));
    } catch (const store::DatabaseError&) {
      return {};
    }
  }
  // What of the numbers stands plain in any column, and on SQLite in any byte of file and log.
  std::set<std::string> lying_plain(const std::set<std::string>& numbers) {
    Finder finder(numbers);
    for (const auto& column : columns())
      for (const auto& value : values(column)) finder.look_in(value);
    if (GetParam() == store::Engine::sqlite)
      for (const auto* ending : {"", "-wal"}) finder.look_in(bytes_of(scratch().file() + ending));
    return finder.seen();
  }

  std::vector<Record> all_records(RecordKind kind) {
    return db().read([&](Transaction& tx) {
      SealedFields sealed(tx);
      const auto sql = "SELECT " + std::string(record_columns(kind)) + " FROM " + std::string(code(kind)) +
                       " t ORDER BY t.id";
      return tx.all(sql, [&](const Row& row) { return read_record(sealed, kind, row); });
    });
  }
  std::set<std::string> all_numbers() {
    std::set<std::string> out;
    const auto take = [&](const Text& value) {
      if (value && value->size() >= 8) out.insert(*value);
    };
    for (const auto kind : kRecordKinds)
      for (const auto& record : all_records(kind)) {
        for (const auto& field : fields(kind))
          if (field.keeping == Keeping::sealed) take(record[field.name]);
        if (!has_sealed_fields(kind)) continue;
        for (const auto& change :
             db().read([&](Transaction& tx) { return changes_of_record(tx, kind, record.id); }))
          for (const auto& field : change.fields)
            if (is_sealed_field(kind, field.field)) {
              take(field.from);
              take(field.to);
            }
      }
    return out;
  }

  std::int64_t person(int number) {
    return find({"document_key", "resident_id:" + invented_id(number)}).at(0).id;
  }
  std::vector<Record> find(const FieldEquals& where) {
    return db().read(
        [&](Transaction& tx) { return find_records(tx, everywhere(tx), RecordKind::person, where); });
  }
  Record read(std::int64_t id) {
    return db().read(
        [&](Transaction& tx) { return *find_record(tx, everywhere(tx), RecordKind::person, id); });
  }
  access::Scope everywhere(Transaction& tx) {
    return access::Actor::resume(tx, kTestNow, town_.town_account, town_.town_post,
                                 access::Purpose::data_quality)
        .value()
        .scope();
  }
  std::string broken(std::int64_t id) {
    try {
      (void)read(id);
    } catch (const access::SealBroken& error) {
      return error.what();
    }
    return {};
  }
  template <class... A>
  void run(const char* sql, const A&... args) {
    ASSERT_TRUE(db().write([&](Transaction& tx) -> Done {
      tx.exec(sql, args...);
      return done();
    }));
  }
  template <class F>
  auto as_town(F&& f) {
    return as_post(db(), town_.town_account, town_.town_post, std::forward<F>(f));
  }
  Result<Record> edit(std::int64_t id, const FieldInput& fields) {
    const auto version = read(id).version;
    return as_town([&](const WriteContext& context) {
      return edit_record(context, {.id = id, .version = version, .fields = fields});
    });
  }
  std::vector<LedgerChange> history_of(std::int64_t id) {
    return db().read([&](Transaction& tx) { return changes_of_record(tx, RecordKind::person, id); });
  }

  testing_support::SmallTown town_;
  std::optional<testing_support::ImportDesk> files_;
};
WEIGE_BOTH_ENGINES(SealedRegister);

// Shows 4.
TEST_P(SealedRegister, LeavesNoNumberInTheFiles) {
  ASSERT_TRUE(edit(person(1), {{"phone", "15912345678"}}));
  testing_support::RosterDesk desk(db(), {town_.north_account, town_.north_officer});
  std::string list = "姓名,证件号码,联系电话,现住地址\n";
  for (int i = 1; i <= kPeople; ++i)
    list += testing_support::common_name(i) + "," + invented_id(i) + "," + common_phone(i + 5000) + "," +
            testing_support::common_address(i) + "\n";
  desk.hand_in(list);
  auto numbers = all_numbers();
  ASSERT_GT(numbers.size(), 2u * kPeople);
  for (int i = 1; i <= kPeople; ++i) numbers.insert(common_phone(i + 5000));
  EXPECT_EQ(lying_plain(numbers), std::set<std::string>());
  EXPECT_EQ(find({"phone_key", "15912345678"}).size(), 1u) << "and yet they are found";
}

TEST_P(SealedRegister, LeavesNoNumberOfASampleTownInTheFiles) {
  testing_support::ScratchDatabase town(store::Engine::sqlite);
  testing_support::make_test_sample_town(town.db(), 600);
  std::set<std::string> numbers;
  for (const auto* one : {"document_number", "phone"})
    town.db().read([&](Transaction& tx) {
      tx.each("SELECT " + testing_support::sealed_text("person", one, "p.id") + " FROM person p",
              [&](const Row& row) {
                const auto number = testing_support::opened(tx, row.get<std::string>(0));
                if (number.size() >= 8) numbers.insert(number);
              });
    });
  ASSERT_GT(numbers.size(), 800u);
  Finder finder(numbers);
  for (const auto* ending : {"", "-wal"}) finder.look_in(bytes_of(town.file() + ending));
  EXPECT_EQ(finder.seen(), std::set<std::string>());
}

TEST_P(SealedRegister, NoticesWhatWasMovedAlteredOrExchanged) {
  const auto one = person(1), two = person(2);
  EXPECT_EQ(broken(one), "");
  run("UPDATE person SET phone_sealed = (SELECT p.phone_sealed FROM person p WHERE p.id = $2) WHERE id = $1",
      one, two);
  EXPECT_EQ(broken(one), "person.phone of row " + std::to_string(one)) << "of another person";

  const auto three = person(3);
  run("UPDATE person SET phone_sealed = document_number_sealed WHERE id = $1", three);
  EXPECT_EQ(broken(three), "person.phone of row " + std::to_string(three)) << "of another column";

  const auto four = person(4);
  auto sealed = db().read([&](Transaction& tx) {
    return tx.scalar<store::Blob>("SELECT document_number_sealed FROM person WHERE id = $1", four);
  });
  sealed.bytes.back() = static_cast<char>(sealed.bytes.back() ^ 1);
  run("UPDATE person SET document_number_sealed = $2 WHERE id = $1", four, sealed);
  EXPECT_EQ(broken(four), "person.document_number of row " + std::to_string(four)) << "a bit flipped";

  const auto five = person(5);
  ASSERT_TRUE(edit(five, {{"phone", "15912345678"}}));
  run("UPDATE data_key SET wrapped = (SELECT k.wrapped FROM data_key k WHERE k.owner_kind = 'person' AND "
      "k.owner_id = $2) WHERE owner_kind = 'person' AND owner_id = $1",
      five, two);
  EXPECT_EQ(broken(five), "the key of person " + std::to_string(five)) << "under another's key";
}

TEST_P(SealedRegister, NoticesAHistoryThatWasExchanged) {
  const auto one = person(1);
  ASSERT_TRUE(edit(one, {{"phone", "15912345678"}}));
  ASSERT_TRUE(edit(one, {{"phone", "15912345679"}}));
  const auto changes = history_of(one);
  ASSERT_EQ(changes.size(), 3u);
  EXPECT_EQ(changes[1].fields, (std::vector<FieldChange>{{"phone", common_phone(1), "15912345678"}}));
  run("UPDATE change SET fields_sealed = (SELECT c.fields_sealed FROM change c WHERE c.id = $2) WHERE id = "
      "$1",
      changes[1].id, changes[2].id);
  EXPECT_THROW(history_of(one), access::SealBroken);
}

TEST_P(SealedRegister, EndsWithTheKey) {
  const auto one = person(1), two = person(2);
  ASSERT_TRUE(edit(one, {{"phone", "15912345678"}}));
  ASSERT_TRUE(db().write([&](Transaction& tx) -> Done {
    EXPECT_TRUE(access::destroy_key(tx, {"person", one}, kTestNow));
    return done();
  }));
  const auto erased = read(one);
  EXPECT_TRUE(erased.erased);
  EXPECT_FALSE(erased["document_number"]);
  EXPECT_FALSE(erased["phone"]);
  EXPECT_EQ(erased.text("name"), testing_support::common_name(1));
  EXPECT_FALSE(read(two).erased);

  const auto changes = history_of(one);
  ASSERT_EQ(changes.size(), 2u);
  EXPECT_EQ(changes[1].fields,
            (std::vector<FieldChange>{{.field = "phone", .from = {}, .to = {}, .withheld = true}}));

  const auto refused = edit(one, {{"phone", "15912345679"}});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.problem().code, ProblemCode::erased_for_good);
  ASSERT_TRUE(edit(one, {{"name", "某人"}})) << "what is left goes on";
  EXPECT_TRUE(read(one).erased) << "and it stays to be seen";
  const auto page = db().read([&](Transaction& tx) {
    const auto actor = access::Actor::resume(tx, kTestNow, town_.town_account, town_.town_post,
                                             access::Purpose::data_quality)
                           .value();
    access::ReadingLog log;
    return history({tx, actor, kTestNow, log}, {.id = one});
  });
  ASSERT_TRUE(page);
  for (const auto& view : page->changes) EXPECT_FALSE(view.can_undo && view.change.fields.front().withheld);
}

// As a register was before: everything plain, and no keys of data.
class OldRegister : public SealedRegister {
 protected:
  void SetUp() override {
    SealedRegister::SetUp();
    if (IsSkipped()) return;
    ASSERT_TRUE(edit(person(1), {{"phone", "15912345678"}}));
    testing_support::RosterDesk desk(db(), {town_.north_account, town_.north_officer});
    desk.hand_in("姓名,证件号码,联系电话,现住地址\n" + testing_support::common_name(1) + "," +
                 invented_id(1) + "," + common_phone(4001) + "," + testing_support::common_address(1) + "\n");
    numbers_ = all_numbers();
    before_ = testing_support::live_records(db());
    ledger_ = ledger();
    unseal();
  }

  std::string ledger() {
    std::string out;
    for (const auto& record : all_records(RecordKind::person))
      for (const auto& change : history_of(record.id)) out += to_ledger_text(change.fields) + "\n";
    return out;
  }

  void unseal() {
    for (const auto kind : {RecordKind::person, RecordKind::premises, RecordKind::organisation})
      for (const auto& record : all_records(kind)) {
        for (const auto& change :
             db().read([&](Transaction& tx) { return changes_of_record(tx, kind, record.id); }))
          run("UPDATE change SET fields = $2, fields_sealed = NULL WHERE id = $1", change.id,
              to_ledger_text(change.fields));
        for (const auto& field : fields(kind)) {
          if (field.keeping == Keeping::plain) continue;
          const auto sql = "UPDATE " + std::string(code(kind)) + " SET " + std::string(field.name) +
                           " = $2, " + column_name(field) + " = NULL WHERE id = $1";
          run(sql.c_str(), record.id, record[field.name]);
        }
      }
    run("DELETE FROM data_key WHERE owner_kind IN ('person', 'premises', 'organisation')");
    run("DELETE FROM unsealed_table");
    run("INSERT INTO unsealed_table (name, after_id) VALUES ('person', 0), ('premises', 0), ('organisation', "
        "0), "
        "('change', 0)");
  }

  std::set<std::string> numbers_;
  std::string before_, ledger_;
};
WEIGE_BOTH_ENGINES(OldRegister);

TEST_P(OldRegister, IsSealedAtItsFirstStart) {
  ASSERT_FALSE(lying_plain(numbers_).empty()) << "or this test shows nothing";
  ASSERT_TRUE(town::seal_old_values(db(), kTestNow));
  EXPECT_EQ(testing_support::live_records(db()), before_);
  EXPECT_EQ(ledger(), ledger_);
  EXPECT_EQ(lying_plain(numbers_), std::set<std::string>());
  EXPECT_TRUE(db().read([](Transaction& tx) { return unsealed_tables(tx); }).empty());
  EXPECT_EQ(find({"phone_key", "15912345678"}).size(), 1u);
  ASSERT_TRUE(town::seal_old_values(db(), kTestNow)) << "and not again";
  EXPECT_EQ(testing_support::live_records(db()), before_);
}

TEST_P(OldRegister, GoesOnWhereItWasInterrupted) {
  ASSERT_TRUE(db().write([](Transaction& tx) -> Done {
    for (auto table : unsealed_tables(tx)) {
      if (table.name != "person" && table.name != "change") continue;
      table.after = seal_more(tx, table);
      EXPECT_NE(table.after, 0);
      note_sealed(tx, table);
    }
    return done();
  }));
  ASSERT_TRUE(town::seal_old_values(db(), kTestNow));
  EXPECT_EQ(testing_support::live_records(db()), before_);
  EXPECT_EQ(ledger(), ledger_);
  EXPECT_EQ(lying_plain(numbers_), std::set<std::string>());
}

// The manifest says what lies sealed; here it is held against the rows.
TEST_P(SealedRegister, LiesAsTheManifestSays) {
  testing_support::RosterDesk desk(db(), {town_.north_account, town_.north_officer});
  desk.hand_in("姓名,证件号码,联系电话,现住地址\n" + testing_support::common_name(1) + "," + invented_id(1) +
               "," + common_phone(4001) + "," + testing_support::common_address(1) + "\n");
  int sealed = 0, keyed = 0;
  for (const auto& table : access::collect({&registry_manifest(), &intake::intake_manifest()}))
    for (const auto& column : table.columns)
      for (const auto& value : values({std::string(table.name), std::string(column.name)})) {
        SCOPED_TRACE(std::string(table.name) + "." + std::string(column.name));
        if (column.at_rest == AtRest::sealed) {
          ++sealed;
          ASSERT_EQ(seal::key_number(value), 1u);
        } else if (column.at_rest == AtRest::keyed) {
          ++keyed;
          ASSERT_TRUE(value.size() == seal::BlindIndex::kBytes ||
                      value.size() == 2 * seal::BlindIndex::kBytes);
        } else if (column.at_rest == AtRest::emptied) {
          ASSERT_EQ(value, "");
        }
      }
  EXPECT_GT(sealed, 3 * kPeople);
  EXPECT_GT(keyed, 2 * kPeople);
}

TEST(SealedFieldsOfRecords, AreThoseThatTheManifestCallsSensitive) {
  for (const auto kind : kRecordKinds)
    for (const auto& field : fields(kind)) {
      const auto now = access::find_column(registry_manifest(), code(kind), column_name(field));
      ASSERT_TRUE(now) << field.name;
      EXPECT_EQ(now->at_rest == AtRest::sealed, field.keeping == Keeping::sealed) << field.name;
      EXPECT_EQ(now->at_rest == AtRest::keyed, field.keeping == Keeping::hashed) << field.name;
      if (field.keeping == Keeping::plain) {
        EXPECT_NE(now->data_class, DataClass::sensitive) << field.name;
        continue;
      }
      const auto before = access::find_column(registry_manifest(), code(kind), field.name);
      ASSERT_TRUE(before) << field.name;
      EXPECT_EQ(before->at_rest, AtRest::emptied) << field.name;
    }
}

}  // namespace sealed_register_test
}  // namespace weige::registry
