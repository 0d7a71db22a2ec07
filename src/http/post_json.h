// Posts as JSON: the schema Post of openapi.yaml.
#pragma once

#include <boost/json/object.hpp>

#include "access/post.h"

namespace weige::http {

boost::json::object post_json(const access::Post& post);

}  // namespace weige::http
