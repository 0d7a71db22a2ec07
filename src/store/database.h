// Database: one embedded SQLite file or one PostgreSQL database behind the same calls. Owns connections;
// promises that write() returns after a durable commit.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>

#include "base/result.h"
#include "store/value.h"

namespace weige::store {

enum class Engine { sqlite, postgres };

// Infrastructure failures are exceptions: the endpoint turns them into 503 or 409 and rolls back.
// `serialization` is retried by write().
enum class Failure {
  unique,
  foreign_key,
  check,
  serialization,
  busy,
  disk_full,
  unavailable,
  newer_database,
  bug
};
class DatabaseError : public std::runtime_error {
 public:
  DatabaseError(Failure kind, const std::string& what) : std::runtime_error(what), kind_(kind) {}
  Failure kind() const { return kind_; }

 private:
  Failure kind_;
};

// One row of a result; valid until the cursor moves. Reading a NULL as a plain type, or a wrong kind, throws
// DatabaseError{bug}.
class Row {
 public:
  virtual ~Row() = default;
  virtual int columns() const = 0;
  virtual bool is_null(int column) const = 0;
  virtual std::int64_t int64(int column) const = 0;
  virtual double real(int column) const = 0;
  virtual std::string_view text(int column) const = 0;  // TEXT; the view dies with the row
  virtual std::string_view blob(int column) const = 0;

  // T: bool, integers, double, std::string, Blob, Id<Tag>, Instant, Day, or std::optional of one of them.
  template <class T>
  T get(int column) const;
};

class Cursor {
 public:
  virtual ~Cursor() = default;
  // The next row, or nullptr at the end. Other statements may run meanwhile; on PostgreSQL they move the rows
  // still to come into memory.
  virtual const Row* next() = 0;
};

// Ids of one series say nothing of another: whoever sees the gaps between ids of what it handed in itself
// must not be able to count what became of it.
enum class IdSeries {
  all,
  handed_in,  // uploads, rosters and lines, whose senders see the ids
};

// What a higher module keeps beside an open database and finds again in each of its transactions: the keys of
// its sealed columns.
class Companion {
 public:
  virtual ~Companion() = default;
};

// A transaction on one connection; not for several threads. SQL uses $1..$n on both engines. `sql` should be
// a literal: statements are prepared once per connection and kept by their text. A statement that fails ends
// the transaction: catching its error to go on is refused on both engines.
class Transaction {
 public:
  virtual ~Transaction() = default;
  virtual Engine engine() const = 0;
  virtual std::int64_t run(std::string_view sql, std::span<const Value> args) = 0;  // rows affected
  virtual std::unique_ptr<Cursor> open(std::string_view sql, std::span<const Value> args) = 0;
  // The same statement for many parameter rows (pipelined on PostgreSQL). Returns the rows affected in all.
  virtual std::int64_t run_many(std::string_view sql, std::span<const Params> rows) = 0;
  // Plain inserts in bulk: COPY on PostgreSQL, one prepared statement on SQLite.
  virtual void bulk_insert(std::string_view table, std::span<const std::string_view> columns,
                           std::span<const Params> rows) = 0;
  // Several statements without parameters or rows, as migrations have them.
  virtual void script(std::string_view sql) = 0;
  // A new id from this process's reserved block: ascending, unique in its series over all instances, below
  // 2^53.
  virtual std::int64_t next_id(IdSeries series) = 0;
  std::int64_t next_id() { return next_id(IdSeries::all); }
  Companion* companion() const { return companion_; }  // of its database; nullptr when it has none

  template <class... A>
  std::int64_t exec(std::string_view sql, const A&... args) {
    const Params bound = params(args...);
    return run(sql, bound);
  }
  // Calls f(row) for each row.
  template <class F, class... A>
  void each(std::string_view sql, F&& f, const A&... args) {
    const Params bound = params(args...);
    const auto cursor = open(sql, bound);
    while (const Row* row = cursor->next()) f(*row);
  }
  // f(row) of the first row, or nullopt when there is none.
  template <class F, class... A>
  auto first(std::string_view sql, F&& f, const A&... args)
      -> std::optional<std::invoke_result_t<F, const Row&>> {
    const Params bound = params(args...);
    const auto cursor = open(sql, bound);
    if (const Row* row = cursor->next()) return f(*row);
    return std::nullopt;
  }
  template <class F, class... A>
  auto all(std::string_view sql, F&& f, const A&... args)
      -> std::vector<std::invoke_result_t<F, const Row&>> {
    std::vector<std::invoke_result_t<F, const Row&>> out;
    each(
        sql, [&](const Row& row) { out.push_back(f(row)); }, args...);
    return out;
  }
  // The single value of a single-row statement (count(*), ...). Throws DatabaseError{bug} when there is no
  // row.
  template <class T, class... A>
  T scalar(std::string_view sql, const A&... args) {
    auto value = first(
        sql, [](const Row& row) { return row.get<T>(0); }, args...);
    if (!value) throw DatabaseError(Failure::bug, "scalar without a row");
    return std::move(*value);
  }

 private:
  friend class Database;
  Companion* companion_ = nullptr;
};

struct DatabaseOptions {
  int readers = 4;            // reading connections (SQLite) or pool size (PostgreSQL)
  int statement_cache = 256;  // prepared statements kept per connection
  int checkpoint_pages =
      4096;  // SQLite: the log is copied into the file when it has that many pages of 4 KiB
  // PostgreSQL: how long compact() waits for older transactions, twice at most.
  std::chrono::seconds compact_patience{30};
};

class Database {
 public:
  // url: sqlite:FILE (created when absent; a second process is refused) or postgres://... Does not migrate.
  static Result<std::unique_ptr<Database>> open(const std::string& url, DatabaseOptions options = {});
  // To read only, also beside the process that has it open: SQLite is read without the lock of the file, by a
  // connection that neither writes nor checkpoints. Its write() throws DatabaseError{bug} on SQLite. Problem:
  // database_unreachable, also where there is none.
  static Result<std::unique_ptr<Database>> open_to_read(const std::string& url);
  virtual ~Database() = default;
  virtual Engine engine() const = 0;
  // Runs body while no other instance on this database runs one (migrations). It calls read() and write()
  // itself.
  virtual Done alone(const std::function<Done()>& body) = 0;

