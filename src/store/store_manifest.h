// What the store itself keeps: how far the schema and the ids have come. No personal data.
#pragma once

#include "base/personal_data.h"

namespace weige::store {

const Manifest& store_manifest();

}  // namespace weige::store
