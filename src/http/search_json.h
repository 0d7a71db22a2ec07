// A search in and its hits out. Numbers are masked.
#pragma once

#include <boost/json/object.hpp>

#include "http/json_fields.h"
#include "registry/search_actions.h"

namespace weige::http {

// Without the town's text, which the route knows.
registry::SearchRequest take_search(JsonFields& body);
// A purpose that was stated leaves out of a person what it does not show.
boost::json::object search_json(const registry::SearchPage& page, std::optional<access::Purpose> purpose);

}  // namespace weige::http
