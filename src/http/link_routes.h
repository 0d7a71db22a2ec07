// Routes of one-time links: what one is for, and accepting it with a password. Open: the token is the proof.
#pragma once

#include <vector>

#include "access/sign_in_actions.h"
#include "http/route.h"

namespace weige::http {

std::vector<Route> link_routes(const access::SignInContext& context);

}  // namespace weige::http
