#include "grids/noding.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <tuple>

namespace weige::grids {
namespace {

constexpr std::size_t crowded = 64;  // segments in one cell: more are the same border many times, as a rule

// Beyond these, segments are tangled. Two million of a map have a tenth of them; made-up ones would fill the
// memory, or take hours.
constexpr std::size_t most_entries = 40'000'000;  // of segments in cells
constexpr std::size_t most_cuts = 8'000'000;
constexpr std::uint64_t most_pairs = 2'000'000'000;  // of segments in one cell

struct Cut {
  std::uint32_t segment;
  double along;  // of its squared length
  Spot at;
};

struct Extent {
  std::int64_t left, bottom, right, top;
};
Extent extent_of(const Segment& segment) {
  const auto [left, right] = std::minmax(segment.from.x, segment.to.x);
  const auto [bottom, top] = std::minmax(segment.from.y, segment.to.y);
  return {left, bottom, right, top};
}
// Within one unit.
bool meet(const Extent& a, const Extent& b) {
  return a.left <= b.right + 1 && b.left <= a.right + 1 && a.bottom <= b.top + 1 && b.bottom <= a.top + 1;
}

double dot(Spot from, Spot to, Spot at) {
  return static_cast<double>(to.x - from.x) * static_cast<double>(at.x - from.x) +
         static_cast<double>(to.y - from.y) * static_cast<double>(at.y - from.y);
}

// Square cells over the segments, about one for each; a cell lists the segments that may reach it.
class Cells {
 public:
  explicit Cells(const std::vector<Segment>& segments) {
    whole_ = extent_of(segments.front());
    for (const Segment& one : segments) {
      const Extent e = extent_of(one);
      whole_ = {std::min(whole_.left, e.left), std::min(whole_.bottom, e.bottom),
                std::max(whole_.right, e.right), std::max(whole_.top, e.top)};
    }
    const double width = static_cast<double>(whole_.right - whole_.left) + 4;
    const double height = static_cast<double>(whole_.top - whole_.bottom) + 4;
    const auto count = static_cast<double>(segments.size());
    size_ = std::max({std::sqrt(width * height / count), width / count, height / count, 4.0});
    columns_ = static_cast<std::size_t>(width / size_) + 1;
    rows_ = static_cast<std::size_t>(height / size_) + 1;
    first_.assign(columns_ * rows_ + 1, 0);
    std::size_t entries = 0;
    for (const Segment& one : segments) {
      for_each_cell(one, [&](std::size_t cell) {
        ++first_[cell + 1];
        ++entries;
      });
      tangled_ = entries > most_entries;
      if (tangled_) return;
    }
    for (std::size_t cell = 0; cell + 1 < first_.size(); ++cell) first_[cell + 1] += first_[cell];
    std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
    entries_.resize(first_.back());
    for (std::uint32_t i = 0; i < segments.size(); ++i)
      for_each_cell(segments[i], [&](std::size_t cell) { entries_[next[cell]++] = i; });
  }

  // Whether there are so many that nothing else may be asked.
  bool tangled() const { return tangled_; }

  // As long as go_on says so, which is asked for each segment.
  template <class F, class G>
  void for_each_pair(F&& f, G&& go_on) const {
    for (std::size_t cell = 0; cell + 1 < first_.size(); ++cell)
      for (std::uint32_t i = first_[cell]; i < first_[cell + 1] && go_on(); ++i)
        for (std::uint32_t j = i + 1; j < first_[cell + 1]; ++j) f(entries_[i], entries_[j]);
  }

  std::uint64_t pairs() const {
    std::uint64_t sum = 0;
    for (std::size_t cell = 0; cell + 1 < first_.size(); ++cell) {
      const std::uint64_t count = first_[cell + 1] - first_[cell];
      sum += count * (count > 0 ? count - 1 : 0) / 2;
    }
    return sum;
  }

  std::size_t most_in_cell() const {
    std::size_t most = 0;
    for (std::size_t cell = 0; cell + 1 < first_.size(); ++cell)
      most = std::max<std::size_t>(most, first_[cell + 1] - first_[cell]);
    return most;
  }

