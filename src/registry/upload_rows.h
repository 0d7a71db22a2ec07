// Rows of an uploaded file in the compact form in which they are kept until the import is done with. Own
// format, read back by this program only. Pure.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "formats/table.h"

namespace weige::registry {

// The cells stand in the order of the sheet's kept columns. too_wide: the first column (1-based) beyond the
// header that has a value in this row only; 0 = none.
struct UploadRow {
  std::uint32_t number = 0;  // in the file, from 1
  std::uint32_t too_wide = 0;
  std::vector<formats::Cell> cells;  // texts point into the chunk
};

class RowPacker {
 public:
  void add(const UploadRow& row);
  int rows() const { return rows_; }
  std::uint32_t first_row() const { return first_; }
  // What was added, and begins anew.
  std::string take();

 private:
  std::string bytes_;
  std::uint32_t first_ = 0, last_ = 0;
  int rows_ = 0;
};

// Precondition: made by RowPacker; throws std::logic_error for anything else.
std::vector<UploadRow> unpack_rows(std::string_view bytes);

// What stands in a cell as people would write it: whole numbers without exponent, days as YYYY-MM-DD.
std::string cell_text(const formats::Cell& cell);

}  // namespace weige::registry
