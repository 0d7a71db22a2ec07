// The manifest of personal data of the whole program: what every module declares of its tables.
#pragma once

#include "base/personal_data.h"

namespace weige::http {

const Manifest& whole_manifest();

}  // namespace weige::http
