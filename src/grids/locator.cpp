#include "grids/locator.h"

#include <algorithm>
#include <cmath>

#include "grids/orientation.h"

namespace weige::grids {
namespace {

// More cells or strips than this per edge, and the grid gets coarser: a few edges that span everything must
// not fill the memory.
constexpr double most_per_edge = 12;

bool finite(Point point) {
  return std::isfinite(point.x) && std::isfinite(point.y);
}

template <class F>
void for_each_edge(const Shape& shape, F&& f) {
  const auto ring_edges = [&](const Ring& ring) {
    for (std::size_t i = 1; i < ring.size(); ++i)
      if (ring[i - 1] != ring[i]) f(ring[i - 1], ring[i]);
  };
  for (const Polygon& polygon : shape.polygons) {
    ring_edges(polygon.outer);
    for (const Ring& hole : polygon.holes) ring_edges(hole);
  }
}

Done check_shape_ring(const Ring& ring, std::size_t member) {
  const bool good = !ring.empty() && ring.front() == ring.back() && std::ranges::all_of(ring, finite);
  if (!good) return problem(ProblemCode::invalid_shape).with("number", std::to_string(member + 1));
  return done();
}

Done check_shape(std::span<const Shape> layer) {
  for (std::size_t member = 0; member < layer.size(); ++member)
    for (const Polygon& polygon : layer[member].polygons) {
      WEIGE_CHECK(check_shape_ring(polygon.outer, member));
      for (const Ring& hole : polygon.holes) WEIGE_CHECK(check_shape_ring(hole, member));
    }
  return done();
}

double distance_to(Point point, Point a, Point b) {
  const double dx = b.x - a.x, dy = b.y - a.y, length = dx * dx + dy * dy;
  const double part =
      length == 0 ? 0 : std::clamp(((point.x - a.x) * dx + (point.y - a.y) * dy) / length, 0.0, 1.0);
  return std::hypot(a.x + part * dx - point.x, a.y + part * dy - point.y);
}

double distance_to(Point point, const Box& box) {
  return std::hypot(std::max({box.left - point.x, 0.0, point.x - box.right}),
                    std::max({box.bottom - point.y, 0.0, point.y - box.top}));
}

}  // namespace

// Fills a Locator: chooses the cells, sorts edges into strips, and tells closed cells from open ones.
struct Locator::Builder {
  Locator& to;
  std::span<const Shape> layer;
  std::vector<std::vector<Edge>> row_edges;                   // of the member at work
  std::vector<std::pair<std::uint32_t, std::uint32_t>> open;  // cell, strip
  std::vector<std::pair<std::size_t, Strip>> strips;          // row
  std::vector<Edge> edges;
  std::vector<std::uint8_t> touched;  // cells of a row, of the strip at work

  void choose_cells(double cells) {
    const double width = std::max(to.box_.right - to.box_.left, 1e-9);
    const double height = std::max(to.box_.top - to.box_.bottom, 1e-9);
    const double side = std::sqrt(width * height / cells);
    const double most = std::max(cells, 1.0);
    to.columns_ = static_cast<std::size_t>(std::clamp(width / side, 1.0, most));
    to.rows_ = static_cast<std::size_t>(std::clamp(height / side, 1.0, most));
    to.per_x_ = static_cast<double>(to.columns_) / width;
    to.per_y_ = static_cast<double>(to.rows_) / height;
  }

  // What the grid would hold: strips' edges, and the cells of all boxes.
  double load() const {
    double sum = 0;
    for (std::size_t member = 0; member < layer.size(); ++member) {
      const Box& box = to.boxes_[member];
      if (box.empty()) continue;
      sum += (1 + (box.right - box.left) * to.per_x_) * (1 + (box.top - box.bottom) * to.per_y_);
      for_each_edge(layer[member], [&](Point a, Point b) { sum += 1 + std::abs(a.y - b.y) * to.per_y_; });
    }
    return sum;
  }

  void run() {
    double edge_count = 1;
    for (std::size_t member = 0; member < layer.size(); ++member) {
      const Box& box = to.boxes_.emplace_back(box_of(layer[member]));
      if (box.empty()) continue;
      to.box_.add({box.left, box.bottom});
      to.box_.add({box.right, box.top});
      for_each_edge(layer[member], [&](Point, Point) { ++edge_count; });
    }
    double cells = edge_count;
    for (choose_cells(cells); cells > 1 && load() > most_per_edge * edge_count; choose_cells(cells))
      cells /= 4;
    to.closed_.assign(to.columns_ * to.rows_, no_member);
    row_edges.resize(to.rows_);
    touched.resize(to.columns_);
    for (std::size_t member = 0; member < layer.size(); ++member) add(static_cast<Member>(member));
    settle();
  }

