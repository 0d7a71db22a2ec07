// Connection: one sqlite3 handle with its pragmas and its cache of prepared statements. Not for several
// threads at once.
#pragma once

#include <sqlite3.h>

#include <list>
#include <memory>
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

  // Takes a statement out of the cache (or prepares it), so that the same text can run twice at once; give it
  // back afterwards.
  std::unique_ptr<Statement> take(std::string_view sql);
  void give_back(std::string_view sql, std::unique_ptr<Statement> statement);

 private:
  struct Close {
    void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
  };
  struct Cached {
    std::string sql;
    std::unique_ptr<Statement> statement;
  };
  void set_up(Role role);

  std::unique_ptr<sqlite3, Close> handle_;
  std::size_t capacity_;
  std::list<Cached> cache_;  // most recently used first; destroyed before handle_
  std::unordered_map<std::string_view, std::list<Cached>::iterator> by_text_;  // keys view into cache_
};

// A statement on loan from a connection's cache: reset and given back at the end of the scope.
class Loan {
 public:
  Loan(Connection& connection, std::string_view sql)
      : connection_(connection), sql_(sql), statement_(connection.take(sql)) {}
  ~Loan() {
    statement_->reset();
    connection_.give_back(sql_, std::move(statement_));
  }
  Loan(const Loan&) = delete;
  Loan& operator=(const Loan&) = delete;
  Statement* operator->() const { return statement_.get(); }

 private:
  Connection& connection_;
  std::string sql_;
  std::unique_ptr<Statement> statement_;
};

}  // namespace weige::store::sqlite
