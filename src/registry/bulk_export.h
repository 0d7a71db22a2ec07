// Which exports are in bulk, so that a second person has to approve them: the one place that says so. Pure.
#pragma once

#include <cstdint>

#include "access/approval.h"
#include "registry/export_file.h"

namespace weige::registry {

// Where the file goes: to a page of the browser, or where the command line wants it.
enum class ExportWay { page, command };
std::string_view code(ExportWay way);

// rows: as many as it would have now; each names somebody. Numbers in full are always in bulk, whatever their
// number; masked ones above the rule's number of rows. Nothing is where the rule is off.
bool is_bulk_export(const ExportForm& form, std::int64_t rows, const access::ApprovalRules& rules);

}  // namespace weige::registry
