#include "support/databases.h"

#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>

#include "access/key_ring.h"
#include "support/test_time.h"

namespace weige::testing_support {
namespace {

std::string unique_name() {
  static std::atomic<int> count = 0;
  return "weige_test_" + std::to_string(::getpid()) + "_" + std::to_string(++count);
}

std::string postgres_url() {
  const char* url = std::getenv("WEIGE_TEST_PG");
  return url ? url : "";
}

// The same server, with the schema as the only place where names are looked up.
std::string with_search_path(const std::string& url, const std::string& schema) {
  return url + (url.find('?') == url.npos ? "?" : "&") + "options=-csearch_path%3D" + schema;
}

std::unique_ptr<store::Database> open_or_throw(const std::string& url, store::DatabaseOptions options) {
  auto opened = store::Database::open(url, options);
  if (!opened) throw std::runtime_error(title(opened.problem(), Language::en));
  return std::move(opened).value();
}

void run_script(const std::string& url, const std::string& sql) {
  const auto database = open_or_throw(url, {.readers = 1});
  const auto outcome = database->write([&](store::Transaction& tx) -> Done {
    tx.script(sql);
    return done();
  });
  if (!outcome) throw std::runtime_error(title(outcome.problem(), Language::en));
}

}  // namespace

void take_test_keys(store::Database& database, const std::string& key_file) {
  auto ring = access::KeyRing::open(database, {.file = key_file, .random = system_random()}, kTestNow);
  if (!ring) throw std::runtime_error(title(ring.problem(), Language::en));
  database.accompany(std::move(ring).value());
}

ScratchDatabase::ScratchDatabase(store::Engine engine, Fill fill, store::DatabaseOptions options)
    : engine_(engine), options_(options), folder_or_schema_(unique_name()) {
  if (engine == store::Engine::sqlite) {
    folder_or_schema_ = (std::filesystem::temp_directory_path() / folder_or_schema_).string();
    std::filesystem::create_directories(folder_or_schema_);
    url_ = "sqlite:" + file();
  } else {
    run_script(postgres_url(),
               "DROP SCHEMA IF EXISTS " + folder_or_schema_ + " CASCADE; CREATE SCHEMA " + folder_or_schema_);
    url_ = with_search_path(postgres_url(), folder_or_schema_);
  }
  reopen();
  if (fill == Fill::empty) return;
  if (const auto outcome = store::migrate(*database_); !outcome)
    throw std::runtime_error(title(outcome.problem(), Language::en));
  if (fill == Fill::migrated) take_test_keys(*database_, key_file());
}

ScratchDatabase::~ScratchDatabase() {
  database_.reset();
  std::error_code ignored;
  std::filesystem::remove(key_file(), ignored);
  if (engine_ == store::Engine::sqlite) {
    std::filesystem::remove_all(folder_or_schema_, ignored);
    return;
  }
  try {
    run_script(postgres_url(), "DROP SCHEMA IF EXISTS " + folder_or_schema_ + " CASCADE");
  } catch (const std::exception& error) {
    ADD_FAILURE() << "schema left behind: " << error.what();
  }
}

std::string ScratchDatabase::file() const {
  return folder_or_schema_ + "/register.db";
}

std::string ScratchDatabase::key_file() const {
  if (engine_ == store::Engine::sqlite) return access::key_file_of(url_).string();
  return (std::filesystem::temp_directory_path() / (folder_or_schema_ + ".keys")).string();
}

void ScratchDatabase::reopen() {
  database_.reset();
  database_ = open_or_throw(url_, options_);
  if (std::filesystem::exists(key_file())) take_test_keys(*database_, key_file());
}

std::string reason_to_skip(store::Engine engine) {
  if (engine == store::Engine::sqlite || !postgres_url().empty()) return "";
  return "WEIGE_TEST_PG is not set: no PostgreSQL to test on";
}

void BothEngines::SetUp() {
  if (const auto reason = reason_to_skip(GetParam()); !reason.empty()) GTEST_SKIP() << reason;
  scratch_ = std::make_unique<ScratchDatabase>(GetParam(), fill_);
}

}  // namespace weige::testing_support
