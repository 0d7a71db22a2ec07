#include "store/postgres/postgres_database.h"

#include <chrono>
#include <random>
#include <thread>

#include "store/postgres/pool.h"
#include "store/postgres/transaction.h"

namespace weige::store::postgres {
namespace {

// docs/decisions/0004-transaction-isolation.md says why.
constexpr const char* begin_reading = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
constexpr const char* begin_writing = "BEGIN ISOLATION LEVEL SERIALIZABLE READ WRITE";
constexpr int attempts = 20;  // of a write that conflicts with others
// Instances on one database that migrate at the same moment wait for each other; schemas of one database do
// not.
constexpr const char* lock_alone =
    "SET lock_timeout = 0; SELECT pg_advisory_lock(20261123, hashtext(current_schema()))";
constexpr const char* unlock_alone = "SELECT pg_advisory_unlock(20261123, hashtext(current_schema()))";

thread_local const Database* writing = nullptr;  // as on SQLite, a body may not call write() again

std::string quoted(std::string_view table) {
  return '"' + std::string(table) + '"';
}

// Rows that somebody's snapshot may still see are copied along, and a snapshot is as old as the oldest
// transaction that runs in any database of the cluster: also VACUUM's own. Whether nobody has one any more
// that is older than this call. A session that is just being opened belongs to no database and counts in
// each.
bool wait_for_readers(Connection& session, std::chrono::seconds most) {
  const auto scalar = [&](const std::string& sql) {
    const auto result = session.execute(sql);
    return std::string(PQgetvalue(result.get(), 0, 0));
  };
  const auto now = scalar("SELECT CAST(pg_current_xact_id() AS TEXT)");
  const auto in_the_way =
      "SELECT (SELECT count(*) FROM pg_stat_activity WHERE (datname = current_database() OR datname IS NULL) "
      "AND pid <> pg_backend_pid() AND backend_xmin IS NOT NULL AND age(backend_xmin) > "
      "age(CAST(CAST('" +
      now + "' AS xid8) AS xid))) + CAST(pg_snapshot_xmin(pg_current_snapshot()) <= CAST('" + now +
      "' AS xid8) AS INTEGER)";
  for (auto waited = std::chrono::seconds{0};; ++waited) {
    if (scalar(in_the_way) == "0") return true;
    if (waited >= most) return false;
    session.execute("SELECT pg_sleep(1)");
  }
}

// ANALYZE leaves what it once learned of a table alone when the table has become empty: up to a hundred
// values of each column would stay. Giving a column the type that it has drops what is known of its values.
void forget_statistics_if_empty(Connection& session, const std::string& table) {
  const auto statements = session.execute(
      "SELECT format('ALTER TABLE %I ALTER COLUMN %I TYPE %s%s', s.tablename, s.attname, "
      "format_type(a.atttypid, a.atttypmod), CASE WHEN c.oid IS NULL THEN '' ELSE format(' COLLATE %I.%I', "
      "n.nspname, c.collname) END) FROM pg_stats s JOIN pg_attribute a ON a.attrelid = '" +
      quoted(table) +
      "'::regclass AND a.attname = s.attname LEFT JOIN pg_collation c ON c.oid = a.attcollation LEFT JOIN "
      "pg_namespace n ON n.oid = c.collnamespace WHERE s.schemaname = current_schema() AND s.tablename = '" +
      table + "' AND NOT EXISTS (SELECT FROM " + quoted(table) + ")");
  for (int row = 0; row < PQntuples(statements.get()); ++row)
    session.execute(PQgetvalue(statements.get(), row, 0));
}

class WritingScope {
 public:
  explicit WritingScope(const Database* database) {
    if (writing == database) throw DatabaseError(Failure::bug, "write() inside write()");
    writing = database;
  }
  ~WritingScope() { writing = nullptr; }
};

// Waits longer each time, by chance, so that two that collide do not collide again.
void back_off(int attempt) {
  thread_local std::minstd_rand random{std::random_device{}()};
  const int most = 1000 << std::min(attempt, 8);
  std::this_thread::sleep_for(std::chrono::microseconds{std::uniform_int_distribution<>{0, most}(random)});
}

// Rolls back at the end of the scope unless the transaction has been ended.
class OpenTransaction {
 public:
  OpenTransaction(Pool::Lease& lease, const char* begin) : lease_(lease) {
    try {
      lease_->execute(begin);
    } catch (const DatabaseError&) {
      if (!lease_->broken()) throw;
      lease_.renew();  // the session was lost while idle: nothing has been done in it yet
      lease_->execute(begin);
    }
  }
  ~OpenTransaction() {
    if (lease_->in_transaction()) PQclear(PQexec(lease_->handle(), "ROLLBACK"));
  }
  OpenTransaction(const OpenTransaction&) = delete;
  OpenTransaction& operator=(const OpenTransaction&) = delete;

