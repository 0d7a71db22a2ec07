// Files that are unusual and in order, in families named by the quirk: all of them are accepted, and the
// cells are exactly the ones told. Files that real programs made lie in test/data/real_files.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "support/invented_table.h"

namespace weige::test {

struct GoodFile {
  std::string bytes;
  TextTable table;  // what must come out, titles first
};

struct GoodFamily {
  std::string name;  // letters and digits
  std::function<GoodFile(std::uint32_t seed)> build;
};

std::vector<GoodFamily> good_texts();
std::vector<GoodFamily> good_workbooks();
std::vector<GoodFamily> good_families();  // all of them

}  // namespace weige::test
