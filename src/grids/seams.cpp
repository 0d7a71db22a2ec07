#include "grids/seams.h"

#include <algorithm>
#include <tuple>

#include "grids/arrangement.h"
#include "grids/patch_outline.h"
#include "grids/shape_points.h"

namespace weige::grids {
namespace {

auto place(Point point) {
  return std::tuple(point.x, point.y);
}
bool by_place(Point a, Point b) {
  return place(a) < place(b);
}

// A piece of border, the area on its left.
struct Edge {
  Point from, to;
  auto key() const { return std::tuple(from.x, from.y, to.x, to.y); }
  bool operator<(const Edge& other) const { return key() < other.key(); }
};

template <class F>
void for_each_ring(std::vector<Parcel>& parcels, F&& f) {
  for (Parcel& parcel : parcels)
    for (Shape& block : parcel.blocks)
      for (Polygon& polygon : block.polygons) {
        f(polygon.outer);
        for (Ring& hole : polygon.holes) f(hole);
      }
}

// The pieces in which the parcels have their area's border: no other parcel lies on the right. Ascending.
std::vector<Edge> border_of(std::vector<Parcel>& parcels) {
  std::vector<Edge> all, border;
  for_each_ring(parcels, [&](const Ring& ring) {
    for (std::size_t i = 1; i < ring.size(); ++i) all.push_back({ring[i - 1], ring[i]});
  });
  std::ranges::sort(all, {}, &Edge::key);
  for (const Edge& edge : all)
    if (!std::ranges::binary_search(all, Edge{edge.to, edge.from}.key(), {}, &Edge::key))
      border.push_back(edge);
  return border;
}

// A new vertex on the segment between two old ones, of which `low` comes first by place.
struct Seam {
  Point low, high, at;
  auto segment() const { return std::tuple(low.x, low.y, high.x, high.y); }
  double along() const { return (at.x - low.x) * (high.x - low.x) + (at.y - low.y) * (high.y - low.y); }
  auto key() const { return std::tuple_cat(segment(), std::tuple(along(), at.x, at.y)); }
};

// The old vertices between which a piece of border lies.
struct Piece {
  Edge edge;
  Point low, high;
  bool forward;  // it runs from the low one to the high one
};

class Side {
 public:
  Side(const Shape& area, std::vector<Parcel>& parcels) : parcels_(parcels), old_(points_of(area)) {
    std::ranges::sort(old_, by_place);
    const std::vector<Edge> border = border_of(parcels);
    for (const Edge& edge : border)
      if (old(edge.from)) follow(border, edge);
    std::ranges::sort(pieces_, {}, [](const Piece& one) { return one.edge.key(); });
  }

  void add_seams(std::vector<Seam>& seams) const {
    for (const Piece& piece : pieces_)
      if (!old(piece.edge.to)) seams.push_back({piece.low, piece.high, piece.edge.to});
  }

  void insert(const std::vector<Seam>& seams) {
    for_each_ring(parcels_, [&](Ring& ring) {
      Ring all{ring.front()};
      for (std::size_t i = 1; i < ring.size(); ++i) {
        insert_between({ring[i - 1], ring[i]}, seams, all);
        all.push_back(ring[i]);
      }
      ring = std::move(all);
    });
  }

 private:
  bool old(Point point) const { return std::ranges::binary_search(old_, point, by_place); }

  // From one old vertex to the next one.
  void follow(const std::vector<Edge>& border, Edge edge) {
    std::vector<Edge> run{edge};
    while (!old(edge.to)) {
      const auto next = std::ranges::lower_bound(border, place(edge.to), {},
                                                 [](const Edge& one) { return place(one.from); });
      if (next == border.end() || next->from != edge.to) return;
      run.push_back(edge = *next);
    }
    const bool forward = by_place(run.front().from, edge.to);
    const Point low = forward ? run.front().from : edge.to, high = forward ? edge.to : run.front().from;
    for (const Edge& one : run) pieces_.push_back({one, low, high, forward});
  }

  void insert_between(const Edge& edge, const std::vector<Seam>& seams, Ring& ring) const {
    const auto piece =
        std::ranges::lower_bound(pieces_, edge.key(), {}, [](const Piece& one) { return one.edge.key(); });
    if (piece == pieces_.end() || piece->edge.key() != edge.key()) return;
    const Seam any{piece->low, piece->high, {}};
    const auto range = std::ranges::equal_range(seams, any.segment(), {}, &Seam::segment);
    const double begin = Seam{any.low, any.high, piece->forward ? edge.from : edge.to}.along();
    const double end = Seam{any.low, any.high, piece->forward ? edge.to : edge.from}.along();
    Ring between;
    for (const Seam& seam : range)
      if (seam.along() > begin && seam.along() < end && (between.empty() || between.back() != seam.at))
        between.push_back(seam.at);
    if (!piece->forward) std::ranges::reverse(between);
    ring.insert(ring.end(), between.begin(), between.end());
  }

  std::vector<Parcel>& parcels_;
  std::vector<Point> old_;     // by place
  std::vector<Piece> pieces_;  // by edge
};

}  // namespace

Result<std::vector<Shape>> with_common_vertices(std::span<const Shape> areas) {
  WEIGE_TRY(const Arrangement map, Arrangement::of(areas));
  std::vector<std::vector<std::uint32_t>> faces(areas.size());
  for (std::uint32_t face = 1; face < map.faces().size(); ++face)
    for (const Member area : map.faces()[face].members) faces[area].push_back(face);
  std::vector<Shape> shapes;
  for (const auto& some : faces) shapes.push_back(outline_of(map, some));
  return shapes;
}

void join_seams(std::span<const Shape> areas, std::span<std::vector<Parcel>> parcels) {
  std::vector<Side> sides;
  std::vector<Seam> seams;
  for (std::size_t area = 0; area < areas.size(); ++area) {
    sides.emplace_back(areas[area], parcels[area]);
    sides.back().add_seams(seams);
  }
  std::ranges::sort(seams, {}, &Seam::key);
  for (Side& side : sides) side.insert(seams);
}

}  // namespace weige::grids
