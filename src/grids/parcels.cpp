#include "grids/parcels.h"

#include <algorithm>
#include <boost/polygon/voronoi.hpp>
#include <cassert>
#include <cmath>
#include <map>
#include <numeric>

#include "grids/arrangement.h"
#include "grids/patch_outline.h"

namespace weige::grids {
namespace {

constexpr std::uint32_t none = 0xFFFFFFFF;
constexpr double widest = 1e6;  // metres: no area of a town is so large, and whole numbers of 32 bits hold it

// Joins numbers into sets; the smallest one stands for its set.
class Sets {
 public:
  explicit Sets(std::size_t count) : parent_(count) { std::iota(parent_.begin(), parent_.end(), 0u); }
  std::uint32_t of(std::uint32_t number) {
    while (parent_[number] != number) number = parent_[number] = parent_[parent_[number]];
    return number;
  }
  void join(std::uint32_t a, std::uint32_t b) {
    const auto [low, high] = std::minmax({of(a), of(b)});
    parent_[high] = low;
  }

 private:
  std::vector<std::uint32_t> parent_;
};

// The sites' cells, each with the points that fall together there.
struct Cells {
  std::vector<Shape> shapes;
  std::vector<std::uint32_t> cell_of;  // by site
};

Cells cells_of(std::span<const Site> sites, const Box& box) {
  using Place = std::pair<std::int32_t, std::int32_t>;
  const auto whole = [](double metres) {
    return static_cast<std::int32_t>(std::lround(metres / parcel_unit));
  };
  std::map<Place, std::uint32_t> numbers;
  for (const Site& site : sites)
    numbers.try_emplace({whole(site.at.x - box.left), whole(site.at.y - box.bottom)});
  boost::polygon::voronoi_builder<std::int32_t> builder;
  std::uint32_t count = 0;
  for (auto& [place, number] : numbers) {
    number = count++;
    builder.insert_point(place.first, place.second);
  }
  // So far away that nothing in the box is nearer to them, but every other cell ends somewhere.
  const double side = std::max({box.right - box.left, box.top - box.bottom, 1.0});
  const std::int32_t x = whole((box.right - box.left) / 2), y = whole((box.top - box.bottom) / 2),
                     far = whole(8 * side);
  for (const auto& [dx, dy] : {Place{far, 0}, Place{-far, 0}, Place{0, far}, Place{0, -far}})
    builder.insert_point(x + dx, y + dy);
  boost::polygon::voronoi_diagram<double> diagram;
  builder.construct(&diagram);
  Cells cells{std::vector<Shape>(count), {}};
  for (const auto& cell : diagram.cells()) {
    if (cell.source_index() >= count) continue;
    Ring ring;
    const auto* edge = cell.incident_edge();
    do {
      assert(edge->vertex0() != nullptr);
      ring.push_back(
          {box.left + edge->vertex0()->x() * parcel_unit, box.bottom + edge->vertex0()->y() * parcel_unit});
    } while ((edge = edge->next()) != cell.incident_edge());
    ring.push_back(ring.front());
    cells.shapes[cell.source_index()] = {{{std::move(ring), {}}}};
  }
  for (const Site& site : sites)
    cells.cell_of.push_back(numbers.at({whole(site.at.x - box.left), whole(site.at.y - box.bottom)}));
  return cells;
}

// The faces of the area, cut by the cells' borders.
class Division {
 public:
  Division(const Arrangement& map, std::span<const Site> sites, const Cells& cells)
      : map_(map), sites_(sites), cells_(cells), owner_(map.faces().size(), none) {}

  std::vector<Parcel> run() {
    tie_atoms();
    give_faces_with_sites();
    while (give_faces_beside()) {
    }
    return joined();
  }

 private:
  bool ours(std::uint32_t face) const {
    const auto& members = map_.faces()[face].members;
    return !members.empty() && members[0] == 0;
  }

  // Atoms with a cell in common, and so all cells of one atom, get the same owner: its smallest site.
  void tie_atoms() {
    const auto count = static_cast<std::uint32_t>(cells_.shapes.size());
    Sets sets(count);
    std::map<std::uint32_t, std::uint32_t> cell_of_atom;
    for (std::size_t i = 0; i < sites_.size(); ++i)
      sets.join(cells_.cell_of[i], cell_of_atom.try_emplace(sites_[i].atom, cells_.cell_of[i]).first->second);
    for (std::uint32_t cell = 0; cell < count; ++cell) owner_of_cell_.push_back(sets.of(cell));
  }

