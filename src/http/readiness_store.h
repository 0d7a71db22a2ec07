// Whether the database answers and holds every table this program needs.
#pragma once

#include "store/database.h"

namespace weige::http {

bool is_migrated(store::Transaction& tx);

}  // namespace weige::http
