#include "standards/glyph.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>

namespace weige::standards {
namespace {

#include "generated/glyph_table.inc"

constexpr int letter_bits = 5;

std::uint32_t parts_of(char32_t c) {
  return c >= first_with_parts && c - first_with_parts < std::size(character_parts)
             ? character_parts[c - first_with_parts]
             : 0;
}

int letters(std::uint32_t parts) {
  int count = 0;
  for (; parts != 0; parts >>= letter_bits) ++count;
  return count;
}

std::uint32_t low_letters(std::uint32_t parts, int count) {
  return parts & ((1u << letter_bits * count) - 1);
}

int common_tail(std::uint32_t a, std::uint32_t b) {
  int count = 0;
  while (count < 5 && low_letters(a, count + 1) == low_letters(b, count + 1) &&
         a >> letter_bits * count != 0 && b >> letter_bits * count != 0)
    ++count;
  return count;
}

int common_head(std::uint32_t a, int of_a, std::uint32_t b, int of_b) {
  int count = 0;
  while (count < of_a && count < of_b &&
         a >> letter_bits * (of_a - 1 - count) == b >> letter_bits * (of_b - 1 - count))
    ++count;
  return count;
}

// 未 and 末: the same parts in another order.
bool same_letters(std::uint32_t a, std::uint32_t b) {
  std::array<int, 32> count{};
  for (; a != 0; a >>= letter_bits) ++count[low_letters(a, 1)];
  for (; b != 0; b >>= letter_bits) --count[low_letters(b, 1)];
  return std::ranges::all_of(count, [](int left) { return left == 0; });
}

}  // namespace

bool similar_glyphs(char32_t a, char32_t b) {
  const std::uint32_t first = parts_of(a), second = parts_of(b);
  if (a == b || first == 0 || second == 0) return false;
  if (same_letters(first, second)) return true;
  const int of_first = letters(first), of_second = letters(second);
  const int longer = of_first > of_second ? of_first : of_second;
  const int tail = common_tail(first, second), head = common_head(first, of_first, second, of_second);
  return tail >= 2 || (longer >= 3 && head + tail >= longer - 1) || (longer <= 2 && head + tail >= 1);
}

}  // namespace weige::standards
