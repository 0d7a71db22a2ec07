#include "store/sqlite/readers.h"

#include <algorithm>

namespace weige::store::sqlite {
namespace {

// Ends the snapshot however the scope is left, so that the log can be checkpointed past it.
class Snapshot {
 public:
  explicit Snapshot(Connection& connection) : end_(connection, "ROLLBACK") {
    Loan(connection, "BEGIN DEFERRED")->step();
  }
  ~Snapshot() { sqlite3_step(end_->handle()); }  // what it says does not matter: there is nothing to lose
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;

 private:
  Loan end_;
};

}  // namespace

Readers::Readers(const std::string& file, int count, int cached_statements) {
  for (int i = 0; i < std::max(count, 1); ++i) {
    all_.push_back(std::make_unique<Connection>(file, Role::reader, cached_statements));
    free_.push_back(all_.back().get());
  }
}

Connection* Readers::take() {
  std::unique_lock lock(mutex_);
  returned_.wait(lock, [&] { return !free_.empty(); });
  Connection* connection = free_.back();  // the one used last: its cache is warm
  free_.pop_back();
  return connection;
}

void Readers::give_back(Connection* connection) {
  {
    const std::lock_guard lock(mutex_);
    free_.push_back(connection);
  }
  returned_.notify_one();
}

void Readers::run(const std::function<void(Transaction&)>& body) {
  const auto back = [this](Connection* connection) { give_back(connection); };
  const std::unique_ptr<Connection, decltype(back)> connection(take(), back);
  const Snapshot snapshot(*connection);
  SqliteTransaction transaction(*connection, nullptr);
  body(transaction);
}

}  // namespace weige::store::sqlite
