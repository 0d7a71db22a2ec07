#include "store/sqlite/transaction.h"

#include "store/insert_text.h"
#include "store/sqlite/errors.h"

namespace weige::store::sqlite {
namespace {

class SqliteRow : public Row {
 public:
  explicit SqliteRow(sqlite3_stmt* statement) : statement_(statement) {}

  int columns() const override { return sqlite3_column_count(statement_); }
  bool is_null(int column) const override { return type(column) == SQLITE_NULL; }
  std::int64_t int64(int column) const override {
    expect(column, SQLITE_INTEGER);
    return sqlite3_column_int64(statement_, column);
  }
  double real(int column) const override {
    if (type(column) != SQLITE_INTEGER) expect(column, SQLITE_FLOAT);
    return sqlite3_column_double(statement_, column);
  }
  std::string_view text(int column) const override {
    expect(column, SQLITE_TEXT);
    const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    return {data, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
  }
  std::string_view blob(int column) const override {
    expect(column, SQLITE_BLOB);
    const auto* data = static_cast<const char*>(sqlite3_column_blob(statement_, column));
    return {data, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
  }

 private:
  int type(int column) const {
    if (column < 0 || column >= columns()) throw DatabaseError(Failure::bug, "no such column of the row");
    return sqlite3_column_type(statement_, column);
  }
  void expect(int column, int wanted) const {
    if (type(column) != wanted)
      throw DatabaseError(Failure::bug, std::string("column ") + sqlite3_column_name(statement_, column) +
                                            " is of another kind, or NULL");
  }

  sqlite3_stmt* statement_;
};

}  // namespace

class SqliteCursor : public Cursor {
 public:
  SqliteCursor(SqliteTransaction& transaction, std::string_view sql, std::span<const Value> args)
      : transaction_(transaction), loan_(transaction.connection_, sql), row_(loan_->handle()) {
    loan_->bind(args, Lifetime::copied);
  }
  const Row* next() override {
    if (ended_) return nullptr;
    ended_ = !transaction_.guarded([&] { return loan_->step(); });
    return ended_ ? nullptr : &row_;
  }

 private:
  SqliteTransaction& transaction_;
  Loan loan_;
  SqliteRow row_;
  bool ended_ = false;
};

template <class F>
auto SqliteTransaction::guarded(F&& f) -> decltype(f()) {
  if (failed_) throw DatabaseError(Failure::bug, "the transaction has failed already");
  try {
    return f();
  } catch (...) {
    failed_ = true;
    throw;
  }
}

std::int64_t SqliteTransaction::run(std::string_view sql, std::span<const Value> args) {
  return guarded([&] {
    Loan loan(connection_, sql);
    const auto before = sqlite3_total_changes64(connection_.handle());
    loan->bind(args, Lifetime::outlives);
    while (loan->step()) {
    }
    // changes() keeps the count of an earlier statement when this one changed nothing (DDL, SELECT).
    return sqlite3_total_changes64(connection_.handle()) == before ? std::int64_t{0}
                                                                   : sqlite3_changes64(connection_.handle());
  });
}

std::unique_ptr<Cursor> SqliteTransaction::open(std::string_view sql, std::span<const Value> args) {
  return guarded([&] { return std::make_unique<SqliteCursor>(*this, sql, args); });
}

std::int64_t SqliteTransaction::run_many(std::string_view sql, std::span<const Params> rows) {
  return guarded([&] {
    Loan loan(connection_, sql);
    std::int64_t changed = 0;
    for (const Params& row : rows) {
      const auto before = sqlite3_total_changes64(connection_.handle());
      loan->bind(row, Lifetime::outlives);
      while (loan->step()) {
      }
      if (sqlite3_total_changes64(connection_.handle()) != before)
        changed += sqlite3_changes64(connection_.handle());
      loan->reset();
    }
    return changed;
  });
}

void SqliteTransaction::bulk_insert(std::string_view table, std::span<const std::string_view> columns,
                                    std::span<const Params> rows) {
  run_many(insert_text(table, columns), rows);
}

void SqliteTransaction::script(std::string_view sql) {
  guarded([&] { connection_.execute(std::string(sql).c_str()); });
}

std::int64_t SqliteTransaction::next_id(IdSeries series) {
  if (!ids_) throw DatabaseError(Failure::bug, "ids are for writing transactions");
  return guarded([&] { return ids_->next(connection_, series); });
}

}  // namespace weige::store::sqlite
