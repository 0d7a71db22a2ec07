// What the tables of norms hold of people: nothing (src/base/personal_data.h).
#pragma once

#include "base/personal_data.h"

namespace weige::norms {

const Manifest& norms_manifest();

}  // namespace weige::norms
