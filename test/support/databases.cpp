#include "support/databases.h"

#include <libpq-fe.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <mutex>
#include <stdexcept>
#include <vector>

#include "access/key_ring.h"
#include "base/temporary_folder.h"
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

// The same server, another database.
std::string with_database(const std::string& url, const std::string& name) {
  const auto query = std::min(url.find('?'), url.size());
  return url.substr(0, url.rfind('/', query) + 1) + name + url.substr(query);
}

// Outside of a transaction, as CREATE DATABASE wants it.
void order(const std::string& sql) {
  const std::unique_ptr<PGconn, decltype(&PQfinish)> connection(PQconnectdb(postgres_url().c_str()),
                                                                PQfinish);
  PQexec(connection.get(), "SET client_min_messages = warning");
  const std::unique_ptr<PGresult, decltype(&PQclear)> result(PQexec(connection.get(), sql.c_str()), PQclear);
  if (PQresultStatus(result.get()) != PGRES_COMMAND_OK)
    throw std::runtime_error(PQerrorMessage(connection.get()));
}

void drop(const std::string& name) {
  order("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
}

std::unique_ptr<store::Database> open_or_throw(const std::string& url, store::DatabaseOptions options) {
  auto opened = store::Database::open(url, options);
  if (!opened) throw std::runtime_error(title(opened.problem(), Language::en));
  return std::move(opened).value();
}

void migrate_or_throw(const std::string& url) {
  const auto database = open_or_throw(url, {.readers = 1});
  if (const auto outcome = store::migrate(*database); !outcome)
    throw std::runtime_error(title(outcome.problem(), Language::en));
}

std::string bytes_of(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void write_private(const std::string& file, const std::string& bytes) {
  std::ofstream(file, std::ios::binary) << bytes;
  std::filesystem::permissions(file,
                               std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

// Migrating takes longer than most tests, and is a test of its own: so a program does it once an engine, and
// copies.
class MigratedFile {
 public:
  static void copy_to(const std::string& file) {
    static const MigratedFile made;
    write_private(file, made.file_);
    write_private(file + "-wal", made.log_);
  }

 private:
  MigratedFile() {
    const auto folder = TemporaryFolder::make({}, "migrated");
    const auto file = (folder->path() / "register.db").string();
    migrate_or_throw("sqlite:" + file);
    file_ = bytes_of(file);
    log_ = bytes_of(file + "-wal");
  }
  std::string file_, log_;
};

// What has been dropped waits for others, since each time the server writes out all that it holds.
class MigratedDatabase {
 public:
  static MigratedDatabase& one() {
    static MigratedDatabase made;
    return made;
  }
  ~MigratedDatabase() {
    dropped_.push_back(name_);
    drop_all();
  }
  void copy_to(const std::string& name) { order("CREATE DATABASE " + name + " TEMPLATE " + name_); }
  void drop_later(const std::string& name) {
    const std::lock_guard lock(mutex_);
    dropped_.push_back(name);
    if (dropped_.size() >= kDroppedAtOnce) drop_all();
  }

 private:
  static constexpr std::size_t kDroppedAtOnce = 20;
  MigratedDatabase() : name_(unique_name()) {
    drop(name_);
    order("CREATE DATABASE " + name_);
    migrate_or_throw(with_database(postgres_url(), name_));
  }
  void drop_all() {
    try {
      for (const auto& name : dropped_) drop(name);
    } catch (const std::exception& error) {
      ADD_FAILURE() << "database left behind: " << error.what();
    }
    dropped_.clear();
  }
  const std::string name_;
  std::mutex mutex_;
  std::vector<std::string> dropped_;
};

}  // namespace

void take_test_keys(store::Database& database, const std::string& key_file) {
  auto ring = access::KeyRing::open(database, {.file = key_file, .random = system_random()}, kTestNow);
  if (!ring) throw std::runtime_error(title(ring.problem(), Language::en));
  database.accompany(std::move(ring).value());
}

ScratchDatabase::ScratchDatabase(store::Engine engine, Fill fill, store::DatabaseOptions options)
    : engine_(engine), options_(options), folder_or_name_(unique_name()) {
  if (engine == store::Engine::sqlite) {
    folder_or_name_ = (std::filesystem::temp_directory_path() / folder_or_name_).string();
    std::filesystem::create_directories(folder_or_name_);
    url_ = "sqlite:" + file();
    if (fill != Fill::empty) MigratedFile::copy_to(file());
  } else {
    drop(folder_or_name_);
    if (fill == Fill::empty)
      order("CREATE DATABASE " + folder_or_name_);
    else
      MigratedDatabase::one().copy_to(folder_or_name_);
    url_ = with_database(postgres_url(), folder_or_name_);
  }
  reopen();
  if (fill == Fill::migrated) take_test_keys(*database_, key_file());
}

ScratchDatabase::~ScratchDatabase() {
  database_.reset();
  std::error_code ignored;
  std::filesystem::remove(key_file(), ignored);
  if (engine_ == store::Engine::sqlite) {
    std::filesystem::remove_all(folder_or_name_, ignored);
    return;
  }
  MigratedDatabase::one().drop_later(folder_or_name_);
}

std::string ScratchDatabase::file() const {
  return folder_or_name_ + "/register.db";
}

std::string ScratchDatabase::key_file() const {
  if (engine_ == store::Engine::sqlite) return access::key_file_of(url_).string();
  return (std::filesystem::temp_directory_path() / (folder_or_name_ + ".keys")).string();
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
