#include "grids/arrangement.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "grids/lattice.h"

namespace weige::grids {
namespace {

constexpr int finest_bits = 24;        // units of 2^-24 m, 60 nanometres
constexpr int coarsest_bits = 9;       // 2 mm
constexpr int bits_step = 5;           // what a further attempt is coarser by
constexpr double most_units = 0x1p50;  // across the layer: all products stay within 128 bits
constexpr int most_passes = 5;

// Whole units <-> metres, around the layer's middle.
struct Units {
  Point middle;
  double per_metre;
  Spot spot(Point p) const {
    return {nearest((p.x - middle.x) * per_metre), nearest((p.y - middle.y) * per_metre)};
  }
  static std::int64_t nearest(double value) {
    return static_cast<std::int64_t>(value + (value < 0 ? -0.5 : 0.5));
  }
  Point point(Spot s) const {
    return {middle.x + static_cast<double>(s.x) / per_metre, middle.y + static_cast<double>(s.y) / per_metre};
  }
};

template <class F>
void for_each_ring(std::span<const Shape> layer, F&& f) {
  for (std::uint32_t member = 0; member < layer.size(); ++member)
    for (std::uint32_t part = 0; part < layer[member].polygons.size(); ++part) {
      const Polygon& polygon = layer[member].polygons[part];
      f(member, part, polygon.outer);
      for (const Ring& hole : polygon.holes) f(member, part, hole);
    }
}

// Numbers for spots, in the order of their first appearance.
class SpotNumbers {
 public:
  explicit SpotNumbers(std::size_t most) {
    std::size_t size = 16;
    while (size < most * 2) size *= 2;
    slots_.assign(size, empty);
  }
  std::uint32_t number(Spot spot) {
    std::uint32_t& slot = find(spot);
    if (slot == empty) {
      slot = static_cast<std::uint32_t>(spots.size());
      spots.push_back(spot);
    }
    return slot;
  }

  std::vector<Spot> spots;

 private:
  static constexpr std::uint32_t empty = 0xFFFFFFFF;
  std::uint32_t& find(Spot spot) {
    std::uint64_t hash = static_cast<std::uint64_t>(spot.x) * 0x9E3779B97F4A7C15 +
                         static_cast<std::uint64_t>(spot.y) * 0xC2B2AE3D27D4EB4F;
    hash ^= hash >> 29;
    hash *= 0xBF58476D1CE4E5B9;
    std::size_t at = (hash >> 20) & (slots_.size() - 1);
    while (slots_[at] != empty && spots[slots_[at]] != spot) at = (at + 1) & (slots_.size() - 1);
    return slots_[at];
  }
  std::vector<std::uint32_t> slots_;
};

std::uint64_t mixed(std::uint64_t value) {
  value = (value + 1) * 0x9E3779B97F4A7C15;
  value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
  return value ^ (value >> 27);
}

}  // namespace

struct Arrangement::Builder {
  Arrangement& to;
  Units units;
  std::vector<double> loop_area;                 // in square units, by loop
  std::vector<Half> loop_start;                  // by loop
  std::vector<std::uint64_t> loop_sum;           // of the members' hashes, by loop
  std::vector<std::uint32_t> loop_piece;         // connected piece of the borders, by loop
  std::vector<std::vector<std::uint32_t>> rows;  // edges by height, for the rays
  double row_bottom = 0, row_height = 1;

  void number_vertices(const std::vector<Segment>& segments, std::span<const Shape> layer,
                       std::vector<std::pair<std::uint32_t, std::uint32_t>>& ends) {
    SpotNumbers numbers(segments.size() + 1);
    ends.reserve(segments.size());
    for (std::size_t i = 0; i < segments.size(); ++i) {
      const bool goes_on = i > 0 && segments[i].from == segments[i - 1].to;
      const std::uint32_t from = goes_on ? ends.back().second : numbers.number(segments[i].from);
      ends.emplace_back(from, numbers.number(segments[i].to));
    }
    to.spots_ = std::move(numbers.spots);
    to.points_.reserve(to.spots_.size());
    for (const Spot spot : to.spots_) to.points_.push_back(units.point(spot));
    keep_points(segments, layer, ends);
  }

