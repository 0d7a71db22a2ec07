#include "seal/profile.h"

namespace weige::seal {

std::string_view code(Profile profile) {
  return profile == Profile::mlps3 ? "mlps3" : "international";
}

std::optional<Profile> profile_of(std::string_view text) {
  for (const auto profile : all_profiles())
    if (code(profile) == text) return profile;
  return std::nullopt;
}

std::vector<Profile> all_profiles() {
  return {Profile::mlps3, Profile::international};
}

}  // namespace weige::seal
