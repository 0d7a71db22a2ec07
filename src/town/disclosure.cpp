#include "town/disclosure.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <stdexcept>

namespace weige::town {
namespace {

using Row = std::vector<std::int64_t>;
// A partition of the columns: the sum of each class is known to whoever adds and subtracts. What is told is
// known by itself; of a class of several only the sum is.
using Classes = std::vector<std::vector<std::size_t>>;

std::int64_t sum_of(const Row& row) {
  return std::accumulate(row.begin(), row.end(), std::int64_t{0});
}

Row by_class(const Row& parts, const Classes& classes) {
  Row out;
  for (const auto& one : classes) {
    std::int64_t sum = 0;
    for (const auto column : one) sum += parts.at(column);
    out.push_back(sum);
  }
  return out;
}

Classes joined(const Classes& classes, const std::vector<bool>& which) {
  Classes out;
  std::vector<std::size_t> together;
  for (std::size_t i = 0; i < classes.size(); ++i) {
    if (which[i])
      together.insert(together.end(), classes[i].begin(), classes[i].end());
    else
      out.push_back(classes[i]);
  }
  if (!together.empty()) out.push_back(std::move(together));
  return out;
}

// The columns of the classes.
std::vector<bool> columns_in(const Classes& classes, const std::vector<bool>& which, std::size_t columns) {
  std::vector<bool> out(columns, false);
  for (std::size_t i = 0; i < classes.size(); ++i)
    for (const auto column : classes[i]) out[column] = which[i];
  return out;
}

std::vector<bool> told_columns(const Classes& classes, std::size_t columns) {
  std::vector<bool> out(columns, false);
  for (const auto& one : classes)
    if (one.size() == 1) out[one.front()] = true;
  return out;
}

// The smallest of those that are not chosen yet.
std::optional<std::size_t> smallest_left(const Row& sizes, const std::vector<bool>& chosen) {
  std::optional<std::size_t> out;
  for (std::size_t i = 0; i < sizes.size(); ++i)
    if (!chosen[i] && (!out || sizes[i] < sizes[*out])) out = i;
  return out;
}

// Those chosen and, where there are any, the smallest others until they are at least two and have kLeastTold
// together. All of them where that cannot be.
void join_until_safe(const Row& sizes, std::vector<bool>& chosen) {
  for (;;) {
    std::int64_t members = 0, sum = 0;
    for (std::size_t i = 0; i < sizes.size(); ++i)
      if (chosen[i]) ++members, sum += sizes[i];
    if (members == 0 || (members > 1 && sum >= kLeastTold)) return;
    const auto next = smallest_left(sizes, chosen);
    if (!next) return;
    chosen[*next] = true;
  }
}

// Rows by columns of a table whose row and column sums are known: the block of cells that is not told. Of a
// block with row sums r, column sums X and sum N, a cell can be told from nothing to within
// min(r, X, N - r, N - X) (Fréchet); the block grows until that is kLeastTold for each.
class Block {
 public:
  Block(const std::vector<Row>& cells, std::vector<std::vector<bool>> wanted) : cells_(cells) {
    rows_.assign(cells.size(), false);
    columns_.assign(cells.front().size(), false);
    for (std::size_t r = 0; r < cells.size(); ++r)
      for (std::size_t c = 0; c < columns_.size(); ++c)
        if (cells[r][c] < kLeastTold || wanted[r][c]) rows_[r] = columns_[c] = true;
  }

  void grow() {
    if (rows_.size() < 2 || columns_.size() < 2) {  // each cell is one of the sums that are known anyhow
      rows_.assign(rows_.size(), false);
      return;
    }
    if (std::ranges::none_of(rows_, [](bool in) { return in; })) return;
    while (grows()) {
    }
    if (thin_row() || thin_column() || lone_row() || lone_column())
      throw std::logic_error("a block that protects nothing");
  }

  const std::vector<bool>& rows() const { return rows_; }
  const std::vector<bool>& columns() const { return columns_; }