  // When the connection is lost during this, nobody knows whether it was committed:
  // DatabaseError{unavailable}, and whoever repeats the request does so under its submission key.
  void commit() {
    const auto result = lease_->execute("COMMIT");
    if (std::string_view(PQcmdStatus(result.get())) != "COMMIT")
      throw DatabaseError(Failure::bug, "the transaction had failed");
  }

 private:
  Pool::Lease& lease_;
};

class PostgresDatabase : public Database {
 public:
  PostgresDatabase(const std::string& url, const DatabaseOptions& options)
      : url_(url),
        patience_(options.compact_patience),
        pool_(url, options.readers, options.statement_cache),
        ids_(url) {
    const Pool::Lease probe(pool_);
  }

  Engine engine() const override { return Engine::postgres; }
  Done alone(const std::function<Done()>& body) override {
    Connection lock(url_, 1);  // its session holds the lock: it goes with the connection, however that ends
    lock.execute(lock_alone);
    auto outcome = body();
    lock.execute(unlock_alone);
    return outcome;
  }

  // On a session of its own: VACUUM cannot run within a transaction. pg_statistic holds values of rows that
  // are gone; whoever owns the database may write it anew, others are told nothing and it stays.
  bool compact(std::span<const std::string_view> tables) override {
    try {
      Connection session(url_, 1);
      if (!wait_for_readers(session, patience_)) return false;
      for (const auto table : tables) {
        session.execute("VACUUM (FULL, ANALYZE) " + quoted(table));
        forget_statistics_if_empty(session, std::string(table));
      }
      if (!wait_for_readers(session, patience_))
        return false;  // what has come meanwhile sees the old values in it
      session.execute("VACUUM FULL pg_catalog.pg_statistic");
    } catch (const DatabaseError& error) {
      if (error.kind() == Failure::bug) throw;
      return false;
    }
    return true;
  }

 protected:
  void run_read(const std::function<void(Transaction&)>& body) override {
    Pool::Lease lease(pool_);
    const OpenTransaction open(lease, begin_reading);
    PostgresTransaction transaction(*lease, nullptr);
    body(transaction);
  }

  void run_write(const std::function<bool(Transaction&)>& body) override {
    const WritingScope scope(this);
    for (int attempt = 1;; ++attempt) {
      try {
        return write_once(body);
      } catch (const DatabaseError& error) {
        if (error.kind() != Failure::serialization || attempt == attempts) throw;
      }
      back_off(attempt);
    }
  }

 private:
  void write_once(const std::function<bool(Transaction&)>& body) {
    Pool::Lease lease(pool_);
    OpenTransaction open(lease, begin_writing);
    PostgresTransaction transaction(*lease, &ids_);
    if (!body(transaction)) return;
    if (transaction.failed()) throw DatabaseError(Failure::bug, "a failed transaction cannot be committed");
    open.commit();
  }

  std::string url_;
  std::chrono::seconds patience_;
  Pool pool_;
  IdBlocks ids_;
};

}  // namespace

Result<std::unique_ptr<Database>> open_url(const std::string& url, const DatabaseOptions& options) {
  try {
    return std::unique_ptr<Database>(std::make_unique<PostgresDatabase>(url, options));
  } catch (const DatabaseError& error) {
    return problem(ProblemCode::database_unreachable).with("reason", error.what());
  }
}

}  // namespace weige::store::postgres