  // The pieces still stand in the order of the rings' points.
  void keep_points(const std::vector<Segment>& segments, std::span<const Shape> layer,
                   const std::vector<std::pair<std::uint32_t, std::uint32_t>>& ends) {
    std::size_t at = 0;
    std::vector<bool> given(to.points_.size());
    for_each_ring(layer, [&](std::uint32_t, std::uint32_t, const Ring& ring) {
      for (std::size_t i = 1; i < ring.size(); ++i) {
        const Spot from = units.spot(ring[i - 1]);
        if (from == units.spot(ring[i])) continue;
        while (segments[at].from != from) ++at;
        const std::uint32_t vertex = ends[at++].first;
        if (!given[vertex]) to.points_[vertex] = ring[i - 1];
        given[vertex] = true;
      }
    });
  }

  // Segments between the same two vertices become one edge with several owners.
  void join_edges(const std::vector<Segment>& segments,
                  const std::vector<std::pair<std::uint32_t, std::uint32_t>>& ends) {
    std::vector<std::uint32_t> first(to.spots_.size() + 1), order(segments.size());
    for (const auto& [a, b] : ends) ++first[std::min(a, b) + 1];
    for (std::size_t i = 0; i + 1 < first.size(); ++i) first[i + 1] += first[i];
    std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
    for (std::uint32_t i = 0; i < segments.size(); ++i)
      order[next[std::min(ends[i].first, ends[i].second)]++] = i;
    const auto high = [&](std::uint32_t i) { return std::max(ends[i].first, ends[i].second); };
    for (std::size_t low = 0; low + 1 < first.size(); ++low)
      std::sort(
          order.begin() + first[low], order.begin() + first[low + 1],
          [&](std::uint32_t a, std::uint32_t b) { return std::pair(high(a), a) < std::pair(high(b), b); });
    to.owners_.reserve(segments.size());
    to.edges_.reserve(segments.size());
    for (const std::uint32_t i : order) {
      const auto owner = static_cast<std::uint32_t>(to.owners_.size());
      const std::uint32_t low = std::min(ends[i].first, ends[i].second);
      if (to.edges_.empty() || to.edges_.back().low != low || to.edges_.back().high != high(i))
        to.edges_.push_back({low, high(i), owner, owner});
      if (segments[i].member == no_member) continue;
      to.owners_.push_back({segments[i].member, segments[i].part, ends[i].first == low});
      to.edges_.back().last = owner + 1;
    }
  }

  Spot direction(Half half) const {
    const Spot from = to.spots_[to.vertex_of(half)], at = to.spots_[to.vertex_of(twin(half))];
    return {at.x - from.x, at.y - from.y};
  }
  // Counterclockwise from the east.
  bool before(Half a, Half b) const {
    const Spot u = direction(a), v = direction(b);
    const auto lower = [](Spot d) { return d.y < 0 || (d.y == 0 && d.x < 0); };
    if (lower(u) != lower(v)) return lower(v);
    return turn({0, 0}, u, v) > 0;
  }

  // Around a face with it on the left: at each vertex the sharpest turn to the left.
  void link() {
    const std::size_t halves = to.edges_.size() * 2;
    std::vector<std::uint32_t> first(to.spots_.size() + 1);
    for (Half h = 0; h < halves; ++h) ++first[to.vertex_of(h) + 1];
    for (std::size_t i = 0; i + 1 < first.size(); ++i) first[i + 1] += first[i];
    std::vector<std::uint32_t> free(first.begin(), first.end() - 1);
    std::vector<Half> around(halves);
    for (Half h = 0; h < halves; ++h) around[free[to.vertex_of(h)]++] = h;
    to.next_.resize(halves);
    for (std::size_t vertex = 0; vertex + 1 < first.size(); ++vertex) {
      const auto begin = around.begin() + first[vertex], end = around.begin() + first[vertex + 1];
      if (end - begin > 2) std::sort(begin, end, [this](Half a, Half b) { return before(a, b); });
      for (auto at = begin; at != end; ++at) to.next_[twin(*at)] = at == begin ? *(end - 1) : *(at - 1);
    }
  }

