#include "store/sqlite/writer.h"

#include <thread>

#include "store/sqlite/errors.h"

namespace weige::store::sqlite {
namespace {

// A log this many times as long as it should be: readers keep it from starting anew, so wait for them,
// shortly.
constexpr int starved_factor = 8;
constexpr int restart_wait_milliseconds = 200;

thread_local const Writer* writing = nullptr;  // a body that calls write() again would wait for itself

// Deferred foreign keys are looked at here and not in the COMMIT, where they would fail the whole group.
void check_deferred_keys(sqlite3* handle) {
  int unresolved = 0, unused = 0;
  sqlite3_db_status(handle, SQLITE_DBSTATUS_DEFERRED_FKS, &unresolved, &unused, 0);
  if (unresolved) throw DatabaseError(Failure::foreign_key, "commit: a foreign key has no counterpart");
}

}  // namespace

struct Writer::Group {
  const std::chrono::steady_clock::time_point since = std::chrono::steady_clock::now();
  int bodies = 0;
  Concerns concerns = Concerns::log;
  std::mutex mutex;
  std::condition_variable finished;
  bool done = false;
  std::optional<Loss> loss;

  void finish(std::optional<Loss> why) {
    const std::lock_guard lock(mutex);
    loss = std::move(why);
    done = true;
    finished.notify_all();
  }
  const std::optional<Loss>& wait() {
    std::unique_lock lock(mutex);
    finished.wait(lock, [&] { return done; });
    return loss;
  }
};

Writer::Writer(const std::string& file, WriterOptions options)
    : options_(options), connection_(file, Role::writer, options.cached_statements) {
  const auto count_pages = [](void* pages, sqlite3*, const char*, int in_log) {
    *static_cast<int*>(pages) = in_log;
    return SQLITE_OK;
  };
  sqlite3_wal_hook(connection_.handle(), count_pages, &log_pages_);
}

Writer::~Writer() {
  sqlite3_wal_checkpoint_v2(connection_.handle(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
}

void Writer::run(const std::function<bool(Transaction&)>& body, Concerns concerns) {
  if (writing == this) throw DatabaseError(Failure::bug, "write() inside write()");
  turn_.enter();
  try {
    if (!group_) {
      Loan(connection_, "BEGIN IMMEDIATE")->step();
      group_ = std::make_shared<Group>();
    }
  } catch (...) {
    turn_.leave();
    throw;
  }
  const auto group = group_;
  const auto place = group->bodies++ == 0 ? Place::first : Place::later;
  if (concerns == Concerns::everybody) group->concerns = concerns;
  const auto failure = run_body(body, place);
  if (!connection_.in_transaction()) {
    // A first body that wrote nothing takes the transaction with it; a later one does so when the disk is
    // full and the like, and the whole group fails.
    if (place == Place::first)
      drop_group();
    else
      finish_group(loss_of(failure));
  } else if (group_is_full() || turn_.waiting() == 0) {
    finish_group(std::nullopt);
  }
  turn_.leave();
  const auto& loss = group->wait();
  if (failure) std::rethrow_exception(failure);
  if (loss) throw DatabaseError(loss->kind, loss->what);
}

// A group that is open waits for whoever comes next to commit it: that is this.
bool Writer::rewrite() {
  if (writing == this) throw DatabaseError(Failure::bug, "rewrite() inside write()");
  turn_.enter();
  bool emptied = false;
  try {
    if (group_) finish_group(std::nullopt);
    emptied = vacuum();
  } catch (...) {
    turn_.leave();
    throw;
  }
  turn_.leave();
  return emptied;
}

// By way of a file beside the others, since a register need not fit into memory; SQLite takes its name away
// at once.
bool Writer::vacuum() {
  constexpr int kAttempts = 3;  // each waits for readers as long as any connection does
  ++generation_;
  options_.before_checkpoint();
  connection_.execute("PRAGMA temp_store=FILE");
  connection_.execute("VACUUM");
  connection_.execute("PRAGMA temp_store=MEMORY");
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    ++generation_;
    options_.before_checkpoint();
    if (sqlite3_wal_checkpoint_v2(connection_.handle(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr,
                                  nullptr) == SQLITE_OK)
      return true;
  }
  return false;
}

bool Writer::group_is_full() const {
  return group_->bodies >= options_.group.bodies ||
         std::chrono::steady_clock::now() - group_->since >= options_.group.time;
}

std::exception_ptr Writer::run_body(const std::function<bool(Transaction&)>& body, Place place) {
  writing = this;
  std::exception_ptr failure;
  try {
    if (place == Place::first) {
      if (!accepts(body)) roll_back();
    } else {
      run_in_savepoint(body);
    }
  } catch (...) {
    failure = std::current_exception();
    place == Place::first ? roll_back() : roll_back_savepoint();
  }
  writing = nullptr;
  return failure;
}

void Writer::run_in_savepoint(const std::function<bool(Transaction&)>& body) {
  Loan(connection_, "SAVEPOINT body")->step();
  if (!accepts(body)) return roll_back_savepoint();
  Loan(connection_, "RELEASE body")->step();
}

// Whether what the body wrote is to be committed.
bool Writer::accepts(const std::function<bool(Transaction&)>& body) {
  SqliteTransaction transaction(connection_, &ids_);
  if (!body(transaction)) return false;
  if (transaction.failed()) throw DatabaseError(Failure::bug, "a failed transaction cannot be committed");
  check_deferred_keys(connection_.handle());
  return true;
}

// Leaves no savepoint behind. If that does not work the whole transaction is rolled back, and the group
// fails.
void Writer::roll_back_savepoint() noexcept {
  ids_.rolled_back();
  if (!connection_.in_transaction()) return;
  if (sqlite3_exec(connection_.handle(), "ROLLBACK TO body; RELEASE body", nullptr, nullptr, nullptr) !=
      SQLITE_OK)
    roll_back();
}

void Writer::roll_back() noexcept {
  ids_.rolled_back();
  sqlite3_exec(connection_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Writer::drop_group() {
  const auto group = std::move(group_);
  group_.reset();
  group->finish(std::nullopt);
}

Writer::Loss Writer::loss_of(const std::exception_ptr& failure) {
  if (!failure) return {Failure::unavailable, "the transaction was rolled back"};
  try {
    std::rethrow_exception(failure);
  } catch (const DatabaseError& error) {
    return {error.kind(), error.what()};
  } catch (const std::exception& error) {
    return {Failure::unavailable, error.what()};
  } catch (...) {
    return {Failure::unavailable, "the transaction was rolled back"};
  }
}

// lost: why the transaction is gone already; nothing = commit it now.
void Writer::finish_group(std::optional<Loss> lost) {
  const auto group = std::move(group_);
  group_.reset();
  if (!lost && !connection_.in_transaction()) lost = loss_of(nullptr);
  if (!lost) {
    try {
      Loan(connection_, "COMMIT")->step();
      ids_.committed();
      ++commits_;
    } catch (...) {
      lost = loss_of(std::current_exception());
      roll_back();
    }
  }
  const bool committed = !lost;
  if (group->concerns == Concerns::everybody) ++generation_;
  group->finish(std::move(lost));
  if (committed) checkpoint();
}

// Runs between two groups, so nothing else writes meanwhile. A failure is harmless: the log keeps everything,
// a later commit tries again. While a reader keeps the log from starting anew it is tried again only when the
// log has grown by as much once more: each commit would wait for that reader otherwise.
void Writer::checkpoint() {
  if (log_pages_ < options_.checkpoint_pages) next_checkpoint_ = options_.checkpoint_pages;
  if (log_pages_ < next_checkpoint_) return;
  next_checkpoint_ = log_pages_ + options_.checkpoint_pages;
  const bool starved = log_pages_ >= starved_factor * options_.checkpoint_pages;
  if (starved) sqlite3_busy_timeout(connection_.handle(), restart_wait_milliseconds);
  ++generation_;
  options_.before_checkpoint();
  const int mode = starved ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE;
  sqlite3_wal_checkpoint_v2(connection_.handle(), nullptr, mode, nullptr, nullptr);
  if (starved) sqlite3_busy_timeout(connection_.handle(), busy_milliseconds);
}

}  // namespace weige::store::sqlite
