// Whole shapes: drawing a new member, and replacing the shape of one.
#include <algorithm>
#include <cmath>
#include <map>

#include "grids/coverage.h"
#include "grids/edit_ground.h"
#include "grids/edit_steps.h"
#include "grids/patch_outline.h"
#include "grids/shape_points.h"
#include "grids/validity.h"

namespace weige::grids {
namespace {

Result<Shape> usable(const Shape& shape, Member member) {
  if (!in_degrees(shape)) return about(ProblemCode::edit_shape_invalid, member);
  Shape rounded = normalised(on_lattice(shape)).shape;
  if (!check_shape(rounded).faults.empty()) return about(ProblemCode::edit_shape_invalid, member);
  return rounded;
}

// To some parts in a thousand, which is enough to tell a sliver.
Shape in_rough_metres(const Shape& degrees) {
  constexpr double per_degree = 111'195;
  auto points = points_of(degrees);
  const double narrow = points.empty() ? 1 : std::cos(points.front().y * M_PI / 180);
  for (Point& point : points) point = {point.x * per_degree * narrow, point.y * per_degree};
  return with_points(degrees, points);
}

bool all_slivers(const Land& land, const Faces& faces) {
  const Shape shape = in_rough_metres(outline_of(land.map, faces));
  return std::ranges::all_of(shape.polygons, [](const Polygon& polygon) {
    return 2 * area(Shape{{polygon}}) < sliver_width * perimeter(Shape{{polygon}});
  });
}

class Drawing {
 public:
  Drawing(Land& land, Member fresh) : land_(land), fresh_(fresh), before_(land.holders) {}

  // Covered land is the new member's alone; returns who loses some.
  std::vector<Member> take() {
    std::vector<Member> losers;
    for (const auto& [other, faces] : covered_of_others()) losers.push_back(other);
    for (auto& holders : land_.holders)
      if (std::ranges::binary_search(holders, fresh_)) holders = {fresh_};
    for (const Member loser : losers)
      for (const Faces& part : parts_of(land_, loser, Lines::ignored))
        if (cut_off(part, loser) && all_slivers(land_, part)) give(part);
    return losers;
  }

  // Slivers stay with whom they were.
  Done yield() {
    const auto covered = covered_of_others();
    for (const auto& [other, faces] : covered)
      if (!all_slivers(land_, faces)) return about(ProblemCode::edit_would_overlap, fresh_, other);
    for (const auto& [other, faces] : covered)
      for (const std::uint32_t face : faces) std::erase(land_.holders[face], fresh_);
    return done();
  }

  // Closed in between the new member and others.
  void fill_slivers() {
    for (std::uint32_t face = 1; face < land_.holders.size(); ++face)
      if (land_.holders[face].empty() && beside(face) && all_slivers(land_, {face})) give({face});
  }

 private:
  std::map<Member, Faces> covered_of_others() const {
    std::map<Member, Faces> covered;
    for (std::uint32_t face = 1; face < land_.holders.size(); ++face)
      if (std::ranges::binary_search(land_.holders[face], fresh_))
        for (const Member other : land_.holders[face])
          if (other != fresh_) covered[other].push_back(face);
    return covered;
  }
  bool beside(std::uint32_t face) const {
    bool found = false;
    for_each_half(land_.map, land_.map.faces()[face],
                  [&](Half h) { found = found || land_.holds(fresh_, twin(h)); });
    return found;
  }
  // The part hung together with land that was taken.
  bool cut_off(const Faces& part, Member loser) const {
    bool found = false;
    for (const std::uint32_t face : part)
      for_each_half(land_.map, land_.map.faces()[face], [&](Half h) {
        const std::uint32_t beyond = land_.map.face_of(twin(h));
        found = found || (land_.holds(fresh_, twin(h)) && std::ranges::binary_search(before_[beyond], loser));
      });
    return found;
  }
  void give(const Faces& faces) {
    for (const std::uint32_t face : faces) land_.holders[face] = {fresh_};
  }

  Land& land_;
  Member fresh_;
  std::vector<std::vector<Member>> before_;
};

}  // namespace

Result<LayerDelta> edited(std::span<const Shape> layer, const DrawMember& step) {
  const auto fresh = static_cast<Member>(layer.size());
  WEIGE_TRY(const Shape drawn, usable(step.shape, fresh));
  // Also those beyond a sliver.
  constexpr double slack = 1e-5;
  Box box = box_of(drawn);
  box = {box.left - slack, box.bottom - slack, box.right + slack, box.top + slack};
  Borders borders = borders_around(layer, box);
  add_border(borders, fresh, drawn);
  WEIGE_TRY(Land land, land_of_layer(borders));
  Drawing drawing(land, fresh);
  std::vector<Member> changed;
  if (step.take)
    changed = drawing.take();
  else
    WEIGE_CHECK(drawing.yield());
  changed.push_back(fresh);
  drawing.fill_slivers();
  return delta_of(layer, borders, land, {.changed = std::move(changed)});
}

Result<LayerDelta> edited(std::span<const Shape> layer, const ReplaceShape& step) {
  WEIGE_CHECK(must_be_there(layer, step.member));
  WEIGE_TRY(const Shape shape, usable(step.shape, step.member));
  Box box = box_of(layer[step.member]);
  widen(box, box_of(shape));
  Borders borders = borders_around(layer, box);
  std::erase_if(borders.segments, [&](const Segment& one) { return one.member == step.member; });
  add_border(borders, step.member, shape);
  add_vertices(borders, shape);
  WEIGE_TRY(const Land land, land_of_layer(borders));
  return delta_of(layer, borders, land, {.changed = {step.member}});
}

}  // namespace weige::grids
