#include "registry/upload_reader.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "registry/import_fields.h"
#include "registry/protected_columns.h"
#include "registry/upload_rows.h"

namespace weige::registry {
namespace {

using formats::Cell;
using formats::CellKind;

constexpr std::size_t kLookedAt = 30;  // rows among which the header is looked for
constexpr std::uint32_t kMostColumns = 400;

// A row kept beyond the reader's call.
class KeptRow {
 public:
  explicit KeptRow(const formats::RowView& row)
      : number_(row.row_number), cells_(row.cells.begin(), row.cells.end()) {
    for (const auto& cell : row.cells) texts_.emplace_back(cell.text);
  }
  std::uint32_t number() const { return number_; }
  const std::vector<std::string>& texts() const { return texts_; }
  std::vector<Cell> cells() const {
    auto out = cells_;
    for (std::size_t i = 0; i < out.size(); ++i) out[i].text = texts_[i];
    return out;
  }

 private:
  std::uint32_t number_;
  std::vector<Cell> cells_;
  std::vector<std::string> texts_;
};

// One sheet on its way through: first its header, then its rows.
class SheetReader {
 public:
  SheetReader(std::string name, int index, const ChunkSink& sink) : sink_(sink), index_(index) {
    sheet_.name = std::move(name);
  }

  Done take(const formats::RowView& row) {
    if (header_) return keep(row.row_number, row.cells);
    if (looked_) return done();  // no header where it should be: nothing of the sheet is taken
    waiting_.emplace_back(row);
    return waiting_.size() < kLookedAt ? done() : begin();
  }
  // nullopt: the sheet has no header, or nothing below it.
  Result<std::optional<UploadSheet>> end() {
    if (!looked_) WEIGE_CHECK(begin());
    if (!header_ || sheet_.rows == 0) return std::optional<UploadSheet>{};
    WEIGE_CHECK(flush());
    for (const auto column : nameless_)
      sheet_.dropped_columns.push_back(
          formats::cell_name(1, column).substr(0, formats::cell_name(1, column).size() - 1));
    return std::optional{std::move(sheet_)};
  }

 private:
  Done begin() {
    looked_ = true;
    std::vector<formats::TextRow> rows;
    for (const auto& row : waiting_) rows.push_back({row.number(), row.texts()});
    header_ = formats::find_header(rows, header_words());
    // Names of which none is known may be data: then nothing tells where protected traits stand.
    if (header_ && std::ranges::none_of(header_->columns, &formats::HeaderColumn::known)) header_.reset();
    const auto waiting = std::exchange(waiting_, {});
    if (!header_) return done();
    choose_columns(rows);
    for (const auto& row : waiting) {
      const auto cells = row.cells();
      if (row.number() > header_->last_row) WEIGE_CHECK(keep(row.number(), cells));
    }
    return done();
  }

  void choose_columns(std::span<const formats::TextRow> rows) {
    sheet_.header_row = header_->last_row;
    const auto traits = protected_columns(rows, *header_);
    std::set<std::uint32_t> named;
    for (const auto& column : header_->columns) {
      named.insert(column.column);
      width_ = std::max(width_, column.column);
      if (traits.contains(column.column) || column.column > kMostColumns)
        sheet_.dropped_columns.push_back(column.name);
      else
        sheet_.columns.push_back({column.column, column.name});
    }
    traits_ = traits;
    for (const auto column : traits) width_ = std::max(width_, column);
    for (std::uint32_t column = 1; column <= width_; ++column)
      if (!named.contains(column)) unnamed_.insert(column);
    width_ = std::max(width_, usual_width(rows));
  }

  // Columns beyond the header that most rows fill have no name; those that one row fills mean that it has
  // shifted.
  std::uint32_t usual_width(std::span<const formats::TextRow> rows) {
    std::map<std::uint32_t, std::size_t> filled;
    std::size_t below = 0;
    for (const auto& row : rows) {
      if (row.row_number <= header_->last_row) continue;
      ++below;
      for (std::size_t i = width_; i < row.texts.size(); ++i)
        filled[static_cast<std::uint32_t>(i + 1)] += !row.texts[i].empty();
    }
    std::uint32_t widest = width_;
    for (const auto& [column, count] : filled)
      if (count >= 2 && count * 2 >= below) widest = std::max(widest, column);
    for (auto column = width_ + 1; column <= widest; ++column) unnamed_.insert(column);
    return widest;
  }

