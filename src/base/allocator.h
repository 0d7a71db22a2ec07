// How the program's allocator (mimalloc) treats memory: the one place that sets its options.
#pragma once

namespace weige {

// For programs that do much at once, called first in main(): freed memory is kept for some seconds instead of
// being given back at once, and is asked for in pages of 2 MB (decision 20). Does nothing where the allocator
// is another one (sanitizers).
void keep_memory_at_hand();

}  // namespace weige
