// Use cases of the acting post's own quota of single readings.
#pragma once

#include "access/audit.h"
#include "access/reading_quota.h"
#include "base/result.h"

namespace weige::access {

// The auditor finds it among the alarms.
inline constexpr AuditAction kQuotaExtended{"alarm.quota_extended"};

// Problem: forbidden.
Result<QuotaState> own_quota(store::Transaction& tx, Instant now, const Actor& actor,
                             const ReadingQuotas& quotas);
// By the same amount, once a day, after a fresh proof of who acts, told to the auditor. Problems: forbidden,
// step_up_required, reading_quota_spent.
Result<QuotaState> extend_own_quota(store::Transaction& tx, Instant now, const Actor& actor,
                                    const ReadingQuotas& quotas, QuotaReason reason);

}  // namespace weige::access
