// TownPlan: what the country's division table says about one town: its name, its committees, and what stands
// before its addresses. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "standards/division_table.h"

namespace weige::registry {

struct TownPlan {
  standards::Division town;
  std::string address_text;  // 上海市青浦区徐泾镇: levels that only group (市辖区) left out
  std::vector<standards::Division> committees;
};

// code: 9 digits (12 with trailing zeros are fine). Problems: division_code (no town's), unknown_division.
Result<TownPlan> plan_town(const standards::DivisionTable& divisions, std::string_view code);

struct TownFound {
  standards::Division town;
  std::string address_text;
};

// Towns whose code begins with the text, or whose name contains it, in the order of codes; at most `most`.
// Nothing for an empty text. Walks the whole table (some ten milliseconds): for setting up, not for every
// key.
std::vector<TownFound> find_towns(const standards::DivisionTable& divisions, std::string_view text,
                                  std::size_t most);

}  // namespace weige::registry
