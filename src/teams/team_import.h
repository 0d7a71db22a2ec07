// Rows of a file of N forces to values and faults: which columns there are, and what each cell says. What is
// wrong in a cell is told with the cell, and the row is left out. Pure.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "access/post.h"
#include "registry/upload_rows.h"
#include "teams/helper.h"

namespace weige::teams {

enum class HelperColumn { name, kind, workplace, phone, channel, grid, undertaking_on, joined_on };
std::string_view zh_title(HelperColumn column);

// Where each column stands among the cells; none: the file has it not.
class HelperColumns {
 public:
  // Headers as they stand in the file, and their columns there, from 1. Problem: team_file_columns.
  struct Header {
    std::string title;
    std::uint32_t column = 0;
  };
  static Result<HelperColumns> of(std::span<const Header> headers);
  bool has(HelperColumn column) const { return at_[static_cast<std::size_t>(column)] >= 0; }
  int index(HelperColumn column) const { return at_[static_cast<std::size_t>(column)]; }
  std::uint32_t file_column(HelperColumn column) const;

 private:
  std::array<int, 8> at_{};
  std::vector<std::uint32_t> columns_;
};

// cell: "C12". A fault keeps the row out; what mends it is the problem's own text.
struct CellFault {
  std::string cell = {};
  ProblemCode code = ProblemCode::bad_request;
};
struct HelperRow {
  std::uint32_t row = 0;
  HelperFields fields = {};
  std::string grid = {};  // as written: a name or a code
  std::vector<CellFault> faults = {};
};

struct HelperReading {
  const HelperColumns& columns;
  std::span<const access::HelperKind> kinds;
  Day today{};
};
HelperRow parse_helper_row(const registry::UploadRow& row, const HelperReading& reading);
CellFault fault_at(const HelperColumns& columns, HelperColumn column, std::uint32_t row, ProblemCode code);

// What the file says put over what is known: columns that the file has not, and empty cells, change nothing.
HelperFields merged(const HelperFields& known, const HelperFields& told, const HelperColumns& columns);

inline constexpr int kMostHelperRows = 2000;

}  // namespace weige::teams
