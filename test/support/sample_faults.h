// Plants faults in the files of a sample town, of every family in docs/import-faults.md that a file alone can
// show, and tells which findings must come back. The same seed plants the same.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "town/sample_files.h"

namespace weige::testing_support {

struct PlantedFault {
  registry::TownFile file = registry::TownFile::residents;
  std::uint32_t row = 0, column = 0;  // in the file, from 1
  std::string code;
  auto operator<=>(const PlantedFault&) const = default;
};

// `count` findings, each in a row of its own and as evenly spread over the families as their order allows;
// sorted. The rows of `tables` are changed in place. Addresses and organisations are to be imported before
// residents, into an empty town.
std::vector<PlantedFault> plant_faults(town::SampleTables& tables, int count, std::uint64_t seed);

// file, row, column, code, separated by tabs.
std::string fault_list(const std::vector<PlantedFault>& faults);

}  // namespace weige::testing_support
