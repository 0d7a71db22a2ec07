// Routes of what an account's owner is told of it: read it, say that it was oneself, or that it was not.
#pragma once

#include <vector>

#include "access/sign_in_actions.h"
#include "http/route.h"

namespace weige::http {

std::vector<Route> account_notice_routes(const access::SignInContext& context);

}  // namespace weige::http
