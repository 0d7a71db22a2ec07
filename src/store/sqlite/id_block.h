// IdBlocks: ids out of blocks reserved in the database. Never gives an id twice, whatever is rolled back.
#pragma once

#include <array>

#include "store/id_range.h"
#include "store/sqlite/transaction.h"

namespace weige::store::sqlite {

// A reservation is written in the transaction that first needs it. When that is rolled back, ids of the block
// may have been seen already: the block goes on being used in memory, and the next user writes the
// reservation again before taking an id.
class IdBlock {
 public:
  std::int64_t next(Connection& connection, IdSeries series);
  void committed() { pending_ = false; }
  void rolled_back() { unwritten_ |= pending_; }

 private:
  void reserve(Connection& connection, IdSeries series);

  std::int64_t next_ = 0;
  std::int64_t end_ = 0;
  bool pending_ = false;    // reserved in a transaction that has not committed yet
  bool unwritten_ = false;  // a rollback may have undone the reservation up to end_
};

// A block for each series.
class IdBlocks : public IdSource {
 public:
  std::int64_t next(Connection& connection, IdSeries series) override {
    return blocks_[static_cast<std::size_t>(series)].next(connection, series);
  }
  void committed() {
    for (auto& block : blocks_) block.committed();
  }
  void rolled_back() {
    for (auto& block : blocks_) block.rolled_back();
  }

 private:
  std::array<IdBlock, id_series> blocks_;
};

}  // namespace weige::store::sqlite
