// A backup of either engine, restored into either: the same register, its keys and its log; and what is
// refused.
#include <gtest/gtest.h>

#include <filesystem>
#include <sstream>

#include "access/audit_log_actions.h"
#include "access/audit_verify.h"
#include "access/data_keys.h"
#include "access/resident_code_store.h"
#include "access/resident_session_store.h"
#include "access/session_store.h"
#include "access/throttle_store.h"
#include "seal/key_file.h"
#include "store/restoring.h"
#include "support/access_town.h"
#include "support/backups.h"
#include "support/current_state.h"
#include "support/random_folder.h"
#include "support/sample_town.h"
#include "town/drill_actions.h"
#include "town/machine_note_actions.h"

namespace weige::town {
namespace backup_test {

using store::Engine;
using store::Transaction;
using testing_support::backup_bytes;
using testing_support::Fill;
using testing_support::kTestNow;
using testing_support::ScratchDatabase;
using testing_support::table_sums;
using testing_support::write_bytes;

BackupKeys keys_of(const ScratchDatabase& scratch) {
  return BackupKeys::read(scratch.key_file()).value();
}

Result<Restored> restore(store::Database& target, const std::filesystem::path& file, const BackupKeys& keys,
                         Attempt attempt = Attempt::first) {
  const auto clock = fixed_clock(kTestNow);
  return restore_backup({.database = target, .file = file, .keys = keys, .clock = clock, .attempt = attempt});
}

template <class T>
ProblemCode refusal(const Result<T>& result) {
  EXPECT_FALSE(result.ok());
  return result ? ProblemCode::internal : result.problem().code;
}

bool is_unfinished(store::Database& database) {
  return database.read([](Transaction& tx) { return store::unfinished_restore(tx).has_value(); });
}

bool is_empty(store::Database& database) {
  return database.read([](Transaction& tx) { return store::tables_of(tx).empty(); });
}

// From one engine into another.
using Direction = std::tuple<Engine, Engine>;
class BackupAndRestore : public testing::TestWithParam<Direction> {
 protected:
  void SetUp() override {
    for (const auto engine : {from(), into()})
      if (const auto reason = testing_support::reason_to_skip(engine); !reason.empty())
        GTEST_SKIP() << reason;
    source = std::make_unique<ScratchDatabase>(from());
    target = std::make_unique<ScratchDatabase>(into(), Fill::empty);
  }
  Engine from() const { return std::get<0>(GetParam()); }
  Engine into() const { return std::get<1>(GetParam()); }

  void back_up(Instant now = kTestNow) {
    write_bytes(file, backup_bytes(source->db(), keys_of(*source), no_progress, now));
  }
  Restored restored() { return restore(target->db(), file, keys_of(*source)).value(); }
  // As a server does afterwards.
  store::Database& opened_target() {
    EXPECT_TRUE(store::migrate(target->db()));
    testing_support::take_test_keys(target->db(), source->key_file());
    return target->db();
  }

