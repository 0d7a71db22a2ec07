// Readers: a fixed number of read-only connections of a SQLite file, lent out one per reading transaction.
#pragma once

#include <condition_variable>
#include <mutex>
#include <vector>

#include "store/sqlite/transaction.h"

namespace weige::store::sqlite {

class Readers {
 public:
  Readers(const std::string& file, int count, int cached_statements);
  // One snapshot; waits while all connections are in use. Throws what body throws.
  void run(const std::function<void(Transaction&)>& body);

 private:
  Connection* take();
  void give_back(Connection* connection);

  std::vector<std::unique_ptr<Connection>> all_;
  std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<Connection*> free_;
};

}  // namespace weige::store::sqlite
