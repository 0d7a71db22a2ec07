#include "store/sqlite/readers.h"

#include <algorithm>

namespace weige::store::sqlite {
namespace {

// Ends the snapshot however the scope is left, so that the log can be checkpointed past it.
class Snapshot {
 public:
  explicit Snapshot(Connection& connection) : connection_(connection) {
    connection_.execute("BEGIN DEFERRED");
  }
  ~Snapshot() { sqlite3_exec(connection_.handle(), "ROLLBACK", nullptr, nullptr, nullptr); }
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;

 private:
  Connection& connection_;
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
