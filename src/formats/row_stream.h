// Rows, reports and problems as frames between the parsing child and its parent.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "formats/frame.h"
#include "formats/table.h"

namespace weige::formats {

// Each appends one frame.
void put_sheet(std::string& out, std::string_view name);
void put_row(std::string& out, const RowView& row);
void put_report(std::string& out, const ReadReport& report, std::uint64_t peak_bytes);
void put_problem(std::string& out, const Problem& found, std::uint64_t peak_bytes);

// What the parent gets. The child is not trusted: a frame that does not add up is nullopt.
struct ReceivedReport {
  ReadReport report;
  std::uint64_t peak_bytes = 0;
};
struct ReceivedProblem {
  Problem found;
  std::uint64_t peak_bytes = 0;
};
// Cells point into `content`.
std::optional<std::uint32_t> get_row(std::string_view content, std::vector<Cell>& cells);
std::optional<ReceivedReport> get_report(std::string_view content);
std::optional<ReceivedProblem> get_problem(std::string_view content);

}  // namespace weige::formats
