// FileKeys: which rows of one file contradict each other: the same record twice, one number with two names,
// two main residences. Pure; keeps hashes only, so that a file of a whole town fits.
#pragma once

#include <cstdint>
#include <map>
#include <unordered_map>
#include <vector>

#include "registry/town_import.h"

namespace weige::registry {

class FileKeys {
 public:
  explicit FileKeys(const ImportColumns& columns);
  void add(const ParsedRow& row);
  // By the rows' numbers, both rows of each contradiction.
  const std::map<std::uint32_t, std::vector<Finding>>& conflicts() const { return conflicts_; }

 private:
  struct Seen {
    std::uint32_t row = 0;
    std::uint64_t name = 0, place = 0;
    bool open_main = false;
  };
  void compare(const Seen& earlier, const Seen& now, std::uint32_t column);
  void both(ProblemCode code, std::uint32_t column, const Seen& one, const Seen& other);

  TownFile kind_;
  std::uint32_t number_column_, name_column_, address_column_ = 0;
  std::unordered_map<std::uint64_t, std::vector<Seen>> seen_;
  std::map<std::uint32_t, std::vector<Finding>> conflicts_;
};

}  // namespace weige::registry
