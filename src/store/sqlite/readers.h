// Readers: a fixed number of read-only connections of a SQLite file, lent out one per reading transaction.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "store/sqlite/transaction.h"

namespace weige::store::sqlite {

class Readers {
 public:
  Readers(const std::string& file, int count, int cached_statements);
  // One snapshot; waits while all connections are in use. Throws what body throws.
  void run(const std::function<void(Transaction&)>& body);
  // The snapshot of an earlier call is taken up again when its generation is this one and it is younger than
  // a second. A snapshot costs little, but SQLite forgets all pages that it had when the file was written
  // meanwhile.
  void run_shared(const std::function<void(Transaction&)>& body, std::int64_t generation);
  // Ends the snapshots that nobody uses, so that the log can be checkpointed past them.
  void let_go();

 private:
  struct Reader {
    explicit Reader(std::unique_ptr<Connection> c) : connection(std::move(c)) {}
    void begin();
    void end();
    std::unique_ptr<Connection> connection;
    bool has_snapshot = false;
    std::int64_t generation = 0;
    std::chrono::steady_clock::time_point since;
  };
  class Lent;
  Reader* take();
  void give_back(Reader* reader);

  std::vector<std::unique_ptr<Reader>> all_;
  std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<Reader*> free_;
};

}  // namespace weige::store::sqlite
