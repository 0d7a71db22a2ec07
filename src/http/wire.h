// The wire form of an answer's head (RFC 9112).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "http/message.h"

namespace weige::http {

enum class After { keep_open, close };

std::string_view reason(int status);
// Bytes of the body; 0 for an event stream.
std::uint64_t body_size(const Response& response);
// Status line and headers, security headers and Content-Length included (none for event streams, 204 and
// 304), and the empty line.
std::string wire_head(const Response& response, After after, std::string_view tiles = {});

}  // namespace weige::http
