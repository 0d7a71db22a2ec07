// Parsing what a client puts into the first lines: the request target, cookies, the accepted language.
// Strict; every byte is outside input.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.h"
#include "base/result.h"
#include "http/message.h"

namespace weige::http {

struct Target {
  std::string path;                   // as sent
  std::vector<std::string> segments;  // decoded; "/" has none, "/a/" ends in an empty one
  Pairs query;
};

// origin-form or absolute-form (RFC 9112, 3.2). Problem: bad_request for broken escapes, text that is not
// UTF-8, control characters, encoded slashes, "." and ".." segments.
Result<Target> parse_target(std::string_view target);

// Cookie header (RFC 6265, 4.2.1); pairs that are none are left out.
Pairs parse_cookies(std::string_view header);

// The better liked of zh and en in Accept-Language; none when neither is named.
std::optional<Language> accepted_language(std::string_view header);

// %XX and, in queries, + decoded; none when an escape is broken or the result is no clean UTF-8 text.
enum class Plus { literal, space };
std::optional<std::string> percent_decoded(std::string_view text, Plus plus);

}  // namespace weige::http
