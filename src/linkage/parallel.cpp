#include "linkage/parallel.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace weige::linkage {

unsigned processors() {
  return std::max(std::thread::hardware_concurrency(), 1u);
}

void in_parallel(unsigned threads, std::size_t count, std::size_t piece,
                 const std::function<void(Range)>& work) {
  threads = std::max(threads, 1u);
  if (piece == 0) piece = (count + threads - 1) / threads;
  if (count == 0) return;
  std::atomic<std::size_t> next = 0;
  std::mutex mutex;
  std::exception_ptr failed;
  const auto run = [&](unsigned worker) {
    try {
      for (std::size_t begin = next.fetch_add(piece); begin < count; begin = next.fetch_add(piece))
        work({begin, std::min(begin + piece, count), worker});
    } catch (...) {
      const std::lock_guard lock(mutex);
      if (!failed) failed = std::current_exception();
      next = count;
    }
  };
  {
    std::vector<std::jthread> helpers;
    const auto pieces = (count + piece - 1) / piece;
    for (unsigned i = 1; i < std::min<std::size_t>(threads, pieces); ++i) helpers.emplace_back(run, i);
    run(0);
  }
  if (failed) std::rethrow_exception(failed);
}

}  // namespace weige::linkage
