// Splitting and merging: who holds which face changes, and borders only where a line cuts.
#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "grids/edit_ground.h"
#include "grids/edit_steps.h"
#include "grids/patch_outline.h"
#include "grids/shape_points.h"

namespace weige::grids {
namespace {

// Between the nearest corners, in degrees of latitude.
double distance(const std::vector<Point>& one, const std::vector<Point>& other) {
  const double narrow = std::cos(one.front().y * M_PI / 180);
  double least = std::numeric_limits<double>::infinity();
  for (const Point a : one)
    for (const Point b : other) least = std::min(least, std::hypot((a.x - b.x) * narrow, a.y - b.y));
  return least;
}

struct Halves {
  Faces larger, smaller;
};

// Parts that the line did not cut are as they were without it.
std::optional<Halves> halves_of(const Land& land, Member member) {
  const auto before = parts_of(land, member, Lines::ignored);
  std::vector<Faces> cut, uncut;
  for (Faces& part : parts_of(land, member, Lines::cut))
    (std::ranges::find(before, part) == before.end() ? cut : uncut).push_back(std::move(part));
  if (cut.size() != 2) return std::nullopt;
  std::vector<std::vector<Point>> corners;
  for (const Faces& half : cut) corners.push_back(points_of(outline_of(land.map, half)));
  for (const Faces& part : uncut) {
    const auto own = points_of(outline_of(land.map, part));
    Faces& nearer = distance(own, corners[1]) < distance(own, corners[0]) ? cut[1] : cut[0];
    nearer.insert(nearer.end(), part.begin(), part.end());
  }
  if (area_of(land, cut[0]) < area_of(land, cut[1])) std::swap(cut[0], cut[1]);
  return Halves{std::move(cut[0]), std::move(cut[1])};
}

std::vector<Member> without_repeats(std::vector<Member> members) {
  std::ranges::sort(members);
  members.erase(std::unique(members.begin(), members.end()), members.end());
  return members;
}

// Whether the members hang together along borders; else the first that `from` does not reach.
Done hang_together(const Land& land, Member from, const std::vector<Member>& members) {
  std::vector<std::pair<Member, Member>> pairs;
  for (Half h = 0; h < land.map.half_count(); ++h)
    for (const Member here : land.left_of(h))
      for (const Member there : land.left_of(twin(h)))
        if (here != there) pairs.emplace_back(here, there);
  std::ranges::sort(pairs);
  std::vector<Member> reached{from};
  for (std::size_t i = 0; i < reached.size(); ++i)
    for (const Member member : members)
      if (std::ranges::count(reached, member) == 0 &&
          std::ranges::binary_search(pairs, std::pair(reached[i], member)))
        reached.push_back(member);
  for (const Member member : members)
    if (std::ranges::count(reached, member) == 0) return about(ProblemCode::edit_not_neighbours, member);
  return done();
}

}  // namespace

Result<LayerDelta> edited(std::span<const Shape> layer, const SplitMember& step) {
  WEIGE_CHECK(must_be_there(layer, step.member));
  if (!std::ranges::all_of(step.line, [](Point point) { return in_degrees(point); }))
    return about(ProblemCode::edit_line_does_not_split, step.member);
  std::vector<Spot> line;
  for (const Point point : step.line) line.push_back(spot_of(point));
  Borders borders = borders_around(layer, box_of(layer[step.member]));
  add_line(borders, line);
  WEIGE_TRY(Land land, land_of_layer(borders));
  const auto halves = halves_of(land, step.member);
  if (!halves) return about(ProblemCode::edit_line_does_not_split, step.member);
  const auto fresh = static_cast<Member>(layer.size());
  for (const std::uint32_t face : halves->smaller) {
    std::erase(land.holders[face], step.member);
    land.holders[face].push_back(fresh);
  }
  return delta_of(layer, borders, land, {.changed = {step.member, fresh}});
}

Result<LayerDelta> edited(std::span<const Shape> layer, const MergeMembers& step) {
  std::vector<Member> from = without_repeats(step.from);
  std::erase(from, step.into);
  if (from.empty()) return about(ProblemCode::edit_not_neighbours, step.into);
  WEIGE_CHECK(must_be_there(layer, step.into));
  Box box = box_of(layer[step.into]);
  for (const Member member : from) {
    WEIGE_CHECK(must_be_there(layer, member));
    widen(box, box_of(layer[member]));
  }
  Borders borders = borders_around(layer, box);
  WEIGE_TRY(Land land, land_of_layer(borders));
  WEIGE_CHECK(hang_together(land, step.into, from));
  for (auto& holders : land.holders) {
    if (std::erase_if(holders, [&](Member one) { return std::ranges::binary_search(from, one); }) == 0)
      continue;
    holders.push_back(step.into);
    holders = without_repeats(std::move(holders));
  }
  return delta_of(layer, borders, land, {.changed = {step.into}, .removed = from});
}

}  // namespace weige::grids
