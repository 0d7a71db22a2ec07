#include "formats/process_limits.h"

#include <sched.h>
#include <sys/resource.h>

namespace weige::formats {
namespace {

bool limit(int resource, std::uint64_t value) {
  const rlimit both{value, value};
  return setrlimit(static_cast<__rlimit_resource>(resource), &both) == 0;
}

}  // namespace

bool limit_process(const ProcessLimits& limits) {
  return (kSanitized || limit(RLIMIT_AS, limits.memory_bytes)) && limit(RLIMIT_CPU, limits.cpu_seconds) &&
         limit(RLIMIT_FSIZE, limits.written_bytes) && limit(RLIMIT_CORE, 0) &&
         limit(RLIMIT_NOFILE, limits.open_files);
}

void leave_network() {
  if (unshare(CLONE_NEWNET) != 0) (void)unshare(CLONE_NEWUSER | CLONE_NEWNET);
}

}  // namespace weige::formats