  void add(Member member) {
    if (to.boxes_[member].empty()) return;
    for_each_edge(layer[member], [&](Point a, Point b) {
      const Edge edge = a.y <= b.y ? Edge{a, b} : Edge{b, a};
      const std::size_t last = to.row_of(edge.high.y);
      for (std::size_t row = to.row_of(edge.low.y); row <= last; ++row) row_edges[row].push_back(edge);
    });
    const std::size_t last = to.row_of(to.boxes_[member].top);
    for (std::size_t row = to.row_of(to.boxes_[member].bottom); row <= last; ++row) {
      if (!row_edges[row].empty()) add_strip(member, row);
      row_edges[row].clear();
    }
  }

  void add_strip(Member member, std::size_t row) {
    const Strip strip{member, static_cast<std::uint32_t>(edges.size()),
                      static_cast<std::uint32_t>(edges.size() + row_edges[row].size())};
    edges.insert(edges.end(), row_edges[row].begin(), row_edges[row].end());
    const std::size_t first = to.column_of(to.boxes_[member].left),
                      last = to.column_of(to.boxes_[member].right);
    std::fill(touched.begin() + static_cast<std::ptrdiff_t>(first),
              touched.begin() + static_cast<std::ptrdiff_t>(last) + 1, std::uint8_t{0});
    for (const Edge& edge : row_edges[row]) touch(edge, row);
    const auto number = static_cast<std::uint32_t>(strips.size());
    strips.emplace_back(row, strip);
    for (std::size_t column = first; column <= last;) {
      if (touched[column]) {
        open.emplace_back(static_cast<std::uint32_t>(row * to.columns_ + column++), number);
        continue;
      }
      column = close_run(column, last, number);
    }
  }

  // No edge reaches the cells from `column` up to the next touched one: one of them answers for all.
  std::size_t close_run(std::size_t column, std::size_t last, std::uint32_t number) {
    const auto& [row, strip] = strips[number];
    const Point middle{to.box_.left + (static_cast<double>(column) + 0.5) / to.per_x_,
                       to.box_.bottom + (static_cast<double>(row) + 0.5) / to.per_y_};
    const bool inside = covered_by(edges, strip, middle);
    for (; column <= last && !touched[column]; ++column) {
      Member& closed = to.closed_[row * to.columns_ + column];
      if (inside) closed = std::min(closed, strip.member);
    }
    return column;
  }

  // Marks the columns that the edge can reach within the row, one more at both ends against rounding.
  void touch(const Edge& edge, std::size_t row) {
    const double bottom = to.box_.bottom + (static_cast<double>(row) - 1e-6) / to.per_y_;
    const double top = to.box_.bottom + (static_cast<double>(row) + 1 + 1e-6) / to.per_y_;
    const double height = edge.high.y - edge.low.y, run = edge.high.x - edge.low.x;
    const auto x_at = [&](double y) {
      return height == 0 ? edge.low.x : edge.low.x + run * std::clamp((y - edge.low.y) / height, 0.0, 1.0);
    };
    double left = height == 0 ? edge.low.x : x_at(bottom), right = height == 0 ? edge.high.x : x_at(top);
    if (left > right) std::swap(left, right);
    const double slack = 1e-6 / to.per_x_;
    for (std::size_t c = to.column_of(left - slack); c <= to.column_of(right + slack); ++c) touched[c] = 1;
  }

  static bool covered_by(const std::vector<Edge>& edges, const Strip& strip, Point point) {
    bool inside = false;
    for (std::uint32_t i = strip.first; i < strip.last; ++i) {
      const Edge& edge = edges[i];
      if (point.y < edge.low.y || point.y > edge.high.y) continue;
      if (edge.low.y == edge.high.y) {
        if (point.x >= std::min(edge.low.x, edge.high.x) && point.x <= std::max(edge.low.x, edge.high.x))
          return true;
        continue;
      }
      const int side = orientation(edge.low, edge.high, point);
      if (side == 0) return true;
      // A ray to the right; an edge owns its lower end, so a vertex on the ray counts once or twice as it
      // should.
      if (side > 0 && point.y < edge.high.y) inside = !inside;
    }
    return inside;
  }

