// Text of a string item (ECMA-376 part 1, 18.4.8 si and 18.3.1.53 is): plain or rich, without the phonetic
// hints.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace weige::formats {

// Tells which character data belong to the text, from the start and end of the elements within the item.
class StringItem {
 public:
  void start(std::string_view name);
  void end(std::string_view name);
  bool in_text() const { return in_t_ && !in_phonetic_; }
  void reset() { in_t_ = in_phonetic_ = false; }

 private:
  bool in_t_ = false, in_phonetic_ = false;
};

// Undoes _xHHHH_ escapes (ECMA-376 part 1, 22.9.2.19) in place; returns the new length, which never grows.
std::size_t unescape_in_place(char* text, std::size_t size);
// The opposite: escapes what XML 1.0 cannot hold (control characters, U+FFFE, U+FFFF), CR, and texts that
// look like an escape.
std::string escape_text(std::string_view text);

}  // namespace weige::formats