  void trace_loops() {
    constexpr std::uint32_t none = 0xFFFFFFFF;
    to.loop_of_.assign(to.next_.size(), none);
    for (Half start = 0; start < to.next_.size(); ++start) {
      if (to.loop_of_[start] != none) continue;
      const Spot origin = to.spots_[to.vertex_of(start)];
      Wide twice = 0;
      for (Half h = start; to.loop_of_[h] == none; h = to.next_[h]) {
        to.loop_of_[h] = static_cast<std::uint32_t>(loop_start.size());
        const Spot a = to.spots_[to.vertex_of(h)], b = to.spots_[to.vertex_of(twin(h))];
        twice += static_cast<Wide>(a.x - origin.x) * (b.y - origin.y) -
                 static_cast<Wide>(b.x - origin.x) * (a.y - origin.y);
      }
      loop_start.push_back(start);
      loop_area.push_back(static_cast<double>(twice) / 2);
    }
  }

  // For each connected piece of the borders the one loop around its outside, by their leftmost vertices.
  // Empty when a piece has not exactly one: the faces are inconsistent.
  struct Piece {
    std::uint32_t outer_loop = 0xFFFFFFFF;
    std::uint32_t vertex = 0;
    std::vector<std::uint32_t> loops;
  };
  bool leftmost(std::uint32_t a, std::uint32_t b) const {
    const Spot p = to.spots_[a], q = to.spots_[b];
    return p.x != q.x ? p.x < q.x : p.y < q.y;
  }
  std::vector<Piece> pieces() {
    constexpr std::uint32_t none = 0xFFFFFFFF;
    std::vector<Piece> found;
    loop_piece.assign(loop_start.size(), none);
    for (std::uint32_t seed = 0; seed < loop_start.size(); ++seed) {
      if (loop_piece[seed] != none) continue;
      Piece piece{.vertex = to.vertex_of(loop_start[seed]), .loops = {seed}};
      const auto number = static_cast<std::uint32_t>(found.size());
      loop_piece[seed] = number;
      for (std::size_t i = 0; i < piece.loops.size(); ++i) {
        const std::uint32_t loop = piece.loops[i];
        if (loop_area[loop] <= 0) {
          if (piece.outer_loop != none) return {};
          piece.outer_loop = loop;
        }
        Half h = loop_start[loop];
        do {
          if (leftmost(to.vertex_of(h), piece.vertex)) piece.vertex = to.vertex_of(h);
          const std::uint32_t other = to.loop_of_[twin(h)];
          if (loop_piece[other] == none) {
            loop_piece[other] = number;
            piece.loops.push_back(other);
          }
        } while ((h = to.next_[h]) != loop_start[loop]);
      }
      if (piece.outer_loop == none) return {};
      found.push_back(std::move(piece));
    }
    std::ranges::sort(found, [this](const Piece& a, const Piece& b) { return leftmost(a.vertex, b.vertex); });
    return found;
  }

  void fill_rows() {
    const auto [low, high] = std::ranges::minmax(to.spots_, {}, &Spot::y);
    rows.resize(std::clamp<std::size_t>(to.edges_.size() / 64, 1, 4096));
    row_bottom = static_cast<double>(low.y);
    row_height = (static_cast<double>(high.y - low.y) + 1) / static_cast<double>(rows.size());
    for (std::uint32_t edge = 0; edge < to.edges_.size(); ++edge) {
      const auto [a, b] = std::minmax(to.spots_[to.edges_[edge].low].y, to.spots_[to.edges_[edge].high].y);
      if (a == b) continue;
      for (std::size_t row = row_of(a); row <= row_of(b); ++row) rows[row].push_back(edge);
    }
  }
  std::size_t row_of(std::int64_t y) const {
    return std::min(static_cast<std::size_t>((static_cast<double>(y) - row_bottom) / row_height),
                    rows.size() - 1);
  }

