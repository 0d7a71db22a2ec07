// /api/teams/{id}/messages, /api/team-unread: the stream of a team.
#pragma once

#include <vector>

#include "http/route.h"

namespace weige::http {

std::vector<Route> team_message_routes();

}  // namespace weige::http