  test::RandomFolder folder;
  std::filesystem::path file = folder.path() / "town.backup";
  std::unique_ptr<ScratchDatabase> source, target;
};
INSTANTIATE_TEST_SUITE_P(Each, BackupAndRestore,
                         testing::Combine(testing::Values(Engine::sqlite, Engine::postgres),
                                          testing::Values(Engine::sqlite, Engine::postgres)),
                         [](const auto& made) {
                           const auto name = [](Engine engine) {
                             return engine == Engine::sqlite ? std::string("Sqlite")
                                                             : std::string("Postgres");
                           };
                           return name(std::get<0>(made.param)) + "Into" + name(std::get<1>(made.param));
                         });

TEST_P(BackupAndRestore, GivesTheSameTown) {
  testing_support::make_test_sample_town(source->db(), 500);
  const auto sums = table_sums(source->db());
  const auto state = testing_support::current_state(source->db());
  back_up();
  const auto done = restored();
  EXPECT_GT(done.content.rows, 3000);
  EXPECT_EQ(done.head.engine, from() == Engine::sqlite ? "sqlite" : "postgres");
  EXPECT_FALSE(is_unfinished(target->db()));
  EXPECT_EQ(table_sums(target->db()), sums);
  EXPECT_EQ(testing_support::difference(testing_support::current_state(opened_target()), state), "");
}

TEST_P(BackupAndRestore, NewRecordsGetIdsThatNobodyHad) {
  const auto last =
      source->db().write([](Transaction& tx) -> Result<std::int64_t> { return tx.next_id(); }).value();
  back_up();
  // Given after the backup, and known outside.
  const auto lost =
      source->db().write([](Transaction& tx) -> Result<std::int64_t> { return tx.next_id(); }).value();
  ASSERT_GT(lost, last);
  restored();
  for (const auto series : {store::IdSeries::all, store::IdSeries::handed_in}) {
    const auto next = target->db()
                          .write([&](Transaction& tx) -> Result<std::int64_t> { return tx.next_id(series); })
                          .value();
    EXPECT_GT(next, lost + kIdsSkipped / 2);
  }
}

TEST_P(BackupAndRestore, NobodyStaysSignedInAndTheLogTellsOfIt) {
  testing_support::AccessTown town(source->db());
  const auto account = town.account("someone");
  ASSERT_TRUE(source->db().write([&](Transaction& tx) -> Done {
    access::insert_session(tx, {.account = account, .device = "desk"}, kTestNow, {}, seeded_random(3));
    (void)access::insert_resident_session(tx, 7, kTestNow, seeded_random(4));
    (void)access::put_resident_code(tx, {.person = 7, .document_number = "1", .code = "A"}, kTestNow);
    return done();
  }));
  back_up();
  restored();
  target->db().read([](Transaction& tx) {
    EXPECT_EQ(tx.scalar<int>("SELECT count(*) FROM session"), 0);
    EXPECT_EQ(tx.scalar<int>("SELECT count(*) FROM resident_session"), 0);
    EXPECT_EQ(tx.scalar<int>("SELECT count(*) FROM resident_code"), 0);
    EXPECT_EQ(tx.scalar<int>("SELECT count(*) FROM one_time_link"), 0);
    EXPECT_EQ(tx.scalar<int>("SELECT count(*) FROM account WHERE login_name = 'someone'"), 1);
    EXPECT_EQ(tx.scalar<int>("SELECT count(*) FROM audit_entry WHERE action = 'backup.restored'"), 1);
  });
}

TEST_P(BackupAndRestore, TheLogGoesOnAndStillVerifies) {
  testing_support::AccessTown town(source->db());
  const auto auditor = town.actor(access::Role::auditor);
  const access::AuditLogChoice choice{.key_file = (folder.path() / "audit-key").string()};
  const auto place = [&](store::Database& database, Instant now) {
    const auto signer = access::open_audit_log(database, choice, system_random()).value();
    return access::place_audit_entries({.database = database,
                                        .signer = signer,
                                        .random = system_random(),
                                        .instance = "one",
                                        .head_every = std::chrono::seconds(0)},
                                       now)
        .value();
  };
  ASSERT_GT(place(source->db(), kTestNow), 0);
  back_up();
  restored();
  const auto later = kTestNow + std::chrono::hours(1);
  EXPECT_GT(place(opened_target(), later), 0) << "the entry of the restore";
  std::stringstream exported;
  access::ReadingLog readings;
  ASSERT_TRUE(target->db().read([&](Transaction& tx) {
    return access::export_audit_log({tx, later, auditor, readings},
                                    [&](std::string_view part) { exported << part; });
  }));
  auto reader = access::ExportReader::open(exported, "export").value();
  EXPECT_TRUE(access::verify_export(reader, {}).value().good());
}

// A record stands in two tables at each moment, whatever is written while the backup runs.
TEST_P(BackupAndRestore, IsOneMomentWhileOthersWrite) {
  int written = 0;
  const auto write_pair = [&] {
    ASSERT_TRUE(source->db().write([&](Transaction& tx) -> Done {
      const auto n = std::to_string(++written);
      for (const auto* half : {"one ", "two "})
        access::put_throttle(tx, half + n, {.failures = written, .last_failure = kTestNow});
      tx.exec(
          "INSERT INTO data_key (owner_kind, owner_id, number, master, wrapped) VALUES ('pair', $1, 1, 1, "
          "NULL)",
          written);
      return done();
    }));
  };
  write_pair();
  write_pair();
  const auto before = written;
  const auto reader = store::Database::open_to_read(source->url()).value();
  write_bytes(file,
              backup_bytes(*reader, keys_of(*source), [&](std::string_view, std::int64_t) { write_pair(); }));
  ASSERT_GT(written, before + 20) << "after each table";
  restored();
  target->db().read([&](Transaction& tx) {
    EXPECT_EQ(tx.scalar<int>("SELECT count(*) FROM sign_in_throttle"), 2 * before);
    EXPECT_EQ(tx.scalar<int>("SELECT count(*) FROM data_key WHERE owner_kind = 'pair'"), before);
  });
}

// The whole program's migrations but the last.
TEST_P(BackupAndRestore, AnOlderSchemaIsBroughtUpToDate) {
  auto older = store::built_in_migrations();
  const auto newest = older.back().number;
  older.pop_back();
  ScratchDatabase old(from(), Fill::empty);
  ASSERT_TRUE(store::migrate(old.db(), older));
  const auto keys = keys_of(*source);  // the old database has none yet
  const auto clock = fixed_clock(kTestNow);
  std::string bytes;
  ASSERT_TRUE(write_backup(
      {.database = old.db(), .keys = keys, .clock = clock, .random = system_random(), .migrations = older},
      [&](std::string_view part) { bytes += part; }));
  write_bytes(file, bytes);
  ASSERT_TRUE(restore(target->db(), file, keys));
  target->db().read([&](Transaction& tx) {
    EXPECT_EQ(store::applied_migrations(tx).back().number, newest);
    EXPECT_EQ(store::applied_migrations(tx).size(), store::built_in_migrations().size());
  });
}

class Backups : public testing_support::BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (IsSkipped()) return;
    testing_support::AccessTown(db()).actor(access::Role::coordinator);
    bytes = backup_bytes(db(), keys_of(scratch()));
    write_bytes(file, bytes);
    target = std::make_unique<ScratchDatabase>(GetParam(), Fill::empty);
  }
  Result<Restored> restore_bytes(std::string_view altered) {
    const auto path = folder.path() / "altered.backup";
    write_bytes(path, altered);
    return restore(target->db(), path, keys_of(scratch()));
  }

