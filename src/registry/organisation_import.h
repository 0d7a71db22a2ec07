// Rows of an organisations' file to values and findings. Pure.
#pragma once

#include "registry/town_import.h"

namespace weige::registry {

ParsedRow parse_organisation(const UploadRow& row, const ImportColumns& columns, const ImportTown& town);

}  // namespace weige::registry
