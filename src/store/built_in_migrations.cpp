#include "store/migration_files.h"
#include "store/migrations.h"

namespace weige::store {
namespace {

Migration from_files(const MigrationFiles& files) {
  return {.number = files.number,
          .name = files.name,
          .sqlite_sql = files.sqlite.empty() ? files.common : files.sqlite,
          .postgres_sql = files.postgres.empty() ? to_postgres(files.common) : files.postgres,
          .source = files.common + files.sqlite + files.postgres};
}

}  // namespace

const std::vector<Migration>& built_in_migrations() {
  static const std::vector<Migration> migrations = [] {
    std::vector<Migration> all;
    for (const MigrationFiles& files : embedded_migration_files()) all.push_back(from_files(files));
    return all;
  }();
  return migrations;
}

}  // namespace weige::store
