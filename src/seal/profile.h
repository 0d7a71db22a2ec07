// Profile: which algorithms a register seals with. mlps3: SM4-GCM and HMAC-SM3 (GB/T 32907, GB/T 32905), as
// GB/T 39786 asks of level 3. international: AES-256-GCM and HMAC-SHA-256.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace weige::seal {

// The numbers stand in sealed values and are never given to anything else.
enum class Profile : unsigned char { mlps3 = 1, international = 2 };

std::string_view code(Profile profile);  // "mlps3"
std::optional<Profile> profile_of(std::string_view code);
std::vector<Profile> all_profiles();

}  // namespace weige::seal
