#include "grids/edit_ground.h"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "grids/edit_steps.h"
#include "grids/shape_points.h"

namespace weige::grids {
namespace {

constexpr double reach = 2 / lattice_per_degree;  // of what may touch, in degrees
constexpr int most_passes = 40;

template <class F>
void for_each_ring(const Shape& shape, F&& f) {
  for (const Polygon& polygon : shape.polygons) {
    f(polygon.outer);
    for (const Ring& hole : polygon.holes) f(hole);
  }
}

// A border that runs along the same line in both directions encloses nothing there.
void drop_spikes(std::vector<Segment>& segments) {
  const auto key = [&](std::uint32_t i) {
    const auto [low, high] = std::minmax({place(segments[i].from), place(segments[i].to)});
    return std::tuple(segments[i].member, low, high);
  };
  const auto forward = [&](std::uint32_t i) { return place(segments[i].from) < place(segments[i].to); };
  std::vector<std::uint32_t> order(segments.size());
  std::iota(order.begin(), order.end(), 0u);
  std::ranges::sort(order, [&](auto a, auto b) {
    return std::tuple(key(a), forward(a), a) < std::tuple(key(b), forward(b), b);
  });
  std::vector<bool> gone(segments.size());
  for (auto begin = order.begin(); begin != order.end();) {
    const auto end = std::find_if(begin, order.end(), [&](auto i) { return key(i) != key(*begin); });
    auto back = begin, ahead = end;  // backward ones stand first
    while (segments[*begin].member != no_member && back < ahead && !forward(*back) && forward(*(ahead - 1)))
      gone[*back++] = gone[*--ahead] = true;
    begin = end;
  }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < segments.size(); ++i)
    if (!gone[i]) segments[kept++] = segments[i];
  segments.resize(kept);
}

}  // namespace

void widen(Box& box, const Box& by) {
  if (by.empty()) return;
  box.add({by.left, by.bottom});
  box.add({by.right, by.top});
}

Borders borders_around(std::span<const Shape> layer, const Box& box) {
  const Box near{box.left - reach, box.bottom - reach, box.right + reach, box.top + reach};
  Borders borders;
  for (Member member = 0; member < layer.size(); ++member) {
    if (!near.meets(box_of(layer[member]))) continue;
    borders.members.push_back(member);
    add_border(borders, member, layer[member]);
    add_vertices(borders, layer[member]);
  }
  return borders;
}

void add_border(Borders& borders, Member member, const Shape& shape) {
  for_each_ring(shape, [&](const Ring& ring) {
    for (std::size_t i = 1; i < ring.size(); ++i) {
      const Spot from = spot_of(ring[i - 1]), to = spot_of(ring[i]);
      if (from != to) borders.segments.push_back({from, to, member, 0});
    }
  });
}

void add_vertices(Borders& borders, const Shape& shape) {
  for (const Point point : points_of(shape)) borders.vertices.push_back(spot_of(point));
}

void add_line(Borders& borders, std::span<const Spot> line) {
  for (std::size_t i = 1; i < line.size(); ++i)
    if (line[i - 1] != line[i]) borders.segments.push_back({line[i - 1], line[i], no_member, 0});
}

bool Land::holds(Member member, Half half) const {
  return std::ranges::binary_search(left_of(half), member);
}

Result<Land> land_of(Borders& borders) {
  Noded noded = node(borders.segments);
  for (int passes = 1; noded == Noded::cut && passes < most_passes; ++passes) noded = node(borders.segments);
  if (noded != Noded::unchanged) return problem(ProblemCode::layer_unresolved);
  drop_spikes(borders.segments);
  WEIGE_TRY(Arrangement map, Arrangement::of_noded(borders.segments));
  std::vector<std::vector<Member>> holders;
  for (const Face& face : map.faces()) holders.push_back(face.members);
  return Land{std::move(map), std::move(holders)};
}

Result<Land> land_of_layer(Borders& borders) {
  auto land = land_of(borders);
  if (land) return land;
  const Member invalid = crossing_itself(borders, borders.members);
  if (invalid == no_member) return land;
  return about(ProblemCode::invalid_shape, invalid);
}

Member crossing_itself(const Borders& borders, std::span<const Member> members) {
  for (const Member member : members) {
    std::vector<Segment> own;
    for (const Segment& one : borders.segments)
      if (one.member == member) own.push_back(one);
    if (!Arrangement::of_noded(own)) return member;
  }
  return no_member;
}

std::vector<Faces> parts_of(const Land& land, Member member, Lines lines) {
  const auto& faces = land.map.faces();
  std::vector<bool> known(faces.size());
  std::vector<Faces> parts;
  for (std::uint32_t seed = 1; seed < faces.size(); ++seed) {
    if (known[seed] || !std::ranges::binary_search(land.holders[seed], member)) continue;
    Faces part{seed};
    known[seed] = true;
    for (std::size_t i = 0; i < part.size(); ++i)
      for_each_half(land.map, faces[part[i]], [&](Half h) {
        const std::uint32_t beyond = land.map.face_of(twin(h));
        if (known[beyond] || !land.holds(member, twin(h))) return;
        if (lines == Lines::cut && land.map.owners(h).empty()) return;
        known[beyond] = true;
        part.push_back(beyond);
      });
    std::ranges::sort(part);
    parts.push_back(std::move(part));
  }
  return parts;
}

double area_of(const Land& land, const Faces& faces) {
  double sum = 0;
  for (const std::uint32_t face : faces) sum += land.map.faces()[face].area;
  return sum;
}

}  // namespace weige::grids
