// Readings on their way into the audit log, counted against the quotas of their posts in the same
// transaction: many requests at once cost one statement for each post among them.
#pragma once

#include <span>
#include <vector>

#include "access/audit.h"
#include "access/reading_quota.h"

namespace weige::access {

// What one request read; all of it is shown, or nothing.
using RequestReadings = std::span<const Reading>;

// Writes them and tells for each request whether its answer may leave. Past the quota: reading_quota_reached
// while it can still be extended that day, then reading_quota_spent; in place of what was not shown stands
// one refused entry.
std::vector<Done> audit_within_quota(store::Transaction& tx, const ReadingQuotas& quotas,
                                     std::span<const RequestReadings> requests);

}  // namespace weige::access
