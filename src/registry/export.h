// What an export of the register holds: its columns, named so that an import of the same file finds them by
// itself, and its file's name. Pure.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "access/purpose.h"
#include "base/clock.h"
#include "registry/code_lists.h"
#include "registry/import_fields.h"
#include "registry/record.h"

namespace weige::registry {

enum class ExportFormat { xlsx, csv };
std::string_view code(ExportFormat format);  // also the ending of the file's name
std::optional<ExportFormat> export_format_of(std::string_view code);

// Whether ID numbers and phones stand in full. Only a masked export is to be had through the browser.
enum class Numbers { masked, full };
std::string_view code(Numbers numbers);

enum class CellShape { text, day, integer, real };

struct ExportColumn {
  std::string_view field;                 // of import_fields(kind)
  std::optional<CodeListName> list = {};  // codes are written as their Chinese names
  CellShape shape = CellShape::text;
  double width = 12;                            // of the spreadsheet's column, in characters
  std::string_view title(TownFile kind) const;  // the one that the import looks for first
};
std::span<const ExportColumn> export_columns(TownFile kind);
// Of them those that a file for the purpose has: their places among all, ascending.
std::vector<std::size_t> shown_columns(TownFile kind, access::Purpose purpose);

// A row as the register keeps it: values stand in the order of the columns.
struct ExportRow {
  std::int64_t id = 0;                       // where the next page goes on
  std::optional<std::int64_t> subject = {};  // the person, organisation or premises that is read
  std::vector<Text> values = {};
};

// The text of a cell as the file shows it: names for codes (several: 出租、群租), numbers masked unless in
// full.
std::string shown(const ExportColumn& column, std::string_view value, Numbers numbers);

std::string_view sheet_name(TownFile kind);  // 实有人口
// 徐泾镇-实有人口-2026-11-28.xlsx; signs that a file's name cannot have become _.
std::string export_file_name(std::string_view area, TownFile kind, Day day, ExportFormat format);

}  // namespace weige::registry
