#include "linkage/digits.h"

#include <bit>
#include <utility>

namespace weige::linkage {
namespace {

// One bit for every group of four that is not zero.
std::uint64_t nonzero_groups(std::uint64_t bits) {
  bits |= bits >> 2;
  bits |= bits >> 1;
  return bits & 0x1111111111111111ull;
}

}  // namespace

Digits packed_digits(std::string_view signs) {
  Digits digits;
  for (const char sign : signs) {
    const std::uint64_t value = sign == 'X' ? 10 : static_cast<std::uint64_t>(sign - '0');
    if (digits.count < 16)
      digits.head |= value << (60 - 4 * digits.count);
    else
      digits.tail = static_cast<std::uint8_t>(digits.tail | value << (digits.count == 16 ? 4 : 0));
    ++digits.count;
  }
  return digits;
}

int digit_at(const Digits& digits, int at) {
  if (at < 16) return static_cast<int>(digits.head >> (60 - 4 * at) & 15);
  return at == 16 ? digits.tail >> 4 : digits.tail & 15;
}

int wrong_digits(const Digits& a, const Digits& b) {
  const auto tail = static_cast<std::uint64_t>(a.tail ^ b.tail);
  return std::popcount(nonzero_groups(a.head ^ b.head)) + std::popcount(nonzero_groups(tail));
}

bool swapped_digits(const Digits& a, const Digits& b) {
  if (wrong_digits(a, b) != 2) return false;
  int first = 0;
  while (digit_at(a, first) == digit_at(b, first)) ++first;
  return first + 1 < a.count && digit_at(a, first) == digit_at(b, first + 1) &&
         digit_at(a, first + 1) == digit_at(b, first);
}

bool left_out_digits(const Digits& a, const Digits& b) {
  const Digits &longer = a.count > b.count ? a : b, &shorter = a.count > b.count ? b : a;
  const int gap = longer.count - shorter.count;
  if (gap < 1 || gap > 2) return false;
  int at = 0;
  for (int i = 0; i < longer.count; ++i)
    if (at < shorter.count && digit_at(longer, i) == digit_at(shorter, at)) ++at;
  return at == shorter.count;
}

bool same_head(const Digits& a, const Digits& b, int count) {
  return count == 0 || (a.head ^ b.head) >> (64 - 4 * count) == 0;
}

std::uint64_t digit_range(const Digits& digits, int from, int to) {
  return digits.head << (4 * from) >> (64 - 4 * (to - from));
}

}  // namespace weige::linkage
