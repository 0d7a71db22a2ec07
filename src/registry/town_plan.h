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

}  // namespace weige::registry
