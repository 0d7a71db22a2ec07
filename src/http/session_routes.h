// Routes of one's own session: sign in and out, who am I, switch post, state a purpose, change the password,
// end other sessions; and of the one-time links that give an account its first password.
#pragma once

#include <vector>

#include "access/sign_in_actions.h"
#include "http/route.h"

namespace weige::http {

std::vector<Route> session_routes(const access::SignInContext& context);

}  // namespace weige::http
