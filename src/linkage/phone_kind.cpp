#include "linkage/phone_kind.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <string>

#include "linkage/digits.h"
#include "standards/number_text.h"
#include "standards/phone.h"

namespace weige::linkage {
namespace {

constexpr std::array<LevelInfo, 5> phone_levels{{{"missing", no_part, false},
                                                 {"exact", PhoneKind::whole, true},
                                                 {"one_error", no_part, false},
                                                 {"incomplete", no_part, false},
                                                 {"different", no_part, false}}};
constexpr std::array<std::string_view, 3> phone_parts{"whole", "head", "tail"};
constexpr int longest =
    15;  // ITU-T E.164: a number has fifteen digits at most, so four bits are left for the count

std::string digits_of(std::string_view text) {
  std::string digits;
  for (const char c : text)
    if (c >= '0' && c <= '9' && digits.size() < longest) digits += c;
  return digits;
}

std::string dialled(std::string_view text) {
  if (const auto phone = standards::Phone::parse(text)) {
    const std::string whole = phone->reveal();
    const bool extension =
        phone->kind() == standards::PhoneKind::landline && whole.rfind('-') != whole.find('-');
    return digits_of(extension ? std::string_view(whole).substr(0, whole.rfind('-')) : whole);
  }
  const std::string clean = standards::clean_number(text);
  return standards::shows_lost_digits(clean) ? std::string() : digits_of(clean);
}

// Eleven digits of a mobile: nothing to clean.
bool is_plain_mobile(std::string_view text) {
  return text.size() == 11 && text.front() == '1' &&
         std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::uint64_t read_phone(const std::byte* from) {
  std::uint64_t value = 0;
  std::memcpy(&value, from, sizeof value);
  return value;
}

Digits unpacked(std::uint64_t value) {
  Digits digits;
  digits.head = value & ~std::uint64_t{15};
  digits.count = static_cast<std::uint8_t>(value & 15);
  return digits;
}

// The last `count` signs.
std::uint64_t last(const Digits& digits, int count) {
  return digit_range(digits, digits.count - count, digits.count);
}

bool without_area_code(const Digits& a, const Digits& b) {
  const int shorter = std::min(a.count, b.count);
  return shorter >= 7 && last(a, shorter) == last(b, shorter);
}

}  // namespace

std::span<const LevelInfo> PhoneKind::levels() const {
  return phone_levels;
}

std::span<const std::string_view> PhoneKind::parts() const {
  return phone_parts;
}

void PhoneKind::pack(std::string_view text, std::byte* out, TextPool&) const {
  const bool plain = is_plain_mobile(text);
  const std::string cleaned = plain ? std::string() : dialled(text);
  const std::string_view digits = plain ? text : cleaned;
  if (digits.size() < 5) return;
  const Digits packed = packed_digits(digits);
  const std::uint64_t value = packed.head | packed.count;
  std::memcpy(out, &value, sizeof value);
}

Level PhoneKind::compare(const std::byte* left, const std::byte* right, const TextPool&) const {
  const std::uint64_t a = read_phone(left), b = read_phone(right);
  if (a == 0 || b == 0) return missing;
  if (a == b) return exact;
  const Digits first = unpacked(a), second = unpacked(b);
  if (first.count == second.count)
    return wrong_digits(first, second) == 1 || swapped_digits(first, second) ? Level{one_error}
                                                                             : Level{different};
  return left_out_digits(first, second) || without_area_code(first, second) ? Level{incomplete}
                                                                            : Level{different};
}

std::uint64_t PhoneKind::key(std::uint8_t part, const std::byte* value, const TextPool&) const {
  const std::uint64_t packed = read_phone(value);
  if (packed == 0) return 0;
  const Digits digits = unpacked(packed);
  if (part == whole) return mixed(packed);
  if (digits.count < 7) return 0;
  return part == head ? mixed(digit_range(digits, 0, 7), 1) : mixed(last(digits, 4), 2);
}

}  // namespace weige::linkage
