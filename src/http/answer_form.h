// The last shaping of an answer before it leaves: conditional GET, compression, and the headers that every
// answer carries.
#pragma once

#include <string_view>

#include "http/message.h"

namespace weige::http {

// 304 where If-None-Match names the answer's ETag; gzip where accepted and worth it; no-store where the
// answer says nothing itself.
void shape_answer(const Request& request, Response& response);

// Content-Security-Policy and its companions, added to every answer of the server. tiles: the origin that map
// tiles may come from ("https://t0.tianditu.gov.cn"); empty: none.
void add_security_headers(Headers& headers, std::string_view tiles = {});

}  // namespace weige::http
