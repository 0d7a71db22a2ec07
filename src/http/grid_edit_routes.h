// Routes of editing a draft.
#pragma once

#include <vector>

#include "http/route.h"

namespace weige::http {

std::vector<Route> grid_edit_routes();

}  // namespace weige::http
