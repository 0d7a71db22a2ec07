// Up to eighteen signs of a number, four bits each, and how far two such numbers are apart. Signs: 0 to 9,
// and X as ten.
#pragma once

#include <cstdint>
#include <string_view>

namespace weige::linkage {

struct Digits {
  std::uint64_t head = 0;  // the first sixteen signs, the first one highest
  std::uint8_t tail = 0;   // signs 17 and 18
  std::uint8_t count = 0;  // signs that are there
  bool operator==(const Digits&) const = default;
};

inline constexpr int most_digits = 18;

// Precondition: at most 18 signs, each 0 to 9 or X.
Digits packed_digits(std::string_view signs);
// Sign `at` (0 to 17): its value, 0 beyond the count.
int digit_at(const Digits& digits, int at);
// The number of signs that differ at the same place; precondition: equal counts.
int wrong_digits(const Digits& a, const Digits& b);
// Exactly two neighbouring signs, exchanged; precondition: equal counts.
bool swapped_digits(const Digits& a, const Digits& b);
// One is the other with one or two signs left out.
bool left_out_digits(const Digits& a, const Digits& b);
// Both begin with the same `count` signs; precondition: count is at most 16.
bool same_head(const Digits& a, const Digits& b, int count);
// Signs from..to-1 as a number in base 16; precondition: to <= 16.
std::uint64_t digit_range(const Digits& digits, int from, int to);

}  // namespace weige::linkage
