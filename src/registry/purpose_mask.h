// What a purpose shows, field by field: one rule for pages, histories, lists, findings and files. Pure.
#pragma once

#include <string_view>

#include "access/purpose.h"

namespace weige::registry {

// Whether a purpose shows this field of a person, or a column of a file (import_fields.h). Names, states and
// categories are always shown.
bool shows_field(access::Purpose purpose, std::string_view field);

}  // namespace weige::registry
