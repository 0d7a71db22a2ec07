// What both lockdowns (lockdown.h, converter_child.h) take from their own process, for good.
#pragma once

#include <cstdint>

namespace weige::formats {

// Sanitizers need more address space than any useful limit leaves, and a few calls and descriptors more.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool kSanitized = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
inline constexpr bool kSanitized = true;
#else
inline constexpr bool kSanitized = false;
#endif
#else
inline constexpr bool kSanitized = false;
#endif

struct ProcessLimits {
  std::uint64_t memory_bytes = 0;  // of address space; not in a build with sanitizers
  std::uint64_t cpu_seconds = 0;
  std::uint64_t written_bytes = 0;  // of any file
  std::uint64_t open_files = 0;
};
// And no core files. False: the kernel refused.
bool limit_process(const ProcessLimits& limits);

// An empty network namespace, where the kernel permits one.
void leave_network();

}  // namespace weige::formats
