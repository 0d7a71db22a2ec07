// Taking the audit log's texts apart: fields between separators, whole numbers in their one way of writing.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace weige::access {

// At least one part; an empty text is one empty part.
std::vector<std::string_view> fields_of(std::string_view text, char separator);
// 0 to 2^53 - 1 without sign or leading zeros.
std::optional<std::int64_t> whole_number(std::string_view text);

}  // namespace weige::access
