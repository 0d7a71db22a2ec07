// Reading JSON out of a request: the body as an object, its fields with their places. Problems name the
// field.
#pragma once

#include <boost/json/object.hpp>
#include <string_view>

#include "base/result.h"
#include "http/message.h"

namespace weige::http {

// Problems: unsupported_media_type (not application/json), bad_request (no JSON, deeper than 32, no object).
Result<boost::json::object> json_object(const Request& request);

}  // namespace weige::http
