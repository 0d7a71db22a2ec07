// A fresh, migrated database per test, on each engine. PostgreSQL comes from WEIGE_TEST_PG; without it those
// tests are skipped.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "store/database.h"
#include "store/migrations.h"

namespace weige::testing_support {

enum class Fill { migrated, empty };

// A database of its own: a file in a temporary folder, or a schema. Gone with the object.
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
  void close() { database_.reset(); }
  void reopen();  // as a restarted process would; does not migrate

 private:
  store::Engine engine_;
  store::DatabaseOptions options_;
  std::string folder_or_schema_;
  std::string url_;
  std::unique_ptr<store::Database> database_;
};

// Why tests on the engine cannot run here; empty when they can.
std::string reason_to_skip(store::Engine engine);

// TEST_P(X, ...) of `class X : public BothEngines {}` runs on both; WEIGE_BOTH_ENGINES(X) instantiates it.
class BothEngines : public testing::TestWithParam<store::Engine> {
 protected:
  void SetUp() override;
  store::Database& db() { return scratch_->db(); }
  ScratchDatabase& scratch() { return *scratch_; }

 private:
  std::unique_ptr<ScratchDatabase> scratch_;
};

}  // namespace weige::testing_support

#define WEIGE_BOTH_ENGINES(suite)                                                               \
  INSTANTIATE_TEST_SUITE_P(                                                                     \
      On, suite, testing::Values(weige::store::Engine::sqlite, weige::store::Engine::postgres), \
      [](const auto& made) { return made.param == weige::store::Engine::sqlite ? "Sqlite" : "Postgres"; })
