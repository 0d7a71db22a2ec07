// Token: 256 random bits handed to one browser or one person; the database holds its SHA-256 only.
#pragma once

#include <string>
#include <string_view>

#include "base/random.h"

namespace weige::access {

std::string new_token(const Random& random);     // 43 characters of base64url
std::string token_hash(std::string_view token);  // 32 bytes

// SHA-256 where a standard wants it as it is, 32 bytes.
std::string sha256_of(std::string_view bytes);

// For keys that must not tell what they stand for (login names, addresses): SHA-256 of "kind:text", 32 bytes.
std::string lookup_hash(std::string_view kind, std::string_view text);

}  // namespace weige::access
