// Gives up, for good, everything that parsing does not need.
#pragma once

#include <cstdint>

namespace weige::formats {

struct LockdownLimits {
  std::uint64_t memory_bytes = 0;
  std::uint64_t cpu_seconds = 0;
};

// Resource limits, an empty network namespace where the kernel permits, and a system call filter (seccomp)
// that knows only calls on descriptors that are already open, memory, time and exit; every other call fails
// with EPERM. False: the kernel refused, and nothing may be parsed. A build with sanitizers has no memory
// limit (their shadow memory needs the address space).
bool lock_down(const LockdownLimits& limits);

}  // namespace weige::formats