 private:
  std::int64_t row_sum(std::size_t row) const {
    std::int64_t out = 0;
    for (std::size_t c = 0; c < columns_.size(); ++c)
      if (columns_[c]) out += cells_[row][c];
    return out;
  }
  std::int64_t column_sum(std::size_t column) const {
    std::int64_t out = 0;
    for (std::size_t r = 0; r < rows_.size(); ++r)
      if (rows_[r]) out += cells_[r][column];
    return out;
  }
  std::int64_t sum() const {
    std::int64_t out = 0;
    for (std::size_t r = 0; r < rows_.size(); ++r)
      if (rows_[r]) out += row_sum(r);
    return out;
  }
  bool any_row(auto&& lacking) const {
    for (std::size_t r = 0; r < rows_.size(); ++r)
      if (rows_[r] && lacking(row_sum(r))) return true;
    return false;
  }
  bool any_column(auto&& lacking) const {
    for (std::size_t c = 0; c < columns_.size(); ++c)
      if (columns_[c] && lacking(column_sum(c))) return true;
    return false;
  }
  bool thin_row() const {
    return any_row([](std::int64_t r) { return r < kLeastTold; });
  }
  bool thin_column() const {
    return any_column([](std::int64_t x) { return x < kLeastTold; });
  }
  bool lone_row() const {
    return any_row([all = sum()](std::int64_t r) { return all - r < kLeastTold; });
  }
  bool lone_column() const {
    return any_column([all = sum()](std::int64_t x) { return all - x < kLeastTold; });
  }
  bool grows() {
    return (thin_row() && add_column()) || (thin_column() && add_row()) || (lone_row() && add_row()) ||
           (lone_column() && add_column());
  }
  bool add_column() {
    Row sizes(columns_.size());
    for (std::size_t c = 0; c < sizes.size(); ++c) sizes[c] = column_sum(c);
    const auto next = smallest_left(sizes, columns_);
    if (next) columns_[*next] = true;
    return next.has_value();
  }
  // The row that fills the thinnest column at the least loss: the smallest of those that suffice, else the
  // one with most there.
  bool add_row() {
    std::size_t thinnest = 0;
    while (!columns_[thinnest]) ++thinnest;
    for (std::size_t c = thinnest; c < columns_.size(); ++c)
      if (columns_[c] && column_sum(c) < column_sum(thinnest)) thinnest = c;
    const auto missing = std::max(kLeastTold - column_sum(thinnest), std::int64_t{0});
    std::optional<std::size_t> best;
    for (std::size_t r = 0; r < rows_.size(); ++r)
      if (!rows_[r] && (!best || fills_better(r, *best, {thinnest, missing}))) best = r;
    if (best) rows_[*best] = true;
    return best.has_value();
  }
  struct Hole {
    std::size_t column;
    std::int64_t missing;
  };
  bool fills_better(std::size_t one, std::size_t other, const Hole& hole) const {
    const auto has = cells_[one][hole.column], other_has = cells_[other][hole.column];
    if ((has >= hole.missing) != (other_has >= hole.missing)) return has >= hole.missing;
    return has >= hole.missing ? sum_of(cells_[one]) < sum_of(cells_[other]) : has > other_has;
  }

  const std::vector<Row>& cells_;
  std::vector<bool> rows_, columns_;
};

class Protector {
 public:
  Protector(std::size_t columns, const UntoldSet& wanted) : columns_(columns), wanted_(wanted) {}

  Told whole(const AreaCounts& node) const {
    Told out = untold(node);
    if (node.total() < kLeastTold) return out;
    Classes classes;
    for (std::size_t c = 0; c < columns_; ++c) classes.push_back({c});
    std::vector<bool> small(columns_);
    for (std::size_t c = 0; c < columns_; ++c)
      small[c] = node.parts.at(c) < kLeastTold || is_wanted(0, node.area, {c});
    if (columns_ > 1) join_until_safe(node.parts, small);
    if (columns_ == 1) small[0] = false;  // the total itself
    auto told = tell(node, joined(classes, small), 0);
    told.hidden = std::move(small);
    return told;
  }

