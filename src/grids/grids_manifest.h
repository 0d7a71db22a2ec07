// What the tables of grids hold of people (src/base/personal_data.h): next to nothing; borders are of land.
#pragma once

#include "base/personal_data.h"

namespace weige::grids {

const Manifest& grids_manifest();

}  // namespace weige::grids
