// Statement: one prepared statement of one SQLite connection, with its $n bound by name. Owns the handle.
#pragma once

#include <sqlite3.h>

#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "store/value.h"

namespace weige::store::sqlite {

// Whether the bound values outlive the execution (run) or may be gone before the last row (open).
enum class Lifetime { outlives, copied };

class Statement {
 public:
  // Throws DatabaseError when the text is not exactly one statement, or a parameter is not $1..$n.
  Statement(sqlite3* connection, std::string_view sql);

  // Precondition: reset. Binds args[k-1] to $k; their number must be the highest k.
  void bind(std::span<const Value> args, Lifetime lifetime);
  bool step();   // true: a row is there
  void reset();  // also unbinds, so that no personal data stays in memory behind a cached statement
  sqlite3_stmt* handle() const { return handle_.get(); }

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* handle) const { sqlite3_finalize(handle); }
  };
  void find_parameters();
  void bind_one(int slot, const Value& value, sqlite3_destructor_type destructor);

  sqlite3* connection_;
  std::unique_ptr<sqlite3_stmt, Finalize> handle_;
  std::vector<int> numbers_;  // numbers_[slot - 1] = k of the $k in this slot
  int highest_ = 0;
};

}  // namespace weige::store::sqlite
