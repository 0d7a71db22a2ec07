// What a spreadsheet package says about itself: its sheets, and which parts hold them (ECMA-376 part 1, 12
// and 18.2).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "formats/table.h"
#include "formats/zip_archive.h"

namespace weige::formats {

struct PackageSheet {
  SheetInfo info;
  std::string part;  // empty for chart and dialog sheets, which hold no rows
};

struct XlsxPackage {
  std::vector<PackageSheet> sheets;
  DateSystem date_system = DateSystem::from_1900;
  std::optional<std::string> shared_strings, styles;  // part names
};

// Refuses macros (file_macros), missing parts (file_part_missing), and what is no workbook with the code of
// what it is.
Result<XlsxPackage> open_package(ZipArchive& archive, const ReadLimits& limits);
// The part, or the problem file_part_missing.
Result<const ZipEntry*> require_part(const ZipArchive& archive, const std::string& name);

}  // namespace weige::formats