  // A cell can reach the area in several places. What has none of its points is not its own as yet.
  void give_faces_with_sites() {
    std::vector<std::vector<std::uint32_t>> faces(cells_.shapes.size()), points(cells_.shapes.size());
    for (std::uint32_t face = 1; face < owner_.size(); ++face)
      if (ours(face) && map_.faces()[face].members.size() > 1)
        faces[map_.faces()[face].members[1] - 1].push_back(face);
    for (std::uint32_t site = 0; site < sites_.size(); ++site) points[cells_.cell_of[site]].push_back(site);
    for (std::size_t cell = 0; cell < faces.size(); ++cell) {
      if (faces[cell].size() == 1) owner_[faces[cell][0]] = owner_of_cell_[cell];
      if (faces[cell].size() < 2) continue;
      std::vector<Shape> outlines;
      for (const std::uint32_t face : faces[cell]) outlines.push_back(outline_of(map_, {&face, 1}));
      const Locator locator = Locator::build(outlines).value();
      for (const std::uint32_t site : points[cell])
        owner_[faces[cell][locator.nearest(sites_[site].at).member]] = owner_of_cell_[cell];
    }
  }

  // To the owner with the longest border along it. All at once, so that no order matters.
  bool give_faces_beside() {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> given;
    for (std::uint32_t face = 1; face < owner_.size(); ++face) {
      if (!ours(face) || owner_[face] != none) continue;
      std::map<std::uint32_t, double> metres;
      for_each_half(map_, map_.faces()[face], [&](Half h) {
        const std::uint32_t owner = owner_[map_.face_of(twin(h))];
        if (owner != none) metres[owner] += map_.length_of(h);
      });
      if (metres.empty()) continue;
      const auto longer = [](const auto& a, const auto& b) { return a.second < b.second; };
      given.emplace_back(face, std::ranges::max_element(metres, longer)->first);
    }
    for (const auto& [face, owner] : given) owner_[face] = owner;
    return !given.empty();
  }

  std::vector<Parcel> joined() {
    Sets blocks(owner_.size());
    for (std::uint32_t face = 1; face < owner_.size(); ++face)
      if (ours(face))
        for_each_half(map_, map_.faces()[face], [&](Half h) {
          const std::uint32_t other = map_.face_of(twin(h));
          if (ours(other) && owner_[other] == owner_[face]) blocks.join(face, other);
        });
    std::map<std::uint32_t, Parcel> parcels;  // by owner; without one at the end
    for (std::size_t i = 0; i < sites_.size(); ++i)
      parcels[owner_of_cell_[cells_.cell_of[i]]].atoms.push_back(sites_[i].atom);
    std::map<std::uint32_t, std::vector<std::uint32_t>> faces;  // by block
    for (std::uint32_t face = 1; face < owner_.size(); ++face)
      if (ours(face)) faces[blocks.of(face)].push_back(face);
    for (const auto& [block, group] : faces) parcels[owner_[block]].blocks.push_back(outline_of(map_, group));
    return sorted(std::move(parcels));
  }

  static std::vector<Parcel> sorted(std::map<std::uint32_t, Parcel> parcels) {
    std::vector<Parcel> all;
    for (auto& [owner, parcel] : parcels) {
      std::ranges::sort(parcel.atoms);
      parcel.atoms.erase(std::unique(parcel.atoms.begin(), parcel.atoms.end()), parcel.atoms.end());
      all.push_back(std::move(parcel));
    }
    std::ranges::sort(all, {}, [](const Parcel& one) { return one.atoms.empty() ? none : one.atoms[0]; });
    return all;
  }

  const Arrangement& map_;
  std::span<const Site> sites_;
  const Cells& cells_;
  std::vector<std::uint32_t> owner_of_cell_;
  std::vector<std::uint32_t> owner_;  // by face
};

std::vector<Parcel> undivided(const Shape& area) {
  Parcel parcel;
  for (const Polygon& polygon : area.polygons) parcel.blocks.push_back({{polygon}});
  return {std::move(parcel)};
}

}  // namespace

Result<std::vector<Parcel>> parcels_of(const Shape& area, std::span<const Site> sites) {
  const Box box = box_of(area);
  if (sites.empty()) return undivided(area);
  if (!(box.right - box.left < widest && box.top - box.bottom < widest))
    return problem(ProblemCode::layer_unresolved);
  const Cells cells = cells_of(sites, box);
  std::vector<Shape> layer{area};
  layer.insert(layer.end(), cells.shapes.begin(), cells.shapes.end());
  WEIGE_TRY(const Arrangement map, Arrangement::of(layer));
  return Division(map, sites, cells).run();
}

}  // namespace weige::grids
