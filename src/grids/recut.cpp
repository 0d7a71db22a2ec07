#include "grids/recut.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <optional>
#include <tuple>

#include "grids/block_map.h"
#include "grids/measure.h"
#include "grids/parallel.h"
#include "grids/parcels.h"
#include "grids/seams.h"

namespace weige::grids {
namespace {

// Where most of an atom's points lie, and those points, by area.
struct Homes {
  std::vector<Member> of;                // by atom
  std::vector<std::vector<Site>> sites;  // by area
};

bool further_west(Point a, Point b) {
  return std::tie(a.x, a.y) < std::tie(b.x, b.y);
}

Member home_of(std::span<const Point> points, std::span<const Member> found) {
  struct Part {
    Member area;
    std::size_t count;
    Point first;
  };
  std::vector<Part> parts;
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (found[i] == no_member) continue;
    const auto at = std::ranges::find(parts, found[i], &Part::area);
    Part& part = at == parts.end() ? parts.emplace_back(found[i], 0, points[i]) : *at;
    ++part.count;
    if (further_west(points[i], part.first)) part.first = points[i];
  }
  const auto less = [](const Part& a, const Part& b) {
    return a.count != b.count ? a.count < b.count : further_west(b.first, a.first);
  };
  const auto best = std::ranges::max_element(parts, less);
  return best == parts.end() ? no_member : best->area;
}

Result<Homes> homes_of(const RecutTown& town) {
  WEIGE_TRY(const Locator locator, Locator::build(town.areas));
  std::vector<Point> points;
  for (const Atom& atom : town.atoms) points.insert(points.end(), atom.points.begin(), atom.points.end());
  const std::vector<Member> found = locator.find(points);
  Homes homes{{}, std::vector<std::vector<Site>>(town.areas.size())};
  std::size_t at = 0;
  for (std::uint32_t atom = 0; atom < town.atoms.size(); ++atom) {
    const std::size_t count = town.atoms[atom].points.size();
    const Member home = home_of(town.atoms[atom].points, {found.data() + at, count});
    homes.of.push_back(home);
    for (std::size_t i = at; i < at + count; ++i)
      if (home != no_member && found[i] == home) homes.sites[home].push_back({points[i], atom});
    at += count;
  }
  return homes;
}

Result<std::vector<std::vector<Parcel>>> parcels_of_all(const RecutTown& town, const Homes& homes,
                                                        unsigned threads) {
  WEIGE_TRY(const auto areas, with_common_vertices(town.areas));
  std::vector<std::optional<Result<std::vector<Parcel>>>> found(areas.size());
  in_parallel(threads, found.size(),
              [&](std::size_t area) { found[area] = parcels_of(areas[area], homes.sites[area]); });
  std::vector<std::vector<Parcel>> all;
  for (auto& one : found) {
    WEIGE_TRY(auto parcels, std::move(*one));
    all.push_back(std::move(parcels));
  }
  join_seams(areas, all);
  return all;
}

// Areas and parcels in an order that does not depend on their numbers: by place.
std::vector<Member> areas_by_place(std::span<const Shape> areas) {
  std::vector<std::tuple<double, double, double, double, double>> keys;
  for (const Shape& shape : areas) {
    const Box box = box_of(shape);
    keys.emplace_back(box.left, box.bottom, box.right, box.top, area(shape));
  }
  std::vector<Member> order(areas.size());
  std::iota(order.begin(), order.end(), Member{0});
  std::ranges::stable_sort(order, {}, [&](Member area) { return keys[area]; });
  return order;
}

// The town as the search wants it. Its areas and pieces are numbered by place.
struct Ground {
  std::vector<Member> order;  // of the areas: number in the graph -> number in the layer
  LoadGraph graph;
  std::vector<Parcel> parcels;  // by piece
  std::vector<Shape> blocks;
  std::vector<Member> home_of_block;  // in the layer

  void number_parcels(const RecutTown& town, std::vector<std::vector<Parcel>> by_area) {
    struct Entry {
      bool empty;
      Point place;
      Member area;  // in the graph
      Parcel* parcel;
    };
    std::vector<Entry> entries;
    for (Member number = 0; number < order.size(); ++number)
      for (Parcel& parcel : by_area[order[number]])
        entries.push_back({parcel.atoms.empty(), place_of(town, parcel), number, &parcel});
    std::ranges::stable_sort(entries, {}, [](const Entry& one) {
      return std::tuple(one.empty, one.place.x, one.place.y, one.area);
    });
    for (const Entry& entry : entries) add(town, std::move(*entry.parcel), entry.area);
  }

