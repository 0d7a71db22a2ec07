// What the tables of intake hold of people (src/base/personal_data.h).
#pragma once

#include "base/personal_data.h"

namespace weige::intake {

const Manifest& intake_manifest();

}  // namespace weige::intake
