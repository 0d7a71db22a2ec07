// Work on a range of numbers, shared out between threads.
#pragma once

#include <cstddef>
#include <functional>

namespace weige::linkage {

struct Range {
  std::size_t begin = 0, end = 0;
  unsigned worker = 0;  // 0 to threads - 1: who works on it; 0 is the caller's own thread
};

// Of this machine, as far as it tells; at least 1.
unsigned processors();

// Calls work for pieces of 0..count-1, each number in exactly one piece, from up to `threads` threads, and
// returns when all are done. piece: how many numbers are handed out at once; 0: one piece for each thread, of
// equal sizes and in the threads' order. The first exception is thrown again.
void in_parallel(unsigned threads, std::size_t count, std::size_t piece,
                 const std::function<void(Range)>& work);

}  // namespace weige::linkage
