// Small text helpers of the protocol layer: splitting lists, trimming, telling clean text.
#pragma once

#include <string_view>
#include <vector>

namespace weige::http {

// All parts, empty ones included; "" has one empty part.
std::vector<std::string_view> split(std::string_view text, char separator);
std::string_view trimmed(std::string_view text);  // spaces and tabs
// Well-formed UTF-8 (RFC 3629) without ASCII control characters.
bool is_clean_utf8(std::string_view text);

}  // namespace weige::http