  // Sorts strips by row and open cells by number.
  void settle() {
    std::vector<std::uint32_t> place(strips.size());
    to.row_strips_.assign(to.rows_ + 1, 0);
    for (const auto& [row, strip] : strips) ++to.row_strips_[row + 1];
    for (std::size_t row = 0; row < to.rows_; ++row) to.row_strips_[row + 1] += to.row_strips_[row];
    std::vector<std::uint32_t> next(to.row_strips_.begin(), to.row_strips_.end() - 1);
    to.strips_.resize(strips.size());
    for (std::size_t i = 0; i < strips.size(); ++i)
      to.strips_[place[i] = next[strips[i].first]++] = strips[i].second;
    to.edges_.reserve(edges.size());
    for (Strip& strip : to.strips_) {
      const auto first = static_cast<std::uint32_t>(to.edges_.size());
      to.edges_.insert(to.edges_.end(), edges.begin() + strip.first, edges.begin() + strip.last);
      strip = {strip.member, first, static_cast<std::uint32_t>(to.edges_.size())};
    }
    to.cell_strips_.assign(to.columns_ * to.rows_ + 1, 0);
    for (const auto& [cell, strip] : open) ++to.cell_strips_[cell + 1];
    for (std::size_t cell = 0; cell < to.columns_ * to.rows_; ++cell)
      to.cell_strips_[cell + 1] += to.cell_strips_[cell];
    std::vector<std::uint32_t> free(to.cell_strips_.begin(), to.cell_strips_.end() - 1);
    to.open_.resize(open.size());
    for (const auto& [cell, strip] : open) to.open_[free[cell]++] = place[strip];
  }
};

Locator::Locator(std::span<const Shape> layer) {
  Builder{*this, layer, {}, {}, {}, {}, {}}.run();
}

Result<Locator> Locator::build(std::span<const Shape> layer) {
  WEIGE_CHECK(check_shape(layer));
  return Locator(layer);
}

std::size_t Locator::row_of(double y) const {
  return static_cast<std::size_t>(
      std::clamp((y - box_.bottom) * per_y_, 0.0, static_cast<double>(rows_ - 1)));
}
std::size_t Locator::column_of(double x) const {
  return static_cast<std::size_t>(
      std::clamp((x - box_.left) * per_x_, 0.0, static_cast<double>(columns_ - 1)));
}

bool Locator::strip_covers(const Strip& strip, Point point) const {
  return Builder::covered_by(edges_, strip, point);
}

Member Locator::find(Point point) const {
  if (!(point.x >= box_.left && point.x <= box_.right && point.y >= box_.bottom && point.y <= box_.top))
    return no_member;
  const std::size_t cell = row_of(point.y) * columns_ + column_of(point.x);
  const Member closed = closed_[cell];
  for (std::uint32_t i = cell_strips_[cell]; i < cell_strips_[cell + 1]; ++i) {
    const Strip& strip = strips_[open_[i]];
    if (strip.member >= closed) break;
    if (strip_covers(strip, point)) return strip.member;
  }
  return closed;
}

std::vector<Member> Locator::find(std::span<const Point> points) const {
  std::vector<Member> found(points.size());
  std::ranges::transform(points, found.begin(), [this](Point point) { return find(point); });
  return found;
}

bool Locator::covers(Member member, Point point) const {
  if (member >= boxes_.size() || !finite(point) || distance_to(point, boxes_[member]) > 0) return false;
  const std::size_t row = row_of(point.y);
  const auto begin = strips_.begin() + row_strips_[row], end = strips_.begin() + row_strips_[row + 1];
  const auto at = std::ranges::lower_bound(begin, end, member, {}, &Strip::member);
  return at != end && at->member == member && strip_covers(*at, point);
}

Nearest Locator::nearest(Point point) const {
  if (!finite(point)) return {};
  if (const Member covering = find(point); covering != no_member) return {covering, 0};
  std::vector<std::pair<double, Member>> order;
  for (Member member = 0; member < boxes_.size(); ++member)
    if (!boxes_[member].empty()) order.emplace_back(distance_to(point, boxes_[member]), member);
  std::ranges::sort(order);
  Nearest best{no_member, std::numeric_limits<double>::infinity()};
  for (const auto& [at_least, member] : order) {
    if (at_least > best.distance) break;
    for (std::size_t row = row_of(boxes_[member].bottom); row <= row_of(boxes_[member].top); ++row) {
      const auto begin = strips_.begin() + row_strips_[row], end = strips_.begin() + row_strips_[row + 1];
      const auto at = std::ranges::lower_bound(begin, end, member, {}, &Strip::member);
      if (at == end || at->member != member) continue;
      for (std::uint32_t i = at->first; i < at->last; ++i) {
        const double distance = distance_to(point, edges_[i].low, edges_[i].high);
        if (distance < best.distance || (distance == best.distance && member < best.member))
          best = {member, distance};
      }
    }
  }
  return best;
}

}  // namespace weige::grids
