// What the register keeps of whom.
#pragma once

#include "base/personal_data.h"

namespace weige::registry {

const Manifest& registry_manifest();

}  // namespace weige::registry
