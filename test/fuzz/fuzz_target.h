// WEIGE_FUZZ_TARGET(what) { ... }: one entry for outside bytes, used by two builds. The fuzz build makes it
// libFuzzer's entry; the normal build registers it, and corpus_test.cpp replays the kept corpus through it.
// In the body, `input` is a std::string_view of the bytes. A wrong answer is reported with WEIGE_FUZZ_EXPECT.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace weige::fuzz {

struct Target {
  std::string name;  // also the folder: test/fuzz/corpus/<name>
  int (*run)(const std::uint8_t* data, std::size_t size);
};

inline std::vector<Target>& targets() {
  static std::vector<Target> all;
  return all;
}

inline bool register_target(Target target) {
  targets().push_back(std::move(target));
  return true;
}

[[noreturn]] inline void fail(const char* condition, const char* file, int line) {
  std::fprintf(stderr, "%s:%d: expected %s\n", file, line, condition);
  std::abort();
}

}  // namespace weige::fuzz

#define WEIGE_FUZZ_EXPECT(condition) \
  ((condition) ? static_cast<void>(0) : ::weige::fuzz::fail(#condition, __FILE__, __LINE__))

#ifdef WEIGE_FUZZ_BUILD
#define WEIGE_FUZZ_ENTRY(what)                                                        \
  extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) { \
    return fuzz_##what(data, size);                                                   \
  }
#else
#define WEIGE_FUZZ_ENTRY(what) \
  static const bool weige_fuzz_registered_##what = ::weige::fuzz::register_target({#what, fuzz_##what});
#endif

#define WEIGE_FUZZ_TARGET(what)                                          \
  static void weige_fuzz_body_##what(std::string_view input);            \
  int fuzz_##what(const std::uint8_t* data, std::size_t size) {          \
    weige_fuzz_body_##what({reinterpret_cast<const char*>(data), size}); \
    return 0;                                                            \
  }                                                                      \
  WEIGE_FUZZ_ENTRY(what)                                                 \
  static void weige_fuzz_body_##what(std::string_view input)
