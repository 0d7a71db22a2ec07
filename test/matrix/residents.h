// The residents of the matrix: each asks every line with the cookie of their own sitting.
#pragma once

#include <string>
#include <vector>

#include "matrix/world.h"

namespace weige::matrix {

struct ResidentsSeen {
  std::vector<std::string> wrong;
  int asked = 0;
};
// A resident's own routes answer them about themselves and tell nothing of any other area; of every other
// route they are answered what somebody without a session is.
ResidentsSeen ask_as_residents(World& world);

}  // namespace weige::matrix
