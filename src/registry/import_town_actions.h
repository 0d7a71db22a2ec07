// The town as rows of files are read for it: its text, its committees, and days.
#pragma once

#include "access/ids.h"
#include "registry/town_import.h"
#include "store/database.h"

namespace weige::registry {

struct ImportDays {
  Day reference{};  // of which the file speaks where it gives none
  Day today{};
};
// own: the sender's area, or that of which the file speaks.
ImportTown import_town(store::Transaction& tx, access::AreaId own, const ImportDays& days);

}  // namespace weige::registry
