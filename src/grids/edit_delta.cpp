// Faces become shapes again.
#include <algorithm>
#include <map>

#include "grids/edit_ground.h"
#include "grids/edit_steps.h"
#include "grids/patch_outline.h"
#include "grids/shape_points.h"
#include "grids/validity.h"

namespace weige::grids {
namespace {

// Sorted by place, each once.
using Spots = std::vector<Spot>;

void tidy(Spots& spots) {
  std::ranges::sort(spots, {}, place);
  spots.erase(std::unique(spots.begin(), spots.end()), spots.end());
}
bool has(const Spots& spots, Point point) {
  return std::ranges::binary_search(spots, place(spot_of(point)), {}, place);
}
void add(Spots& spots, const Shape& shape) {
  for (const Point point : points_of(shape)) spots.push_back(spot_of(point));
}

template <class F>
void for_each_ring(Shape& shape, F&& f) {
  for (Polygon& polygon : shape.polygons) {
    f(polygon.outer);
    for (Ring& hole : polygon.holes) f(hole);
  }
}

// Vertices that only noding put there go: a border straightens by less than 0.1 mm.
Shape with_vertices(Shape shape, const Spots& kept) {
  for_each_ring(shape, [&](Ring& ring) {
    ring.pop_back();
    std::erase_if(ring, [&](Point point) { return !has(kept, point); });
    if (!ring.empty()) ring.push_back(ring.front());
  });
  return shape;
}

// Rings begin where they began before, as far as that vertex is still there.
Shape begun_like(Shape shape, const Shape& old) {
  Spots begins;
  for (const Polygon& polygon : old.polygons) {
    begins.push_back(spot_of(polygon.outer.front()));
    for (const Ring& hole : polygon.holes) begins.push_back(spot_of(hole.front()));
  }
  tidy(begins);
  for_each_ring(shape, [&](Ring& ring) {
    const auto first = std::ranges::find_if(ring, [&](Point point) { return has(begins, point); });
    if (first == ring.end()) return;
    ring.pop_back();
    std::ranges::rotate(ring, first);
    ring.push_back(ring.front());
  });
  return shape;
}

class Rebuilding {
 public:
  Rebuilding(std::span<const Shape> layer, const Borders& borders, const Land& land)
      : layer_(layer), borders_(borders), land_(land) {
    for (std::uint32_t face = 1; face < land.holders.size(); ++face)
      for (const Member member : land.holders[face]) faces_[member].push_back(face);
  }

  Result<LayerDelta> run(const Touched& touched) {
    LayerDelta delta{.changed = {}, .added = {}, .removed = touched.removed};
    std::map<Member, Shape> shapes;
    const Spots lasting = lasting_vertices();
    for (const Member member : touched.changed) {
      shapes[member] = with_vertices(outline(member), lasting);
      if (shapes[member].polygons.empty()) return about(ProblemCode::edit_member_vanishes, member);
    }
    join_neighbours(shapes, touched);
    for (auto& [member, shape] : shapes) {
      if (!check_shape(shape).faults.empty()) return about(ProblemCode::edit_shape_invalid, member);
      if (member >= layer_.size())
        delta.added.push_back(std::move(shape));
      else if (shape = begun_like(std::move(shape), layer_[member]); shape != layer_[member])
        delta.changed.emplace_back(member, std::move(shape));
    }
    return delta;
  }

 private:
  Shape outline(Member member) const {
    const auto faces = faces_.find(member);
    return faces == faces_.end() ? Shape{} : outline_of(land_.map, faces->second);
  }

  // Those that members had or the step demands, corners of three borders, and what lines and drawn borders
  // are made of where they run alone.
  Spots lasting_vertices() const {
    const Arrangement& map = land_.map;
    Spots lasting = borders_.vertices;
    std::vector<std::uint8_t> meeting;  // borders, by vertex
    const auto old = [&](const EdgeOwner& owner) { return owner.member < layer_.size(); };
    for (Half h = 0; h < map.half_count(); ++h) {
      if (land_.left_of(h) == land_.left_of(twin(h))) continue;
      const std::uint32_t vertex = map.vertex_of(h);
      if (meeting.size() <= vertex) meeting.resize(vertex + 1);
      const int least = std::ranges::any_of(map.owners(h), old) ? 0 : 3;
      meeting[vertex] = static_cast<std::uint8_t>(std::clamp(meeting[vertex] + 1, least, 3));
      if (meeting[vertex] == 3) lasting.push_back(spot_of(map.point_of(h)));
    }
    tidy(lasting);
    return lasting;
  }

  // A member that has a new vertex of a changed one on its border gets it.
  void join_neighbours(std::map<Member, Shape>& shapes, const Touched& touched) const {
    Spots fresh;
    for (const auto& [member, shape] : shapes) add(fresh, shape);
    tidy(fresh);
    for (const Member member : borders_.members) {
      if (shapes.contains(member) || std::ranges::count(touched.removed, member) > 0) continue;
      Spots own;
      add(own, layer_[member]);
      tidy(own);
      const Shape cut = outline(member);
      const auto missing = [&](Point point) { return has(fresh, point) && !has(own, point); };
      if (!std::ranges::any_of(points_of(cut), missing)) continue;
      own.insert(own.end(), fresh.begin(), fresh.end());
      tidy(own);
      shapes[member] = with_vertices(cut, own);
    }
  }

  std::span<const Shape> layer_;
  const Borders& borders_;
  const Land& land_;
  std::map<Member, Faces> faces_;
};

}  // namespace

Result<LayerDelta> delta_of(std::span<const Shape> layer, const Borders& borders, const Land& land,
                            const Touched& touched) {
  return Rebuilding(layer, borders, land).run(touched);
}

}  // namespace weige::grids
