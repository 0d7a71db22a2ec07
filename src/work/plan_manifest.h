// Personal data in the tables of today's doors and of full verification: none is about anybody.
#pragma once

#include "base/personal_data.h"

namespace weige::work {

Manifest plan_tables();

}  // namespace weige::work
