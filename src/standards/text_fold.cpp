#include "standards/text_fold.h"

#include <algorithm>
#include <array>
#include <utility>

namespace weige::standards {
namespace {

bool between(char32_t c, char32_t first, char32_t last) {
  return c >= first && c <= last;
}

struct Lead {
  int more;          // continuation bytes that follow
  char32_t bits;     // payload of the first byte
  char32_t minimum;  // smallest code point that needs this length
};

Lead lead_of(unsigned char byte) {
  if (byte >= 0xC2 && byte <= 0xDF) return {1, byte & 0x1Fu, 0x80};
  if (byte >= 0xE0 && byte <= 0xEF) return {2, byte & 0x0Fu, 0x800};
  if (byte >= 0xF0 && byte <= 0xF4) return {3, byte & 0x07u, 0x10000};
  return {-1, 0, 0};
}

// Circled, parenthesised and full-stop digits: U+2460 ①..⑳, U+2474 ⑴..⒇, U+2488 ⒈..⒛, each 1 to 20.
int enclosed_number(char32_t c) {
  if (between(c, 0x2460, 0x2473)) return static_cast<int>(c - 0x2460) + 1;
  if (between(c, 0x2474, 0x2487)) return static_cast<int>(c - 0x2474) + 1;
  if (between(c, 0x2488, 0x249B)) return static_cast<int>(c - 0x2488) + 1;
  return 0;
}

// U+2160 Ⅰ..Ⅻ and U+2170 ⅰ..ⅻ; empty for anything else.
std::string_view roman_number(char32_t c) {
  static constexpr std::array<std::string_view, 12> romans{"I",   "II",   "III", "IV", "V",  "VI",
                                                           "VII", "VIII", "IX",  "X",  "XI", "XII"};
  if (between(c, 0x2160, 0x216B)) return romans[c - 0x2160];
  if (between(c, 0x2170, 0x217B)) return romans[c - 0x2170];
  return {};
}

void append_folded(std::string& out, char32_t c) {
  if (is_invisible(c)) return;
  const char32_t folded = fold_width(c);
  if (folded < 0x80) {
    out.push_back(static_cast<char>(folded));
  } else if (is_dash(folded)) {
    out.push_back('-');
  } else if (const int number = enclosed_number(folded)) {
    out += std::to_string(number);
  } else if (const auto roman = roman_number(folded); !roman.empty()) {
    out += roman;
  } else {
    append_utf8(out, folded);
  }
}

constexpr std::uint64_t number_limit = 1'000'000'000'000;

std::optional<std::uint32_t> digit_or_sign(char32_t c) {
  if (between(c, U'0', U'9')) return c - U'0';
  return numeral_sign(c);
}

// Reads signs with units from left to right: `digit` waits for its unit, `section` collects below 万.
class UnitReader {
 public:
  bool take(std::uint32_t sign) {
    if (sign == 10000) return close_section();
    if (sign == 20 || sign == 30 || sign == 40) return take_tens(sign);
    if (sign >= 10) return take_unit(sign);
    return take_digit(sign);
  }

  std::optional<std::uint64_t> finish() {
    if (digit_) {
      const bool colloquial = !after_zero_ && last_unit_ >= 100;  // 一百二 is 120
      section_ += digit_ * (colloquial ? last_unit_ / 10 : 1);
    }
    if (after_zero_ && !digit_) return std::nullopt;  // 一百零
    return total_ + section_;
  }

 private:
  bool take_digit(std::uint32_t digit) {
    if (digit_) return false;
    if (digit == 0) return !std::exchange(after_zero_, true) && last_unit_ > 10;
    digit_ = digit;
    return true;
  }
  bool take_unit(std::uint32_t unit) {
    if (unit >= last_unit_in_section_) return false;  // 十百, 十十
    if (!digit_ && (unit != 10 || (section_ != 0 && !after_zero_))) return false;
    section_ += (digit_ ? digit_ : 1) * unit;
    digit_ = 0;
    last_unit_ = last_unit_in_section_ = unit;
    after_zero_ = false;
    return true;
  }
  bool take_tens(std::uint32_t tens) {
    if (digit_ || last_unit_in_section_ <= 10) return false;
    section_ += tens;
    last_unit_ = last_unit_in_section_ = 10;
    after_zero_ = false;
    return true;
  }
  bool close_section() {
    if (total_ != 0 || (section_ == 0 && !digit_)) return false;
    total_ = (section_ + digit_) * 10000;
    section_ = 0;
    digit_ = 0;
    after_zero_ = false;
    last_unit_ = 10000;
    last_unit_in_section_ = 10000;
    return true;
  }

