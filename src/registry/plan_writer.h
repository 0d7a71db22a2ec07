// Writes what import_plan has decided.
#pragma once

#include "registry/import_plan.h"
#include "registry/register_writer.h"

namespace weige::registry {

// The record's new version stands in write.after. Problems: those of RegisterWriter.
Done write_planned(RegisterWriter& writer, PlannedWrite& write, const ImportTown& town);

}  // namespace weige::registry
