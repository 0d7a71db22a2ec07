// Finds the header of a table that people made: titles above it, headers of up to three lines with merged
// cells, blank lines between. Structure only; which words name columns is told by the caller.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "formats/table.h"

namespace weige::formats {

// A row's texts, kept beyond the sink's call.
struct TextRow {
  std::uint32_t row_number = 0;
  std::vector<std::string> texts;
};
TextRow text_row(const RowView& row);

struct HeaderColumn {
  std::uint32_t column = 0;  // 1-based
  std::string name;  // without blanks, marks of obligation and notes in brackets: "*姓 名（必填）" -> "姓名"
  bool known = false;  // the name is one of the known words
  bool operator==(const HeaderColumn&) const = default;
};

struct Header {
  std::uint32_t first_row = 0, last_row = 0;  // row numbers in the file; data begin after last_row
  std::vector<HeaderColumn>
      columns;  // those with a name; of merged groups "本人电话" where "电话" alone is not unique
  double confidence = 0;  // 1: every named column is known; 0.3 at most when no word was known
};

// Looks at the given rows only (30 are plenty). nullopt when no row looks like a header.
std::optional<Header> find_header(std::span<const TextRow> first_rows,
                                  std::span<const std::string_view> known_words);

// A name as headers are compared: see HeaderColumn::name.
std::string plain_name(std::string_view text);

// 合计, 总计, 小计, 共计, 共 12 人, Total ... in the first cell with a value.
bool is_totals_row(std::span<const Cell> cells);
// The header printed again further down, as after page breaks.
bool repeats_header(std::span<const Cell> cells, const Header& header);

}  // namespace weige::formats
