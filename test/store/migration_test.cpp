#include "store/migrations.h"

#include <gtest/gtest.h>

#include <thread>

#include "support/databases.h"

namespace weige::store {
namespace migration_test {

using testing_support::Fill;
using testing_support::ScratchDatabase;

Migration migration(int number, const std::string& common) {
  return {.number = number,
          .name = "m" + std::to_string(number),
          .sqlite_sql = common,
          .postgres_sql = to_postgres(common)};
}

const Migration first = migration(1, "CREATE TABLE one (a TEXT) STRICT; INSERT INTO one (a) VALUES ('x; y')");
const Migration second = migration(2, "CREATE TABLE two (a INTEGER PRIMARY KEY) STRICT");
const Migration third = migration(3, "ALTER TABLE two ADD COLUMN b TEXT");
// Does something, then fails: as if the program had been killed in the middle, as far as the database can
// tell.
const Migration broken =
    migration(2, "CREATE TABLE two (a INTEGER PRIMARY KEY) STRICT; INSERT INTO nowhere VALUES (1)");

class MigrationTest : public testing::TestWithParam<Engine> {
 protected:
  void SetUp() override {
    if (const auto reason = testing_support::reason_to_skip(GetParam()); !reason.empty())
      GTEST_SKIP() << reason;
    scratch_ = std::make_unique<ScratchDatabase>(GetParam(), Fill::empty);
  }
  Database& db() { return scratch_->db(); }
  ScratchDatabase& scratch() { return *scratch_; }
  std::vector<int> applied() {
    return db().read([](Transaction& tx) {
      return tx.all("SELECT number FROM schema_migration ORDER BY number",
                    [](const Row& row) { return row.get<int>(0); });
    });
  }

 private:
  std::unique_ptr<ScratchDatabase> scratch_;
};

TEST_P(MigrationTest, AppliesEachOnce) {
  ASSERT_TRUE(migrate(db(), {first, second}).ok());
  ASSERT_TRUE(migrate(db(), {first, second}).ok());
  ASSERT_TRUE(migrate(db(), {first, second, third}).ok());
  EXPECT_EQ(applied(), (std::vector{1, 2, 3}));
  const auto count = db().read([](Transaction& tx) { return tx.scalar<int>("SELECT count(*) FROM one"); });
  EXPECT_EQ(count, 1);
}

TEST_P(MigrationTest, GoesOnAfterAnInterruption) {
  EXPECT_THROW((void)migrate(db(), {first, broken}), DatabaseError);
  EXPECT_EQ(applied(), (std::vector{1}));
  scratch().reopen();
  ASSERT_TRUE(migrate(db(), {first, second, third}).ok()) << "nothing of the broken file may be left";
  EXPECT_EQ(applied(), (std::vector{1, 2, 3}));
}

TEST_P(MigrationTest, RefusesADatabaseOfANewerVersion) {
  ASSERT_TRUE(migrate(db(), {first, second, third}).ok());
  const auto refused = migrate(db(), {first, second});
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.problem(), problem(ProblemCode::database_newer).with("number", "3"));
}

TEST_P(MigrationTest, RefusesAChangedFile) {
  ASSERT_TRUE(migrate(db(), {first, second}).ok());
  Migration changed = second;
  changed.sqlite_sql += " ";
  const auto refused = migrate(db(), {first, changed, third});
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.problem(), problem(ProblemCode::migration_changed).with("number", "2"));
  EXPECT_EQ(applied(), (std::vector{1, 2})) << "nothing is applied on top of it";
}

TEST_P(MigrationTest, WaitsForAnotherThatMigrates) {
  std::vector<std::thread> threads;
  std::atomic<int> succeeded = 0;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      succeeded += GetParam() == Engine::postgres ? migrate(db(), {first, second, third}).ok() : 1;
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(succeeded, 4);
  ASSERT_TRUE(migrate(db(), {first, second, third}).ok());
  EXPECT_EQ(applied(), (std::vector{1, 2, 3}));
}

TEST_P(MigrationTest, BuiltInOnesApply) {
  ASSERT_TRUE(migrate(db()).ok());
  EXPECT_EQ(applied().size(), built_in_migrations().size());
}

WEIGE_BOTH_ENGINES(MigrationTest);

}  // namespace migration_test

}  // namespace weige::store
