// The acting post's own quota of single readings.
#pragma once

#include <vector>

#include "access/reading_quota.h"
#include "http/route.h"

namespace weige::http {

std::vector<Route> quota_routes(const access::ReadingQuotas& quotas);

}  // namespace weige::http
