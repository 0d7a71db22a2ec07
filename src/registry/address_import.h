// Rows of an address file to values and findings: an address, and the premises at it, a row. Pure.
#pragma once

#include "registry/town_import.h"

namespace weige::registry {

ParsedRow parse_address_row(const UploadRow& row, const ImportColumns& columns, const ImportTown& town);

}  // namespace weige::registry
