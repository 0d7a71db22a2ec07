#include "formats/row_stream.h"

namespace weige::formats {
namespace {

constexpr std::size_t kMostColumns = 16'384;

void put_sheet_report(Frame& frame, const SheetReport& sheet) {
  frame.text(sheet.name);
  frame.put(sheet.rows);
  frame.put(sheet.merged_total);
  frame.put(static_cast<std::uint32_t>(sheet.merged.size()));
  for (const auto& range : sheet.merged) frame.put(range);
}

SheetReport get_sheet_report(Fields& fields) {
  SheetReport sheet{.name = std::string(fields.text())};
  sheet.rows = fields.get<std::uint32_t>();
  sheet.merged_total = fields.get<std::uint32_t>();
  for (auto left = fields.count(); left > 0 && fields.ok(); --left)
    sheet.merged.push_back(fields.get<CellRange>());
  return sheet;
}

std::optional<ProblemCode> code_named(std::string_view name) {
  for (const auto& entry : whole_catalogue())
    if (entry.code == name) return entry.name;
  return std::nullopt;
}

}  // namespace

void put_sheet(std::string& out, std::string_view name) {
  Frame(out, FrameType::sheet).text(name);
}

void put_row(std::string& out, const RowView& row) {
  Frame frame(out, FrameType::row);
  frame.put(row.row_number);
  frame.put(static_cast<std::uint32_t>(row.cells.size()));
  for (const auto& cell : row.cells) {
    frame.put(cell.kind);
    frame.put(static_cast<std::uint8_t>((cell.date_system == DateSystem::from_1904 ? 1 : 0) |
                                        (cell.formula ? 2 : 0)));
    if (cell.kind == CellKind::empty) continue;
    frame.put(cell.number);
    frame.text(cell.text);
  }
}

void put_report(std::string& out, const ReadReport& report, std::uint64_t peak_bytes) {
  Frame frame(out, FrameType::report);
  frame.put(peak_bytes);
  frame.text(report.format);
  frame.put(report.separator);
  frame.put(static_cast<std::uint8_t>(report.stopped));
  frame.put(static_cast<std::uint32_t>(report.sheets.size()));
  for (const auto& sheet : report.sheets) put_sheet_report(frame, sheet);
  frame.put(static_cast<std::uint32_t>(report.all_sheets.size()));
  for (const auto& sheet : report.all_sheets) {
    frame.text(sheet.name);
    frame.put(static_cast<std::uint8_t>(sheet.hidden));
  }
}

void put_problem(std::string& out, const Problem& found, std::uint64_t peak_bytes) {
  Frame frame(out, FrameType::problem);
  frame.put(peak_bytes);
  frame.text(catalogue_entry(found.code).code);
  frame.text(found.place);
  frame.put(static_cast<std::uint32_t>(found.args.size()));
  for (const auto& arg : found.args) {
    frame.text(arg.name);
    frame.text(arg.value);
  }
}

std::optional<std::uint32_t> get_row(std::string_view content, std::vector<Cell>& cells) {
  Fields fields(content);
  const auto row_number = fields.get<std::uint32_t>();
  const auto count = fields.count();
  cells.clear();
  if (count > kMostColumns) return std::nullopt;
  for (std::uint32_t i = 0; i < count && fields.ok(); ++i) {
    const auto kind = fields.get<std::uint8_t>();
    const auto flags = fields.get<std::uint8_t>();
    if (kind > static_cast<std::uint8_t>(CellKind::error)) return std::nullopt;
    Cell cell{.kind = static_cast<CellKind>(kind), .formula = (flags & 2) != 0};
    if ((flags & 1) != 0) cell.date_system = DateSystem::from_1904;
    if (cell.kind != CellKind::empty) {
      cell.number = fields.get<double>();
      cell.text = fields.text();
    }
    cells.push_back(cell);
  }
  if (!fields.whole()) return std::nullopt;
  return row_number;
}

std::optional<ReceivedReport> get_report(std::string_view content) {
  Fields fields(content);
  ReceivedReport received;
  received.peak_bytes = fields.get<std::uint64_t>();
  received.report.format = fields.text();
  received.report.separator = fields.get<char>();
  received.report.stopped = fields.get<std::uint8_t>() != 0;
  for (auto left = fields.count(); left > 0 && fields.ok(); --left)
    received.report.sheets.push_back(get_sheet_report(fields));
  for (auto left = fields.count(); left > 0 && fields.ok(); --left) {
    const auto name = fields.text();
    received.report.all_sheets.push_back({std::string(name), fields.get<std::uint8_t>() != 0});
  }
  if (!fields.whole()) return std::nullopt;
  return received;
}

std::optional<ReceivedProblem> get_problem(std::string_view content) {
  Fields fields(content);
  const auto peak_bytes = fields.get<std::uint64_t>();
  const auto code = code_named(fields.text());
  if (!code) return std::nullopt;
  auto found = problem(*code, std::string(fields.text()));
  for (auto left = fields.count(); left > 0 && fields.ok(); --left) {
    const auto name = fields.text();
    found.args.push_back({std::string(name), std::string(fields.text())});
  }
  if (!fields.whole()) return std::nullopt;
  return ReceivedProblem{std::move(found), peak_bytes};
}

}  // namespace weige::formats
