// Finds the first byte that is not well-formed UTF-8 (Unicode 15, table 3-7).
#pragma once

#include <cstddef>
#include <string_view>

namespace weige::formats {

// Length of the well-formed sequence at the start of `text`: 1 to 4; 0 when it is broken; -1 when the text
// ends within it.
int utf8_sequence(std::string_view text);

struct Utf8Scan {
  std::size_t valid = 0;           // length of the longest well-formed prefix
  bool cut = false;                // the rest is the beginning of a sequence
  std::size_t long_sequences = 0;  // of three or four bytes, within the prefix
};
Utf8Scan scan_utf8(std::string_view text);

}  // namespace weige::formats
