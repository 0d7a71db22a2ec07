// Routes of one's own second factor, and of the proofs that a session gives of who acts in it.
#pragma once

#include <vector>

#include "access/sign_in_actions.h"
#include "http/route.h"

namespace weige::http {

std::vector<Route> second_factor_routes(const access::SignInContext& context);

}  // namespace weige::http
