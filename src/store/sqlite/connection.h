// Connection: one sqlite3 handle with its pragmas and its cache of prepared statements. Not for several
// threads at once.
#pragma once

#include <sqlite3.h>

#include <list>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

#include "store/sqlite/statement.h"

namespace weige::store::sqlite {

enum class Role { writer, reader };
constexpr int busy_milliseconds = 5000;  // how long a connection waits for a lock

class Connection {
 public:
  // Throws DatabaseError when the file cannot be opened or is no database.
  Connection(const std::string& file, Role role, int cached_statements);

  sqlite3* handle() const { return handle_.get(); }
  void execute(const char* sql);  // one or more statements without parameters or rows
  bool in_transaction() const { return sqlite3_get_autocommit(handle()) == 0; }

 private:
  struct Close {
    void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
  };
  friend class Loan;
  struct Cached {
    std::string sql;
    Statement statement;
    bool on_loan = false;
  };
  using Cache = std::list<Cached>;
  void set_up(Role role);
  // The cached statement of this text, made when there is none, and marked as on loan; nullptr while another
  // loan has it.
  Cached* lend(std::string_view sql);
  void give_back(Cached& cached);

  std::unique_ptr<sqlite3, Close> handle_;
  std::size_t capacity_;
  Cache cache_;  // most recently lent first; destroyed before handle_
  std::unordered_map<std::string_view, Cache::iterator> by_text_;  // keys view into cache_
};

// A statement on loan from a connection's cache: reset and given back at the end of the scope. While it is
// out, the same text is prepared a second time, for that loan only.
class Loan {
 public:
  Loan(Connection& connection, std::string_view sql)
      : connection_(connection), cached_(connection.lend(sql)) {
    if (!cached_) own_.emplace(connection.handle(), sql);
  }
  ~Loan() {
    if (!cached_) return;
    cached_->statement.reset();
    connection_.give_back(*cached_);
  }
  Loan(const Loan&) = delete;
  Loan& operator=(const Loan&) = delete;
  Statement* operator->() { return cached_ ? &cached_->statement : &*own_; }

 private:
  Connection& connection_;
  Connection::Cached* cached_;
  std::optional<Statement> own_;
};

}  // namespace weige::store::sqlite
