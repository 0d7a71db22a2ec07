// Writes xlsx files row by row in constant memory (libxlsxwriter). Text cells never become formulas or links.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "formats/cell_value.h"

namespace weige::formats {

struct XlsxColumn {
  std::string title;
  double width = 12;  // in characters
};

class XlsxWriter {
 public:
  static Result<XlsxWriter> create(const std::string& path);
  XlsxWriter(XlsxWriter&&) noexcept;
  ~XlsxWriter();

  // Begins a sheet; with titles they become row 1: bold, shaded, and kept in view while scrolling. Rows of
  // earlier sheets are done. Problem file_write when a spreadsheet program would not accept the name (31
  // characters, none of []:*?/\, unique).
  Done sheet(const std::string& name, std::span<const XlsxColumn> columns);
  // Precondition: a sheet has begun. Problems: table_rows, and cell_too_long (32,767 characters) with the
  // cell's place.
  Done row(std::span<const CellValue> cells);
  // Without finish() nothing that a program can open is left.
  Done finish();

 private:
  struct Handle;
  explicit XlsxWriter(std::unique_ptr<Handle> handle);
  Done write(std::uint16_t column, const CellValue& value);
  std::unique_ptr<Handle> handle_;
};

}  // namespace weige::formats
