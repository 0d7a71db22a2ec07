// Moving vertices and giving borders another course: borders change in all members that they belong to.
#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "grids/border_stretches.h"
#include "grids/edit_ground.h"
#include "grids/edit_steps.h"

namespace weige::grids {
namespace {

// What a change of borders must not make worse.
struct Flaws {
  std::map<std::pair<Member, Member>, double> overlaps;  // areas in square degrees
  std::size_t gaps = 0;                                  // closed in
};
Flaws flaws_of(const Land& land) {
  Flaws flaws;
  for (std::uint32_t face = 1; face < land.holders.size(); ++face) {
    const auto& holders = land.holders[face];
    if (holders.empty()) ++flaws.gaps;
    for (std::size_t i = 0; i < holders.size(); ++i)
      for (std::size_t j = i + 1; j < holders.size(); ++j)
        flaws.overlaps[{holders[i], holders[j]}] += land.map.faces()[face].area;
  }
  return flaws;
}
Done no_worse(const Flaws& before, const Flaws& after) {
  constexpr double noise = 1e-9;  // of areas
  for (const auto& [pair, area] : after.overlaps) {
    const auto known = before.overlaps.find(pair);
    if (known == before.overlaps.end() || area > known->second * (1 + noise))
      return about(ProblemCode::edit_would_overlap, pair.first, pair.second);
  }
  if (after.gaps > before.gaps) return problem(ProblemCode::edit_opens_gap);
  return done();
}

// The borders have changed: nothing may have become worse.
Result<LayerDelta> settled(std::span<const Shape> layer, Borders& borders, const Land& before,
                           const std::vector<Member>& changed) {
  const auto after = land_of(borders);
  if (!after) {
    const Member crossing = crossing_itself(borders, changed);
    return about(ProblemCode::edit_shape_invalid, crossing == no_member ? changed.front() : crossing);
  }
  WEIGE_CHECK(no_worse(flaws_of(before), flaws_of(*after)));
  return delta_of(layer, borders, *after, {.changed = changed});
}

using Targets = std::map<std::pair<std::int64_t, std::int64_t>, Spot>;

Box box_of_moves(std::span<const Shape> layer, const std::vector<MoveVertices::Move>& moves) {
  Box all, from;
  for (const auto& move : moves) {
    from.add(move.from);
    all.add(move.to);
  }
  widen(all, from);
  for (const Shape& shape : layer) {
    const Box own = box_of(shape);
    if (!own.meets(from)) continue;
    const bool touched = std::ranges::any_of(moves, [&](const MoveVertices::Move& move) {
      Box at;
      at.add(move.from);
      return own.meets(at);
    });
    if (touched) widen(all, own);
  }
  return all;
}

// Moves the ends that lie at a source; returns whose they are.
std::vector<Member> moved(Borders& borders, const Targets& targets) {
  std::set<Member> members;
  for (Segment& one : borders.segments)
    for (Spot* end : {&one.from, &one.to})
      if (const auto to = targets.find(place(*end)); to != targets.end()) {
        members.insert(one.member);
        *end = to->second;
      }
  std::erase_if(borders.segments, [](const Segment& one) { return one.from == one.to; });
  for (const auto& [from, to] : targets) borders.vertices.push_back(to);
  return {members.begin(), members.end()};
}

}  // namespace

Result<LayerDelta> edited(std::span<const Shape> layer, const MoveVertices& step) {
  Targets targets;
  for (const auto& [from, to] : step.moves) {
    if (!in_degrees(from) || !in_degrees(to)) return problem(ProblemCode::edit_vertex_missing);
    targets.emplace(place(spot_of(from)), spot_of(to));
  }
  Borders borders = borders_around(layer, box_of_moves(layer, step.moves));
  std::ranges::sort(borders.vertices, {}, place);
  for (const auto& [from, to] : targets)
    if (!std::ranges::binary_search(borders.vertices, from, {}, place))
      return problem(ProblemCode::edit_vertex_missing);
  WEIGE_TRY(const Land before, land_of_layer(borders));
  const auto changed = moved(borders, targets);
  if (changed.empty()) return LayerDelta{};
  return settled(layer, borders, before, changed);
}

namespace {

// The part of the border that gets another course, with a on the left of both.
struct Swap {
  Course old_course, new_course;
};

double area_between(const Course& one, const Course& other) {
  Course around = one;
  around.insert(around.end(), other.rbegin(), other.rend());
  double twice = 0;
  for (std::size_t i = 2; i < around.size(); ++i) twice += turn(around[0], around[i - 1], around[i]);
  return std::abs(twice);
}

// Makes the place a vertex of the course and of every border that runs along it.
void make_vertex(Course& course, const Station& station, Borders& borders) {
  borders.vertices.push_back(station.at);
  if (station.at == course[station.edge]) return;
  const Spot u = course[station.edge], v = course[station.edge + 1];
  if (station.at == v) return;
  course.insert(course.begin() + static_cast<std::ptrdiff_t>(station.edge) + 1, station.at);
  std::vector<Segment> halves;
  for (Segment& one : borders.segments) {
    if (!(one.from == u && one.to == v) && !(one.from == v && one.to == u)) continue;
    halves.push_back({station.at, one.to, one.member, one.part});
    one.to = station.at;
  }
  borders.segments.insert(borders.segments.end(), halves.begin(), halves.end());
}

// From the first end of the path to the last, along the course or against it.
Swap swap_along(const Course& course, Course path) {
  const auto first = std::ranges::find(course, path.front()), last = std::ranges::find(course, path.back());
  const auto [low, high] = std::minmax(first, last);
  if (last < first) std::ranges::reverse(path);
  Swap along{Course(low, high + 1), path};
  if (course.front() != course.back()) return along;
  // A border that closes on itself has two ways between the ends: the one that the path stays nearer to.
  Course way(high, course.end());
  way.insert(way.end(), course.begin() + 1, low + 1);
  std::ranges::reverse(path);
  Swap around{std::move(way), std::move(path)};
  return area_between(around.old_course, around.new_course) < area_between(along.old_course, along.new_course)
             ? around
             : along;
}

// The stretch on which both ends of the path lie, with the ends put on it.
std::optional<Swap> placed(std::vector<Course> stretches, Course path, double reach, Borders& borders) {
  Course* best = nullptr;
  double least = 0;
  for (Course& course : stretches) {
    const auto first = station_near(course, path.front(), reach);
    const auto last = station_near(course, path.back(), reach);
    if (!first || !last || (best != nullptr && first->away + last->away >= least)) continue;
    best = &course;
    least = first->away + last->away;
  }
  if (best == nullptr) return std::nullopt;
  for (Spot* end : {&path.front(), &path.back()}) {
    const Station station = *station_near(*best, *end, reach);
    make_vertex(*best, station, borders);
    *end = station.at;
  }
  path.erase(std::unique(path.begin(), path.end()), path.end());
  if (path.size() < 2 || path.front() == path.back()) return std::nullopt;
  return swap_along(*best, std::move(path));
}

void carry_out(const Swap& swap, Member a, Member b, Borders& borders) {
  std::set<std::pair<std::pair<std::int64_t, std::int64_t>, std::pair<std::int64_t, std::int64_t>>> old;
  for (std::size_t i = 1; i < swap.old_course.size(); ++i)
    old.emplace(place(swap.old_course[i - 1]), place(swap.old_course[i]));
  std::erase_if(borders.segments, [&](const Segment& one) {
    return (one.member == a && old.contains({place(one.from), place(one.to)})) ||
           (b != no_member && one.member == b && old.contains({place(one.to), place(one.from)}));
  });
  for (std::size_t i = 1; i < swap.new_course.size(); ++i) {
    const Spot from = swap.new_course[i - 1], to = swap.new_course[i];
    borders.segments.push_back({from, to, a, 0});
    if (b != no_member) borders.segments.push_back({to, from, b, 0});
    borders.vertices.push_back(from);
  }
}

// A course that leaves the two members: into whom.
Problem why_refused(const Problem& found, Borders borders, const Course& path, const ReplaceBorder& step) {
  add_line(borders, path);
  const auto land = land_of(borders);
  if (!land) return found;
  for (Half h = 0; h < land->map.half_count(); ++h) {
    if (!land->map.owners(h).empty() || land->holds(step.a, h) || land->holds(step.b, h)) continue;
    if (land->left_of(h).empty()) return about(ProblemCode::edit_not_a_border, step.a);
    return about(ProblemCode::edit_would_overlap, step.a, land->left_of(h).front());
  }
  return found;
}

}  // namespace

Result<LayerDelta> edited(std::span<const Shape> layer, const ReplaceBorder& step) {
  WEIGE_CHECK(must_be_there(layer, step.a));
  if (step.b != no_member) WEIGE_CHECK(must_be_there(layer, step.b));
  if (step.a == step.b || step.path.size() < 2 ||
      !std::ranges::all_of(step.path, [](Point point) { return in_degrees(point); }))
    return about(ProblemCode::edit_not_a_border, step.a);
  Box box = box_of(layer[step.a]);
  if (step.b != no_member) widen(box, box_of(layer[step.b]));
  for (const Point point : step.path) box.add(point);
  Course path;
  for (const Point point : step.path) path.push_back(spot_of(point));
  Borders borders = borders_around(layer, box);
  WEIGE_TRY(const Land before, land_of_layer(borders));
  const auto swap = placed(stretches_of(before, step.a, step.b), std::move(path),
                           step.tolerance * lattice_per_degree, borders);
  if (!swap) return about(ProblemCode::edit_not_a_border, step.a);
  const Borders untouched = borders;
  carry_out(*swap, step.a, step.b, borders);
  std::vector<Member> changed{step.a};
  if (step.b != no_member) changed.push_back(step.b);
  auto delta = settled(layer, borders, before, changed);
  if (delta || step.b == no_member) return delta;
  return why_refused(delta.problem(), untouched, swap->new_course, step);
}

Result<std::vector<std::vector<Point>>> common_border(std::span<const Shape> layer, Member a, Member b) {
  WEIGE_CHECK(must_be_there(layer, a));
  Borders borders = borders_around(layer, box_of(layer[a]));
  WEIGE_TRY(const Land land, land_of_layer(borders));
  std::vector<std::vector<Point>> stretches;
  for (const Course& course : stretches_of(land, a, b)) {
    auto& points = stretches.emplace_back();
    std::ranges::transform(course, std::back_inserter(points), point_of);
  }
  return stretches;
}

}  // namespace weige::grids
