#include "formats/xlsx_reader.h"

#include "formats/xlsx_package.h"
#include "formats/xlsx_sheet.h"

namespace weige::formats {
namespace {

Result<ZipArchive> open_archive(const ByteSource& source, const ReadLimits& limits) {
  if (source.size() == 0) return problem(ProblemCode::file_empty);
  if (source.size() > limits.file_bytes)
    return problem(ProblemCode::file_too_large).with("max", std::to_string(limits.file_bytes));
  return ZipArchive::open(source, limits);
}

std::vector<SheetInfo> infos(const XlsxPackage& package) {
  std::vector<SheetInfo> out;
  for (const auto& sheet : package.sheets) out.push_back(sheet.info);
  return out;
}

Problem no_such_sheet(const XlsxPackage& package, const std::string& name) {
  std::string names;
  for (const auto& sheet : package.sheets) names += (names.empty() ? "" : "、") + sheet.info.name;
  return problem(ProblemCode::sheet_missing, name).with("sheets", names);
}

Result<std::vector<PackageSheet>> wanted_sheets(const XlsxPackage& package, const ReadOptions& options) {
  std::vector<PackageSheet> wanted;
  for (const auto& sheet : package.sheets) {
    const bool chosen = options.sheet ? sheet.info.name == *options.sheet : !sheet.info.hidden;
    if (chosen && !sheet.part.empty()) wanted.push_back(sheet);
  }
  if (wanted.empty()) return no_such_sheet(package, options.sheet.value_or(""));
  return wanted;
}

// Everything the cells refer to; a part that the workbook names must be there.
struct Tables {
  SharedStrings strings;
  CellStyles styles;
};

Result<Tables> load_tables(ZipArchive& archive, const XlsxPackage& package, const ReadLimits& limits) {
  Tables tables;
  if (package.shared_strings) {
    WEIGE_TRY(const auto part, require_part(archive, *package.shared_strings));
    WEIGE_TRY(tables.strings, SharedStrings::load(archive, *part, limits));
  }
  if (package.styles) {
    WEIGE_TRY(const auto part, require_part(archive, *package.styles));
    WEIGE_TRY(tables.styles, CellStyles::load(archive, *part, limits));
  }
  return tables;
}

}  // namespace

Result<ReadReport> read_xlsx(const ByteSource& source, const ReadOptions& options, const RowSink& sink) {
  WEIGE_TRY(auto archive, open_archive(source, options.limits));
  WEIGE_TRY(const auto package, open_package(archive, options.limits));
  WEIGE_TRY(const auto wanted, wanted_sheets(package, options));
  WEIGE_TRY(const auto tables, load_tables(archive, package, options.limits));
  ReadReport report{.format = "xlsx", .all_sheets = infos(package)};
  for (const auto& sheet : wanted) {
    WEIGE_TRY(const auto part, require_part(archive, sheet.part));
    SheetHandler handler({sheet.info.name, &tables.strings, &tables.styles, package.date_system}, options,
                         sink);
    WEIGE_CHECK(parse_part(archive, *part, handler, options.limits));
    report.sheets.push_back(handler.report());
    report.stopped = handler.stopped();
    if (report.stopped) break;
  }
  return report;
}

Result<std::vector<SheetInfo>> list_sheets(const ByteSource& source, const ReadLimits& limits) {
  WEIGE_TRY(auto archive, open_archive(source, limits));
  WEIGE_TRY(const auto package, open_package(archive, limits));
  return infos(package);
}

}  // namespace weige::formats
