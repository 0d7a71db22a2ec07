// Pool: sessions lent out one per transaction; opened when first needed, dropped when broken.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <vector>

#include "store/postgres/connection.h"

namespace weige::store::postgres {

class Pool {
 public:
  Pool(std::string url, int size, int cached_statements);

  // Lends a connection for the object's life.
  class Lease {
   public:
    explicit Lease(Pool& pool) : pool_(pool), connection_(pool.take()) {}
    ~Lease() { pool_.give_back(std::move(connection_)); }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    Connection& operator*() const { return *connection_; }
    Connection* operator->() const { return connection_.get(); }
    void renew();  // this connection turned out to be lost: takes a new one in its place

   private:
    Pool& pool_;
    std::unique_ptr<Connection> connection_;
  };

 private:
  std::unique_ptr<Connection> take();  // waits for a bounded time, then throws DatabaseError{busy}
  void give_back(std::unique_ptr<Connection> connection) noexcept;

  std::string url_;
  int free_places_;  // connections that may still be opened
  int cached_statements_;
  std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<std::unique_ptr<Connection>> idle_;
};

}  // namespace weige::store::postgres
