// Rows of a residents' file to values and findings: one person at one residence a row. Pure.
#pragma once

#include "registry/town_import.h"

namespace weige::registry {

ParsedRow parse_resident(const UploadRow& row, const ImportColumns& columns, const ImportTown& town,
                         RowNeeds needs = RowNeeds::whole);

}  // namespace weige::registry
