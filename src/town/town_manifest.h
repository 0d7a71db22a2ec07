// What module town keeps of whom.
#pragma once

#include "base/personal_data.h"

namespace weige::town {

const Manifest& town_manifest();

}  // namespace weige::town
