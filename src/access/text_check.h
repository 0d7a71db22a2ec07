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

}  // namespace weige::access
