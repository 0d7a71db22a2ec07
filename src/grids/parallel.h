// Work on the numbers 0 to count - 1, shared out between threads in small pieces.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace weige::grids {

// Calls work(number) once for each, from up to `threads` threads; the first exception is thrown again.
template <class Work>
void in_parallel(unsigned threads, std::size_t count, const Work& work) {
  constexpr std::size_t piece = 32;
  std::atomic<std::size_t> next = 0;
  std::mutex mutex;
  std::exception_ptr failed;
  const auto run = [&] {
    try {
      for (std::size_t begin = next.fetch_add(piece); begin < count; begin = next.fetch_add(piece))
        for (std::size_t i = begin; i < std::min(begin + piece, count); ++i) work(i);
    } catch (...) {
      const std::lock_guard lock(mutex);
      if (!failed) failed = std::current_exception();
      next = count;
    }
  };
  {
    std::vector<std::jthread> helpers;
    for (unsigned i = 1; i < threads && i * piece < count; ++i) helpers.emplace_back(run);
    run();
  }
  if (failed) std::rethrow_exception(failed);
}

}  // namespace weige::grids
