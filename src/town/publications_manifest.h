// What the tables of published statistics store: rounded numbers of areas, and where doors were. Nothing of
// it leads to a person.
#pragma once

#include "base/personal_data.h"

namespace weige::town {

const Manifest& publications_manifest();

}  // namespace weige::town
