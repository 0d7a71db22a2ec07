// What the tables of teams hold about people, and how it is erased (base/personal_data.h).
#pragma once

#include "base/personal_data.h"

namespace weige::teams {

const Manifest& teams_manifest();

}  // namespace weige::teams