  Done keep(std::uint32_t number, std::span<const Cell> cells) {
    if (formats::is_totals_row(cells) || formats::repeats_header(cells, *header_)) return done();
    UploadRow row{.number = number, .too_wide = first_beyond(cells), .cells = {}};
    for (const auto column : unnamed_)
      if (column <= cells.size() && cells[column - 1].kind != CellKind::empty) nameless_.insert(column);
    watch(cells);
    // A shifted row may carry a protected trait under another column's name: nothing of it is kept then.
    const bool shifted_traits = row.too_wide != 0 && !traits_.empty();
    for (const auto& column : sheet_.columns) {
      const bool there =
          column.column <= cells.size() && !shifted_traits && !stopped_.contains(column.column);
      row.cells.push_back(there ? cells[column.column - 1] : Cell{});
    }
    packer_.add(row);
    ++sheet_.rows;
    return packer_.rows() == kRowsPerChunk ? flush() : done();
  }

  std::uint32_t first_beyond(std::span<const Cell> cells) const {
    for (std::size_t i = width_; i < cells.size(); ++i)
      if (cells[i].kind != CellKind::empty) return static_cast<std::uint32_t>(i + 1);
    return 0;
  }

  // A second table further down may have a protected column under what was another's name.
  void watch(std::span<const Cell> cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (cells[i].kind != CellKind::text || !is_protected_header(cells[i].text)) continue;
      const auto column = static_cast<std::uint32_t>(i + 1);
      if (!traits_.contains(column) && stopped_.insert(column).second)
        sheet_.dropped_columns.emplace_back(cells[i].text);
    }
  }

  Done flush() {
    if (packer_.rows() == 0) return done();
    UploadChunk chunk{.sheet = index_, .rows = packer_.rows(), .first_row = packer_.first_row()};
    chunk.bytes = packer_.take();
    return sink_(std::move(chunk));
  }

  const ChunkSink& sink_;
  int index_;
  UploadSheet sheet_;
  std::optional<formats::Header> header_;
  std::vector<KeptRow> waiting_;
  std::set<std::uint32_t> traits_, unnamed_, nameless_, stopped_;
  std::uint32_t width_ = 0;
  bool looked_ = false;  // for the header
  RowPacker packer_;
};

class FileReader {
 public:
  explicit FileReader(const ChunkSink& sink) : sink_(sink) {}

  Done take(const formats::RowView& row) {
    if (!current_ || name_ != row.sheet) {
      WEIGE_CHECK(end_sheet());
      name_ = row.sheet;
      current_.emplace(name_, static_cast<int>(sheets_.size()), sink_);
    }
    return current_->take(row);
  }
  Result<std::vector<UploadSheet>> end() {
    WEIGE_CHECK(end_sheet());
    if (sheets_.empty()) return problem(ProblemCode::header_missing);
    return std::move(sheets_);
  }

 private:
  Done end_sheet() {
    if (!current_) return done();
    WEIGE_TRY(auto sheet, current_->end());
    if (sheet) sheets_.push_back(std::move(*sheet));
    current_.reset();
    return done();
  }

  const ChunkSink& sink_;
  std::string name_;
  std::optional<SheetReader> current_;
  std::vector<UploadSheet> sheets_;
};

}  // namespace

Result<std::vector<UploadSheet>> read_upload(int fd, const UploadSandbox& sandbox, const ChunkSink& sink) {
  const auto file = formats::FileSource::borrow(fd);
  FileReader reader(sink);
  std::optional<Problem> stopped;
  const auto read =
      formats::read_in_sandbox(file, {.own_export = true}, sandbox, [&](const formats::RowView& row) {
        auto taken = reader.take(row);
        if (taken) return formats::Next::more;
        stopped = std::move(taken).problem();
        return formats::Next::stop;
      });
  if (stopped) return *std::move(stopped);
  WEIGE_CHECK(read);
  return reader.end();
}

}  // namespace weige::registry