  std::uint64_t total_ = 0, section_ = 0;
  std::uint64_t digit_ = 0;  // 0 = none waits, since 零 is kept apart
  std::uint32_t last_unit_ = 0, last_unit_in_section_ = 10000;
  bool after_zero_ = false;
};

std::optional<std::uint64_t> by_digits(std::u32string_view signs) {
  std::uint64_t value = 0;
  for (char32_t c : signs) {
    value = value * 10 + *digit_or_sign(c);
    if (value >= number_limit) return std::nullopt;
  }
  return value;
}

std::optional<std::uint64_t> number_of(std::u32string_view signs) {
  if (signs.empty()) return std::nullopt;
  bool units = false;
  for (char32_t c : signs) {
    const auto sign = digit_or_sign(c);
    if (!sign) return std::nullopt;
    units = units || *sign >= 10;
  }
  if (!units) return by_digits(signs);
  UnitReader reader;
  for (char32_t c : signs)
    if (!reader.take(*digit_or_sign(c))) return std::nullopt;
  return reader.finish();
}

}  // namespace

char32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto first = static_cast<unsigned char>(text[at]);
  if (first < 0x80) return ++at, first;
  const Lead lead = lead_of(first);
  if (lead.more < 0 || at + static_cast<std::size_t>(lead.more) >= text.size())
    return ++at, replacement_character;
  char32_t value = lead.bits;
  for (int i = 1; i <= lead.more; ++i) {
    const auto byte = static_cast<unsigned char>(text[at + static_cast<std::size_t>(i)]);
    if ((byte & 0xC0) != 0x80) return ++at, replacement_character;
    value = (value << 6) | (byte & 0x3Fu);
  }
  if (value < lead.minimum || value > 0x10FFFF || between(value, 0xD800, 0xDFFF))
    return ++at, replacement_character;
  at += static_cast<std::size_t>(lead.more) + 1;
  return value;
}

void append_utf8(std::string& out, char32_t c) {
  const auto tail = [&](int shift) { out.push_back(static_cast<char>(0x80 | ((c >> shift) & 0x3F))); };
  if (c < 0x80) {
    out.push_back(static_cast<char>(c));
  } else if (c < 0x800) {
    out.push_back(static_cast<char>(0xC0 | (c >> 6)));
    tail(0);
  } else if (c < 0x10000) {
    out.push_back(static_cast<char>(0xE0 | (c >> 12)));
    tail(6), tail(0);
  } else {
    out.push_back(static_cast<char>(0xF0 | (c >> 18)));
    tail(12), tail(6), tail(0);
  }
}

std::u32string to_code_points(std::string_view utf8) {
  std::u32string out;
  out.reserve(utf8.size());
  for (std::size_t at = 0; at < utf8.size();) out.push_back(next_code_point(utf8, at));
  return out;
}

std::string to_utf8(std::u32string_view code_points) {
  std::string out;
  out.reserve(code_points.size() * 3);
  for (char32_t c : code_points) append_utf8(out, c);
  return out;
}

bool is_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    if (next_code_point(text, at) == replacement_character &&
        text.substr(start, at - start) != "\xEF\xBF\xBD")
      return false;
  }
  return true;
}

char32_t fold_width(char32_t c) {
  if (c < 0x80) return c == '\t' || c == '\r' || c == '\n' || c == '\v' || c == '\f' ? U' ' : c;
  if (between(c, 0xFF01, 0xFF5E)) return c - 0xFF01 + 0x21;
  if (c == 0x3000 || c == 0xA0 || c == 0x1680 || between(c, 0x2000, 0x200A) || c == 0x2028 || c == 0x2029 ||
      c == 0x202F || c == 0x205F)
    return U' ';
  return c;
}

