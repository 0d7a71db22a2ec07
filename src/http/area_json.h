// Areas as JSON: the schema Area of openapi.yaml.
#pragma once

#include <boost/json/object.hpp>

#include "access/area.h"

namespace weige::http {

boost::json::object area_json(const access::Area& area);

}  // namespace weige::http
