// Address text as folded code points with a class for each sign: what every stage of the parser looks at.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "standards/address.h"

namespace weige::standards {

// Bits of a sign's class.
enum SignClass : std::uint8_t {
  sign_digit = 1,
  sign_letter = 2,
  sign_numeral = 4,     // 一二三..., 廿, 百
  sign_joiner = 8,      // - _ / and the like between two numbers
  sign_separator = 16,  // spaces and punctuation, joiners among them
  sign_bracket = 32,    // opening
  sign_ending = 64,     // may begin the ending of a name: 路, 街, 镇, 村 ...
  sign_han = 128,       // any other sign that a name may hold
};

struct Span {
  std::uint16_t begin = 0, end = 0;
  bool empty() const { return begin == end; }
  std::uint16_t size() const { return static_cast<std::uint16_t>(end - begin); }
  bool operator==(const Span&) const = default;
};
inline Span span_of(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint16_t>(begin), static_cast<std::uint16_t>(end)};
}

class AddressText {
 public:
  // False when the text is longer than longest_address.
  bool read(std::string_view utf8);

  std::size_t size() const { return size_; }
  // Zero behind the end, so that looking ahead needs no check.
  char32_t operator[](std::size_t at) const { return at < size_ ? signs_[at] : U'\0'; }
  std::uint8_t sign_class(std::size_t at) const { return at < size_ ? classes_[at] : std::uint8_t{0}; }
  bool is(std::size_t at, std::uint8_t bits) const { return (sign_class(at) & bits) != 0; }
  bool has(std::size_t at, std::u32string_view word) const {
    if (at + word.size() > size_) return false;
    for (std::size_t i = 0; i < word.size(); ++i)
      if (signs_[at + i] != word[i]) return false;
    return true;
  }
  // The length of the longest of the words that stands at `at`; 0 = none.
  template <std::size_t N>
  std::size_t any(std::size_t at, const std::array<std::u32string_view, N>& words) const {
    std::size_t longest = 0;
    const char32_t first = (*this)[at];
    for (const auto word : words)
      if (word[0] == first && word.size() > longest && has(at, word)) longest = word.size();
    return longest;
  }
  std::u32string_view view(Span span) const { return {signs_.data() + span.begin, span.size()}; }

 private:
  bool read_slowly(std::string_view utf8);
  void store(char32_t sign, std::uint8_t bits);

  std::size_t size_ = 0;
  std::array<char32_t, longest_address> signs_;  // filled up to size_: clearing 2 KB per address would show
  std::array<std::uint8_t, longest_address> classes_;
};

}  // namespace weige::standards
