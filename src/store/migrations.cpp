#include "store/migrations.h"

#include <map>

#include "base/sha256.h"

namespace weige::store {
namespace {

using Applied = std::map<int, std::string>;  // number to checksum

std::string checksum(const Migration& migration) {
  if (!migration.source.empty()) return sha256_hex(migration.source);
  return sha256_hex(migration.sqlite_sql + '\n' + migration.postgres_sql);
}

Done create_table(Database& database) {
  return database.write([](Transaction& tx) -> Done {
    const std::string_view common =
        "CREATE TABLE IF NOT EXISTS schema_migration"
        " (number INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL) STRICT";
    tx.script(tx.engine() == Engine::sqlite ? std::string(common) : to_postgres(common));
    return done();
  });
}

Applied read_applied(Database& database) {
  return database.read([](Transaction& tx) {
    Applied applied;
    tx.each("SELECT number, checksum FROM schema_migration",
            [&](const Row& row) { applied.emplace(row.get<int>(0), row.get<std::string>(1)); });
    return applied;
  });
}

// What is in the database must be the beginning of what the program has.
Done check_known(const Applied& applied, const std::vector<Migration>& migrations) {
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

// The change and the note of it in one transaction: an interrupted run has done a file wholly or not at all.
Done apply(Database& database, const Migration& migration) {
  return database.write([&](Transaction& tx) -> Done {
    tx.script(tx.engine() == Engine::sqlite ? migration.sqlite_sql : migration.postgres_sql);
    tx.exec("INSERT INTO schema_migration (number, name, checksum) VALUES ($1, $2, $3)", migration.number,
            migration.name, checksum(migration));
    return done();
  });
}

Done bring_up_to_date(Database& database, const std::vector<Migration>& migrations) {
  WEIGE_CHECK(create_table(database));
  const Applied applied = read_applied(database);
  WEIGE_CHECK(check_known(applied, migrations));
  for (const Migration& migration : migrations)
    if (!applied.contains(migration.number)) WEIGE_CHECK(apply(database, migration));
  return done();
}

}  // namespace

Done migrate(Database& database, const std::vector<Migration>& migrations) {
  return database.alone([&] { return bring_up_to_date(database, migrations); });
}

}  // namespace weige::store
