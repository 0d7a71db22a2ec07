// /api/declarations: the public form, for whoever is not signed in.
#pragma once

#include <functional>
#include <vector>

#include "http/route.h"
#include "intake/declaration_actions.h"

namespace weige::http {

// wake_jobs: that there is one to run.
std::vector<Route> declaration_routes(const intake::DeclarationDesk& desk, std::function<void()> wake_jobs);

}  // namespace weige::http