bool is_invisible(char32_t c) {
  return c == 0xAD || between(c, 0x200B, 0x200F) || between(c, 0x202A, 0x202E) ||
         between(c, 0x2060, 0x2064) || between(c, 0x2066, 0x206F) || c == 0xFEFF || c == 0x180E;
}

bool is_dash(char32_t c) {
  return c == U'-' || between(c, 0x2010, 0x2015) || c == 0x2043 || c == 0x2212 || c == 0x2500 ||
         c == 0x2501 || between(c, 0xFE31, 0xFE32) || c == 0xFE58 || c == 0xFE63 || c == 0xFF0D ||
         c == 0x2E3A || c == 0x2E3B;
}

bool is_han(char32_t c) {
  return between(c, 0x4E00, 0x9FFF) || c == 0x3007 || between(c, 0x3400, 0x4DBF) ||
         between(c, 0x20000, 0x323AF) || between(c, 0xF900, 0xFAFF) || between(c, 0xE000, 0xF8FF);
}

void fold_text_into(std::string_view utf8, std::string& out) {
  for (std::size_t at = 0; at < utf8.size();) {
    const auto byte = static_cast<unsigned char>(utf8[at]);
    if (byte > 0x20 && byte < 0x80) {
      out.push_back(static_cast<char>(byte)), ++at;
    } else if (byte >= 0xE4 && byte <= 0xE9 && at + 2 < utf8.size() && (utf8[at + 1] & 0xC0) == 0x80 &&
               (utf8[at + 2] & 0xC0) == 0x80) {
      out.append(utf8, at, 3), at += 3;  // U+4000-9FFF folds to itself: nearly all of a Chinese text
    } else {
      append_folded(out, next_code_point(utf8, at));
    }
  }
}

std::string fold_text(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  fold_text_into(utf8, out);
  return out;
}

std::string_view trim(std::string_view text) {
  const auto outer = [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F; };
  while (!text.empty() && outer(text.front())) text.remove_prefix(1);
  while (!text.empty() && outer(text.back())) text.remove_suffix(1);
  return text;
}

std::optional<std::uint32_t> numeral_sign(char32_t c) {
  static constexpr std::u32string_view plain = U"〇一二三四五六七八九", formal = U"零壹贰叁肆伍陆柒捌玖";
  if (c < 0x2000) return std::nullopt;
  if (const auto at = plain.find(c); at != plain.npos) return at;
  if (const auto at = formal.find(c); at != formal.npos) return at;
  switch (c) {
    case U'○':
      return 0;
    case U'两':
    case U'兩':
    case U'貳':
    case U'弍':
      return 2;
    case U'叄':
    case U'參':
      return 3;
    case U'陸':
      return 6;
    case U'十':
    case U'拾':
      return 10;
    case U'廿':
      return 20;
    case U'卅':
      return 30;
    case U'卌':
      return 40;
    case U'百':
    case U'佰':
      return 100;
    case U'千':
    case U'仟':
      return 1000;
    case U'万':
    case U'萬':
      return 10000;
    default:
      return std::nullopt;
  }
}

std::optional<std::uint64_t> chinese_number(std::string_view utf8) {
  if (utf8.size() > 96) return std::nullopt;  // longer than any numeral below the limit
  return number_of(to_code_points(utf8));
}

std::optional<LeadingNumber> leading_chinese_number(std::string_view utf8) {
  constexpr std::size_t longest = 24;  // signs
  std::u32string signs;
  std::array<std::size_t, longest + 1> ends{};
  for (std::size_t at = 0; at < utf8.size() && signs.size() < longest;) {
    const char32_t c = next_code_point(utf8, at);
    if (!numeral_sign(c)) break;
    signs.push_back(c);
    ends[signs.size()] = at;
  }
  for (std::size_t length = signs.size(); length > 0; --length)
    if (const auto value = number_of(std::u32string_view{signs}.substr(0, length)))
      return LeadingNumber{*value, ends[length]};
  return std::nullopt;
}

}  // namespace weige::standards
