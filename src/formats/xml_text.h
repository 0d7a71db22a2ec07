// The smallest parts of XML: which bytes stand for themselves, characters in UTF-8, and references (&amp;
// &#65;).
#pragma once

#include <array>
#include <cstdint>
#include <string>

namespace weige::formats::xml {

enum ByteClass : std::uint8_t {
  plain_text = 1,   // may stand in text and needs no look
  plain_value = 2,  // the same in an attribute's value
  name_byte = 4,
  name_start = 8,
  space = 16,
};
extern const std::array<std::uint8_t, 256> byte_classes;

inline bool is(char byte, std::uint8_t bits) {
  return (byte_classes[static_cast<unsigned char>(byte)] & bits) != 0;
}

// How many bytes the character at `at` takes; 0 = none that XML allows, -1 = cut off by `stop`. Precondition:
// at < stop.
int character_size(const char* at, const char* stop);

enum class Reference { read, cut_off, none };
// The reference at `at` (its '&'), appended to `out`; moves `at` behind it.
Reference read_reference(const char*& at, const char* stop, std::string& out);

}  // namespace weige::formats::xml
