#include "linkage/text_similarity.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>
#include <vector>

namespace weige::linkage {
namespace {

using Row = std::vector<int>;

int edit(std::string_view a, std::string_view b, std::size_t i, std::size_t j,
         const std::array<Row, 3>& rows) {
  const Row &now = rows[2], &above = rows[1], &two_above = rows[0];
  const int change = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
  int least = std::min({above[j] + 1, now[j - 1] + 1, change});
  if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
    least = std::min(least, two_above[j - 2] + 1);
  return least;
}

struct Matched {
  std::uint64_t a = 0, b = 0;  // one bit for every sign that has a partner
  int count = 0;
};

Matched partners(std::string_view a, std::string_view b) {
  const int longer = static_cast<int>(std::max(a.size(), b.size()));
  const int reach = std::max(longer / 2 - 1, 0);
  Matched matched;
  for (int i = 0; i < static_cast<int>(a.size()); ++i)
    for (int j = std::max(0, i - reach); j < std::min(static_cast<int>(b.size()), i + reach + 1); ++j) {
      if (matched.b >> j & 1 || a[static_cast<std::size_t>(i)] != b[static_cast<std::size_t>(j)]) continue;
      matched.a |= std::uint64_t{1} << i;
      matched.b |= std::uint64_t{1} << j;
      ++matched.count;
      break;
    }
  return matched;
}

int out_of_order(std::string_view a, std::string_view b, const Matched& matched) {
  int count = 0;
  std::size_t j = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (!(matched.a >> i & 1)) continue;
    while (!(matched.b >> j & 1)) ++j;
    if (a[i] != b[j]) ++count;
    ++j;
  }
  return count / 2;
}

double jaro(std::string_view a, std::string_view b) {
  const Matched matched = partners(a, b);
  if (matched.count == 0) return 0;
  const double m = matched.count;
  return (m / static_cast<double>(a.size()) + m / static_cast<double>(b.size()) +
          (m - out_of_order(a, b, matched)) / m) /
         3;
}

}  // namespace

int edits(std::string_view a, std::string_view b, int most) {
  const auto gap = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  if (gap > static_cast<std::size_t>(most)) return most + 1;
  std::array<Row, 3> rows{Row(b.size() + 1), Row(b.size() + 1), Row(b.size() + 1)};
  for (std::size_t j = 0; j <= b.size(); ++j) rows[2][j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::rotate(rows.begin(), rows.begin() + 1, rows.end());
    rows[2][0] = static_cast<int>(i);
    for (std::size_t j = 1; j <= b.size(); ++j) rows[2][j] = edit(a, b, i, j, rows);
    if (*std::ranges::min_element(rows[2]) > most) return most + 1;
  }
  return std::min(rows[2][b.size()], most + 1);
}

double jaro_winkler(std::string_view a, std::string_view b) {
  constexpr std::size_t longest = 64, longest_prefix = 4;
  a = a.substr(0, longest);
  b = b.substr(0, longest);
  if (a == b) return a.empty() ? 0 : 1;
  const double plain = jaro(a, b);
  std::size_t prefix = 0;
  while (prefix < std::min({a.size(), b.size(), longest_prefix}) && a[prefix] == b[prefix]) ++prefix;
  return plain + static_cast<double>(prefix) * 0.1 * (1 - plain);
}

}  // namespace weige::linkage
