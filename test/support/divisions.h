// A division table of a few real divisions, for tests that set up a town without the whole country's list.
#pragma once

#include "standards/division_table.h"

namespace weige::testing_support {

// 徐泾镇 (310118106) with two committees, and 赵巷镇 (310118107) with one.
standards::DivisionTable small_division_table();

}  // namespace weige::testing_support
