#include "town/restore_actions.h"

#include <algorithm>
#include <set>

#include "access/audit.h"
#include "access/key_ring.h"
#include "access/link_store.h"
#include "access/resident_session_store.h"
#include "access/session_store.h"
#include "store/restoring.h"
#include "store/row_bytes.h"
#include "town/machine_note.h"

namespace weige::town {
namespace {

using store::TableShape;
using store::Transaction;

constexpr std::size_t kRowsAtOnce = 2000, kBytesAtOnce = 4 << 20;

Problem bad_backup(const RestoreRun& run, std::string reason) {
  return problem(ProblemCode::backup_file).with("file", run.file.string()).with("reason", std::move(reason));
}

// Loads the tables of one backup, in one transaction.
class BackupLoader {
 public:
  BackupLoader(Transaction& tx, const RestoreRun& run) : tx_(tx), run_(run) {}

  ContentVisitor visitor() {
    return {.schema = [this](const BackupSchema& schema) { return make_schema(schema); },
            .table = [this](const BackupTable& table) { return begin(table); },
            .row = [this](std::string_view bytes) { return row(bytes); },
            .end_of_table = [this](const TableSum& sum) { return end(sum); }};
  }
  // What lies in the database is what the backup says; then up to date.
  Done finish(const ContentSum& content, seal::Profile profile);

 private:
  Done make_schema(const BackupSchema& schema);
  Done begin(const BackupTable& table);
  Done row(std::string_view bytes);
  Done end(const TableSum& sum);
  void flush();