  test::RandomFolder folder;
  std::filesystem::path file = folder.path() / "town.backup";
  std::string bytes;
  std::unique_ptr<ScratchDatabase> target;
};
WEIGE_BOTH_ENGINES(Backups);

TEST_P(Backups, VerifyWithoutADatabase) {
  const auto verified = verify_backup(file, keys_of(scratch()).set);
  ASSERT_TRUE(verified);
  EXPECT_EQ(verified->head.made, to_rfc3339(kTestNow));
  EXPECT_GT(verified->content.tables.size(), 60u);
  EXPECT_EQ(verified->head.schema, std::to_string(store::built_in_migrations().back().number));
}

TEST_P(Backups, CutOrAlteredOnesAreRefusedAndLeaveNothing) {
  // A table's rows are in the middle of the file; its beginning and its end are looked at more closely.
  std::vector<std::size_t> places;
  for (std::size_t at = 0; at < bytes.size(); at += at < 600 || at + 200 > bytes.size() ? 40 : 3001)
    places.push_back(at);
  for (const auto at : places) {
    auto flipped = bytes;
    flipped[at] = static_cast<char>(flipped[at] ^ 16);
    write_bytes(folder.path() / "flipped", flipped);
    EXPECT_FALSE(verify_backup(folder.path() / "flipped", keys_of(scratch()).set)) << at;
    write_bytes(folder.path() / "cut", std::string_view(bytes).substr(0, at));
    EXPECT_FALSE(verify_backup(folder.path() / "cut", keys_of(scratch()).set)) << at;
  }
  EXPECT_EQ(refusal(verify_backup(folder.path() / "none", keys_of(scratch()).set)),
            ProblemCode::file_unreadable);
  auto flipped = bytes;
  flipped[bytes.size() - 20] ^= 1;
  EXPECT_EQ(refusal(restore_bytes(flipped)), ProblemCode::backup_file);
  EXPECT_EQ(refusal(restore_bytes(std::string_view(bytes).substr(0, bytes.size() / 2))),
            ProblemCode::backup_file);
  EXPECT_TRUE(is_empty(target->db()));
  EXPECT_FALSE(is_unfinished(target->db()));
  EXPECT_TRUE(restore(target->db(), file, keys_of(scratch()))) << "the whole one goes in afterwards";
}

TEST_P(Backups, OpenWithTheirTownsKeysOnly) {
  ScratchDatabase other(GetParam());
  EXPECT_EQ(refusal(verify_backup(file, keys_of(other).set)), ProblemCode::backup_keys);
  EXPECT_EQ(refusal(restore(target->db(), file, keys_of(other))), ProblemCode::backup_keys);
  EXPECT_TRUE(is_empty(target->db()));
  const auto clock = fixed_clock(kTestNow);
  const auto foreign = keys_of(other);
  EXPECT_EQ(
      refusal(write_backup({.database = db(), .keys = foreign, .clock = clock, .random = system_random()},
                           [](std::string_view) {})),
      ProblemCode::keys_foreign)
      << "nor are they made with others";
}

