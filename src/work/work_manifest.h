// What the tables of work hold of people (src/base/personal_data.h).
#pragma once

#include "base/personal_data.h"

namespace weige::work {

const Manifest& work_manifest();

}  // namespace weige::work
