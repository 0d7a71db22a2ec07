#include "formats/xlsx_sheet.h"

#include <charconv>
#include <cmath>
#include <cstring>

namespace weige::formats {
namespace {

constexpr std::uint32_t kMostColumns = 16'384, kMostRows = 1'048'576;

template <class Number>
bool parse_whole(std::string_view text, Number& value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() && !text.empty();
}

}  // namespace

void RowText::append(std::string_view text) {
  std::memcpy(bytes_.get() + size_, text.data(), text.size());
  size_ += text.size();
}

SheetHandler::SheetHandler(SheetContext context, const ReadOptions& options, const RowSink& sink)
    : context_(std::move(context)), options_(options), sink_(sink), row_text_(options.limits.row_bytes) {
  report_.name = context_.name;
}

void SheetHandler::start(std::string_view name, const XmlAttributes& attributes) {
  if (in_cell_) return start_in_cell(name);
  if (in_row_ && name == "c") return start_cell(attributes);
  if (in_data_ && name == "row") return start_row(attributes);
  if (name == "sheetData") in_data_ = true;
  if (name == "mergeCell") add_merge(attributes.get("ref"));
}

void SheetHandler::end(std::string_view name) {
  if (in_cell_ && name == "c") return end_cell();
  if (in_cell_) return end_in_cell(name);
  if (in_row_ && name == "row") return end_row();
  if (name == "sheetData") in_data_ = false;
}

void SheetHandler::start_row(const XmlAttributes& attributes) {
  const auto last = row_;
  const auto number = attributes.get("r");
  column_ = 0;
  ++row_;
  if (!number.empty() && !parse_whole(number, row_)) return void(bad_cell(ProblemCode::cell_damaged));
  if (row_ <= last) return void(bad_cell(ProblemCode::cell_misplaced));
  if (row_ > kMostRows) return void(bad_cell(ProblemCode::table_rows, kMostRows));
  in_row_ = true;
  row_text_.truncate(0);
  cells_.clear();
}

void SheetHandler::start_cell(const XmlAttributes& attributes) {
  if (!place_cell(attributes.get("r"))) return;
  const auto type = attributes.get("t");
  if (type.empty() || type == "n")
    type_ = Type::number;
  else if (type == "s")
    type_ = Type::shared;
  else if (type == "inlineStr")
    type_ = Type::inlined;
  else if (type == "b")
    type_ = Type::boolean;
  else if (type == "e")
    type_ = Type::error;
  else if (type == "str" || type == "d")
    type_ = Type::text;
  else
    return void(bad_cell(ProblemCode::cell_damaged));
  const auto style = attributes.get("s");
  style_ = 0;
  if (!style.empty() && !parse_whole(style, style_)) return void(bad_cell(ProblemCode::cell_damaged));
  in_cell_ = true;
  in_value_ = in_inline_ = formula_ = false;
  value_start_ = row_text_.size();
}

// Cells come from left to right; one without a reference follows the one before.
bool SheetHandler::place_cell(std::string_view reference) {
  const auto last = column_++;
  if (!reference.empty()) {
    const auto at = parse_cell_name(reference);
    if (at) column_ = at->column;
    if (!at || at->row != row_ || column_ <= last) return bad_cell(ProblemCode::cell_misplaced);
  }
  const auto most = std::min(kMostColumns, options_.limits.columns);
  return column_ <= most || bad_cell(ProblemCode::table_columns, most);
}

void SheetHandler::start_in_cell(std::string_view name) {
  if (in_inline_) return item_.start(name);
  if (name == "v") in_value_ = true;
  if (name == "f") formula_ = true;
  if (name == "is") in_inline_ = true, item_.reset();
}

void SheetHandler::end_in_cell(std::string_view name) {
  if (name == "v") in_value_ = false;
  if (name == "is") in_inline_ = false;
  if (in_inline_) item_.end(name);
}

void SheetHandler::text(std::string_view bytes) {
  if (!in_value_ && !(in_inline_ && item_.in_text())) return;
  const auto length = row_text_.size() - value_start_ + bytes.size();
  if (length > options_.limits.cell_bytes)
    return void(bad_cell(ProblemCode::cell_too_long, options_.limits.cell_bytes));
  if (bytes.size() > row_text_.room())
    return void(bad_cell(ProblemCode::cell_too_long, options_.limits.row_bytes));
  row_text_.append(bytes);
}

void SheetHandler::end_cell() {
  in_cell_ = false;
  if (formula_ && options_.formulas == FormulaCells::refuse) return void(bad_cell(ProblemCode::cell_formula));
  Cell cell{.formula = formula_};
  if (!fill(cell)) return;
  // No program has computed it: taken as empty, the value would be lost without a word. A text may be empty.
  if (formula_ && cell.kind == CellKind::empty && type_ != Type::text)
    return void(bad_cell(ProblemCode::cell_formula));
  if (cell.kind != CellKind::empty || cell.formula) push(cell);
}

bool SheetHandler::fill(Cell& cell) {
  if (type_ == Type::text || type_ == Type::inlined)
    row_text_.truncate(value_start_ +
                       unescape_in_place(row_text_.from(value_start_), row_text_.size() - value_start_));
  const auto value = row_text_.since(value_start_);
  if (value.empty()) return true;
  switch (type_) {
    case Type::number:
      return fill_number(cell, value);
    case Type::shared:
      return fill_shared(cell, value);
    case Type::boolean:
      cell.kind = CellKind::boolean;
      break;
    case Type::error:
      cell.kind = CellKind::error;
      break;
    case Type::text:
    case Type::inlined:
      cell.kind = CellKind::text;
      break;
  }
  cell.text = value;
  if (type_ == Type::boolean) cell.number = value == "1" || value == "true";
  return true;
}

bool SheetHandler::fill_number(Cell& cell, std::string_view value) {
  if (!parse_whole(value, cell.number) || !std::isfinite(cell.number))
    return bad_cell(ProblemCode::cell_damaged);
  const auto date = context_.styles->is_date(style_);
  if (!date) return bad_cell(ProblemCode::cell_damaged);
  cell.kind = *date ? CellKind::date : CellKind::number;
  cell.date_system = context_.date_system;
  cell.text = value;
  return true;
}

bool SheetHandler::fill_shared(Cell& cell, std::string_view index) {
  std::uint64_t number = 0;
  if (!parse_whole(index, number)) return bad_cell(ProblemCode::cell_damaged);
  const auto text = context_.strings->at(number);
  if (!text) return bad_cell(ProblemCode::cell_text_missing);
  row_text_.truncate(value_start_);
  cell.kind = text->empty() ? CellKind::empty : CellKind::text;
  cell.text = *text;
  return true;
}

bool SheetHandler::bad_cell(ProblemCode code, std::uint64_t max) {
  auto found = problem(code, cell_place(context_.name, row_, column_));
  fail(max == 0 ? std::move(found) : std::move(found).with("max", std::to_string(max)));
  return false;
}

void SheetHandler::push(const Cell& cell) {
  const auto gap = column_ - 1 - cells_.size();
  cells_seen_ += gap + 1;
  gaps_seen_ += gap;
  if (cells_seen_ > options_.limits.cells || gaps_seen_ > options_.limits.gaps)
    return void(bad_cell(ProblemCode::table_cells));
  cells_.resize(column_ - 1);
  cells_.push_back(cell);
}

void SheetHandler::end_row() {
  in_row_ = false;
  if (cells_.empty()) return;
  column_ = 0;
  if (++report_.rows > options_.limits.rows)
    return void(bad_cell(ProblemCode::table_rows, options_.limits.rows));
  stopped_ = sink_({.sheet = context_.name, .row_number = row_, .cells = cells_}) == Next::stop;
  if (stopped_) finish_early();
}

void SheetHandler::add_merge(std::string_view range) {
  if (++report_.merged_total > options_.limits.merges)
    return fail(problem(ProblemCode::table_merges, context_.name)
                    .with("max", std::to_string(options_.limits.merges)));
  if (report_.merged.size() >= options_.limits.merged_ranges) return;
  const auto colon = range.find(':');
  const auto first = parse_cell_name(range.substr(0, colon));
  const auto last = colon == range.npos ? first : parse_cell_name(range.substr(colon + 1));
  if (!first || !last)
    return fail(problem(ProblemCode::file_damaged, context_.name).with("part", "mergeCell"));
  report_.merged.push_back({first->row, last->row, first->column, last->column});
}

}  // namespace weige::formats
