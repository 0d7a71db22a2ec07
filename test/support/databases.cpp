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
#include <set>
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

// Runs SQL by itself, as CREATE DATABASE wants it; gives the first value of its last statement.
std::string order(const std::string& url, const std::string& sql) {
  const std::unique_ptr<PGconn, decltype(&PQfinish)> connection(PQconnectdb(url.c_str()), PQfinish);
  const std::unique_ptr<PGresult, decltype(&PQclear)> result(PQexec(connection.get(), sql.c_str()), PQclear);
  const auto status = PQresultStatus(result.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
    throw std::runtime_error(PQerrorMessage(connection.get()));
  return PQntuples(result.get()) > 0 ? PQgetvalue(result.get(), 0, 0) : "";
}

void make_database(const std::string& name, const std::string& like = "template1") {
  order(postgres_url(), "CREATE DATABASE " + name + " TEMPLATE " + like);
}

void drop_database(const std::string& name) {
  try {
    order(postgres_url(), "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
  } catch (const std::exception& error) {
    ADD_FAILURE() << "database left behind: " << error.what();
  }
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

// Databases of the server that are used again: making and dropping one takes as long as migrating it. What a
// test has left is deleted before the next one has it, and rows that the migrations put in are restored.
class MigratedDatabases {
 public:
  static MigratedDatabases& all() {
    static MigratedDatabases made;
    return made;
  }
  ~MigratedDatabases() {
    free_.push_back(first_);
    for (const auto& name : free_) drop_database(name);
  }

  std::string take() {
    const std::lock_guard lock(mutex_);
    return *lent_.insert(next()).first;
  }
  // False: it is none of these.
  bool take_back(const std::string& name) {
    const std::lock_guard lock(mutex_);
    if (!lent_.erase(name)) return false;
    free_.push_back(name);
    return true;
  }

 private:
  static constexpr const char* kTables =
      "SELECT string_agg(n.nspname || '.' || c.relname, ', ' ORDER BY n.nspname, c.relname) FROM pg_class c"
      " JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname NOT LIKE 'pg\\_%'"
      " AND n.nspname <> 'information_schema' WHERE c.relkind = 'r'";

  // Most tests leave rows in a few of the tables only: to ask each is quicker than to empty each.
  static constexpr const char* kClean =
      "SET session_replication_role = replica; DO $$ DECLARE one name; has_rows boolean; BEGIN"
      " FOR one IN SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
      " WHERE c.relkind = 'r' AND n.nspname = 'public' LOOP"
      " EXECUTE format('SELECT EXISTS (SELECT FROM public.%I)', one) INTO has_rows;"
      " IF has_rows THEN EXECUTE format('DELETE FROM public.%I', one); END IF;"
      " EXECUTE format('SELECT EXISTS (SELECT FROM kept.%I)', one) INTO has_rows;"
      " IF has_rows THEN EXECUTE format('INSERT INTO public.%I SELECT * FROM kept.%I', one, one); END IF;"
      " END LOOP; END $$";

  // What a large test has deleted stays in the files and is gone through by every later query: a new copy is
  // quicker.
  static constexpr long kRoomForRows = 8L << 20;
  static long size_of(const std::string& url) {
    return std::stol(order(url, "SELECT pg_database_size(current_database())"));
  }

  MigratedDatabases() : first_(unique_name()) {
    make_database(first_);
    const auto url = with_database(postgres_url(), first_);
    migrate_or_throw(url);
    const auto script = [&](const std::string& each) {
      return order(url, "SELECT string_agg(" + each +
                            ", ' ') FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                            " WHERE c.relkind = 'r' AND n.nspname = 'public'");
    };
    order(url, "CREATE SCHEMA kept; " +
                   script("'CREATE TABLE kept.' || relname || ' AS TABLE public.' || relname || ';'"));
    tables_ = order(url, kTables);
    first_size_ = size_of(url);
  }

  std::string next() {
    while (!free_.empty()) {
      auto name = free_.back();
      free_.pop_back();
      if (is_as_new(name)) return name;
      drop_database(name);
    }
    auto name = unique_name();
    make_database(name, first_);
    return name;
  }

  bool is_as_new(const std::string& name) const {
    const auto url = with_database(postgres_url(), name);
    if (order(url, kTables) != tables_ || size_of(url) > first_size_ + kRoomForRows) return false;
    order(url, kClean);
    return true;
  }

  const std::string first_;  // nobody's; the others are its copies
  std::string tables_;
  long first_size_ = 0;
  std::mutex mutex_;
  std::vector<std::string> free_;
  std::set<std::string> lent_;
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
    if (fill == Fill::empty)
      make_database(folder_or_name_);
    else
      folder_or_name_ = MigratedDatabases::all().take();
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
  if (!MigratedDatabases::all().take_back(folder_or_name_)) drop_database(folder_or_name_);
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
