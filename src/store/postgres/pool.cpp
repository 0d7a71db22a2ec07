#include "store/postgres/pool.h"

#include <algorithm>

namespace weige::store::postgres {
namespace {

constexpr std::chrono::seconds patience{15};

}  // namespace

Pool::Pool(std::string url, int size, int cached_statements)
    : url_(std::move(url)), free_places_(std::max(size, 1)), cached_statements_(cached_statements) {}

std::unique_ptr<Connection> Pool::take() {
  std::unique_lock lock(mutex_);
  if (!returned_.wait_for(lock, patience, [&] { return !idle_.empty() || free_places_ > 0; }))
    throw DatabaseError(Failure::busy, "all database connections are in use");
  if (!idle_.empty()) {
    auto connection = std::move(idle_.back());
    idle_.pop_back();
    return connection;
  }
  --free_places_;
  lock.unlock();
  try {
    return std::make_unique<Connection>(url_, cached_statements_);
  } catch (...) {
    give_back(nullptr);
    throw;
  }
}

void Pool::give_back(std::unique_ptr<Connection> connection) noexcept {
  const bool usable = connection && !connection->broken() && !connection->in_transaction();
  {
    const std::lock_guard lock(mutex_);
    if (usable)
      idle_.push_back(std::move(connection));
    else
      ++free_places_;
  }
  returned_.notify_one();
}

void Pool::Lease::renew() {
  connection_ = std::make_unique<Connection>(pool_.url_, pool_.cached_statements_);
}

}  // namespace weige::store::postgres
