// Telling open pages that an approval is another now: whoever asked for it, and the posts that may decide it.
#pragma once

#include "access/approval.h"
#include "http/call.h"

namespace weige::http {

// Once the answer is certain: the event `approval` with its id.
void tell_approval(Call& call, const access::Approval& approval);

}  // namespace weige::http
