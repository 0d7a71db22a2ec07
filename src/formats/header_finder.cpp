#include "formats/header_finder.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "formats/utf8_scan.h"

namespace weige::formats {
namespace {

constexpr std::size_t kMostLines = 3;
constexpr double kStructureOnly = 0.3;
constexpr std::size_t kLongestCell = 120;  // bytes; longer cells are sentences, not names
constexpr double kFilledFromBelow =
    0.25;  // a column that only a lower line names: the mark of a merged header

using Words = std::set<std::string, std::less<>>;

bool is_dropped(std::string_view character) {
  constexpr std::array<std::string_view, 12> kDropped{" ",  "\t", "\r",       "\n",           "*", ":", "　",
                                                      "＊", "：", "\xC2\xA0", "\xEF\xBB\xBF", "★"};
  return std::find(kDropped.begin(), kDropped.end(), character) != kDropped.end();
}

bool opens(std::string_view character) {
  return character == "(" || character == "（" || character == "【" || character == "[";
}
bool closes(std::string_view character) {
  return character == ")" || character == "）" || character == "】" || character == "]";
}

// Holds what data have and names have not: five digits or more.
bool looks_like_data(std::string_view text) {
  return std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }) >= 5;
}

// One window of lines that might be the header, as a grid of plain names.
class Window {
 public:
  Window(std::span<const TextRow> lines, const Words& known) : known_(known) {
    for (const auto& line : lines) width_ = std::max(width_, line.texts.size());
    for (const auto& line : lines) {
      auto& names = grid_.emplace_back(width_);
      for (std::size_t c = 0; c < line.texts.size(); ++c) {
        unfit_ = unfit_ || looks_like_data(line.texts[c]) || line.texts[c].size() > kLongestCell;
        names[c] = plain_name(line.texts[c]);
      }
    }
    if (!unfit_) name_columns();
    unfit_ = unfit_ || (grid_.size() > 1 && !merged_);
  }

  bool unfit() const { return unfit_; }
  double score() const { return score_; }
  std::vector<HeaderColumn>& columns() { return columns_; }

 private:
  // The names above a column from top to bottom; a merged group reaches right over the empty cells that have
  // a name below.
  std::vector<std::string> path(std::size_t column) const {
    std::vector<std::string> names;
    for (std::size_t line = 0; line < grid_.size(); ++line) {
      auto from = column;
      if (line + 1 < grid_.size() && !grid_[line + 1][column].empty())
        while (from > 0 && grid_[line][from].empty()) --from;
      const auto& name = grid_[line][from];
      if (!name.empty() && (names.empty() || names.back() != name)) names.push_back(name);
    }
    return names;
  }

  void name_columns() {
    std::vector<std::vector<std::string>> paths;
    std::map<std::string, int> leaves;
    for (std::size_t c = 0; c < width_; ++c) {
      paths.push_back(path(c));
      if (!paths[c].empty()) ++leaves[paths[c].back()];
    }
    for (std::size_t c = 0; c < width_; ++c) {
      if (paths[c].empty()) continue;
      const auto name = choose(paths[c], leaves[paths[c].back()] == 1);
      const bool known = known_.contains(name);
      columns_.push_back({static_cast<std::uint32_t>(c + 1), name, known});
      merged_ = merged_ || name != paths[c].back() || only_above(c);
      score_ += known ? 1 : contains_known(name) ? 0.5 : 0;
      if (grid_.front()[c].empty()) score_ += kFilledFromBelow;
    }
  }

  std::string choose(const std::vector<std::string>& names, bool leaf_is_unique) const {
    std::string joined;
    for (const auto& name : names) joined += name;
    if (known_.contains(joined)) return joined;
    return leaf_is_unique ? names.back() : joined;
  }

  // A cell merged downwards has its name in the first line and nothing below.
  bool only_above(std::size_t column) const {
    return !grid_.front()[column].empty() &&
           std::all_of(grid_.begin() + 1, grid_.end(),
                       [&](const auto& line) { return line[column].empty(); });
  }

  bool contains_known(const std::string& name) const {
    return std::any_of(known_.begin(), known_.end(),
                       [&](const auto& word) { return name.find(word) != name.npos; });
  }

  const Words& known_;
  std::size_t width_ = 0;
  std::vector<std::vector<std::string>> grid_;
  std::vector<HeaderColumn> columns_;
  double score_ = 0;
  bool unfit_ = false;
  bool merged_ = false;  // the lines belong together; a title above a header does not
};

