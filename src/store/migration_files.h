// The files of migrations/ as the build found them. Defined in a generated source
// (cmake/embed_migrations.cmake).
#pragma once

#include <string>
#include <vector>

namespace weige::store {

struct MigrationFiles {
  int number;
  std::string name;
  std::string common, sqlite, postgres;  // empty = there is no such file
};

const std::vector<MigrationFiles>& embedded_migration_files();  // in order

}  // namespace weige::store
