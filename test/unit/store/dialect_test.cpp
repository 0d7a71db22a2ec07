#include <gtest/gtest.h>

#include "store/migrations.h"
#include "store/sql_tokens.h"

namespace weige::store {
namespace dialect_test {

TEST(ToPostgres, TranslatesTypesInCapitals) {
  EXPECT_EQ(to_postgres("a INTEGER, b REAL, c BLOB, d TEXT NOT NULL, text TEXT"),
            "a BIGINT, b DOUBLE PRECISION, c BYTEA, d TEXT COLLATE \"C\" NOT NULL, text TEXT COLLATE \"C\"");
}

TEST(ToPostgres, LeavesNamesThatContainATypeAlone) {
  EXPECT_EQ(to_postgres("integer_part TEXTUAL, my_TEXT, TEXT2"), "integer_part TEXTUAL, my_TEXT, TEXT2");
}

TEST(ToPostgres, LeavesQuotesAndCommentsAlone) {
  for (const std::string kept :
       {"'INTEGER it''s TEXT'", "\"TEXT\"", "-- INTEGER STRICT\n", "/* BLOB\n REAL */", "'open TEXT"})
    EXPECT_EQ(to_postgres(kept), kept);
  EXPECT_EQ(to_postgres("'a' TEXT -- TEXT\nTEXT"), "'a' TEXT COLLATE \"C\" -- TEXT\nTEXT COLLATE \"C\"");
}

TEST(ToPostgres, DropsTableOptions) {
  EXPECT_EQ(to_postgres("(a) STRICT;"), "(a) ;");
  EXPECT_EQ(to_postgres("(a) STRICT, WITHOUT ROWID;"), "(a)  ;");
  EXPECT_EQ(to_postgres("(a) WITHOUT\n ROWID, STRICT;"), "(a)  ;");
  EXPECT_EQ(to_postgres("timestamp without zone"), "timestamp without zone");
}

TEST(ToPostgres, GivesACastNoCollation) {
  EXPECT_EQ(to_postgres("CAST(a AS TEXT)"), "CAST(a AS TEXT)");
}

TEST(HighestParameter, LooksOutsideOfQuotesAndComments) {
  EXPECT_EQ(highest_parameter("SELECT 1"), 0);
  EXPECT_EQ(highest_parameter("a = $2 AND b = $1 OR c = $12"), 12);
  EXPECT_EQ(highest_parameter("a = '$9' -- $8\n AND \"$7\" = $1 /* $6 */"), 1);
}

TEST(BuiltInMigrations, AscendAndHaveTextForBothEngines) {
  int last = 0;
  for (const Migration& migration : built_in_migrations()) {
    EXPECT_GT(migration.number, last);
    last = migration.number;
    EXPECT_FALSE(migration.name.empty() || migration.sqlite_sql.empty() || migration.postgres_sql.empty());
  }
  EXPECT_GE(last, 2);
}

}  // namespace dialect_test
}  // namespace weige::store
