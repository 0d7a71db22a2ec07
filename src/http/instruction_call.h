// What the routes of instructions share: their context, recipients in a body, and telling open pages.
#pragma once

#include <span>

#include "http/call.h"
#include "http/json_fields.h"
#include "work/instruction_issue_actions.h"

namespace weige::http {

work::InstructionContext instructing(const Call& call);
work::RecipientsWanted take_recipients(JsonFields& fields);
// 200 with the instruction as it now is; open pages of the posts concerned hear of it after the commit.
Response acted_response(Call& call, int status, const work::InstructionActed& acted);
// An event `change` of kind instruction to each of the posts.
Telling instruction_telling(work::InstructionId id, std::span<const access::PostId> posts);

}  // namespace weige::http
