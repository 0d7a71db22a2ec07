// PublicationTree: the areas that a published table tells of, with what counts in each: the town, committees
// (with every other area that holds records itself), grids. Pure.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <vector>

#include "access/area.h"
#include "town/publication.h"

namespace weige::town {

// By the area that records lie in: what counts there, by column.
using CountsByArea = std::map<std::int64_t, std::vector<std::int64_t>>;

struct PublicationTree {
  AreaCounts counts;
  // By level, in the order of told_rows: the town, then the rows.
  std::vector<NamedArea> committees = {}, grids = {};

  std::span<const NamedArea> names(Level level) const;
};

struct CountedAreas {
  std::span<const access::Area> areas;  // parents before children
  const CountsByArea& counts;
  const std::set<std::int64_t>& with_addresses;  // that have addresses
  std::size_t columns = 1;
};
// Areas without a single address in which nothing counts are left out: that nobody lives there can be seen
// from the street. Others that hold nobody are rows like any other.
PublicationTree publication_tree(const CountedAreas& counted);

}  // namespace weige::town
