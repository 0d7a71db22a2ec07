#include "store/sqlite/connection.h"

#include "store/sqlite/errors.h"

namespace weige::store::sqlite {
namespace {

// Alike on every connection. LIKE minds case, as on PostgreSQL; sorting spills to memory, not to files with
// personal data.
constexpr const char* common_pragmas =
    "PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF; PRAGMA case_sensitive_like=ON; PRAGMA "
    "temp_store=MEMORY;"
    "PRAGMA wal_autocheckpoint=0;";
// synchronous=FULL: a commit returns after the fsync of the log. secure_delete=FAST: freed content is
// overwritten where the page is written anyway.
constexpr const char* writer_pragmas =
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=FAST; PRAGMA cache_size=-65536;";
constexpr const char* reader_pragmas = "PRAGMA query_only=ON; PRAGMA mmap_size=0; PRAGMA cache_size=-32768;";

}  // namespace

Connection::Connection(const std::string& file, Role role, int cached_statements)
    : capacity_(static_cast<std::size_t>(cached_statements)) {
  const int access = role == Role::writer ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
  sqlite3* handle = nullptr;
  const int code =
      sqlite3_open_v2(file.c_str(), &handle, access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
  handle_.reset(handle);
  check(handle, code, "open");
  set_up(role);
}

void Connection::set_up(Role role) {
  sqlite3_busy_timeout(handle(), busy_milliseconds);
  // No connection checkpoints by itself, not even the last one to close: SQLite 3.40.1 can lose pages when
  // two connections write or checkpoint at the same moment, so the writer alone does it, and when told to.
  sqlite3_db_config(handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  sqlite3_db_config(handle(), SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  sqlite3_db_config(handle(), SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
  execute(common_pragmas);
  execute(role == Role::writer ? writer_pragmas : reader_pragmas);
}

void Connection::execute(const char* sql) {
  check(handle(), sqlite3_exec(handle(), sql, nullptr, nullptr, nullptr), "execute");
}

Connection::Cached* Connection::lend(std::string_view sql) {
  auto found = by_text_.find(sql);
  if (found == by_text_.end()) {
    cache_.push_front({std::string(sql), Statement(handle(), sql)});
    found = by_text_.emplace(cache_.front().sql, cache_.begin()).first;
  } else {
    cache_.splice(cache_.begin(), cache_, found->second);
  }
  auto& cached = *found->second;
  if (cached.on_loan) return nullptr;
  cached.on_loan = true;
  return &cached;
}

// The one that was not lent for longest goes when there are too many; what is out stays.
void Connection::give_back(Cached& cached) {
  cached.on_loan = false;
  if (cache_.size() <= capacity_ || cache_.back().on_loan) return;
  by_text_.erase(cache_.back().sql);
  cache_.pop_back();
}

}  // namespace weige::store::sqlite
