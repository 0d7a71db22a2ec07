// What a comparison of two layers counts. Its answer names no record, so no mark tells whose doors and
// residents are in it: here each number is looked at.
#pragma once

#include <string>
#include <vector>

#include "matrix/world.h"

namespace weige::matrix {

struct SumsSeen {
  std::vector<std::string> wrong;
  int readers = 0;  // actors that were answered
};
// Every actor reads the comparison and its differences: of grids that it covers doors and residents are
// counted, of others none.
SumsSeen sums_seen(World& world);

}  // namespace weige::matrix
