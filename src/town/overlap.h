// Overlaps: what the difference of two published tables would tell when the ground of their areas is not the
// same, because borders were moved between them. Pure.
//
// Both tables divide the town. The pieces in which a row of the one meets a row of the other are what adding
// and subtracting rows can single out. A piece counts as a conflict when neither row lies within the other
// and fewer than kLeastTold are in it: then the rows of the new table that meet there are not told by
// themselves. Rows that lie within one another are disclosure.h's matter.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "town/disclosure.h"

namespace weige::town {

// Who counts now at the doors that were in a row then, and are in a row now; by column.
struct Piece {
  std::int64_t now = 0, then = 0;
  std::vector<std::int64_t> parts;
};

// Rows of which only the sum is known are one unit; a row that is told is one by itself. A row that is not
// named here is one by itself.
using Units = std::map<std::int64_t, std::int64_t>;

struct Tables {
  const Units& now;
  const Units& then;
  int depth = 1;  // of the new table's rows in its tree
};

// What the new table shall not tell because of the old one; rows that are in a unit with others already are
// left out, so nothing new means that no conflict can be mended any further.
UntoldSet conflicts(std::span<const Piece> pieces, const Tables& tables);

}  // namespace weige::town
