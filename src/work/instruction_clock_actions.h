// What happens to instructions by themselves: a reminder before they are due and when they are, one tier more
// told each day that they are overdue, and the end of what is kept. Each step is its own short transaction,
// told once whichever instance comes first.
#pragma once

#include <vector>

#include "store/database.h"
#include "work/instruction.h"

namespace weige::work {

struct InstructionTold {
  InstructionId instruction;
  access::PostId post;
};
// Everything whose time has come by now; whom it was told, for their open pages. Bounded by what there is.
Result<std::vector<InstructionTold>> run_instruction_clock(store::Database& database, Instant now);

Done erase_old_instructions(store::Database& database, Instant now);

}  // namespace weige::work
