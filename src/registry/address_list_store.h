// SQL of the levels of the address tree: the children of an address, the roots of an area, in natural order,
// page by page.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/scope.h"
#include "store/database.h"

namespace weige::registry {

struct ListedAddress {
  std::int64_t id = 0;
  std::optional<std::int64_t> parent_id = {};
  std::string level, element, canonical;
  std::int64_t area_id = 0;
  std::string sort_key;
  std::int64_t children = 0;  // current and in scope
  std::optional<std::int64_t> premises_id = {};
  std::string premises_use = {};
  std::vector<std::string> labels = {};  // that are open, by code
  std::int64_t residents = 0;            // who lives there, main residence or other
};

struct AddressLevel {
  std::optional<std::int64_t> parent_id = {};
  std::optional<std::int64_t> area_id = {};  // only addresses within this area
  std::string after_sort_key = {};           // of the last one shown
  std::int64_t after_id = 0;
  std::size_t limit = 50;
};
// The current addresses in scope below parent_id; without one the roots: those without a parent, and where an
// area is given those whose parent lies outside of it.
std::vector<ListedAddress> find_level(store::Transaction& tx, const access::Scope& scope,
                                      const AddressLevel& level);

}  // namespace weige::registry
