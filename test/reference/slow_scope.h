// The obvious way to tell what an area holds: from every area, walk up its parents.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <vector>

#include "access/area.h"

namespace weige::reference {

inline std::set<std::int64_t> areas_within(const std::vector<access::Area>& tree, access::AreaId root) {
  std::map<std::int64_t, std::optional<access::AreaId>> parent;
  for (const auto& area : tree) parent[area.id.value] = area.parent;
  std::set<std::int64_t> out;
  for (const auto& area : tree)
    for (std::optional<access::AreaId> at = area.id; at; at = parent.at(at->value))
      if (*at == root) out.insert(area.id.value);
  return out;
}

}  // namespace weige::reference
