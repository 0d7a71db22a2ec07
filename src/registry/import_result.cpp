#include "registry/import_result.h"

#include <algorithm>

#include "formats/table.h"
#include "registry/code_lists.h"

namespace weige::registry {
namespace {

using formats::CellValue;

struct Titles {
  const char *row, *outcome, *cells, *reason, *mend;
};
constexpr Titles kZh{"原行号", "处理结果", "有问题的单元格", "原因", "怎么改"},
    kEn{"Row", "Outcome", "Cells", "Reason", "How to mend it"};

// A sheet's name as a spreadsheet program accepts it: 31 characters without []:*?/\ and none empty.
std::string sheet_name(std::string_view name) {
  std::string out;
  std::size_t characters = 0;
  for (std::size_t i = 0; i < name.size() && characters < 31; ++characters) {
    const auto first = static_cast<unsigned char>(name[i]);
    const std::size_t length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    const auto character = name.substr(i, length);
    out += std::string_view("[]:*?/\\'").find(character) == std::string_view::npos ? character
                                                                                   : std::string_view("_");
    i += length;
  }
  return out.empty() ? "Sheet1" : out;
}

CellValue value_of(const formats::Cell& cell) {
  if (cell.kind == formats::CellKind::empty) return {};
  if (cell.kind == formats::CellKind::date)
    if (const auto day = formats::day_of(cell)) return *day;
  if (cell.kind == formats::CellKind::number && !formats::digits_lost(cell)) return cell.number;
  return cell.text;
}

void append_line(std::string& out, const std::string& text) {
  if (text.empty()) return;
  if (!out.empty()) out += '\n';
  out += text;
}

}  // namespace

std::string title(RowOutcome outcome, Language language) {
  for (const auto& entry : entries(CodeListName::row_outcomes))
    if (entry.code == code(outcome)) return std::string(language == Language::zh ? entry.zh : entry.en);
  return std::string(code(outcome));
}

Result<ImportResult> ImportResult::create(const std::string& path, const Look& look) {
  WEIGE_TRY(auto writer, formats::XlsxWriter::create(path));
  const auto& titles = look.language == Language::zh ? kZh : kEn;
  std::vector<formats::XlsxColumn> columns{
      {titles.row, 8}, {titles.outcome, 12}, {titles.cells, 16}, {titles.reason, 36}, {titles.mend, 48}};
  for (const auto& column : look.columns) columns.push_back({column.title, 16});
  WEIGE_CHECK(writer.sheet(sheet_name(look.sheet), columns));
  return ImportResult(std::move(writer), look.language);
}

Done ImportResult::add(const UploadRow& row, std::string_view outcome, std::span<const Finding> findings) {
  std::string cells, reasons, mends;
  for (const auto& finding : findings) {
    append_line(cells, formats::cell_name(row.number, finding.column));
    append_line(reasons, title(finding, language_));
    append_line(mends, mend(finding, language_));
  }
  std::vector<CellValue> values{static_cast<double>(row.number), outcome, std::string_view(cells),
                                std::string_view(reasons), std::string_view(mends)};
  for (const auto& cell : row.cells) values.push_back(value_of(cell));
  return writer_.row(values);
}

}  // namespace weige::registry
