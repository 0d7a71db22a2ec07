// What BENCHMARK_MAIN does, with the memory of the program that ships.
#include <benchmark/benchmark.h>

#include "base/allocator.h"

int main(int argc, char** argv) {
  weige::keep_memory_at_hand();
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return 0;
}
