// What every short text that a person types here must be: present, not too long, without control or broken
// characters.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace weige::access {

// max: in code points. Problems at `place`: missing_field, too_long, bad_characters.
Done check_text(std::string_view text, std::size_t max, const std::string& place);
// The one refusal of numbers in texts about work and places, which name nobody: those problems, and
// names_a_number where it holds what looks like an ID number or a phone (standards/personal_text.h).
Done check_impersonal(std::string_view text, std::size_t max, const std::string& place);
// The same of a text that may be left out.
Done check_impersonal_if_any(std::string_view text, std::size_t max, const std::string& place);

}  // namespace weige::access
