// SqliteTransaction: the statements of one body. After a statement has failed it takes no more, as PostgreSQL
// does.
#pragma once

#include "store/database.h"
#include "store/sqlite/connection.h"

namespace weige::store::sqlite {

// Where a transaction gets its ids from.
class IdSource {
 public:
  virtual ~IdSource() = default;
  virtual std::int64_t next(Connection& connection, IdSeries series) = 0;
};

class SqliteTransaction : public Transaction {
 public:
  // ids: nullptr in a reading transaction.
  SqliteTransaction(Connection& connection, IdSource* ids) : connection_(connection), ids_(ids) {}

  Engine engine() const override { return Engine::sqlite; }
  std::int64_t run(std::string_view sql, std::span<const Value> args) override;
  std::unique_ptr<Cursor> open(std::string_view sql, std::span<const Value> args) override;
  std::int64_t run_many(std::string_view sql, std::span<const Params> rows) override;
  void bulk_insert(std::string_view table, std::span<const std::string_view> columns,
                   std::span<const Params> rows) override;
  void script(std::string_view sql) override;
  using Transaction::next_id;
  std::int64_t next_id(IdSeries series) override;

  bool failed() const { return failed_; }

 private:
  friend class SqliteCursor;
  template <class F>
  auto guarded(F&& f) -> decltype(f());

  Connection& connection_;
  IdSource* ids_;
  bool failed_ = false;
};

}  // namespace weige::store::sqlite
