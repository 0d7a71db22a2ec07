// Any bytes as the head of a request, through the parser of the transport and everything that reads headers.
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/parser.hpp>

#include "fuzz_target.h"
#include "http/etag.h"
#include "http/event_hub.h"
#include "http/incoming.h"
#include "http/origin_check.h"
#include "http/text.h"

namespace {

using namespace weige::http;
namespace beast = boost::beast;
using Parser = beast::http::request_parser<beast::http::buffer_body>;

void check_request(const Request& request) {
  for (const auto& segment : request.segments) WEIGE_FUZZ_EXPECT(is_clean_utf8(segment));
  for (const auto& [name, value] : request.query)
    WEIGE_FUZZ_EXPECT(is_clean_utf8(name) && is_clean_utf8(value));
  WEIGE_FUZZ_EXPECT(request.trace.size() == 16);
  (void)check_origin(request, {"https://register.example"}).ok();
  if (const auto version = expected_version(request)) WEIGE_FUZZ_EXPECT(*version >= 0);
  if (const auto number = request.query_number("limit", 1, 100); number && *number)
    WEIGE_FUZZ_EXPECT(**number >= 1 && **number <= 100);
  EventHub hub("run");
  hub.publish({"a", "b", "{}"});
  const auto listener = hub.listen(
      {.topics = {"a"}, .last_event_id = std::string{request.headers.get("Last-Event-ID")}}, [] {});
  WEIGE_FUZZ_EXPECT(listener->take().frames.size() <= 2);
  hub.leave(listener);
}

}  // namespace

WEIGE_FUZZ_TARGET(http_head) {
  Parser parser;
  parser.header_limit(8 * 1024);
  parser.body_limit(boost::none);
  boost::system::error_code error;
  (void)parser.put(boost::asio::const_buffer(input.data(), input.size()), error);
  if (!parser.is_header_done()) return;
  Headers headers;
  for (const auto& field : parser.get())
    headers.add(std::string(field.name_string()), std::string(field.value()));
  const auto method = parser.get().method_string();
  const auto target = parser.get().target();
  Request request;
  IncomingHead head{.method = {method.data(), method.size()},
                    .target = {target.data(), target.size()},
                    .headers = std::move(headers),
                    .peer = "10.0.0.1"};
  (void)understand(std::move(head), {.proxies = {"10.0.0.1"}}, request).ok();
  check_request(request);
}