bool adjacent(std::span<const TextRow> lines) {
  return lines.back().row_number - lines.front().row_number + 1 == lines.size();
}

std::size_t filled(const TextRow& row) {
  return static_cast<std::size_t>(
      std::count_if(row.texts.begin(), row.texts.end(), [](const auto& t) { return !t.empty(); }));
}

double known_share(const std::vector<HeaderColumn>& columns) {
  const auto known =
      std::count_if(columns.begin(), columns.end(), [](const auto& column) { return column.known; });
  return static_cast<double>(known) / static_cast<double>(columns.size());
}

// Without any known word: the first row of short, different names that is about as wide as the table.
std::optional<Header> by_structure(std::span<const TextRow> rows) {
  const Words none;
  std::size_t widest = 0;
  for (const auto& row : rows) widest = std::max(widest, filled(row));
  for (const auto& row : rows) {
    Window window({&row, 1}, none);
    std::set<std::string> names;
    for (const auto& column : window.columns()) names.insert(column.name);
    if (window.unfit() || names.size() < 2 || names.size() != filled(row) || names.size() * 10 < widest * 6)
      continue;
    return Header{row.row_number, row.row_number, std::move(window.columns()), kStructureOnly};
  }
  return std::nullopt;
}

bool is_count(std::string_view rest) {
  const auto digits = std::min(rest.find_first_not_of("0123456789"), rest.size());
  constexpr std::array<std::string_view, 8> kUnits{"人", "户", "条", "名", "项", "行", "个", "位"};
  return digits > 0 && std::any_of(kUnits.begin(), kUnits.end(),
                                   [&](auto unit) { return rest.substr(digits).starts_with(unit); });
}

}  // namespace

TextRow text_row(const RowView& row) {
  TextRow kept{row.row_number, {}};
  for (const auto& cell : row.cells) kept.texts.emplace_back(cell.text);
  return kept;
}

std::string plain_name(std::string_view text) {
  std::string out;
  int depth = 0;
  while (!text.empty()) {
    const auto length = static_cast<std::size_t>(std::max(1, utf8_sequence(text)));
    const auto character = text.substr(0, length);
    text.remove_prefix(character.size());
    if (opens(character))
      ++depth;
    else if (closes(character))
      depth = std::max(0, depth - 1);
    else if (depth == 0 && !is_dropped(character))
      out += character;
  }
  return out;
}

std::optional<Header> find_header(std::span<const TextRow> first_rows,
                                  std::span<const std::string_view> known_words) {
  Words known;
  for (const auto word : known_words)
    if (auto name = plain_name(word); !name.empty()) known.insert(std::move(name));
  std::optional<Header> best;
  double best_score = 0;
  for (std::size_t lines = 1; lines <= kMostLines; ++lines) {
    for (std::size_t first = 0; first + lines <= first_rows.size(); ++first) {
      const auto rows = first_rows.subspan(first, lines);
      Window window(rows, known);
      if (window.unfit() || window.score() <= best_score || window.score() < 1 || !adjacent(rows)) continue;
      const auto share = known_share(window.columns());
      if (share == 0) continue;
      best_score = window.score();
      best = Header{rows.front().row_number, rows.back().row_number, std::move(window.columns()), share};
    }
  }
  return best ? best : by_structure(first_rows);
}

bool is_totals_row(std::span<const Cell> cells) {
  const auto first =
      std::find_if(cells.begin(), cells.end(), [](const auto& cell) { return cell.kind != CellKind::empty; });
  if (first == cells.end() || first->kind != CellKind::text || first->text.size() > kLongestCell)
    return false;
  const auto name = plain_name(first->text);
  if (name.starts_with("共") && is_count(std::string_view(name).substr(std::string_view("共").size())))
    return true;
  constexpr std::array<std::string_view, 8> kTotals{"合计", "总计",  "小计",  "共计",
                                                    "总数", "Total", "TOTAL", "total"};
  return std::any_of(kTotals.begin(), kTotals.end(), [&](auto word) {
    if (!name.starts_with(word)) return false;
    const auto rest = std::string_view(name).substr(word.size());
    return rest.empty() || is_count(rest) || rest.find_first_not_of("0123456789.,") == rest.npos;
  });
}

bool repeats_header(std::span<const Cell> cells, const Header& header) {
  return !header.columns.empty() &&
         std::all_of(header.columns.begin(), header.columns.end(), [&](const auto& column) {
           return column.column <= cells.size() && plain_name(cells[column.column - 1].text) == column.name;
         });
}

}  // namespace weige::formats
