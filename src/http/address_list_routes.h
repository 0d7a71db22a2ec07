// Route of the address tree's levels.
#pragma once

#include <boost/json/object.hpp>
#include <vector>

#include "http/route.h"
#include "registry/address_list_actions.h"

namespace weige::http {

std::vector<Route> address_list_routes();
boost::json::object listed_address_json(const registry::ListedAddress& address);

}  // namespace weige::http