 private:
  std::size_t column(double x) const { return place(x - static_cast<double>(whole_.left), columns_); }
  std::size_t row(double y) const { return place(y - static_cast<double>(whole_.bottom), rows_); }
  std::size_t place(double offset, std::size_t count) const {
    return static_cast<std::size_t>(std::clamp(offset / size_, 0.0, static_cast<double>(count - 1)));
  }

  // Column by column, the rows that the segment can reach there; two units more on every side.
  template <class F>
  void for_each_cell(const Segment& segment, F&& f) const {
    constexpr double slack = 2;
    const Extent e = extent_of(segment);
    const std::size_t first = column(static_cast<double>(e.left) - slack);
    const std::size_t last = column(static_cast<double>(e.right) + slack);
    const auto x0 = static_cast<double>(segment.from.x), y0 = static_cast<double>(segment.from.y);
    const auto run = static_cast<double>(segment.to.x) - x0, rise = static_cast<double>(segment.to.y) - y0;
    const auto y_at = [&](double x) { return y0 + rise * std::clamp((x - x0) / run, 0.0, 1.0); };
    for (std::size_t c = first; c <= last; ++c) {
      auto low = static_cast<double>(e.bottom), high = static_cast<double>(e.top);
      if (first != last && run != 0) {
        const double left = static_cast<double>(whole_.left) + static_cast<double>(c) * size_;
        const auto [one, other] = std::minmax({y_at(left - slack), y_at(left + size_ + slack)});
        low = one;
        high = other;
      }
      for (std::size_t r = row(low - slack); r <= row(high + slack); ++r) f(r * columns_ + c);
    }
  }

  bool tangled_ = false;
  Extent whole_{};
  double size_ = 1;
  std::size_t columns_ = 1, rows_ = 1;
  std::vector<std::uint32_t> first_, entries_;
};

class Cutter {
 public:
  explicit Cutter(const std::vector<Segment>& segments) : segments_(segments) {
    extents_.reserve(segments.size());
    cuts.reserve(segments.size());
    for (const Segment& one : segments) extents_.push_back(extent_of(one));
  }

  void cut(std::uint32_t i, std::uint32_t j) {
    if (!meet(extents_[i], extents_[j])) return;
    const Segment &s = segments_[i], &t = segments_[j];
    const double t_from = turn(s.from, s.to, t.from), t_to = turn(s.from, s.to, t.to);
    // Wholly on one side and further than a unit from the line: nothing can touch.
    const double length = dot(s.from, s.to, s.to);
    if (t_from * t_to > 0 && t_from * t_from > length && t_to * t_to > length) return;
    const double s_from = turn(t.from, t.to, s.from), s_to = turn(t.from, t.to, s.to);
    touch(i, t.from, t_from);
    touch(i, t.to, t_to);
    touch(j, s.from, s_from);
    touch(j, s.to, s_to);
    if (t_from * t_to < 0 && s_from * s_to < 0) {
      const double part = s_from / (s_from - s_to);
      const Spot at{s.from.x + std::llround(part * static_cast<double>(s.to.x - s.from.x)),
                    s.from.y + std::llround(part * static_cast<double>(s.to.y - s.from.y))};
      add(i, at);
      add(j, at);
    }
  }

  std::vector<Cut> cuts;

 private:
  // The spot cuts the segment if it lies within a unit of its inner part.
  void touch(std::uint32_t segment, Spot spot, double side) {
    const auto& [from, to, member, part] = segments_[segment];
    const double length = dot(from, to, to);
    if (side * side > length || spot == from || spot == to) return;
    const double along = dot(from, to, spot);
    if (along > 0 && along < length) cuts.push_back({segment, along, spot});
  }
  void add(std::uint32_t segment, Spot spot) {
    const auto& [from, to, member, part] = segments_[segment];
    if (spot != from && spot != to) cuts.push_back({segment, dot(from, to, spot), spot});
  }

