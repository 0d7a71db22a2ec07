// Routes of approvals: the list, one of them, deciding and withdrawing it. Which right decides depends on the
// kind and is asked for by the action.
#pragma once

#include <functional>
#include <vector>

#include "access/approval_events.h"
#include "http/route.h"

namespace weige::http {

// events outlive the routes. wake_jobs: called once an approved job has been submitted for certain.
std::vector<Route> approval_routes(const access::ApprovalEvents& events,
                                   const std::function<void()>& wake_jobs);

}  // namespace weige::http
