#include "formats/lockdown.h"

#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>

#include "formats/call_filter.h"
#include "formats/process_limits.h"

namespace weige::formats {
namespace {

// Calls on what is already there. mmap and mprotect are let through apart, without PROT_EXEC.
constexpr long kAllowed[] = {
    SYS_read,          SYS_write,     SYS_pread64,     SYS_lseek,        SYS_fstat,        SYS_newfstatat,
    SYS_close,         SYS_munmap,    SYS_mremap,      SYS_brk,          SYS_madvise,      SYS_futex,
    SYS_clock_gettime, SYS_getrandom, SYS_sched_yield, SYS_rt_sigreturn, SYS_rt_sigaction, SYS_rt_sigprocmask,
    SYS_getrusage,     SYS_gettid,    SYS_getpid,      SYS_exit,         SYS_exit_group,   SYS_sigaltstack};

// The check of virtual calls asks the kernel through a pipe whether memory can be read.
constexpr long kAllowedToSanitizers[] = {SYS_pipe2};
constexpr std::uint64_t kOpenFiles = kSanitized ? 8 : 4;

constexpr std::uint32_t kProtExec = 4;

}  // namespace

bool lock_down(const LockdownLimits& limits) {
  leave_network();  // the filter below refuses sockets anyway
  const ProcessLimits process{.memory_bytes = limits.memory_bytes,
                              .cpu_seconds = limits.cpu_seconds,
                              .written_bytes = 0,
                              .open_files = kOpenFiles};
  if (!limit_process(process) || prctl(PR_SET_DUMPABLE, 0) != 0) return false;
  CallFilter filter;
  filter.allow(kAllowed);
  if (kSanitized) filter.allow(kAllowedToSanitizers);
  for (const long call : {SYS_mmap, SYS_mprotect}) filter.refuse_with(call, 2, kProtExec, EPERM);
  return filter.install_refusing_the_rest();
}

}  // namespace weige::formats
