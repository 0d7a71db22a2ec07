#include "http/json_body.h"

#include <boost/json.hpp>

#include "http/text.h"

namespace weige::http {

Result<boost::json::object> json_object(const Request& request) {
  const auto type = trimmed(split(request.headers.get("Content-Type"), ';').front());
  if (!same_token(type, "application/json"))
    return problem(ProblemCode::unsupported_media_type).with("accepted", "application/json");
  boost::system::error_code error;
  boost::json::parse_options options;
  options.max_depth = 32;
  auto value = boost::json::parse(request.body, error, {}, options);
  if (error || !value.is_object()) return problem(ProblemCode::bad_request);
  return std::move(value.as_object());
}

}  // namespace weige::http
