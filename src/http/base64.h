// Base64 (RFC 4648, 4), for bytes inside JSON. Strict: the one spelling that an encoder gives, with padding,
// without line ends.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "http/json_fields.h"

namespace weige::http {

std::string to_base64(std::string_view bytes);
std::optional<std::string> bytes_of_base64(std::string_view text);

// A field of base64, at most so many bytes. Problems: those of as_text; bad_request (not base64).
struct as_bytes {
  std::size_t max;
  std::optional<std::string> operator()(const boost::json::value& value, const JsonPlace& place) const;
};

}  // namespace weige::http
