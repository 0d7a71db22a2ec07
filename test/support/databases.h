// A fresh, migrated database per test, on each engine. PostgreSQL comes from WEIGE_TEST_PG; without it those
// tests are skipped.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "store/database.h"
#include "store/migrations.h"

namespace weige::testing_support {

// migrated: with its keys, as whoever serves a register has them.
enum class Fill { migrated, without_keys, empty };

// The keys of the database, which are made where there are none: in a file beside it, or in the temporary
// folder.
void take_test_keys(store::Database& database, const std::string& key_file);

// A database of its own: a file in a temporary folder, or one of the server's. Gone with the object.
class ScratchDatabase {
 public:
  explicit ScratchDatabase(store::Engine engine, Fill fill = Fill::migrated,
                           store::DatabaseOptions options = {});
  ~ScratchDatabase();
  ScratchDatabase(const ScratchDatabase&) = delete;
  ScratchDatabase& operator=(const ScratchDatabase&) = delete;

  store::Database& db() { return *database_; }
  const std::string& url() const { return url_; }
  std::string file() const;  // SQLite: the path of the file
  std::string key_file() const;
  void close() { database_.reset(); }
  void reopen();  // as a restarted process would, with its keys if it has any; does not migrate

 private:
  store::Engine engine_;
  store::DatabaseOptions options_;
  std::string folder_or_name_;
  std::string url_;
  std::unique_ptr<store::Database> database_;
};

// Why tests on the engine cannot run here; empty when they can.
std::string reason_to_skip(store::Engine engine);

// TEST_P(X, ...) of `class X : public BothEngines {}` runs on both; WEIGE_BOTH_ENGINES(X) instantiates it.
class BothEngines : public testing::TestWithParam<store::Engine> {
 protected:
  explicit BothEngines(Fill fill = Fill::migrated) : fill_(fill) {}
  void SetUp() override;
  store::Database& db() { return scratch_->db(); }
  ScratchDatabase& scratch() { return *scratch_; }

 private:
  Fill fill_;
  std::unique_ptr<ScratchDatabase> scratch_;
};

}  // namespace weige::testing_support

#define WEIGE_BOTH_ENGINES(suite)                                                               \
  INSTANTIATE_TEST_SUITE_P(                                                                     \
      On, suite, testing::Values(weige::store::Engine::sqlite, weige::store::Engine::postgres), \
      [](const auto& made) { return made.param == weige::store::Engine::sqlite ? "Sqlite" : "Postgres"; })
