// The common shape of every table file: sheets of rows of cells, handed over one row at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"

namespace weige::formats {

enum class CellKind : std::uint8_t { empty, text, number, boolean, date, error };

// Which day number 0 stands for (ECMA-376 part 1, 18.17.4.1).
enum class DateSystem : std::uint8_t { from_1900, from_1904 };

// One cell. `text` is as written in the file (a number keeps its digits and exponent); it lives as long as
// the row's view. `date` is a number whose style shows it as a date or a time; `formula` marks a value that a
// formula computed.
struct Cell {
  CellKind kind = CellKind::empty;
  DateSystem date_system = DateSystem::from_1900;
  bool formula = false;
  double number = 0;
  std::string_view text = {};
};

// row_number is 1-based, as a spreadsheet program shows it. `cells` starts at column A and ends at the last
// cell with a value.
struct RowView {
  std::string_view sheet;
  std::uint32_t row_number = 0;
  std::span<const Cell> cells;
};

enum class Next { more, stop };
// Rows without any value are not delivered; row numbers show the gap.
using RowSink = std::function<Next(const RowView&)>;

// Hard limits; reading stops with a problem at the first that is crossed. Sizes in bytes.
struct ReadLimits {
  std::uint64_t file_bytes = 200ull << 20;
  std::uint32_t rows = 1'048'576;
  std::uint32_t columns = 16'384;
  std::uint64_t cells = 50'000'000;  // over all rows, gaps included; honest files of file_bytes have no more
  std::uint64_t gaps = 20'000'000;   // of them, cells that a workbook leaves out before others
  std::uint32_t cell_bytes = 131'072;  // 32,767 characters, the most that a spreadsheet cell holds, in UTF-8
  std::uint32_t row_bytes = 4u << 20;
  std::uint32_t zip_entries = 10'000;
  std::uint64_t entry_bytes = 1ull << 30;  // one part of the file, unpacked
  std::uint64_t unpacked_bytes = 2ull << 30;
  std::uint32_t compression_ratio = 250;             // for parts of more than a megabyte
  std::uint64_t shared_string_bytes = 192ull << 20;  // what refuses a file must fit into 256 MB
  std::uint32_t xml_depth = 64;
  std::uint32_t xml_memory = 8u << 20;  // bounds the longest single tag
  std::uint32_t sheets = 1'000;
  std::uint32_t merged_ranges = 10'000;  // kept in the report; more are only counted
  std::uint32_t merges = 200'000;        // in one sheet; more are refused
};

// cached_value: what the formula came to when the file was saved; one that was never computed is refused.
enum class FormulaCells { cached_value, refuse };

struct ReadOptions {
  std::optional<std::string> sheet = {};  // absent: every visible sheet, in the order of the tabs
  FormulaCells formulas = FormulaCells::cached_value;
  bool own_export = false;  // CSV: undo the formula guard of csv_writer.h
  ReadLimits limits = {};
};

// 1-based, inclusive.
struct CellRange {
  std::uint32_t first_row = 0, last_row = 0, first_column = 0, last_column = 0;
  bool operator==(const CellRange&) const = default;
};

struct SheetInfo {
  std::string name;
  bool hidden = false;
  bool operator==(const SheetInfo&) const = default;
};

struct SheetReport {
  std::string name;
  std::uint32_t rows = 0;
  std::uint32_t merged_total = 0;
  std::vector<CellRange> merged = {};
};

// What was read. `stopped`: the sink wanted no more. `format`: "xlsx", or for text "utf-8", "utf-16le",
// "utf-16be", "gb18030".
struct ReadReport {
  std::string format;
  char separator = 0;
  bool stopped = false;
  std::vector<SheetReport> sheets = {};
  std::vector<SheetInfo> all_sheets = {};  // hidden ones too, whether read or not
};

// 1-based row and column: (12, 3) -> "C12". Column 0 gives the row alone: "12".
std::string cell_name(std::uint32_t row, std::uint32_t column);
// "Sheet1!C12"; without a sheet name "C12".
std::string cell_place(std::string_view sheet, std::uint32_t row, std::uint32_t column);
// "C12" -> {first_row 12, first_column 3}; nullopt when it is not a cell name or beyond row 9,999,999 or
// column ZZZZZ.
struct CellPosition {
  std::uint32_t row = 0, column = 0;
};
std::optional<CellPosition> parse_cell_name(std::string_view name);

// A spreadsheet keeps 15 significant digits: true when the cell is (or, in a CSV file, shows) a number of 16
// integer digits or more, so that an ID or account number in it has lost its last digits and must not be
// believed.
bool digits_lost(const Cell& cell);
// The day of a date cell, ignoring its time; nullopt when the cell is no date or lies outside 1900-01-01
// (1904-01-01) to 9999-12-31.
std::optional<Day> day_of(const Cell& cell);

}  // namespace weige::formats
