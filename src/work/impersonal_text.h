// Short texts of the daily work that are about places and work, never about people: what can be told of it
// from the text alone is refused. Pure.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace weige::work {

inline constexpr std::size_t kLongestNote = 200;
inline constexpr std::size_t kLongestFinding = 1000;

// Problems at `place`: those of check_text, names_a_number.
Done check_impersonal(std::string_view text, std::size_t max, const std::string& place);
// The same of a text that may be left out.
Done check_note(std::string_view text, const std::string& place);

}  // namespace weige::work
