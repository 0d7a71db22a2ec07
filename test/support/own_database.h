// A database of a test's own that is copied and put back as a whole, and whose bytes on disk can be looked
// at.
#pragma once

#include <libpq-fe.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>

#include <gtest/gtest.h>

#include "store/database.h"
#include "store/migrations.h"
#include "support/databases.h"
#include "support/random_folder.h"

namespace weige::testing_support {

namespace fs = std::filesystem;

// Statements that no transaction may hold.
inline std::string postgres_answer(const std::string& url, const std::string& sql) {
  const std::unique_ptr<PGconn, void (*)(PGconn*)> session(PQconnectdb(url.c_str()), PQfinish);
  const std::unique_ptr<PGresult, void (*)(PGresult*)> result(PQexec(session.get(), sql.c_str()), PQclear);
  const auto status = PQresultStatus(result.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
    throw std::runtime_error(sql + ": " + PQerrorMessage(session.get()));
  return PQntuples(result.get()) > 0 ? PQgetvalue(result.get(), 0, 0) : "";
}

// A database of its own, which can be copied as it is and put back: a file, or a database of the test's
// cluster.
class OwnDatabase {
 public:
  explicit OwnDatabase(store::Engine engine) : engine_(engine) {
    if (engine_ == store::Engine::postgres) {
      cluster_ = std::getenv("WEIGE_TEST_PG");
      drop();
      postgres_answer(cluster_, "CREATE DATABASE " + name_);
      // What is over of the log goes instead of being written over some day (docs/operations.md).
      postgres_answer(cluster_, "ALTER SYSTEM SET wal_recycle = off");
      postgres_answer(cluster_, "SELECT pg_reload_conf()");
    }
    open();
    if (!store::migrate(*database_)) throw std::runtime_error("the database cannot be migrated");
    take_keys();
  }
  ~OwnDatabase() {
    database_.reset();
    try {
      if (engine_ == store::Engine::postgres) drop();
    } catch (const std::exception& error) {
      ADD_FAILURE() << error.what();
    }
  }
  OwnDatabase(const OwnDatabase&) = delete;
  OwnDatabase& operator=(const OwnDatabase&) = delete;

  store::Database& db() { return *database_; }
  std::string url() const {
    if (engine_ == store::Engine::sqlite) return "sqlite:" + file().string();
    return cluster_.substr(0, cluster_.rfind('/') + 1) + name_;
  }
  fs::path journal() const { return data() / "town.erasures"; }
  fs::path keys() const { return folder_.path() / "town.keys"; }

  void back_up() {
    database_.reset();
    if (engine_ == store::Engine::sqlite)
      fs::copy_file(file(), folder_.path() / "backup.db");
    else
      postgres_answer(cluster_, "CREATE DATABASE " + name_ + "_backup TEMPLATE " + name_);
    open();
    take_keys();
  }
  // The backup's own bytes are not what is left, so it goes.
  void restore() {
    database_.reset();
    if (engine_ == store::Engine::sqlite) {
      for (const auto* ending : {"", "-wal", "-shm"}) fs::remove(file().string() + ending);
      fs::rename(folder_.path() / "backup.db", file());
    } else {
      postgres_answer(cluster_, "DROP DATABASE " + name_);
      postgres_answer(cluster_, "CREATE DATABASE " + name_ + " TEMPLATE " + name_ + "_backup");
      postgres_answer(cluster_, "DROP DATABASE " + name_ + "_backup");
    }
    open();
    take_keys();
  }
  // What the operator does on PostgreSQL: the log of before ends.
  void end_log() {
    if (engine_ == store::Engine::sqlite) return;
    for (int i = 0; i < 2; ++i) {
      postgres_answer(cluster_, "SELECT pg_switch_wal()");
      postgres_answer(cluster_, "CHECKPOINT");
    }
  }
  // Everything that the database keeps on disk. Empty: it cannot be read here.
  fs::path data() const {
    if (engine_ == store::Engine::sqlite) return folder_.path() / "data";
    return postgres_answer(cluster_, "SHOW data_directory");
  }
  // Where a backup lies, as it would lie on another machine; empty where it is none of `data`.
  fs::path backup_folder() const {
    if (engine_ == store::Engine::sqlite) return {};
    const auto oid =
        postgres_answer(cluster_, "SELECT COALESCE(MAX(oid::bigint), 0) FROM pg_database WHERE datname = '" +
                                      name_ + "_backup'");
    return data() / "base" / oid;
  }
  void take_keys() { take_test_keys(*database_, keys().string()); }

 private:
  fs::path file() const { return folder_.path() / "data" / "town.db"; }
  void open() {
    if (engine_ == store::Engine::sqlite) fs::create_directories(file().parent_path());
    database_ = store::Database::open(url()).value();
  }
  void drop() {
    for (const auto* which : {"", "_backup"})
      postgres_answer(cluster_, "DROP DATABASE IF EXISTS " + name_ + which);
  }

  store::Engine engine_;
  test::RandomFolder folder_;
  std::string cluster_;
  const std::string name_ = "weige_erasure_" + std::to_string(::getpid());
  std::unique_ptr<store::Database> database_;
};

}  // namespace weige::testing_support
