// Entity tags (RFC 9110, 8.8.3): versions of records as strong tags, and the conditions If-Match and
// If-None-Match.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "http/message.h"

namespace weige::http {

std::string version_tag(std::int64_t version);  // 7 -> "7" in quotes
// The version in If-Match. Problems: version_required when absent, bad_request (place If-Match) when it is no
// version.
Result<std::int64_t> expected_version(const Request& request);
// Weak comparison of a tag with a list of tags or *: whether If-None-Match holds the tag (13.1.2).
bool names_tag(std::string_view list, std::string_view tag);

}  // namespace weige::http
