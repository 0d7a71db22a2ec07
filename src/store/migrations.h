// Forward migrations with checksums. Owns table schema_migration; promises that an interrupted run leaves a
// database that the next run completes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "store/database.h"

namespace weige::store {

// One file of migrations/: text in the common dialect, in which INTEGER, REAL, BLOB, TEXT, STRICT and WITHOUT
// ROWID stand as SQLite knows them; for PostgreSQL they become BIGINT, DOUBLE PRECISION, BYTEA, TEXT COLLATE
// "C" (SQLite's order of text), nothing and nothing. NNNN_name.sqlite.sql and NNNN_name.postgres.sql stand in
// for the common file on their engine and are taken as they are.
struct Migration {
  int number;
  std::string name;
  std::string sqlite_sql;
  std::string postgres_sql;
  std::string source = {};  // what the checksum covers; empty = the two texts above
};

// The common dialect as PostgreSQL knows it; quotes, names in quotes and comments stay as they are.
std::string to_postgres(std::string_view common_sql);

// The migrations compiled into the program, in order.
const std::vector<Migration>& built_in_migrations();

// Applies what is missing under a lock, each file in its own transaction. Problems: database_newer,
// migration_changed (checksum differs), restore_unfinished.
Done migrate(Database& database, const std::vector<Migration>& migrations = built_in_migrations());

// What a database says of itself, and the steps of migrate() in the caller's transaction, for what makes a
// schema and fills it in one.
struct AppliedMigration {
  int number = 0;
  std::string checksum;
  bool operator==(const AppliedMigration&) const = default;
};
std::string checksum(const Migration& migration);
std::vector<AppliedMigration> applied_migrations(Transaction& tx);  // ascending; empty without a schema
void create_migration_table(Transaction& tx);
void apply_migration(Transaction& tx, const Migration& migration);
// Whether they are the beginning of what the program has. Problems: database_newer, migration_changed.
Done check_known(const std::vector<AppliedMigration>& applied, const std::vector<Migration>& migrations);

}  // namespace weige::store
