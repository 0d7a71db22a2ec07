// Every column of the real schema is declared in the manifest of personal data, and everything declared is
// there.
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "http/whole_manifest.h"
#include "support/databases.h"
#include "town/retention_actions.h"

namespace weige {
namespace manifest_test {

using Columns = std::set<std::string>;  // "table.column"

constexpr const char* kSqliteColumns =
    "SELECT t.name, c.name FROM sqlite_master t JOIN pragma_table_info(t.name) c"
    " WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'";
constexpr const char* kPostgresColumns =
    "SELECT table_name::text, column_name::text FROM information_schema.columns WHERE table_schema = "
    "current_schema()";

using http::whole_manifest;

class ManifestOfSchema : public testing_support::BothEngines {
 protected:
  Columns columns_of_schema() {
    return db().read([](store::Transaction& tx) {
      Columns out;
      const auto* sql = tx.engine() == store::Engine::sqlite ? kSqliteColumns : kPostgresColumns;
      tx.each(sql, [&](const store::Row& row) {
        out.insert(row.get<std::string>(0) + "." + row.get<std::string>(1));
      });
      return out;
    });
  }
};
WEIGE_BOTH_ENGINES(ManifestOfSchema);

TEST_P(ManifestOfSchema, DeclaresExactlyTheColumnsThatExist) {
  Columns declared;
  for (const auto& table : whole_manifest())
    for (const auto& column : table.columns)
      declared.insert(std::string(table.name) + "." + std::string(column.name));
  const auto real = columns_of_schema();
  ASSERT_GT(real.size(), 100u);
  for (const auto& column : real)
    EXPECT_TRUE(declared.contains(column)) << column << " is not in the manifest";
  for (const auto& column : declared) EXPECT_TRUE(real.contains(column)) << column << " does not exist";
}

TEST_P(ManifestOfSchema, EverythingSensitiveOrSecretIsErased) {
  for (const auto& table : whole_manifest())
    for (const auto& column : table.columns) {
      const bool guarded =
          column.data_class == DataClass::sensitive || column.data_class == DataClass::secret;
      EXPECT_FALSE(guarded && column.erasure == Erasure::keep) << table.name << "." << column.name;
    }
}

// Files that jobs make (the rows of an import with what was found) lie plain until they expire.
TEST_P(ManifestOfSchema, EverythingSensitiveIsSealed) {
  for (const auto& table : whole_manifest())
    for (const auto& column : table.columns)
      EXPECT_TRUE(column.data_class != DataClass::sensitive || table.name == "job_file_part" ||
                  column.at_rest == AtRest::sealed || column.at_rest == AtRest::emptied)
          << table.name << "." << column.name;
}

// What is said to end has something that ends it.
TEST_P(ManifestOfSchema, EveryClockHasARunner) {
  for (const auto& table : whole_manifest())
    EXPECT_TRUE(table.retention.clock.empty() || town::has_runner(table.retention.clock)) << table.name;
}

}  // namespace manifest_test
}  // namespace weige