  // The loop that a ray from the vertex to the west meets first; -1: none. An edge owns its lower end; of two
  // edges from one vertex the one that leans to the east is met first.
  std::int64_t loop_to_the_west(std::uint32_t vertex) const {
    const Spot at = to.spots_[vertex];
    std::int64_t loop = -1;
    std::pair<double, double> best;
    for (const std::uint32_t edge : rows[row_of(at.y)]) {
      Half up = 2 * edge;
      if (to.spots_[to.vertex_of(up)].y > to.spots_[to.vertex_of(twin(up))].y) up = twin(up);
      const Spot low = to.spots_[to.vertex_of(up)], high = to.spots_[to.vertex_of(twin(up))];
      if (at.y < low.y || at.y >= high.y || turn(low, high, at) >= 0) continue;
      const double lean = static_cast<double>(high.x - low.x) / static_cast<double>(high.y - low.y);
      // Relative to the vertex, so that small distances keep their digits.
      const std::pair x{static_cast<double>(low.x - at.x) + lean * static_cast<double>(at.y - low.y), lean};
      if (loop >= 0 && x <= best) continue;
      best = x;
      loop = to.loop_of_[twin(up)];
    }
    return loop;
  }

  // Steps over an edge from left to right of the half edge; false when a member would be left that is not
  // there or entered twice.
  bool step(Half half, std::vector<Member>& members) const {
    for (const EdgeOwner& owner : to.owners(half)) {
      if (owner.forward == (half % 2 == 0)) {
        const auto at = std::ranges::lower_bound(members, owner.member);
        if (at == members.end() || *at != owner.member) return false;
        members.erase(at);
      }
    }
    for (const EdgeOwner& owner : to.owners(half)) {
      if (owner.forward == (half % 2 == 0)) continue;
      const auto at = std::ranges::lower_bound(members, owner.member);
      if (at != members.end() && *at == owner.member) return false;
      members.insert(at, owner.member);
    }
    return true;
  }
  std::uint64_t stepped(Half half, std::uint64_t sum) const {
    for (const EdgeOwner& owner : to.owners(half))
      sum += owner.forward == (half % 2 == 0) ? -mixed(owner.member) : mixed(owner.member);
    return sum;
  }

  // Gives every loop its face and every face its members; false when they contradict each other.
  bool label() {
    constexpr std::uint32_t none = 0xFFFFFFFF;
    const std::vector<Piece> all = pieces();
    if (all.empty()) return false;
    if (all.size() > 1) fill_rows();
    to.face_of_.assign(loop_start.size(), none);
    to.faces_.assign(1, Face{});
    loop_sum.assign(loop_start.size(), 0);
    for (const Piece& piece : all) {
      const std::int64_t west = all.size() > 1 ? loop_to_the_west(piece.vertex) : -1;
      const std::uint32_t around = west < 0 ? 0 : to.face_of_[static_cast<std::size_t>(west)];
      if (around == none) return false;
      to.face_of_[piece.outer_loop] = around;
      to.faces_[around].loops.push_back(loop_start[piece.outer_loop]);
      for (const Member member : to.faces_[around].members) loop_sum[piece.outer_loop] += mixed(member);
      if (!spread(piece.outer_loop)) return false;
    }
    return true;
  }

  bool spread(std::uint32_t from) {
    constexpr std::uint32_t none = 0xFFFFFFFF;
    std::vector<std::uint32_t> open{from};
    while (!open.empty()) {
      const std::uint32_t loop = open.back();
      open.pop_back();
      Half h = loop_start[loop];
      do {
        const std::uint32_t other = to.loop_of_[twin(h)];
        if (to.face_of_[other] != none) {
          if (h % 2 == 0 && stepped(h, loop_sum[loop]) != loop_sum[other]) return false;
          continue;
        }
        std::vector<Member> members = to.faces_[to.face_of_[loop]].members;
        if (!step(h, members)) return false;
        to.face_of_[other] = static_cast<std::uint32_t>(to.faces_.size());
        to.faces_.push_back({std::move(members), {loop_start[other]}, 0});
        loop_sum[other] = stepped(h, loop_sum[loop]);
        open.push_back(other);
      } while ((h = to.next_[h]) != loop_start[loop]);
    }
    return true;
  }

