// What the tables of key premises, sites, patrols, inspections and obligations hold of people.
#pragma once

#include "base/personal_data.h"

namespace weige::work {

Manifest place_tables();

}  // namespace weige::work
