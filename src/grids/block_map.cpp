#include "grids/block_map.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "grids/patch_outline.h"

namespace weige::grids {
namespace {

using Areas = std::vector<Member>;  // ascending

bool by_place(Point a, Point b) {
  return a.x != b.x ? a.x < b.x : a.y < b.y;
}
template <class T>
void sort_unique(std::vector<T>& values) {
  std::ranges::sort(values);
  values.erase(std::unique(values.begin(), values.end()), values.end());
}
// Sums of such lengths are exact, in whatever order they are added.
double whole_millimetres(double metres) {
  return std::round(metres * 1024) / 1024;
}

std::vector<Areas> areas_over_faces(const Arrangement& map, std::span<const Member> area_of) {
  std::vector<Areas> areas(map.faces().size());
  for (std::size_t face = 0; face < areas.size(); ++face) {
    for (const Member block : map.faces()[face].members) areas[face].push_back(area_of[block]);
    sort_unique(areas[face]);
  }
  return areas;
}

std::vector<Point> points_by_place(std::span<const Shape> layer) {
  std::vector<Point> points;
  for (const Shape& shape : layer)
    for (const Polygon& polygon : shape.polygons) {
      points.insert(points.end(), polygon.outer.begin(), polygon.outer.end());
      for (const Ring& hole : polygon.holes) points.insert(points.end(), hole.begin(), hole.end());
    }
  std::ranges::sort(points, by_place);
  return points;
}

// Where the map of areas changes.
class Redrawn {
 public:
  Redrawn(const Arrangement& map, std::span<const Shape> layer, const BlockMap::Holders& holders)
      : map_(map),
        layer_(layer),
        before_(areas_over_faces(map, holders.before)),
        after_(areas_over_faces(map, holders.after)) {}

  std::vector<NewShape> shapes() {
    note_land();
    note_vertices();
    std::vector<std::vector<std::uint32_t>> faces(layer_.size());
    for (std::uint32_t face = 1; face < after_.size(); ++face)
      for (const Member area : after_[face]) faces[area].push_back(face);
    std::vector<NewShape> found;
    for (const Member area : land_) found.push_back({area, BorderChange::moved, {}});
    for (const Member area : touched_)
      if (!std::ranges::binary_search(land_, area)) found.push_back({area, BorderChange::vertices, {}});
    std::ranges::sort(found, {}, &NewShape::area);
    for (NewShape& one : found) one.shape = outline(faces[one.area], layer_[one.area]);
    return found;
  }

 private:
  void note_land() {
    for (std::size_t face = 1; face < after_.size(); ++face)
      if (before_[face] != after_[face])
        for (const auto* areas : {&before_[face], &after_[face]})
          land_.insert(land_.end(), areas->begin(), areas->end());
    sort_unique(land_);
  }

  // A vertex that no shape had, on an old border that goes straight on, is of no use; all others are, and
  // every area that they lie on gets them.
  void note_vertices() {
    struct Corner {
      std::uint32_t borders = 0;
      bool on_new_border = false;
      bool useless() const { return borders == 2 && !on_new_border; }
    };
    std::vector<Corner> corners;
    for (Half h = 0; h < map_.half_count(); ++h) {
      const std::uint32_t left = map_.face_of(h), right = map_.face_of(twin(h)), at = map_.vertex_of(h);
      if (after_[left] == after_[right]) continue;
      if (at >= corners.size()) corners.resize(at + 1);
      ++corners[at].borders;
      if (before_[left] == before_[right]) corners[at].on_new_border = true;
    }
    const std::vector<Point> points = points_by_place(layer_);
    for (Half h = 0; h < map_.half_count(); ++h) {
      const std::uint32_t left = map_.face_of(h), right = map_.face_of(twin(h));
      if (after_[left] == after_[right] || std::ranges::binary_search(points, map_.point_of(h), by_place))
        continue;
      if (corners[map_.vertex_of(h)].useless())
        useless_.push_back(map_.point_of(h));
      else
        for (const auto* areas : {&after_[left], &after_[right]})
          touched_.insert(touched_.end(), areas->begin(), areas->end());
    }
    std::ranges::sort(useless_, by_place);
    sort_unique(touched_);
  }

  Shape outline(std::span<const std::uint32_t> faces, const Shape& old) const {
    Shape shape = outline_of(map_, faces);
    for (Polygon& polygon : shape.polygons) {
      tidy(polygon.outer, old);
      for (Ring& hole : polygon.holes) tidy(hole, old);
    }
    return shape;
  }
  // Rings begin where the old shape's began.
  void tidy(Ring& ring, const Shape& old) const {
    ring.pop_back();
    std::erase_if(ring, [this](Point p) { return std::ranges::binary_search(useless_, p, by_place); });
    const auto begin_at = [&](const Ring& model) {
      const auto at = std::ranges::find(ring, model.front());
      if (at != ring.end()) std::rotate(ring.begin(), at, ring.end());
      return at != ring.end();
    };
    for (const Polygon& polygon : old.polygons)
      if (begin_at(polygon.outer) || std::ranges::any_of(polygon.holes, begin_at)) break;
    ring.push_back(ring.front());
  }

  const Arrangement& map_;
  std::span<const Shape> layer_;
  std::vector<Areas> before_, after_;  // by face
  std::vector<Member> land_, touched_;
  std::vector<Point> useless_;  // by place
};

}  // namespace

Result<BlockMap> BlockMap::of(std::span<const Shape> blocks) {
  WEIGE_TRY(Arrangement map, Arrangement::of(blocks));
  return BlockMap(std::move(map));
}

std::vector<LoadGraph::Link> BlockMap::links() const {
  std::vector<LoadGraph::Link> found;
  std::vector<Member> left, right;
  for (Half h = 0; h < map_.half_count(); h += 2) {
    const auto& over = map_.faces()[map_.face_of(h)].members;
    const auto& beyond = map_.faces()[map_.face_of(twin(h))].members;
    left.clear();
    right.clear();
    std::ranges::set_difference(over, beyond, std::back_inserter(left));
    std::ranges::set_difference(beyond, over, std::back_inserter(right));
    for (const Member a : left)
      for (const Member b : right) found.push_back({std::min(a, b), std::max(a, b), map_.length_of(h)});
  }
  std::ranges::stable_sort(found, {}, [](const LoadGraph::Link& one) { return std::tie(one.a, one.b); });
  std::size_t kept = 0;
  for (const LoadGraph::Link& link : found) {
    if (kept > 0 && found[kept - 1].a == link.a && found[kept - 1].b == link.b)
      found[kept - 1].metres += link.metres;
    else
      found[kept++] = link;
  }
  found.resize(kept);
  for (LoadGraph::Link& link : found) link.metres = whole_millimetres(link.metres);
  return found;
}

std::vector<NewShape> BlockMap::new_shapes(std::span<const Shape> layer, const Holders& holders) const {
  if (std::ranges::equal(holders.before, holders.after)) return {};
  return Redrawn(map_, layer, holders).shapes();
}

}  // namespace weige::grids
