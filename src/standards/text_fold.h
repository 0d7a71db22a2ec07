// Text folding shared by every standard: UTF-8 in and out, full-width and look-alike signs, Chinese numerals.
// Pure and total: malformed bytes become U+FFFD, nothing throws (but bad_alloc).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace weige::standards {

inline constexpr char32_t replacement_character = 0xFFFD;

// The code point at `at` (precondition: at < text.size()); moves `at` past it. Malformed, overlong and
// surrogate sequences give U+FFFD and move by one byte.
char32_t next_code_point(std::string_view text, std::size_t& at);
void append_utf8(std::string& out, char32_t code_point);
std::u32string to_code_points(std::string_view utf8);
std::string to_utf8(std::u32string_view code_points);
bool is_utf8(std::string_view text);

// One to one: full-width ASCII to ASCII, every kind of space to U+0020; everything else is returned as it is.
char32_t fold_width(char32_t code_point);
// Zero-width marks, joiners, byte order marks, bidi controls and soft hyphens: never part of a value.
bool is_invisible(char32_t code_point);
// Every dash, hyphen and minus that people and spreadsheets write for '-' (not the Han numeral 一).
bool is_dash(char32_t code_point);
// Han ideographs: the unified blocks, extensions A to H, 〇, the compatibility blocks and the private use
// area of the BMP (where GB18030 systems keep rare name characters).
bool is_han(char32_t code_point);

// Folds what Chinese files hold into plain signs: width, spaces, dashes to '-', circled and parenthesised
// digits (①, ⑴, ⒈) and Roman numerals (Ⅲ) to ASCII; invisible signs are dropped. Letters keep their case, Han
// stays as written.
std::string fold_text(std::string_view utf8);
void fold_text_into(std::string_view utf8, std::string& out);  // appends; for callers that reuse a buffer

// Without ASCII spaces and control characters at both ends.
std::string_view trim(std::string_view text);

// The value of one Chinese numeral sign (0-9, 10, 100, 1000, 10000), formal forms (壹, 拾) and 廿 卅 卌 (20,
// 30, 40) included; nullopt for every other sign.
std::optional<std::uint32_t> numeral_sign(char32_t code_point);

// A whole Chinese numeral: with units (一百二十三, 廿三, 两千零五, 一百二 = 120) or digit by digit (二〇三);
// ASCII digits may stand in for Chinese ones ("3百"). nullopt when the text is anything else, empty, or the
// value is 10^12 or more.
std::optional<std::uint64_t> chinese_number(std::string_view utf8);

struct LeadingNumber {
  std::uint64_t value;
  std::size_t bytes;  // how much of the text it takes
};
// The longest Chinese numeral at the start of the text (Chinese signs only); nullopt when there is none.
std::optional<LeadingNumber> leading_chinese_number(std::string_view utf8);

}  // namespace weige::standards
