// Files that must be refused, in families: what is wrong is the same within a family, how and where differs
// from seed to seed. docs/how-to/add-a-file-family.md tells how one is added.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "base/problem.h"

namespace weige::test {

struct HostileFile {
  std::string bytes;
  std::uint64_t stretched_to = 0;  // the file goes on with zeros up to this size
};

struct HostileFamily {
  std::string name;  // letters and digits
  ProblemCode code;
  std::string reason = {};  // of the families that share file_unsafe, because their mend is the same
  std::function<HostileFile(std::uint32_t seed)> build;
};

std::vector<HostileFamily> hostile_kinds();     // what is no table, and broken text
std::vector<HostileFamily> hostile_archives();  // zip files that lie
std::vector<HostileFamily> hostile_packages();  // workbooks with wrong, missing or forbidden parts
std::vector<HostileFamily> hostile_cells();     // sheets with wrong or too many cells
std::vector<HostileFamily> hostile_families();  // all of them

}  // namespace weige::test
