#include "formats/lockdown.h"

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <vector>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define WEIGE_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define WEIGE_SANITIZED 1
#endif
#endif

namespace weige::formats {
namespace {

#if defined(__x86_64__)
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_AARCH64;
#else
#error "lockdown: tell the audit architecture of this processor"
#endif

// Calls on what is already there. mmap and mprotect are let through apart, without PROT_EXEC.
constexpr long kAllowed[] = {
    SYS_read,          SYS_write,     SYS_pread64,     SYS_lseek,        SYS_fstat,        SYS_newfstatat,
    SYS_close,         SYS_munmap,    SYS_mremap,      SYS_brk,          SYS_madvise,      SYS_futex,
    SYS_clock_gettime, SYS_getrandom, SYS_sched_yield, SYS_rt_sigreturn, SYS_rt_sigaction, SYS_rt_sigprocmask,
    SYS_getrusage,     SYS_gettid,    SYS_getpid,      SYS_exit,         SYS_exit_group,   SYS_sigaltstack};

// The check of virtual calls asks the kernel through a pipe whether memory can be read.
#ifdef WEIGE_SANITIZED
constexpr long kAllowedToSanitizers[] = {SYS_pipe2};
constexpr std::uint64_t kOpenFiles = 8;
#else
constexpr std::array<long, 0> kAllowedToSanitizers{};
constexpr std::uint64_t kOpenFiles = 4;
#endif

constexpr std::uint32_t kProtExec = 4;

void load(std::vector<sock_filter>& program, std::size_t offset) {
  program.push_back(BPF_STMT(BPF_LD | BPF_W | BPF_ABS, static_cast<std::uint32_t>(offset)));
}

void finish(std::vector<sock_filter>& program, std::uint32_t action) {
  program.push_back(BPF_STMT(BPF_RET | BPF_K, action));
}

// When the accumulator is `value`, runs the `guarded` next instructions, else skips them.
void when(std::vector<sock_filter>& program, std::uint32_t value, std::uint8_t guarded) {
  program.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, guarded));
}

std::vector<sock_filter> filter_program() {
  constexpr auto kRefuse = SECCOMP_RET_ERRNO | EPERM;
  std::vector<sock_filter> program;
  load(program, offsetof(seccomp_data, arch));
  program.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, kArchitecture, 1, 0));
  finish(program, SECCOMP_RET_KILL_PROCESS);
  load(program, offsetof(seccomp_data, nr));
  const auto allow = [&](long call) {
    when(program, static_cast<std::uint32_t>(call), 1);
    finish(program, SECCOMP_RET_ALLOW);
  };
  std::ranges::for_each(kAllowed, allow);
  std::ranges::for_each(kAllowedToSanitizers, allow);
  for (const long call : {SYS_mmap, SYS_mprotect}) {
    when(program, static_cast<std::uint32_t>(call), 4);
    load(program, offsetof(seccomp_data, args) +
                      2 * sizeof(std::uint64_t));  // low half: both processors are little-endian
    program.push_back(BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, kProtExec, 0, 1));
    finish(program, kRefuse);
    finish(program, SECCOMP_RET_ALLOW);
  }
  finish(program, kRefuse);
  return program;
}

bool limit(int resource, std::uint64_t value) {
  const rlimit both{value, value};
  return setrlimit(static_cast<__rlimit_resource>(resource), &both) == 0;
}

bool set_limits(const LockdownLimits& limits) {
#ifndef WEIGE_SANITIZED
  if (!limit(RLIMIT_AS, limits.memory_bytes)) return false;
#endif
  return limit(RLIMIT_CPU, limits.cpu_seconds) && limit(RLIMIT_FSIZE, 0) && limit(RLIMIT_CORE, 0) &&
         limit(RLIMIT_NOFILE, kOpenFiles);
}

}  // namespace

bool lock_down(const LockdownLimits& limits) {
  // Best effort: the filter below refuses sockets anyway.
  if (unshare(CLONE_NEWNET) != 0) (void)unshare(CLONE_NEWUSER | CLONE_NEWNET);
  if (!set_limits(limits)) return false;
  if (prctl(PR_SET_DUMPABLE, 0) != 0 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return false;
  auto program = filter_program();
  const sock_fprog filter{static_cast<unsigned short>(program.size()), program.data()};
  return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter, 0, 0) == 0;
}

}  // namespace weige::formats
