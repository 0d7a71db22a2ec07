// IdBlocks: ids out of blocks reserved in short transactions of their own, so that nobody waits for another's
// transaction.
#pragma once

#include <array>
#include <mutex>

#include "store/id_range.h"
#include "store/postgres/connection.h"

namespace weige::store::postgres {

class IdBlocks {
 public:
  explicit IdBlocks(std::string url) : url_(std::move(url)) {}
  std::int64_t next(IdSeries series);

 private:
  struct Block {
    std::int64_t next = 0;
    std::int64_t end = 0;
  };
  Block reserve(IdSeries series);

  std::string url_;
  std::mutex mutex_;
  std::unique_ptr<Connection>
      connection_;  // its own: the pool's may all be in transactions that wait for an id
  std::array<Block, id_series> blocks_;
};

}  // namespace weige::store::postgres
