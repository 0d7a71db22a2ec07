#include "base/give_way.h"

#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace weige {

// Linux keeps a nice value of each thread (sched(7)), which threads inherit; POSIX has one of the process.
void give_way() {
  constexpr int kNice = 10;  // a tenth of the share of a thread that answers
  (void)::setpriority(PRIO_PROCESS, static_cast<id_t>(::syscall(SYS_gettid)), kNice);
}

}  // namespace weige