  // In metres, from the points as they came.
  void measure() {
    for (Face& face : to.faces_)
      for (const Half start : face.loops) {
        const Point origin = to.point_of(start);
        double twice = 0;
        Half h = start;
        do {
          const Point a = to.point_of(h), b = to.point_of(twin(h));
          twice += (a.x - origin.x) * (b.y - origin.y) - (b.x - origin.x) * (a.y - origin.y);
        } while ((h = to.next_[h]) != start);
        face.area += twice / 2;
      }
  }

  bool build(const std::vector<Segment>& segments, std::span<const Shape> layer) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> ends;
    number_vertices(segments, layer, ends);
    join_edges(segments, ends);
    link();
    trace_loops();
    if (!label()) return false;
    measure();
    return true;
  }
};

double Arrangement::length_of(Half half) const {
  const Point a = point_of(half), b = point_of(twin(half));
  return std::sqrt((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y));
}

namespace {

std::vector<Segment> segments_of(std::span<const Shape> layer, const Units& units) {
  std::size_t count = 0;
  for_each_ring(layer, [&](std::uint32_t, std::uint32_t, const Ring& ring) { count += ring.size(); });
  std::vector<Segment> segments;
  segments.reserve(count);
  for_each_ring(layer, [&](std::uint32_t member, std::uint32_t part, const Ring& ring) {
    for (std::size_t i = 1; i < ring.size(); ++i) {
      const Spot from = units.spot(ring[i - 1]), end = units.spot(ring[i]);
      if (from != end) segments.push_back({from, end, member, part});
    }
  });
  return segments;
}

Result<Box> box_of_layer(std::span<const Shape> layer) {
  Box box;
  std::uint32_t bad = no_member;
  for_each_ring(layer, [&](std::uint32_t member, std::uint32_t, const Ring& ring) {
    const bool sound = !ring.empty() && ring.front() == ring.back() && std::ranges::all_of(ring, [](Point p) {
      return std::isfinite(p.x) && std::isfinite(p.y);
    });
    if (!sound) bad = std::min(bad, member);
    for (const Point point : ring) box.add(point);
  });
  if (bad != no_member) return problem(ProblemCode::invalid_shape).with("number", std::to_string(bad + 1));
  return box;
}

}  // namespace

Result<Arrangement> Arrangement::of(std::span<const Shape> layer) {
  WEIGE_TRY(const Box box, box_of_layer(layer));
  Arrangement empty;
  empty.faces_.resize(1);
  if (box.empty()) return empty;
  const double extent = std::max({box.right - box.left, box.top - box.bottom, 1.0});
  const Point middle{box.left + (box.right - box.left) / 2, box.bottom + (box.top - box.bottom) / 2};
  const int most_bits = static_cast<int>(std::floor(std::log2(most_units / extent)));
  for (int bits = std::min(finest_bits, most_bits); bits >= coarsest_bits; bits -= bits_step) {
    const Units units{middle, std::ldexp(1.0, bits)};
    std::vector<Segment> segments = segments_of(layer, units);
    if (segments.empty()) return empty;
    for (int pass = 0; pass < most_passes; ++pass) {
      // Consistent faces need no further pass, which would find nothing in nearly every layer.
      const Noded noded = node(segments);
      if (noded == Noded::tangled) return problem(ProblemCode::layer_unresolved);
      if (noded == Noded::unchanged && pass > 0) break;
      Arrangement found;
      if (Builder{found, units, {}, {}, {}, {}, {}}.build(segments, layer)) return found;
    }
  }
  return problem(ProblemCode::layer_unresolved);
}

Result<Arrangement> Arrangement::of_noded(const std::vector<Segment>& segments) {
  Arrangement found;
  found.faces_.resize(1);
  const Units units{{0, 0}, lattice_per_degree};
  if (segments.empty() || Builder{found, units, {}, {}, {}, {}, {}}.build(segments, {})) return found;
  return problem(ProblemCode::layer_unresolved);
}

}  // namespace weige::grids