  const std::vector<Segment>& segments_;
  std::vector<Extent> extents_;
};

// nullopt: tangled.
std::optional<std::vector<Cut>> cuts_of(const std::vector<Segment>& segments, const Cells& cells) {
  if (cells.tangled() || cells.pairs() > most_pairs) return std::nullopt;
  Cutter cutter(segments);
  cells.for_each_pair([&](std::uint32_t i, std::uint32_t j) { cutter.cut(i, j); },
                      [&] { return cutter.cuts.size() <= most_cuts; });
  if (cutter.cuts.size() > most_cuts) return std::nullopt;
  return std::move(cutter.cuts);
}

// Of segments between the same spots one is cut in the name of all.
std::optional<std::vector<Cut>> cuts_of_crowd(const std::vector<Segment>& segments) {
  const auto ends = [&](std::uint32_t i) {
    const std::tuple from{segments[i].from.x, segments[i].from.y}, to{segments[i].to.x, segments[i].to.y};
    return std::pair(std::min(from, to), std::max(from, to));
  };
  std::vector<std::uint32_t> order(segments.size());
  std::iota(order.begin(), order.end(), 0u);
  std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) { return ends(a) < ends(b); });
  std::vector<Segment> distinct;
  std::vector<std::size_t> first;  // of each distinct segment's in order
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (i > 0 && ends(order[i]) == ends(order[i - 1])) continue;
    distinct.push_back(segments[order[i]]);
    first.push_back(i);
  }
  first.push_back(order.size());
  const auto of_distinct = cuts_of(distinct, Cells(distinct));
  if (!of_distinct) return std::nullopt;
  std::vector<Cut> cuts;
  for (const Cut& cut : *of_distinct) {
    if (cuts.size() > most_cuts) return std::nullopt;
    for (std::size_t i = first[cut.segment]; i < first[cut.segment + 1]; ++i)
      cuts.push_back({order[i], dot(segments[order[i]].from, segments[order[i]].to, cut.at), cut.at});
  }
  return cuts;
}

// Along each segment, each spot once: the same one comes from every segment that ends there. Spots beside
// each other must not take turns, or pieces would run to and fro between them, and more so with each pass.
void put_in_order(std::vector<Cut>& cuts) {
  std::ranges::sort(cuts, [](const Cut& a, const Cut& b) {
    return std::tie(a.segment, a.along, a.at.x, a.at.y) < std::tie(b.segment, b.along, b.at.x, b.at.y);
  });
  const auto same = [](const Cut& a, const Cut& b) { return a.segment == b.segment && a.at == b.at; };
  cuts.erase(std::unique(cuts.begin(), cuts.end(), same), cuts.end());
}

}  // namespace

double turn(Spot a, Spot b, Spot c) {
  const std::int64_t ux = b.x - a.x, uy = b.y - a.y, vx = c.x - a.x, vy = c.y - a.y;
  const double left = static_cast<double>(ux) * static_cast<double>(vy);
  const double right = static_cast<double>(uy) * static_cast<double>(vx);
  constexpr double bound = 4.5e-16;  // two roundings of products and one of their difference
  if (std::abs(left - right) > bound * (std::abs(left) + std::abs(right))) return left - right;
  return static_cast<double>(static_cast<Wide>(ux) * vy - static_cast<Wide>(uy) * vx);
}

Noded node(std::vector<Segment>& segments) {
  if (segments.empty()) return Noded::unchanged;
  auto found = [&] {
    const Cells cells(segments);
    const bool crowd = !cells.tangled() && cells.most_in_cell() > crowded;
    return crowd ? cuts_of_crowd(segments) : cuts_of(segments, cells);
  }();
  if (!found) return Noded::tangled;
  auto& cuts = *found;
  if (cuts.empty()) return Noded::unchanged;
  put_in_order(cuts);
  std::vector<Segment> pieces;
  pieces.reserve(segments.size() + cuts.size());
  auto cut = cuts.begin();
  for (std::uint32_t i = 0; i < segments.size(); ++i) {
    Segment piece = segments[i];
    for (; cut != cuts.end() && cut->segment == i; ++cut) {
      if (cut->at == piece.from || cut->at == segments[i].to) continue;
      piece.to = cut->at;
      pieces.push_back(piece);
      piece.from = piece.to;
    }
    piece.to = segments[i].to;
    pieces.push_back(piece);
  }
  segments = std::move(pieces);
  return Noded::cut;
}

}  // namespace weige::grids