TEST_P(Backups, DoNotGoIntoADatabaseThatHoldsAnything) {
  const auto sums = table_sums(db());
  EXPECT_EQ(refusal(restore(db(), file, keys_of(scratch()))), ProblemCode::restore_occupied);
  EXPECT_EQ(refusal(restore(db(), file, keys_of(scratch()), Attempt::again)), ProblemCode::restore_occupied);
  EXPECT_EQ(table_sums(db()), sums);
}

TEST_P(Backups, AnUnfinishedRestoreIsRefusedByAllAndGoesOnWhenAsked) {
  ASSERT_TRUE(target->db().write([&](Transaction& tx) -> Done {
    store::begin_restore(tx, "another");
    return done();
  }));
  EXPECT_EQ(refusal(store::migrate(target->db())), ProblemCode::restore_unfinished);
  EXPECT_EQ(refusal(restore(target->db(), file, keys_of(scratch()))), ProblemCode::restore_unfinished);
  ASSERT_TRUE(restore(target->db(), file, keys_of(scratch()), Attempt::again));
  EXPECT_TRUE(store::migrate(target->db()));
  EXPECT_EQ(table_sums(target->db()), table_sums(db()));
}

// Stopped between the rows and the entry in the log.
TEST_P(Backups, ALoadedRestoreNeedsItsEndOnlyAndItsOwnBackup) {
  const auto id = BackupFile::open(file)->head().id;
  ASSERT_TRUE(restore(target->db(), file, keys_of(scratch())));
  ASSERT_TRUE(target->db().write([&](Transaction& tx) -> Done {
    store::begin_restore(tx, id);
    store::mark_restore_loaded(tx);
    return done();
  }));
  const auto other = folder.path() / "other.backup";
  write_bytes(other, backup_bytes(db(), keys_of(scratch())));
  EXPECT_EQ(refusal(restore(target->db(), other, keys_of(scratch()), Attempt::again)),
            ProblemCode::restore_unfinished);
  ASSERT_TRUE(restore(target->db(), file, keys_of(scratch()), Attempt::again));
  EXPECT_FALSE(is_unfinished(target->db()));
}

TEST_P(Backups, OfANewerProgramAreRefused) {
  auto newer = store::built_in_migrations();
  const std::string common = "CREATE TABLE later (id INTEGER PRIMARY KEY) STRICT";
  newer.push_back(
      {.number = 9999, .name = "later", .sqlite_sql = common, .postgres_sql = store::to_postgres(common)});
  ASSERT_TRUE(store::migrate(db(), newer));
  const auto clock = fixed_clock(kTestNow);
  const auto keys = keys_of(scratch());
  std::string made;
  ASSERT_TRUE(write_backup(
      {.database = db(), .keys = keys, .clock = clock, .random = system_random(), .migrations = newer},
      [&](std::string_view part) { made += part; }));
  EXPECT_EQ(refusal(restore_bytes(made)), ProblemCode::backup_newer);
  EXPECT_TRUE(is_empty(target->db()));
}

TEST_P(Backups, OfADatabaseThatIsBehindAreNotMade) {
  auto older = store::built_in_migrations();
  older.pop_back();
  ASSERT_TRUE(store::migrate(target->db(), older));
  const auto clock = fixed_clock(kTestNow);
  const auto keys = keys_of(scratch());
  EXPECT_EQ(refusal(write_backup(
                {.database = target->db(), .keys = keys, .clock = clock, .random = system_random()},
                [](std::string_view) {})),
            ProblemCode::database_behind);
}

// What it says is forged by somebody who has the keys: digests fit, and the rows do not lie in such tables.
TEST_P(Backups, ForgedTablesAreRefused) {
  const auto keys = keys_of(scratch());
  const auto schema = db().read([](Transaction& tx) {
    BackupSchema out;
    for (const auto& [number, checksum] : store::applied_migrations(tx)) out.push_back({number, checksum});
    return out;
  });
  const auto forged = [&](const BackupTable& table) {
    std::string out;
    seal::SealedFileWriter sealed(keys.set, {.title = std::string(kBackupTitle)}, system_random(),
                                  [&](std::string_view part) { out += part; });
    ContentWriter content(keys.set.profile, [&](std::string_view part) { sealed.write(part); });
    content.schema(schema);
    content.begin_table(table);
    content.row("i1234567");
    content.end_table();
    content.finish();
    sealed.finish();
    return restore_bytes(out);
  };
  EXPECT_EQ(refusal(forged({.name = "pg_class", .columns = {{"id", 'i'}}})), ProblemCode::backup_file);
  EXPECT_EQ(refusal(forged({.name = "area_closure", .columns = {{"id", 'i'}}})), ProblemCode::backup_file);
  EXPECT_EQ(
      refusal(forged({.name = "area_closure", .columns = {{"ancestor_id", 'i'}, {"descendant_id", 'i'}}})),
      ProblemCode::backup_file)
      << "a row that is none";
  EXPECT_TRUE(is_empty(target->db()));
}

