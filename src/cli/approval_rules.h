// What commands ask a second person for: the settings of `weige serve`, from the environment.
#pragma once

#include "access/approval.h"
#include "base/result.h"

namespace weige::cli {

// WEIGE_TWO_PERSONS (required or off) and WEIGE_BULK_EXPORT_PEOPLE; what ships where they are not set.
// Problem: setting.
Result<access::ApprovalRules> approval_rules();

}  // namespace weige::cli
