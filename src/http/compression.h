// Content codings: what the client accepts, and gzip.
#pragma once

#include <string>
#include <string_view>

namespace weige::http {

// Whether Accept-Encoding names the coding with a weight above 0 (RFC 9110, 12.5.3). * is not taken as a
// wish.
bool accepts_coding(std::string_view header, std::string_view coding);

enum class GzipEffort { fast, best };
std::string gzip(std::string_view bytes, GzipEffort effort);

}  // namespace weige::http
