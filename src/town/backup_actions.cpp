#include "town/backup_actions.h"

#include "access/key_ring.h"
#include "seal/key_file.h"
#include "store/restoring.h"
#include "store/row_bytes.h"

namespace weige::town {
namespace {

using store::Transaction;

constexpr std::int64_t kToldEvery = 50'000;  // rows

Result<BackupSchema> schema_for_backup(Transaction& tx, const BackupRun& run) {
  if (const auto unfinished = store::unfinished_restore(tx))
    return problem(ProblemCode::restore_unfinished).with("backup", unfinished->backup);
  const auto applied = store::applied_migrations(tx);
  WEIGE_CHECK(store::check_known(applied, run.migrations));
  if (applied.size() != run.migrations.size()) return problem(ProblemCode::database_behind);
  WEIGE_CHECK(access::check_key_set(run.keys.set, access::ring_keys(tx), run.keys.file));
  BackupSchema out;
  for (const auto& [number, checksum] : applied) out.push_back({number, checksum});
  return out;
}

seal::SealedFileHead head_for_backup(Transaction& tx, Instant moment, const BackupSchema& schema) {
  const auto newest = schema.empty() ? 0 : schema.back().number;
  const bool is_sqlite = tx.engine() == store::Engine::sqlite;
  return {.title = std::string(kBackupTitle),
          .told = {{"made", to_rfc3339(moment)},
                   {"engine", is_sqlite ? "sqlite" : "postgres"},
                   {"schema", std::to_string(newest)}}};
}

BackupTable told_table(const store::TableShape& shape) {
  BackupTable out{.name = shape.name, .columns = {}};
  for (const auto& [name, kind] : shape.columns) out.columns.push_back({name, static_cast<char>(kind)});
  return out;
}

void write_table(Transaction& tx, const store::TableShape& table, ContentWriter& content,
                 const BackupProgress& progress) {
  std::int64_t rows = 0;
  std::string bytes;
  content.begin_table(told_table(table));
  store::each_row(tx, table, [&](const store::Row& row) {
    bytes.clear();
    store::append_row(bytes, row, table.columns);
    content.row(bytes);
    if (++rows % kToldEvery == 0) progress(table.name, rows);
  });
  content.end_table();
  progress(table.name, rows);
}

std::vector<store::TableColumn> columns_of(const BackupTable& table) {
  std::vector<store::TableColumn> out;
  for (const auto& [name, kind] : table.columns) out.push_back({name, static_cast<store::ColumnKind>(kind)});
  return out;
}

}  // namespace

Result<BackupKeys> BackupKeys::read(const std::filesystem::path& file) {
  WEIGE_TRY(auto set, seal::read_key_file(file));
  return BackupKeys{std::move(set), file};
}

Result<BackupMade> write_backup(const BackupRun& run, const std::function<void(std::string_view)>& sink) {
  return run.database.read([&](Transaction& tx) -> Result<BackupMade> {
    BackupMade made{.id = {}, .moment = run.clock(), .content = {}};
    WEIGE_TRY(const auto schema, schema_for_backup(tx, run));
    seal::SealedFileWriter file(run.keys.set, head_for_backup(tx, made.moment, schema), run.random, sink);
    ContentWriter content(run.keys.set.profile, [&](std::string_view bytes) { file.write(bytes); });
    content.schema(schema);
    for (const auto& table : store::tables_of(tx)) write_table(tx, table, content, run.progress);
    made.content = content.finish();
    file.finish();
    made.id = file.id();
    return made;
  });
}

Result<BackupVerified> verify_backup(const std::filesystem::path& path, const seal::KeySet& keys,
                                     const BackupProgress& progress) {
  WEIGE_TRY(auto file, BackupFile::open(path));
  std::vector<store::TableColumn> columns;
  ContentVisitor visitor;
  visitor.table = [&](const BackupTable& table) {
    columns = columns_of(table);
    return done();
  };
  visitor.row = [&](std::string_view bytes) -> Done {
    if (store::row_of_bytes(bytes, columns)) return done();
    return problem(ProblemCode::backup_file).with("reason", "content: a row");
  };
  visitor.end_of_table = [&](const TableSum& sum) {
    progress(sum.table, sum.rows);
    return done();
  };
  WEIGE_TRY(auto content, file.read(keys, std::move(visitor)));
  return BackupVerified{file.head(), std::move(content)};
}

TableSum sum_of_rows(Transaction& tx, const store::TableShape& table, seal::Profile profile) {
  TableDigest digest(profile);
  std::string bytes;
  store::each_row(tx, table, [&](const store::Row& row) {
    bytes.clear();
    store::append_row(bytes, row, table.columns);
    digest.add(bytes);
  });
  return digest.take(table.name);
}

}  // namespace weige::town
