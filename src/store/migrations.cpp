#include "store/migrations.h"

#include <algorithm>
#include <map>

#include "base/sha256.h"
#include "store/restoring.h"
#include "store/schema_tables.h"

namespace weige::store {
namespace {

Done check_finished(Database& database) {
  const auto unfinished = database.read([](Transaction& tx) { return unfinished_restore(tx); });
  if (unfinished) return problem(ProblemCode::restore_unfinished).with("backup", unfinished->backup);
  return done();
}

// The change and the note of it in one transaction: an interrupted run has done a file wholly or not at all.
Done apply(Database& database, const Migration& migration) {
  return database.write([&](Transaction& tx) -> Done {
    apply_migration(tx, migration);
    return done();
  });
}

bool is_applied(const std::vector<AppliedMigration>& applied, const Migration& migration) {
  return std::ranges::find(applied, migration.number, &AppliedMigration::number) != applied.end();
}

Done bring_up_to_date(Database& database, const std::vector<Migration>& migrations) {
  WEIGE_CHECK(check_finished(database));
  WEIGE_CHECK(database.write([](Transaction& tx) -> Done {
    create_migration_table(tx);
    return done();
  }));
  const auto applied = database.read([](Transaction& tx) { return applied_migrations(tx); });
  WEIGE_CHECK(check_known(applied, migrations));
  for (const Migration& migration : migrations)
    if (!is_applied(applied, migration)) WEIGE_CHECK(apply(database, migration));
  return done();
}

}  // namespace

std::string checksum(const Migration& migration) {
  if (!migration.source.empty()) return sha256_hex(migration.source);
  return sha256_hex(migration.sqlite_sql + '\n' + migration.postgres_sql);
}

std::vector<AppliedMigration> applied_migrations(Transaction& tx) {
  if (!has_table(tx, "schema_migration")) return {};
  return tx.all("SELECT number, checksum FROM schema_migration ORDER BY number", [](const Row& row) {
    return AppliedMigration{row.get<int>(0), row.get<std::string>(1)};
  });
}

void create_migration_table(Transaction& tx) {
  const std::string_view common =
      "CREATE TABLE IF NOT EXISTS schema_migration"
      " (number INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL) STRICT";
  tx.script(tx.engine() == Engine::sqlite ? std::string(common) : to_postgres(common));
}

void apply_migration(Transaction& tx, const Migration& migration) {
  tx.script(tx.engine() == Engine::sqlite ? migration.sqlite_sql : migration.postgres_sql);
  tx.exec("INSERT INTO schema_migration (number, name, checksum) VALUES ($1, $2, $3)", migration.number,
          migration.name, checksum(migration));
}

Done check_known(const std::vector<AppliedMigration>& applied, const std::vector<Migration>& migrations) {
  std::map<int, std::string> known;
  for (const Migration& migration : migrations) known.emplace(migration.number, checksum(migration));
  for (const auto& [number, sum] : applied) {
    const auto found = known.find(number);
    if (found == known.end())
      return problem(ProblemCode::database_newer).with("number", std::to_string(number));
    if (found->second != sum)
      return problem(ProblemCode::migration_changed).with("number", std::to_string(number));
  }
  return done();
}

Done migrate(Database& database, const std::vector<Migration>& migrations) {
  return database.alone([&] { return bring_up_to_date(database, migrations); });
}

}  // namespace weige::store