 private:
  Told untold(const AreaCounts& node) const {
    const std::vector<bool> none(columns_, false);
    Told out{.area = node.area, .parts = none, .hidden = none};
    for (const auto& inner : node.within) out.within.push_back(untold(inner));
    return out;
  }
  bool is_wanted(int depth, std::int64_t area, const std::vector<std::size_t>& columns) const {
    return std::ranges::any_of(columns, [&](std::size_t column) {
      return wanted_.contains({depth, area, static_cast<int>(column)});
    });
  }

  // classes: of which the node's sums are known, each at least kLeastTold.
  Told tell(const AreaCounts& node, const Classes& classes, int depth) const {
    Told out = untold(node);
    out.total = true;
    out.parts = told_columns(classes, columns_);
    if (node.within.empty()) return out;
    const auto rows = rows_of(node, classes, depth + 1);
    Block block(rows.cells, rows.wanted);
    block.grow();
    for (std::size_t i = 0; i < node.within.size(); ++i) {
      if (!rows.unit_of[i]) continue;
      const bool hides = block.rows()[*rows.unit_of[i]];
      out.within[i] = tell(node.within[i], hides ? joined(classes, block.columns()) : classes, depth + 1);
      if (hides) out.within[i].hidden = columns_in(classes, block.columns(), columns_);
    }
    return out;
  }

  // The areas within as rows. Those of which nothing is told are one row, because their sum is known.
  struct Rows {
    std::vector<Row> cells;
    std::vector<std::vector<bool>> wanted;
    std::vector<std::optional<std::size_t>> unit_of;  // by area within; none: nothing of it is told
  };
  Rows rows_of(const AreaCounts& node, const Classes& classes, int depth) const {
    Row totals;
    std::vector<bool> hidden;
    for (const auto& inner : node.within) {
      totals.push_back(inner.total());
      hidden.push_back(totals.back() < kLeastTold || wanted_.contains({depth, inner.area, kWholeRow}));
    }
    join_until_safe(totals, hidden);
    Rows out;
    Row rest(classes.size(), 0);
    std::vector<bool> rest_wanted(classes.size(), false);
    for (std::size_t i = 0; i < node.within.size(); ++i) {
      const auto& inner = node.within[i];
      const auto cells = by_class(inner.parts, classes);
      std::vector<bool> wanted(classes.size());
      for (std::size_t c = 0; c < classes.size(); ++c) wanted[c] = is_wanted(depth, inner.area, classes[c]);
      if (hidden[i]) {
        for (std::size_t c = 0; c < classes.size(); ++c) {
          rest[c] += cells[c];
          rest_wanted[c] = rest_wanted[c] || wanted[c];
        }
        out.unit_of.emplace_back();
        continue;
      }
      out.unit_of.emplace_back(out.cells.size());
      out.cells.push_back(cells);
      out.wanted.push_back(std::move(wanted));
    }
    if (std::ranges::any_of(hidden, [](bool one) { return one; })) {
      out.cells.push_back(std::move(rest));
      out.wanted.push_back(std::move(rest_wanted));
    }
    return out;
  }

  std::size_t columns_;
  const UntoldSet& wanted_;
};

void collect_untold(const Told& told, int depth, UntoldSet& out) {
  if (!told.total) {
    out.insert({depth, told.area, kWholeRow});
    return;
  }
  for (std::size_t c = 0; c < told.hidden.size(); ++c)
    if (told.hidden[c]) out.insert({depth, told.area, static_cast<int>(c)});
  for (const auto& inner : told.within) collect_untold(inner, depth + 1, out);
}

}  // namespace

std::int64_t rounded(std::int64_t count) {
  return (count + kRoundedTo / 2) / kRoundedTo * kRoundedTo;
}

std::int64_t AreaCounts::total() const {
  return sum_of(parts);
}

Told protect(const AreaCounts& whole, const UntoldSet& wanted) {
  if (whole.parts.empty()) throw std::logic_error("counts without a column");
  return Protector(whole.parts.size(), wanted).whole(whole);
}

UntoldSet untold_of(const Told& told) {
  UntoldSet out;
  collect_untold(told, 0, out);
  return out;
}

}  // namespace weige::town
