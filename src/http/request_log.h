// One JSON line per request. Promises to hold no personal data: the route's pattern instead of the path, the
// post instead of the person, and never a query, a header or a body.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "http/message.h"

namespace weige::http {

struct RequestLine {
  Instant at;
  Method method = Method::get;
  std::string_view
      route;  // the pattern; "static" for the web client's files, "none" for what is answered by no route
  int status = 0;
  double milliseconds = 0;
  std::uint64_t bytes = 0;  // of the body sent
  std::string_view trace;
  std::int64_t post = 0;  // 0 = nobody's
};

std::string to_log_line(const RequestLine& line);
// Something failed inside: what the operator is told under the trace number that the client was shown.
std::string fault_log_line(Instant at, std::string_view trace, std::string_view what);
// The start, the stop and the like.
std::string note_log_line(Instant at, std::string_view event, std::string_view detail);

}  // namespace weige::http
