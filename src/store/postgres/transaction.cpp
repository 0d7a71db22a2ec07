#include "store/postgres/transaction.h"

#include <charconv>
#include <cstring>

#include "store/insert_text.h"
#include "store/postgres/copy.h"

namespace weige::store::postgres {
namespace {

// Rows sent before their answers are read. Small enough that the answers fit into the socket's buffer, or
// both sides would wait.
constexpr std::size_t pipelined_rows = 128;

// With more rows than these, COPY is worth its two round trips and being parsed each time.
constexpr std::size_t inserted_rows = 12;

std::int64_t affected(PGresult* result) {
  const char* text = PQcmdTuples(result);
  std::int64_t count = 0;
  std::from_chars(text, text + std::strlen(text), count);
  return PQresultStatus(result) == PGRES_TUPLES_OK &&
                 std::string_view(PQcmdStatus(result)).starts_with("SELECT")
             ? 0
             : count;
}

// Pipeline mode for a scope. Leaving it needs all answers to have been read.
class Pipeline {
 public:
  explicit Pipeline(PGconn* handle) : handle_(handle) { PQenterPipelineMode(handle); }
  ~Pipeline() { PQexitPipelineMode(handle_); }
  Pipeline(const Pipeline&) = delete;
  Pipeline& operator=(const Pipeline&) = delete;

  void send(const std::string& name, const Params& row) {
    const Parameters args(row);
    if (!PQsendQueryPrepared(handle_, name.c_str(), args.count(), args.values(), args.lengths(),
                             args.formats(), 0))
      raise(handle_, nullptr, "send");
  }
  // The answers up to the synchronisation point; throws the first error after all have been read.
  std::int64_t receive() {
    if (!PQpipelineSync(handle_)) raise(handle_, nullptr, "send");
    std::int64_t changed = 0;
    ResultPointer error;
    for (;;) {
      ResultPointer result(PQgetResult(handle_));
      if (!result && PQstatus(handle_) == CONNECTION_BAD) raise(handle_, error.get(), "statement");
      if (!result) continue;  // ends one statement's answers
      const auto status = PQresultStatus(result.get());
      if (status == PGRES_PIPELINE_SYNC) break;
      if (status == PGRES_FATAL_ERROR && !error)
        error = std::move(result);
      else if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK)
        changed += affected(result.get());
    }
    if (error) raise(handle_, error.get(), "statement");
    return changed;
  }

 private:
  PGconn* handle_;
};

}  // namespace

template <class F>
auto PostgresTransaction::guarded(F&& f) -> decltype(f()) {
  if (failed_) throw DatabaseError(Failure::bug, "the transaction has failed already");
  try {
    return f();
  } catch (...) {
    failed_ = true;
    throw;
  }
}

std::int64_t PostgresTransaction::run(std::string_view sql, std::span<const Value> args) {
  return guarded([&] {
    const Params row(args.begin(), args.end());
    const Parameters bound(row);
    const std::string& name = connection_.prepare(sql, {&row, 1});
    const ResultPointer result(PQexecPrepared(connection_.handle(), name.c_str(), bound.count(),
                                              bound.values(), bound.lengths(), bound.formats(), 0));
    check(connection_.handle(), result.get(), "statement");
    return affected(result.get());
  });
}

std::unique_ptr<Cursor> PostgresTransaction::open(std::string_view sql, std::span<const Value> args) {
  return guarded([&] {
    const Params row(args.begin(), args.end());
    const Parameters bound(row);
    const std::string& name = connection_.prepare(sql, {&row, 1});
    if (!PQsendQueryPrepared(connection_.handle(), name.c_str(), bound.count(), bound.values(),
                             bound.lengths(), bound.formats(), 0))
      raise(connection_.handle(), nullptr, "send");
    return std::make_unique<PostgresCursor>(connection_, failed_);
  });
}

std::int64_t PostgresTransaction::run_many(std::string_view sql, std::span<const Params> rows) {
  if (rows.empty()) return 0;
  return guarded([&] {
    const std::string name = connection_.prepare(sql, rows);
    std::int64_t changed = 0;
    for (std::size_t at = 0; at < rows.size(); at += pipelined_rows)
      changed += run_batch(name, rows.subspan(at, std::min(pipelined_rows, rows.size() - at)));
    return changed;
  });
}

std::int64_t PostgresTransaction::run_batch(const std::string& name, std::span<const Params> rows) {
  Pipeline pipeline(connection_.handle());
  for (const Params& row : rows) pipeline.send(name, row);
  return pipeline.receive();
}

void PostgresTransaction::bulk_insert(std::string_view table, std::span<const std::string_view> columns,
                                      std::span<const Params> rows) {
  if (rows.empty()) return;
  if (rows.size() <= inserted_rows) {
    run_many(insert_text(table, columns), rows);
    return;
  }
  guarded([&] {
    connection_.settle();
    copy_in(connection_.handle(), table, columns, rows);
  });
}

void PostgresTransaction::script(std::string_view sql) {
  guarded([&] { connection_.execute(std::string(sql)); });
}

std::int64_t PostgresTransaction::next_id(IdSeries series) {
  if (!ids_) throw DatabaseError(Failure::bug, "ids are for writing transactions");
  return guarded([&] { return ids_->next(series); });
}

}  // namespace weige::store::postgres
