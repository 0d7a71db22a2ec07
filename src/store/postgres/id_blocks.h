// IdBlocks: ids out of blocks reserved in short transactions of their own, so that nobody waits for another's
// transaction.
#pragma once

#include <mutex>

#include "store/postgres/connection.h"

namespace weige::store::postgres {

class IdBlocks {
 public:
  explicit IdBlocks(std::string url) : url_(std::move(url)) {}
  std::int64_t next();

 private:
  void reserve();

  std::string url_;
  std::mutex mutex_;
  std::unique_ptr<Connection>
      connection_;  // its own: the pool's may all be in transactions that wait for an id
  std::int64_t next_ = 0;
  std::int64_t end_ = 0;
};

}  // namespace weige::store::postgres
