#include "formats/call_filter.h"

#include <linux/audit.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>

#include <cerrno>
#include <cstddef>

namespace weige::formats {
namespace {

#if defined(__x86_64__)
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_AARCH64;
#else
#error "call filter: tell the audit architecture of this processor"
#endif

constexpr std::uint32_t refusal(int error) {
  return SECCOMP_RET_ERRNO | static_cast<std::uint32_t>(error);
}

}  // namespace

CallFilter::CallFilter() {
  load(offsetof(seccomp_data, arch));
  program_.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, kArchitecture, 1, 0));
  finish(SECCOMP_RET_KILL_PROCESS);
  load(offsetof(seccomp_data, nr));
}

void CallFilter::load(std::size_t offset) {
  program_.push_back(BPF_STMT(BPF_LD | BPF_W | BPF_ABS, static_cast<std::uint32_t>(offset)));
}

// The low half: both processors are little-endian.
void CallFilter::load_argument(int argument) {
  load(offsetof(seccomp_data, args) + static_cast<std::size_t>(argument) * sizeof(std::uint64_t));
}

void CallFilter::finish(std::uint32_t action) {
  program_.push_back(BPF_STMT(BPF_RET | BPF_K, action));
}

// Runs the next instructions for this call only.
void CallFilter::when(long call, std::size_t guarded) {
  program_.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, static_cast<std::uint32_t>(call), 0,
                              static_cast<std::uint8_t>(guarded)));
}

void CallFilter::allow(std::span<const long> calls) {
  for (const long call : calls) {
    when(call, 1);
    finish(SECCOMP_RET_ALLOW);
  }
}

void CallFilter::refuse(std::span<const long> calls, int error) {
  for (const long call : calls) {
    when(call, 1);
    finish(refusal(error));
  }
}

void CallFilter::refuse_with(long call, int argument, std::uint32_t bits, int error) {
  when(call, 4);
  load_argument(argument);
  program_.push_back(BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, bits, 0, 1));
  finish(refusal(error));
  finish(SECCOMP_RET_ALLOW);
}

void CallFilter::refuse_without(long call, int argument, std::uint32_t bits, int error) {
  when(call, 4);
  load_argument(argument);
  program_.push_back(BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, bits, 1, 0));
  finish(refusal(error));
  finish(SECCOMP_RET_ALLOW);
}

void CallFilter::refuse_from(std::uint32_t number, int error) {
  program_.push_back(BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, number, 0, 1));
  finish(refusal(error));
}

bool CallFilter::install_refusing_the_rest() {
  return install(refusal(EPERM));
}

bool CallFilter::install_allowing_the_rest() {
  return install(SECCOMP_RET_ALLOW);
}

bool CallFilter::install(std::uint32_t rest) {
  finish(rest);
  const sock_fprog filter{static_cast<unsigned short>(program_.size()), program_.data()};
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
         prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter, 0, 0) == 0;
}

}  // namespace weige::formats
