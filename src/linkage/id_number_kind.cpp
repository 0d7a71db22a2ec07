#include "linkage/id_number_kind.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <string>

#include "standards/id_number.h"
#include "standards/number_text.h"

namespace weige::linkage {
namespace {

constexpr std::array<LevelInfo, 8> id_levels{{{"missing", no_part, false},
                                              {"exact", IdNumberKind::whole, false},
                                              {"one_error", no_part, false},
                                              {"incomplete", no_part, false},
                                              {"two_errors", no_part, false},
                                              {"near_other", no_part, true},
                                              {"same_birth", no_part, true},
                                              {"different", no_part, false}}};
constexpr std::array<std::string_view, 5> id_parts{"whole", "place", "birth", "ends", "tail"};

enum Flag : std::uint8_t { present = 1, valid = 2, other_document = 4, lost = 8 };

struct Packed {
  Digits digits;
  std::uint8_t flags = 0;
};
constexpr std::size_t packed_width = 11;

Packed read(const std::byte* from) {
  Packed packed;
  std::memcpy(&packed.digits.head, from, 8);
  packed.digits.tail = static_cast<std::uint8_t>(from[8]);
  packed.digits.count = static_cast<std::uint8_t>(from[9]);
  packed.flags = static_cast<std::uint8_t>(from[10]);
  return packed;
}

void write(const Packed& packed, std::byte* to) {
  std::memcpy(to, &packed.digits.head, 8);
  to[8] = static_cast<std::byte>(packed.digits.tail);
  to[9] = static_cast<std::byte>(packed.digits.count);
  to[10] = static_cast<std::byte>(packed.flags);
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_number_text(std::string_view text) {
  const auto digits = text.ends_with('X') ? text.substr(0, text.size() - 1) : text;
  return digits.size() >= 6 && text.size() <= most_digits && std::ranges::all_of(digits, is_digit);
}

// 3.10118199001E+17: the digits that are still there.
std::string digits_before_exponent(std::string_view text) {
  std::string digits;
  for (const char c : text.substr(0, std::min(text.find('E'), text.size())))
    if (is_digit(c)) digits += c;
  while (digits.ends_with('0')) digits.pop_back();
  return digits.substr(0, 15);
}

Packed lost_digits(std::string_view digits) {
  return {packed_digits(digits), static_cast<std::uint8_t>(present | lost)};
}

Packed number(std::string_view text) {
  Packed packed{packed_digits(text), present};
  if (text.size() != most_digits) return packed;
  if (standards::id_check_digit(text) == text.back()) {
    packed.flags |= valid;
  } else if (text.ends_with("000") && text[14] != '0') {
    return lost_digits(text.substr(0, 15));  // what a spreadsheet leaves of a number
  }
  return packed;
}

// As nearly all registers hold it: eighteen signs and nothing to clean.
bool is_plain(std::string_view text) {
  return text.size() == most_digits && std::ranges::all_of(text.substr(0, 17), is_digit) &&
         (is_digit(text.back()) || text.back() == 'X');
}

Packed packed_of(std::string_view text) {
  if (is_plain(text)) return number(text);
  const std::string clean = standards::clean_number(text);
  if (clean.empty()) return {};
  if (const auto id = standards::IdNumber::parse(clean)) return number(id->as18());
  if (standards::shows_lost_digits(clean)) {
    const auto digits = digits_before_exponent(clean);
    return digits.size() < 6 ? Packed{} : lost_digits(digits);
  }
  if (is_number_text(clean)) return number(clean);
  Packed other;
  other.digits.head = text_hash(clean);
  other.flags = present | other_document;
  return other;
}

// Years, months and days at their place in a number of eighteen signs.
bool knows_birth(const Packed& packed) {
  return !(packed.flags & other_document) && packed.digits.count >= 14 &&
         (packed.digits.count == most_digits || packed.flags & lost);
}

bool same_birth_date(const Packed& a, const Packed& b) {
  return knows_birth(a) && knows_birth(b) && digit_range(a.digits, 6, 14) == digit_range(b.digits, 6, 14);
}

Level unequal(const Packed& a, const Packed& b) {
  return same_birth_date(a, b) ? Level{IdNumberKind::same_birth} : Level{IdNumberKind::different};
}

Level of_whole_numbers(const Packed& a, const Packed& b) {
  const int wrong = wrong_digits(a.digits, b.digits);
  const bool one = wrong == 1 || swapped_digits(a.digits, b.digits);
  if (a.flags & b.flags & valid) {
    const bool near = one || same_head(a.digits, b.digits, 14);
    return near ? Level{IdNumberKind::near_other} : unequal(a, b);
  }
  if (one) return IdNumberKind::one_error;
  return wrong == 2 ? Level{IdNumberKind::two_errors} : unequal(a, b);
}

Level of_lost(const Packed& a, const Packed& b) {
  const int known = std::min({int{a.digits.count}, int{b.digits.count}, 16});
  return same_head(a.digits, b.digits, known) && known >= 8 ? Level{IdNumberKind::incomplete} : unequal(a, b);
}

}  // namespace

std::span<const LevelInfo> IdNumberKind::levels() const {
  return id_levels;
}

std::span<const std::string_view> IdNumberKind::parts() const {
  return id_parts;
}

std::size_t IdNumberKind::width() const {
  return packed_width;
}

void IdNumberKind::pack(std::string_view text, std::byte* out, TextPool&) const {
  write(packed_of(text), out);
}

Level IdNumberKind::compare(const std::byte* left, const std::byte* right, const TextPool&) const {
  const Packed a = read(left), b = read(right);
  if (!(a.flags & b.flags & present)) return missing;
  if ((a.flags | b.flags) & other_document)
    return a.flags & b.flags & other_document && a.digits == b.digits ? Level{exact} : Level{different};
  if ((a.flags | b.flags) & lost) return of_lost(a, b);
  if (a.digits == b.digits) return exact;
  if (a.digits.count == b.digits.count) return of_whole_numbers(a, b);
  return left_out_digits(a.digits, b.digits) ? Level{incomplete} : unequal(a, b);
}

std::uint64_t IdNumberKind::key(std::uint8_t part, const std::byte* value, const TextPool&) const {
  const Packed packed = read(value);
  if (!(packed.flags & present)) return 0;
  const Digits& digits = packed.digits;
  if (part == whole)
    return packed.flags & lost ? 0 : mixed(digits.head, std::uint64_t{digits.tail} << 8 | digits.count);
  if (!knows_birth(packed)) return 0;
  const std::uint64_t of_place = digit_range(digits, 0, 6), of_birth = digit_range(digits, 6, 14);
  const std::uint64_t last_four = digit_range(digits, 14, 16) << 8 | digits.tail;
  if (part == place) return mixed(of_place, 1);
  if (part == birth) return mixed(of_birth, 2);
  if (packed.flags & lost) return 0;
  return part == ends ? mixed(of_place << 16 | last_four, 3) : mixed(last_four, 4);
}

}  // namespace weige::linkage
