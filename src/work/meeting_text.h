// Text that staff type about the work and that names nobody.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace weige::work {

// max: in code points. Problems at `place`: missing_field, too_long, bad_characters, names_a_number (it holds
// what looks like an ID or telephone number).
Done check_meeting_text(std::string_view text, std::size_t max, const std::string& place);
// The same, and it may be empty.
Done check_meeting_note(std::string_view text, std::size_t max, const std::string& place);

}  // namespace weige::work
