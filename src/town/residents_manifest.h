// What is stored of residents' requests and of lawful delays.
#pragma once

#include "base/personal_data.h"

namespace weige::town {

const Manifest& residents_manifest();

}  // namespace weige::town
