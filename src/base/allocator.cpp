#include "base/allocator.h"

#ifdef WEIGE_MIMALLOC
#include <mimalloc.h>
#endif

namespace weige {

void keep_memory_at_hand() {
#ifdef WEIGE_MIMALLOC
  constexpr long milliseconds = 5'000;  // a page that is missing costs more than it saves within a request
  mi_option_set(mi_option_decommit_delay, milliseconds);
  mi_option_enable(mi_option_large_os_pages);
#endif
}

}  // namespace weige