TEST_P(Backups, DrillTellsHowOldAndHowLong) {
  auto now = kTestNow;
  const Clock clock = [&] { return now += std::chrono::seconds(1); };
  const auto keys = keys_of(scratch());
  const auto drilled = run_drill({.database = db(),
                                  .url = scratch().url(),
                                  .folder = folder.path(),
                                  .keys = keys,
                                  .clock = clock,
                                  .random = system_random()});
  ASSERT_TRUE(drilled) << title(drilled.problem(), Language::en);
  EXPECT_GT(drilled->recovery_time(), std::chrono::seconds(0));
  EXPECT_GT(drilled->recovery_point(), drilled->recovery_time());
  const auto line = to_json_line(*drilled, std::chrono::hours(24));
  for (const auto* name : {"\"rpo_ms\":", "\"rto_ms\":", "\"rpo_worst_ms\":864", "\"equal\":true"})
    EXPECT_NE(line.find(name), line.npos) << line;
  // Only the file of the fixture is left, and of PostgreSQL no schema.
  std::size_t left = 0;
  for ([[maybe_unused]] const auto& each : std::filesystem::directory_iterator(folder.path())) ++left;
  EXPECT_EQ(left, 1u);
  if (GetParam() == Engine::postgres)
    db().read([](Transaction& tx) {
      EXPECT_EQ(tx.scalar<int>("SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'weige_drill_%'"), 0);
    });
}

TEST_P(Backups, DrillOfAFileThatIsThereTellsHowOldThatIs) {
  const auto clock = fixed_clock(kTestNow + std::chrono::hours(30));
  const auto keys = keys_of(scratch());
  const auto drilled = run_drill({.database = db(),
                                  .url = scratch().url(),
                                  .folder = folder.path(),
                                  .keys = keys,
                                  .clock = clock,
                                  .random = system_random(),
                                  .from = file});
  ASSERT_TRUE(drilled);
  EXPECT_EQ(drilled->recovery_point(), std::chrono::hours(30));
}

// SQLite: by way of a note that a server finds; PostgreSQL: at once.
TEST_P(Backups, AreToldToTheLog) {
  const MachineNote note{.deed = MachineDeed::backup, .moment = kTestNow, .backup = "0123456789abcdef"};
  const auto entries = [&] {
    return db().read([](Transaction& tx) {
      return tx.scalar<int>(
          "SELECT count(*) FROM audit_entry WHERE action = 'backup.made'"
          " AND detail LIKE 'backup=0123456789abcdef;made=2026-11-23T%'");
    });
  };
  const auto reader = store::Database::open_to_read(scratch().url()).value();
  ASSERT_TRUE(tell_log(*reader, scratch().url(), note, kTestNow));
  EXPECT_EQ(entries(), GetParam() == Engine::postgres ? 1 : 0);
  EnteredNotes entered;
  for (int i = 0; i < 2; ++i) enter_notes(db(), scratch().url(), entered, kTestNow);
  EXPECT_EQ(entries(), 1) << "once";
}

TEST(OpenToRead, NeitherWritesNorNeedsTheLock) {
  ScratchDatabase scratch(Engine::sqlite);
  const auto reader = store::Database::open_to_read(scratch.url()).value();
  EXPECT_EQ(reader->read([](Transaction& tx) { return tx.scalar<int>("SELECT count(*) FROM area"); }), 1);
  EXPECT_THROW((void)reader->write([](Transaction&) { return done(); }), store::DatabaseError);
  EXPECT_THROW(reader->read([](Transaction& tx) { tx.exec("DELETE FROM area"); }), store::DatabaseError);
  EXPECT_EQ(refusal(store::Database::open_to_read("sqlite:" + scratch.file() + ".none")),
            ProblemCode::database_unreachable);
  EXPECT_FALSE(std::filesystem::exists(scratch.file() + ".none"));
}

}  // namespace backup_test
}  // namespace weige::town