  // Writes the file anew, so that nothing of what was deleted or replaced is left in it and in its log.
  // Others wait meanwhile; PostgreSQL does as much by itself in time (docs/operations.md).
  virtual void rewrite() {}
  // The same for what was deleted from these tables, on both engines: SQLite writes the whole file anew,
  // PostgreSQL the tables and what it has learned of their values. Its log and copies of it are the
  // operator's (docs/operations.md). False: somebody was in the way (on PostgreSQL also whoever writes in
  // another database of the cluster), or the account may not; nothing is lost by trying again.
  virtual bool compact(std::span<const std::string_view> tables) = 0;

  // Before anybody else uses the database.
  void accompany(std::shared_ptr<Companion> companion) { companion_ = std::move(companion); }
  const std::shared_ptr<Companion>& companion() const { return companion_; }

  // f(Transaction&) over one snapshot; nothing it writes is kept (writing throws). Returns what f returns.
  template <class F>
  auto read(F&& f) -> std::invoke_result_t<F, Transaction&> {
    return result_of(f, [this](const auto& body) { run_read(body); });
  }
  // The same for whoever may see what write_log() wrote a second late: the snapshot has everything else that
  // was committed before the call. So it need not be made anew, and pages read from the file anew, after
  // every log entry.
  template <class F>
  auto read_shared(F&& f) -> std::invoke_result_t<F, Transaction&> {
    return result_of(f, [this](const auto& body) { run_read_shared(body); });
  }
  // f(Transaction&) -> Result<T> in one write transaction. A returned problem or an exception rolls
  // everything back; a value is returned only after the commit is durable. f may be called again after a
  // serialization failure, so it must have no effect outside the transaction.
  template <class F>
  auto write(F&& f) -> std::invoke_result_t<F, Transaction&> {
    return outcome_of(f, [this](const auto& body) { run_write(body); });
  }
  // As durable, for what readers through read_shared() may see a second late: the audit of readings, and when
  // a session was last seen.
  template <class F>
  auto write_log(F&& f) -> std::invoke_result_t<F, Transaction&> {
    return outcome_of(f, [this](const auto& body) { run_write_log(body); });
  }

 protected:
  using ReadBody = std::function<void(Transaction&)>;
  using WriteBody = std::function<bool(Transaction&)>;
  virtual void run_read(const ReadBody& body) = 0;
  virtual void run_read_shared(const ReadBody& body) { run_read(body); }
  // Commits when body returns true, rolls back when it returns false or throws.
  virtual void run_write(const WriteBody& body) = 0;
  virtual void run_write_log(const WriteBody& body) { run_write(body); }

 private:
  Transaction& accompanied(Transaction& tx) const {
    tx.companion_ = companion_.get();
    return tx;
  }
  template <class F, class Run>
  auto result_of(F& f, const Run& run) -> std::invoke_result_t<F, Transaction&> {
    using R = std::invoke_result_t<F, Transaction&>;
    if constexpr (std::is_void_v<R>) {
      run(ReadBody([&](Transaction& tx) { f(accompanied(tx)); }));
    } else {
      std::optional<R> out;
      run(ReadBody([&](Transaction& tx) { out.emplace(f(accompanied(tx))); }));
      return std::move(*out);
    }
  }
  template <class F, class Run>
  auto outcome_of(F& f, const Run& run) -> std::invoke_result_t<F, Transaction&> {
    std::optional<std::invoke_result_t<F, Transaction&>> out;
    run(WriteBody([&](Transaction& tx) {
      out.emplace(f(accompanied(tx)));
      return out->ok();
    }));
    return std::move(*out);
  }

  std::shared_ptr<Companion> companion_;
};

namespace detail {
template <class T>
struct Read;
template <>
struct Read<bool> {
  static bool from(const Row& r, int c) { return r.int64(c) != 0; }
};
template <std::integral I>
struct Read<I> {
  static I from(const Row& r, int c) { return static_cast<I>(r.int64(c)); }
};
template <>
struct Read<double> {
  static double from(const Row& r, int c) { return r.real(c); }
};
template <>
struct Read<std::string> {
  static std::string from(const Row& r, int c) { return std::string(r.text(c)); }
};
template <>
struct Read<Blob> {
  static Blob from(const Row& r, int c) { return Blob{std::string(r.blob(c))}; }
};
template <class Tag>
struct Read<Id<Tag>> {
  static Id<Tag> from(const Row& r, int c) { return Id<Tag>{r.int64(c)}; }
};
template <>
struct Read<Instant> {
  static Instant from(const Row& r, int c) { return Instant{std::chrono::microseconds{r.int64(c)}}; }
};
template <>
struct Read<Day> {
  static Day from(const Row& r, int c) {
    const auto day = parse_iso_day(r.text(c));
    if (!day) throw DatabaseError(Failure::bug, "a day that is none");
    return *day;
  }
};
template <class T>
struct Read<std::optional<T>> {
  static std::optional<T> from(const Row& r, int c) {
    if (r.is_null(c)) return std::nullopt;
    return Read<T>::from(r, c);
  }
};
}  // namespace detail

template <class T>
T Row::get(int column) const {
  return detail::Read<T>::from(*this, column);
}

}  // namespace weige::store
