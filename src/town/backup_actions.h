// Writing a backup: one moment of a database, whatever its engine, into one sealed file, while others write;
// and verifying one without a database.
#pragma once

#include <filesystem>
#include <functional>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "seal/key_set.h"
#include "store/database.h"
#include "store/migrations.h"
#include "store/schema_tables.h"
#include "town/backup_file.h"

namespace weige::town {

// A line whenever it got on: the table, and how many of its rows are done.
using BackupProgress = std::function<void(std::string_view table, std::int64_t rows)>;
inline void no_progress(std::string_view, std::int64_t) {}

// The keys and where they were read, for problems.
struct BackupKeys {
  seal::KeySet set;
  std::filesystem::path file;
  // Problems: those of seal::read_key_file.
  static Result<BackupKeys> read(const std::filesystem::path& file);
};

struct BackupRun {
  store::Database& database;  // may be open to read only
  const BackupKeys& keys;
  const Clock& clock;
  Random random;
  BackupProgress progress = no_progress;
  const std::vector<store::Migration>& migrations = store::built_in_migrations();
};
struct BackupMade {
  std::string id;
  Instant moment;  // whose data it holds
  ContentSum content;
};
// Under the newest master. Problems: database_newer, migration_changed, database_behind, restore_unfinished,
// keys_foreign, key_unknown.
Result<BackupMade> write_backup(const BackupRun& run, const std::function<void(std::string_view)>& sink);

// Reads all of a backup and compares every count and digest; each row is one of its table's columns.
// Problems: those of BackupFile.
struct BackupVerified {
  BackupHead head;
  ContentSum content;
};
Result<BackupVerified> verify_backup(const std::filesystem::path& file, const seal::KeySet& keys,
                                     const BackupProgress& progress = no_progress);

// Count and digest of a table's rows as they lie.
TableSum sum_of_rows(store::Transaction& tx, const store::TableShape& table, seal::Profile profile);

}  // namespace weige::town
