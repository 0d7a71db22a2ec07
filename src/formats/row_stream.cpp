#include "formats/row_stream.h"

#include <cstring>
#include <type_traits>

namespace weige::formats {
namespace {

constexpr std::size_t kMostColumns = 16'384;

class Frame {
 public:
  Frame(std::string& out, FrameType type) : out_(out), start_(out.size()) {
    put(std::uint32_t{0});
    put(type);
  }
  ~Frame() {
    const auto length = static_cast<std::uint32_t>(out_.size() - start_ - sizeof(std::uint32_t));
    std::memcpy(out_.data() + start_, &length, sizeof length);
  }
  Frame(const Frame&) = delete;
  Frame& operator=(const Frame&) = delete;

  template <class T>
  void put(T value) {
    static_assert(std::is_trivially_copyable_v<T>);
    out_.append(reinterpret_cast<const char*>(&value), sizeof value);
  }
  void text(std::string_view text) {
    put(static_cast<std::uint32_t>(text.size()));
    out_.append(text);
  }

 private:
  std::string& out_;
  std::size_t start_;
};

// Reads what Frame put; once something is short everything after is, and ok() says so.
class Fields {
 public:
  explicit Fields(std::string_view rest) : rest_(rest) {}

  template <class T>
  T get() {
    T value{};
    if (rest_.size() < sizeof value) return fail(), value;
    std::memcpy(&value, rest_.data(), sizeof value);
    rest_.remove_prefix(sizeof value);
    return value;
  }
  std::string_view text() {
    const auto size = get<std::uint32_t>();
    if (rest_.size() < size) return fail(), std::string_view();
    const auto out = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return out;
  }
  // How many items follow; each takes a byte at least, so a false count cannot ask for memory.
  std::uint32_t count() {
    const auto items = get<std::uint32_t>();
    if (items > rest_.size()) fail();
    return ok_ ? items : 0;
  }
  bool whole() const { return ok_ && rest_.empty(); }
  bool ok() const { return ok_; }

 private:
  void fail() { ok_ = false, rest_ = {}; }
  std::string_view rest_;
  bool ok_ = true;
};

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
