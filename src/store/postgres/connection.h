// Connection: one session with its prepared statements. Owns the PGconn. Not for several threads at once.
#pragma once

#include <list>
#include <string>
#include <unordered_map>
#include <vector>

#include "store/postgres/errors.h"
#include "store/postgres/parameters.h"

namespace weige::store::postgres {

class PostgresCursor;

class Connection {
 public:
  // Throws DatabaseError{unavailable} when the server cannot be reached or its text is not UTF-8.
  Connection(const std::string& url, int cached_statements);

  PGconn* handle() const { return handle_.get(); }
  bool broken() const { return PQstatus(handle()) == CONNECTION_BAD; }
  bool in_transaction() const { return PQtransactionStatus(handle()) != PQTRANS_IDLE; }
  ResultPointer execute(const std::string& sql);  // no parameters; several statements are allowed

  // The name of the prepared statement for this text, prepared or prepared anew as the parameters' types ask
  // for.
  const std::string& prepare(std::string_view sql, std::span<const Params> rows);

  // Rows of an open cursor stand in the way of the next statement: they are moved into its memory first.
  void open_cursor(PostgresCursor* cursor) { cursor_ = cursor; }
  void close_cursor(const PostgresCursor* cursor) {
    if (cursor_ == cursor) cursor_ = nullptr;
  }
  void settle();

 private:
  struct Finish {
    void operator()(PGconn* handle) const { PQfinish(handle); }
  };
  struct Prepared {
    std::string sql, name;
    std::vector<Oid> types;
  };
  void set_up();
  Prepared make(std::string_view sql, std::vector<Oid> types);
  void forget(std::list<Prepared>::iterator entry);

  std::unique_ptr<PGconn, Finish> handle_;
  std::size_t capacity_;
  std::list<Prepared> cache_;                                                    // most recently used first
  std::unordered_map<std::string_view, std::list<Prepared>::iterator> by_text_;  // keys view into cache_
  int made_ = 0;
  PostgresCursor* cursor_ = nullptr;
};

}  // namespace weige::store::postgres
