// Routes of exports: asking for one. It is a job, its file is fetched as every job's; one in bulk begins once
// a second person has approved it.
#pragma once

#include <functional>
#include <vector>

#include "access/approval.h"
#include "http/route.h"

namespace weige::http {

// wake_jobs: called once an export has been submitted for certain.
std::vector<Route> export_routes(const access::ApprovalRules& rules, const std::function<void()>& wake_jobs);

}  // namespace weige::http
