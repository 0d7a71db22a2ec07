// Use cases of legal holds. Right: erase_records, of the people that the post covers.
#pragma once

#include <string>
#include <vector>

#include "registry/legal_hold.h"
#include "registry/register_writer.h"
#include "registry/view_actions.h"

namespace weige::registry {

struct NewHold {
  std::int64_t person = 0;
  std::string reason;
  Day until{};
};
// From now on the record is not erased. Problems: forbidden, not_found, those of check_hold.
Result<LegalHold> place_hold(const WriteContext& context, const NewHold& wanted);
// Problems: forbidden, not_found; one that is over stays as it is.
Result<LegalHold> end_hold(const WriteContext& context, HoldId id);
// The newest 200; looking needs no fresh proof. Problem: forbidden.
Result<std::vector<LegalHold>> list_holds(const ReadContext& context);

}  // namespace weige::registry
