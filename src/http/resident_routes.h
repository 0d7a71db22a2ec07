// Routes of residents: signing in with a code, and everything that their own sitting opens. No session of the
// staff opens any of it, and a resident's opens nothing else.
#pragma once

#include <functional>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "http/route.h"
#include "town/resident_code_actions.h"
#include "town/resident_request.h"

namespace weige::http {

struct ResidentDesk {
  Clock clock;
  Random random;
  town::RequestClock answers = {};
  // Takes a wish for a code to the phone; none: the town sends no codes.
  std::function<void(town::CodeWish)> send_code = {};
};

std::vector<Route> resident_door_routes(const ResidentDesk& desk);    // codes and sittings
std::vector<Route> resident_view_routes(const ResidentDesk& desk);    // one's own record
std::vector<Route> resident_office_routes(const ResidentDesk& desk);  // the office's side of it

}  // namespace weige::http
