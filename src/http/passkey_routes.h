// Routes of one's own passkeys, and of the challenge that a session answers with one.
#pragma once

#include <vector>

#include "access/sign_in_actions.h"
#include "http/route.h"

namespace weige::http {

std::vector<Route> passkey_routes(const access::SignInContext& context);

}  // namespace weige::http
