// The form of this module's files: lines of words, the last one "sum" with the SHA-256 of all before it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weige::seal {

std::string to_hex(std::string_view bytes);
std::optional<std::string> from_hex(std::string_view text);     // lower case, an even number of digits
std::optional<std::uint64_t> to_number(std::string_view text);  // decimal, no sign, no leading zero

// Words of a line, parted by single spaces.
using Words = std::vector<std::string_view>;

std::string with_sum(std::string text);
// The lines before the sum, each with its words; nullopt when the sum is not theirs. The views are into the
// text.
std::optional<std::vector<Words>> lines_under_sum(std::string_view text);

}  // namespace weige::seal
