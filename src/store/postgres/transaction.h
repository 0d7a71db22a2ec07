// PostgresTransaction: the statements of one body on one session.
#pragma once

#include "store/postgres/cursor.h"
#include "store/postgres/id_blocks.h"

namespace weige::store::postgres {

class PostgresTransaction : public Transaction {
 public:
  // ids: nullptr in a reading transaction.
  PostgresTransaction(Connection& connection, IdBlocks* ids) : connection_(connection), ids_(ids) {}

  Engine engine() const override { return Engine::postgres; }
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
  template <class F>
  auto guarded(F&& f) -> decltype(f());
  std::int64_t run_batch(const std::string& name, std::span<const Params> rows);

  Connection& connection_;
  IdBlocks* ids_;
  bool failed_ = false;
};

}  // namespace weige::store::postgres
