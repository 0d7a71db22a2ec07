// The formulas of the standards written out as the texts give them: slow, obvious, for comparison only.
#pragma once

#include <cmath>
#include <string>
#include <string_view>

namespace weige::standards::reference {

// ISO 7064 MOD 11-2: the check digit makes sum(a_i * 2^(i-1)) congruent to 1 modulo 11, counted from the
// right. Tries them all.
inline char id_check_digit(std::string_view seventeen) {
  for (char candidate : std::string_view{"0123456789X"}) {
    long long sum = candidate == 'X' ? 10 : candidate - '0';
    for (int position = 2; position <= 18; ++position)
      sum += (seventeen[static_cast<std::size_t>(18 - position)] - '0') * (1LL << (position - 1));
    if (sum % 11 == 1) return candidate;
  }
  return '?';
}

// GB 32100-2015, 5.4: C18 = 31 - MOD(sum(Ci * Wi), 31) with Wi = 3^(i-1) mod 31, and 31 is written 0. Tries
// them all.
inline char credit_check_digit(std::string_view seventeen) {
  const std::string_view alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  long double sum = 0;
  for (int i = 0; i < 17; ++i)
    sum += static_cast<long double>(alphabet.find(seventeen[static_cast<std::size_t>(i)])) *
           std::fmod(std::pow(3.0L, i), 31.0L);
  for (std::size_t value = 0; value < 31; ++value)
    if (std::fmod(sum + static_cast<long double>(value), 31.0L) == 0) return alphabet[value];
  return '?';
}

}  // namespace weige::standards::reference
