#include "http/request_log.h"

#include <boost/json.hpp>

namespace weige::http {
namespace {

namespace json = boost::json;

}  // namespace

std::string to_log_line(const RequestLine& line) {
  json::object out{{"at", to_rfc3339(line.at)},
                   {"level", line.status >= 500 ? "error" : "info"},
                   {"event", "request"},
                   {"method", name(line.method)},
                   {"route", line.route},
                   {"status", line.status},
                   {"us", static_cast<std::int64_t>(line.milliseconds * 1000)},
                   {"bytes", line.bytes},
                   {"trace", line.trace}};
  if (line.post != 0) out["post"] = line.post;
  return json::serialize(out);
}

std::string fault_log_line(Instant at, std::string_view trace, std::string_view what) {
  return json::serialize(json::object{
      {"at", to_rfc3339(at)}, {"level", "error"}, {"event", "fault"}, {"trace", trace}, {"what", what}});
}

std::string note_log_line(Instant at, std::string_view event, std::string_view detail) {
  return json::serialize(
      json::object{{"at", to_rfc3339(at)}, {"level", "info"}, {"event", event}, {"detail", detail}});
}

}  // namespace weige::http