  Transaction& tx_;
  const RestoreRun& run_;
  std::optional<store::ForeignKeysLater> keys_;
  std::vector<TableShape> shapes_;
  std::set<std::string> loaded_;
  const TableShape* shape_ = nullptr;
  std::vector<std::string_view> columns_;  // of shape_
  std::vector<store::Params> rows_;
  std::size_t bytes_ = 0;
  std::set<int> applied_;
};

// The migrations of the backup, and none of the rows that they put in.
Done BackupLoader::make_schema(const BackupSchema& schema) {
  std::vector<store::AppliedMigration> applied;
  for (const auto& [number, checksum] : schema) applied.push_back({number, checksum});
  if (const auto known = store::check_known(applied, store::built_in_migrations()); !known) {
    if (known.problem().code != ProblemCode::database_newer) return known.problem();
    return problem(ProblemCode::backup_newer)
        .with("number", schema.empty() ? "0" : std::to_string(schema.back().number));
  }
  store::create_migration_table(tx_);
  for (const auto& [number, checksum] : schema) applied_.insert(number);
  for (const auto& migration : store::built_in_migrations())
    if (applied_.contains(migration.number)) store::apply_migration(tx_, migration);
  shapes_ = store::tables_of(tx_);
  keys_.emplace(tx_);
  for (auto shape = shapes_.rbegin(); shape != shapes_.rend(); ++shape) store::delete_rows(tx_, *shape);
  return done();
}

// Names of the file are compared, never used.
Done BackupLoader::begin(const BackupTable& table) {
  const auto found = std::ranges::find(shapes_, table.name, &TableShape::name);
  if (found == shapes_.end()) return bad_backup(run_, "content: table " + table.name);
  const auto same = [](const store::TableColumn& mine, const BackupColumn& its) {
    return mine.name == its.name && static_cast<char>(mine.kind) == its.kind;
  };
  if (!std::ranges::equal(found->columns, table.columns, same))
    return bad_backup(run_, "content: columns of " + table.name);
  shape_ = &*found;
  columns_.clear();
  for (const auto& column : shape_->columns) columns_.push_back(column.name);
  return done();
}

Done BackupLoader::row(std::string_view bytes) {
  auto row = store::row_of_bytes(bytes, shape_->columns);
  if (!row) return bad_backup(run_, "content: a row of " + shape_->name);
  rows_.push_back(*std::move(row));
  bytes_ += bytes.size();
  if (rows_.size() >= kRowsAtOnce || bytes_ >= kBytesAtOnce) flush();
  return done();
}

void BackupLoader::flush() {
  if (!rows_.empty()) tx_.bulk_insert(shape_->name, columns_, rows_);
  rows_.clear();
  bytes_ = 0;
}

Done BackupLoader::end(const TableSum& sum) {
  flush();
  loaded_.insert(sum.table);
  run_.progress(sum.table, sum.rows);
  return done();
}

Done BackupLoader::finish(const ContentSum& content, seal::Profile profile) {
  for (const auto& shape : shapes_)
    if (!loaded_.contains(shape.name)) return bad_backup(run_, "content: no table " + shape.name);
  keys_->check();
  for (const auto& sum : content.tables) {
    const auto shape = std::ranges::find(shapes_, sum.table, &TableShape::name);
    if (sum_of_rows(tx_, *shape, profile) != sum)
      return problem(ProblemCode::restore_differs).with("table", sum.table);
  }
  for (const auto& migration : store::built_in_migrations())
    if (!applied_.contains(migration.number)) store::apply_migration(tx_, migration);
  return done();
}

// A transaction may be run again: so the file is opened in it.
Result<Restored> load_backup(Transaction& tx, const RestoreRun& run) {
  WEIGE_TRY(auto file, BackupFile::open(run.file));
  BackupLoader loader(tx, run);
  WEIGE_TRY(auto content, file.read(run.keys.set, loader.visitor()));
  WEIGE_CHECK(loader.finish(content, file.head().profile));
  WEIGE_CHECK(access::check_key_set(run.keys.set, access::ring_keys(tx), run.keys.file));
  access::delete_all_sessions(tx);
  access::end_all_resident_access(tx);
  access::end_all_links(tx);
  store::skip_ids(tx, kIdsSkipped);
  store::mark_restore_loaded(tx);
  return Restored{file.head(), std::move(content)};
}

enum class Progressed { begun, loaded };

// Marks the database as unfinished; finds out how far an earlier attempt came.
Result<Progressed> begin_run(const RestoreRun& run, const std::string& backup) {
  return run.database.write([&](Transaction& tx) -> Result<Progressed> {
    const auto before = store::unfinished_restore(tx);
    if (!before && (!store::tables_of(tx).empty() || !store::applied_migrations(tx).empty()))
      return problem(ProblemCode::restore_occupied);
    const bool goes_on = run.attempt == Attempt::again;
    if (before && (!goes_on || (before->loaded && before->backup != backup)))
      return problem(ProblemCode::restore_unfinished).with("backup", before->backup);
    if (before && before->loaded) return Progressed::loaded;
    if (before) store::end_restore(tx);
    store::begin_restore(tx, backup);
    return Progressed::begun;
  });
}

// The database is as empty as it was.
Problem given_up(const RestoreRun& run, Problem problem) {
  (void)run.database.write([](Transaction& tx) -> Done {
    store::end_restore(tx);
    return done();
  });
  return problem;
}

// Ids are given in transactions of their own, so the entry of the log has to wait for the tables.
Done end_run(const RestoreRun& run, const Restored& restored) {
  return run.database.write([&](Transaction& tx) -> Done {
    const auto now = run.clock();
    const auto system = access::Actor::system(tx, now, access::SystemReason::maintenance);
    access::audit_change(
        tx, now, system, kBackupRestored,
        access::Change::of(kBackup, 0,
                           "backup=" + restored.head.id.substr(0, kNotedId) + ";made=" + restored.head.made +
                               ";rows=" + std::to_string(restored.content.rows)));
    store::end_restore(tx);
    return done();
  });
}

}  // namespace

Result<Restored> restore_backup(const RestoreRun& run) {
  std::optional<Restored> restored;
  WEIGE_CHECK(run.database.alone([&]() -> Done {
    WEIGE_TRY(auto file, BackupFile::open(run.file));
    WEIGE_TRY(const auto progressed, begin_run(run, file.head().id));
    if (progressed == Progressed::loaded) {
      WEIGE_TRY(auto verified, verify_backup(run.file, run.keys.set, run.progress));
      restored = Restored{verified.head, std::move(verified.content)};
    } else {
      auto loaded = run.database.write([&](Transaction& tx) { return load_backup(tx, run); });
      if (!loaded) return given_up(run, std::move(loaded).problem());
      restored = std::move(loaded).value();
    }
    return end_run(run, *restored);
  }));
  return *std::move(restored);
}

}  // namespace weige::town
