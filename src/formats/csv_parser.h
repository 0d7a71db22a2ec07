// RFC 4180 text, already in UTF-8, to rows; fed in pieces of any size. Memory: one row.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "formats/table.h"

namespace weige::formats {

// Chooses between comma, tab and semicolon (in this order when equal) by the records at the start of the
// file: the separator that the most records have equally often, at least once each. A first line "sep=;"
// decides at once and is no row.
struct CsvDialect {
  char separator = ',';
  std::size_t skip = 0;  // bytes of a "sep=" line
};
CsvDialect sniff_dialect(std::string_view sample);

// Lines end with LF, CR LF or CR. A quote counts only at the start of a cell; within a plain cell it is an
// ordinary character.
class CsvParser {
 public:
  CsvParser(char separator, const ReadOptions& options, const RowSink& sink);

  Done feed(std::string_view text);
  Done finish();
  bool stopped() const { return stopped_; }
  std::uint32_t rows() const { return rows_; }
  // Where the parser stands.
  std::string place() const;

 private:
  enum class State { cell_start, plain, quoted, quote_in_quoted };

  Done step(std::string_view text, std::size_t& at);
  Done append(std::string_view text);
  Done end_cell();
  Done end_row();
  Done end_mark(char c);
  void deliver();
  Problem here(ProblemCode code, std::uint64_t max = 0) const;

  const char separator_;
  const ReadOptions& options_;
  const RowSink& sink_;
  State state_ = State::cell_start;
  bool after_cr_ = false, stopped_ = false;
  std::uint32_t row_ = 1, rows_ = 0;
  std::uint64_t cells_seen_ = 0;
  std::string text_;               // all cells of the row, one after the other
  std::vector<std::size_t> ends_;  // of each finished cell within text_
  std::vector<Cell> cells_;
};

}  // namespace weige::formats
