// PostgresCursor: rows as they arrive, one at a time, so that a long answer does not fill the memory.
#pragma once

#include <deque>

#include "store/postgres/connection.h"

namespace weige::store::postgres {

class PostgresRow : public Row {
 public:
  void show(const PGresult* result);

  int columns() const override { return PQnfields(result_); }
  bool is_null(int column) const override;
  std::int64_t int64(int column) const override;
  double real(int column) const override;
  std::string_view text(int column) const override;
  std::string_view blob(int column) const override;

 private:
  Oid type(int column) const;
  std::string_view raw(int column) const;  // throws when NULL
  [[noreturn]] void wrong_kind(int column) const;

  const PGresult* result_ = nullptr;
  mutable std::deque<std::string> decoded_;  // bytes of blobs that were asked for
};

class PostgresCursor : public Cursor {
 public:
  // The statement has been sent. failed is set when the server reports an error on the way.
  PostgresCursor(Connection& connection, bool& failed);
  ~PostgresCursor() override;
  PostgresCursor(const PostgresCursor&) = delete;
  PostgresCursor& operator=(const PostgresCursor&) = delete;

  const Row* next() override;
  void keep_rest();  // reads all that is still to come into memory

 private:
  ResultPointer receive();  // nullptr at the end
  void finish();

  Connection& connection_;
  bool& failed_;
  bool ended_ = false;
  std::deque<ResultPointer> kept_;
  ResultPointer current_;
  PostgresRow row_;
};

}  // namespace weige::store::postgres
