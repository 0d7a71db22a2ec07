// What module jobs keeps of whom.
#pragma once

#include "base/personal_data.h"

namespace weige::jobs {

const Manifest& jobs_manifest();

}  // namespace weige::jobs
