// Threads whose work nobody waits for at a page give way to those that answer.
#pragma once

namespace weige {

// From now on the calling thread, and every one that it starts, gets the processor after the others of the
// machine; where nothing else wants it, as before. Nothing happens where the system refuses.
void give_way();

}  // namespace weige
