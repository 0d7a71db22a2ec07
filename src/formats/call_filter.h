// Writes system call filters (seccomp). For the two lockdowns only.
#pragma once

#include <linux/filter.h>

#include <cstdint>
#include <span>
#include <vector>

namespace weige::formats {

// Calls are looked at in the order in which the filter names them; the first match decides.
class CallFilter {
 public:
  CallFilter();  // of another processor's calls: ends the process

  void allow(std::span<const long> calls);
  void refuse(std::span<const long> calls, int error);
  // The call is let through unless its argument (counted from 0; its low half) has any, or lacks all, of the
  // bits.
  void refuse_with(long call, int argument, std::uint32_t bits, int error);
  void refuse_without(long call, int argument, std::uint32_t bits, int error);
  // Calls by a second set of numbers, which x86-64 kernels may have (x32).
  void refuse_from(std::uint32_t number, int error);

  // Puts it into force, for good and for all that this process becomes. The rest is refused with EPERM, or
  // allowed. False: the kernel does not take it.
  bool install_refusing_the_rest();
  bool install_allowing_the_rest();

 private:
  void load(std::size_t offset);
  void load_argument(int argument);
  void finish(std::uint32_t action);
  void when(long call, std::size_t guarded);
  bool install(std::uint32_t rest);

  std::vector<sock_filter> program_;
};

}  // namespace weige::formats
