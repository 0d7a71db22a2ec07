// SHA-256 (FIPS 180-4), for checksums of files and migrations. Not for secrets: those are the business of
// access.
#pragma once

#include <string>
#include <string_view>

namespace weige {

std::string sha256_hex(std::string_view bytes);  // 64 lower-case hexadecimal digits

}  // namespace weige