 private:
  static Point place_of(const RecutTown& town, const Parcel& parcel) {
    Point first{};
    bool any = false;
    for (const std::uint32_t atom : parcel.atoms)
      for (const Point point : town.atoms[atom].points) {
        if (!any || further_west(point, first)) first = point;
        any = true;
      }
    return first;
  }
  void add(const RecutTown& town, Parcel parcel, Member area) {
    const auto piece = static_cast<std::uint32_t>(graph.pieces.size());
    graph.pieces.push_back({area, 0, parcel.atoms.empty()});
    for (const std::uint32_t atom : parcel.atoms) graph.pieces.back().weight += town.atoms[atom].weight;
    for (Shape& block : parcel.blocks) {
      blocks.push_back(std::move(block));
      graph.piece_of.push_back(piece);
      home_of_block.push_back(order[area]);
    }
    parcel.blocks.clear();
    parcels.push_back(std::move(parcel));
  }
};

Balance balance_of(const RecutTown& town, const Ground& ground, std::span<const Member> area_of) {
  Balance balance;
  balance.loads.resize(town.areas.size());
  for (std::size_t piece = 0; piece < area_of.size(); ++piece)
    balance.loads[ground.order[area_of[piece]]] += ground.graph.pieces[piece].weight;
  std::vector<double> landed;
  for (std::size_t area = 0; area < town.areas.size(); ++area)
    if (!town.areas[area].polygons.empty()) landed.push_back(balance.loads[area]);
  balance.spread = spread_of(landed);
  const double sum = std::accumulate(landed.begin(), landed.end(), 0.0);
  if (sum > 0) balance.largest = std::ranges::max(landed) * static_cast<double>(landed.size()) / sum;
  for (const LoadGraph::Link& link : ground.graph.links)
    if (area_of[ground.graph.piece_of[link.a]] != area_of[ground.graph.piece_of[link.b]])
      balance.borders += link.metres;
  return balance;
}

void note_moves(const RecutTown& town, const Ground& ground, std::span<const Member> area_of, Recut& recut) {
  for (std::size_t piece = 0; piece < area_of.size(); ++piece) {
    const Member from = ground.graph.pieces[piece].area, to = area_of[piece];
    if (from == to) continue;
    for (const std::uint32_t atom : ground.parcels[piece].atoms) {
      recut.moves.push_back({atom, ground.order[from], ground.order[to], town.atoms[atom].weight});
      recut.moved += town.atoms[atom].weight;
    }
  }
  std::ranges::sort(recut.moves, {}, &AtomMove::atom);
}

}  // namespace

Result<Recut> propose_recut(const RecutTown& town, const RecutOptions& options) {
  assert(town.committees.empty() || town.committees.size() == town.areas.size());
  assert(std::ranges::all_of(town.atoms, [](const Atom& one) { return one.weight >= 0; }));
  WEIGE_TRY(const Homes homes, homes_of(town));
  WEIGE_TRY(auto parcels, parcels_of_all(town, homes, options.threads));
  Ground ground;
  ground.order = areas_by_place(town.areas);
  for (const Member area : ground.order)
    ground.graph.groups.push_back(town.committees.empty() ? 0 : town.committees[area]);
  ground.number_parcels(town, std::move(parcels));
  WEIGE_TRY(const BlockMap map, BlockMap::of(ground.blocks));
  ground.graph.links = map.links();
  const Rebalanced found = rebalanced(ground.graph, options.rules);

  Recut recut;
  for (std::uint32_t atom = 0; atom < homes.of.size(); ++atom)
    if (homes.of[atom] == no_member) recut.nowhere.push_back(atom);
  std::vector<Member> today, after;
  for (const LoadGraph::Piece& piece : ground.graph.pieces) today.push_back(piece.area);
  for (const std::uint32_t piece : ground.graph.piece_of) after.push_back(ground.order[found.area_of[piece]]);
  recut.before = balance_of(town, ground, today);
  recut.after = balance_of(town, ground, found.area_of);
  recut.complete = found.complete;
  note_moves(town, ground, found.area_of, recut);
  recut.shapes = map.new_shapes(town.areas, {ground.home_of_block, after});
  return recut;
}

}  // namespace weige::grids
