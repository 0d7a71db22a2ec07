// Layers of 5,000 micro-grids of 60 vertices whose shared borders were drawn twice (5 cm apart): a million
// points located, and two layers compared and checked. GEOS does the same in the same run: ratio = its time /
// ours.
#include <benchmark/benchmark.h>
#include <geos/geom/CoordinateArraySequence.h>
#include <geos/geom/Geometry.h>
#include <geos/geom/GeometryFactory.h>
#include <geos/geom/LinearRing.h>
#include <geos/geom/Point.h>
#include <geos/geom/Polygon.h>
#include <geos/geom/PrecisionModel.h>
#include <geos/geom/prep/PreparedGeometry.h>
#include <geos/geom/prep/PreparedGeometryFactory.h>
#include <geos/index/strtree/TemplateSTRtree.h>
#include <geos/operation/overlayng/OverlayNG.h>
#include <geos/operation/overlayng/OverlayNGRobust.h>
#include <geos/operation/overlayng/UnaryUnionNG.h>
#include <geos/triangulate/VoronoiDiagramBuilder.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <thread>

#include "grids/coverage.h"
#include "grids/crosswalk.h"
#include "grids/lattice.h"
#include "grids/layer_edit.h"
#include "grids/locator.h"
#include "grids/measure.h"
#include "support/degree_towns.h"
#include "grids/parcels.h"
#include "grids/recut.h"
#include "support/grid_towns.h"

namespace {

using namespace weige;
using namespace weige::grids;
using geos::operation::overlayng::OverlayNG;
using geos::operation::overlayng::OverlayNGRobust;

using Geometries = std::vector<std::unique_ptr<geos::geom::Geometry>>;
using Tree = geos::index::strtree::TemplateSTRtree<std::size_t>;

std::vector<Shape> town(std::uint64_t seed, double wave) {
  return test::GridTown({.columns = 100, .rows = 50, .wave = wave, .jitter = 0.05, .seed = seed}).shapes();
}

std::vector<Point> points(std::size_t count) {
  std::mt19937_64 random(7);
  const auto below = [&](double most) { return most * static_cast<double>(random() >> 11) * 0x1p-53; };
  std::vector<Point> all(count);
  for (Point& point : all) point = {below(20'000), below(10'000)};
  return all;
}

Geometries geometries_of(const std::vector<Shape>& layer) {
  const auto& factory = *geos::geom::GeometryFactory::getDefaultInstance();
  Geometries all;
  for (const Shape& shape : layer) {
    std::vector<geos::geom::Coordinate> ring;
    for (const Point point : shape.polygons[0].outer) ring.emplace_back(point.x, point.y);
    all.push_back(factory.createPolygon(
        factory.createLinearRing(std::make_unique<geos::geom::CoordinateArraySequence>(std::move(ring), 2))));
  }
  return all;
}

template <class F>
double seconds(F&& f) {
  const auto began = std::chrono::steady_clock::now();
  f();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
}

[[noreturn]] void differ(const char* what) {
  std::fprintf(stderr, "GEOS finds another answer: %s\n", what);
  std::abort();
}

std::vector<Member> located_by_geos(const std::vector<Shape>& layer, const std::vector<Point>& all) {
  const Geometries geometries = geometries_of(layer);
  std::vector<std::unique_ptr<geos::geom::prep::PreparedGeometry>> prepared;
  Tree tree(10, layer.size());
  for (std::size_t i = 0; i < layer.size(); ++i) {
    prepared.push_back(geos::geom::prep::PreparedGeometryFactory::prepare(geometries[i].get()));
    tree.insert(*geometries[i]->getEnvelopeInternal(), i);
  }
  const auto& factory = *geos::geom::GeometryFactory::getDefaultInstance();
  std::vector<Member> found(all.size(), no_member);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::unique_ptr<geos::geom::Point> point(
        factory.createPoint(geos::geom::Coordinate(all[i].x, all[i].y)));
    tree.query(*point->getEnvelopeInternal(), [&](std::size_t member) {
      if (member < found[i] && prepared[member]->intersects(point.get()))
        found[i] = static_cast<Member>(member);
    });
  }
  return found;
}

// Index build included, on one core.
void locate_a_million(benchmark::State& state) {
  const auto layer = town(1, 2);
  const auto all = points(1'000'000);
  std::vector<Member> found;
  double best = 1e9;
  for (auto _ : state)
    best = std::min(best, seconds([&] { found = Locator::build(layer).value().find(all); }));
  std::vector<Member> reference;
  const double theirs = seconds([&] { reference = located_by_geos(layer, all); });
  if (found != reference) differ("locate");
  state.counters["points_per_s"] = 1e6 / best;
  state.counters["geos_s"] = theirs;
  state.counters["ratio"] = theirs / best;
}
BENCHMARK(locate_a_million)->Unit(benchmark::kMillisecond)->Iterations(5);

struct Sums {
  double common = 0, covered_a = 0, covered_b = 0, overlap = 0;
};

// Pairwise intersections, and the union of each layer for its gaps; pairs over two threads.
double overlaps_by_geos(const Geometries& a, const Geometries& b, bool same) {
  Tree tree(10, b.size());
  for (std::size_t i = 0; i < b.size(); ++i) tree.insert(*b[i]->getEnvelopeInternal(), i);
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    tree.query(*a[i]->getEnvelopeInternal(), [&](std::size_t j) {
      if (!same || j < i)
        sum += OverlayNGRobust::Overlay(a[i].get(), b[j].get(), OverlayNG::INTERSECTION)->getArea();
    });
  return sum;
}
double union_by_geos(const Geometries& layer) {
  std::vector<const geos::geom::Geometry*> all;
  for (const auto& one : layer) all.push_back(one.get());
  const std::unique_ptr<geos::geom::Geometry> whole(
      geos::geom::GeometryFactory::getDefaultInstance()->createMultiPolygon(all));
  return OverlayNGRobust::Union(whole.get())->getArea();
}
Sums compared_by_geos(const std::vector<Shape>& a, const std::vector<Shape>& b) {
  Sums sums;
  const Geometries in_a = geometries_of(a), in_b = geometries_of(b);
  double overlap_b = 0;
  std::jthread other([&] {
    sums.covered_b = union_by_geos(in_b);
    overlap_b = overlaps_by_geos(in_b, in_b, true);
    sums.covered_a = union_by_geos(in_a);
  });
  sums.common = overlaps_by_geos(in_a, in_b, false);
  sums.overlap = overlaps_by_geos(in_a, in_a, true);
  other.join();
  sums.overlap += overlap_b;
  return sums;
}

Sums compared(const std::vector<Shape>& a, const std::vector<Shape>& b, std::size_t& patches) {
  Coverage in_a, in_b;
  Crosswalk crosswalk;
  {
    const std::jthread other([&] { in_b = check_coverage(b).value(); });
    in_a = check_coverage(a).value();
  }
  crosswalk = compare(a, b, {.threads = 2}).value();
  Sums sums{crosswalk.common, in_a.covered, in_b.covered, 0};
  for (const auto* coverage : {&in_a, &in_b})
    for (const Patch& patch : coverage->patches)
      if (patch.kind == PatchKind::sliver_overlap || patch.kind == PatchKind::overlap)
        sums.overlap += patch.area;
  patches = in_a.patches.size() + in_b.patches.size();
  return sums;
}

// On two cores: pairs with IoU, and the gaps and overlaps of both layers with their shapes.
void compare_two_layers_of_5000(benchmark::State& state) {
  const auto a = town(1, 2), b = town(2, 6);
  Sums sums;
  std::size_t patches = 0;
  double best = 1e9;
  for (auto _ : state) best = std::min(best, seconds([&] { sums = compared(a, b, patches); }));
  state.counters["crosswalk_s"] =
      seconds([&] { benchmark::DoNotOptimize(compare(a, b, {.threads = 2}).ok()); });
  state.counters["coverage_s"] = seconds([&] { benchmark::DoNotOptimize(check_coverage(a).ok()); });
  Sums reference;
  const double theirs = seconds([&] { reference = compared_by_geos(a, b); });
  const auto near = [](double x, double y) { return std::abs(x - y) <= 1e-6 * std::max(x, y); };
  if (!near(sums.common, reference.common)) differ("common");
  if (!near(sums.covered_a, reference.covered_a) || !near(sums.covered_b, reference.covered_b))
    differ("covered");
  if (std::abs(sums.overlap - reference.overlap) > 1e-4 * reference.overlap) differ("overlap");
  state.counters["s"] = best;
  state.counters["patches"] = static_cast<double>(patches);
  state.counters["geos_s"] = theirs;
  state.counters["ratio"] = theirs / best;
}
BENCHMARK(compare_two_layers_of_5000)->Unit(benchmark::kMillisecond)->Iterations(5)->UseRealTime();

// One step of each kind in a layer of 5,000 whose borders are joined. The reference overlays the same land by
// GEOS on a grid of 1e-9 degrees, for the members that are known to take part: it neither looks for them nor
// joins neighbours to the new border.
struct EditCase {
  const char* name;
  EditStep step;
  // Members that lose, and that gain, what the patch covers.
  std::vector<Member> losers, gainers;
  Shape patch;
};

constexpr Member edited_one = 2550, eastern = 2551;

std::vector<EditCase> edit_cases(const std::vector<Shape>& layer) {
  const Box box = box_of(layer[edited_one]);
  const double width = box.right - box.left, height = box.top - box.bottom;
  const auto inside = [&](double x, double y) {
    return on_lattice(Point{box.left + x * width, box.bottom + y * height});
  };
  const auto border = common_border(layer, edited_one, eastern).value().at(0);
  const Point from = border[4], old = border[5], to = border[6], moved = inside(0.9, 0.4);
  const Shape triangle = test::shape_of({from, old, to, moved, from});
  const Shape half =
      test::shape_of({inside(-1, -1), inside(0.3, -1), inside(0.3, 2), inside(-1, 2), inside(-1, -1)});
  const Shape drawn = test::shape_of(
      {inside(0.6, 0.4), inside(1.4, 0.3), inside(1.4, 0.7), inside(0.6, 0.6), inside(0.6, 0.4)});
  return {
      {"split", SplitMember{edited_one, {inside(0.3, -1), inside(0.3, 2)}}, {edited_one}, {}, half},
      {"merge", MergeMembers{edited_one, {eastern}}, {}, {edited_one}, layer[eastern]},
      {"move", MoveVertices{{{old, moved}}}, {edited_one}, {eastern}, triangle},
      {"replace", ReplaceBorder{edited_one, eastern, {from, moved, to}}, {edited_one}, {eastern}, triangle},
      {"draw", DrawMember{drawn, true}, {edited_one, eastern}, {}, drawn}};
}

std::vector<double> edited_by_geos(const std::vector<Shape>& layer, const EditCase& one) {
  const geos::geom::PrecisionModel grid(lattice_per_degree);
  const auto overlaid = [&](Member member, int operation) {
    const Geometries pair = geometries_of({layer[member], one.patch});
    return OverlayNG::overlay(pair[0].get(), pair[1].get(), operation, &grid)->getArea();
  };
  std::vector<double> areas;
  for (const Member member : one.losers) areas.push_back(overlaid(member, OverlayNG::DIFFERENCE));
  for (const Member member : one.gainers) areas.push_back(overlaid(member, OverlayNG::UNION));
  return areas;
}

void edit_a_layer_of_5000(benchmark::State& state) {
  const auto layer = test::degree_town({.columns = 100, .rows = 50});
  const auto cases = edit_cases(layer);
  for (auto _ : state)
    for (const EditCase& one : cases) benchmark::DoNotOptimize(edit(layer, one.step).ok());
  for (const EditCase& one : cases) {
    double best = 1e9, theirs = 1e9;
    LayerDelta delta;
    std::vector<double> areas;
    for (int run = 0; run < 20; ++run) {
      best = std::min(best, seconds([&] { delta = edit(layer, one.step).value(); }));
      theirs = std::min(theirs, seconds([&] { areas = edited_by_geos(layer, one); }));
    }
    const auto after = applied(layer, delta);
    std::vector<Member> members = one.losers;
    members.insert(members.end(), one.gainers.begin(), one.gainers.end());
    for (std::size_t i = 0; i < members.size(); ++i)
      if (std::abs(area(after[members[i]]) - areas[i]) > 1e-6 * areas[i]) differ(one.name);
    state.counters[std::string(one.name) + "_ms"] = best * 1e3;
    state.counters[std::string(one.name) + "_geos_ms"] = theirs * 1e3;
  }
}
BENCHMARK(edit_a_layer_of_5000)->Unit(benchmark::kMillisecond)->Iterations(20);
// A hundred thousand buildings, more residents in some quarters than in others.
std::vector<Atom> buildings() {
  std::mt19937_64 random(11);
  std::vector<Atom> atoms;
  for (const Point at : points(100'000)) {
    const double crowd = 2 + std::sin(at.x / 900) + std::cos(at.y / 700);
    atoms.push_back({{at}, std::floor(crowd * static_cast<double>(random() % 12))});
  }
  return atoms;
}

std::vector<std::vector<Site>> sites_by_area(const std::vector<Shape>& layer,
                                             const std::vector<Atom>& atoms) {
  const Locator locator = Locator::build(layer).value();
  std::vector<std::vector<Site>> sites(layer.size());
  for (std::uint32_t atom = 0; atom < atoms.size(); ++atom)
    if (const Member area = locator.find(atoms[atom].points[0]); area != no_member)
      sites[area].push_back({atoms[atom].points[0], atom});
  return sites;
}

// Only the first step of a re-cut: the areas divided between their buildings. Gives the sum of squares of the
// parcels' areas.
double divided_by_geos(const std::vector<Shape>& layer, const std::vector<std::vector<Site>>& sites) {
  const Geometries areas = geometries_of(layer);
  double sum = 0;
  for (std::size_t i = 0; i < layer.size(); ++i) {
    if (sites[i].empty()) continue;
    auto places = std::make_unique<geos::geom::CoordinateArraySequence>();
    for (const Site& site : sites[i]) places->add(geos::geom::Coordinate(site.at.x, site.at.y));
    geos::triangulate::VoronoiDiagramBuilder builder;
    builder.setSites(*places);
    geos::geom::Envelope around(*areas[i]->getEnvelopeInternal());
    around.expandBy(1000);
    builder.setClipEnvelope(&around);
    const auto cells = builder.getDiagram(*geos::geom::GeometryFactory::getDefaultInstance());
    for (std::size_t cell = 0; cell < cells->getNumGeometries(); ++cell) {
      const double parcel =
          OverlayNGRobust::Overlay(cells->getGeometryN(cell), areas[i].get(), OverlayNG::INTERSECTION)
              ->getArea();
      sum += parcel * parcel;
    }
  }
  return sum;
}
double divided(const std::vector<Shape>& layer, const std::vector<std::vector<Site>>& sites) {
  double sum = 0;
  for (std::size_t i = 0; i < layer.size(); ++i) {
    if (sites[i].empty()) continue;
    const auto parcels = parcels_of(layer[i], sites[i]).value();
    for (const Parcel& parcel : parcels) {
      double whole = 0;
      for (const Shape& block : parcel.blocks) whole += area(block);
      sum += whole * whole;
    }
  }
  return sum;
}

// On two cores, from areas and buildings to new shapes; `geos_s` and `ratio` are for dividing the areas, on
// one core each.
void recut_5000_areas(benchmark::State& state) {
  const auto layer = test::GridTown({.columns = 100, .rows = 50, .seed = 1}).shapes();
  const auto atoms = buildings();
  Recut recut;
  double best = 1e9, own = 0, reference = 0;
  for (auto _ : state)
    best = std::min(best, seconds([&] { recut = propose_recut({layer, atoms}, {.threads = 2}).value(); }));
  const auto sites = sites_by_area(layer, atoms);
  const double ours = seconds([&] { own = divided(layer, sites); });
  const double theirs = seconds([&] { reference = divided_by_geos(layer, sites); });
  // Ours takes points to a lattice of 16 mm, and gives land that is cut off to whoever it hangs on.
  if (std::abs(own - reference) > 1e-3 * reference) differ("parcels");
  state.counters["s"] = best;
  state.counters["divide_s"] = ours;
  state.counters["geos_s"] = theirs;
  state.counters["ratio"] = theirs / ours;
  state.counters["moved"] = static_cast<double>(recut.moves.size());
  state.counters["spread_before"] = recut.before.spread;
  state.counters["spread_after"] = recut.after.spread;
  state.counters["complete"] = recut.complete ? 1 : 0;
}
BENCHMARK(recut_5000_areas)->Unit(benchmark::kMillisecond)->Iterations(3)->UseRealTime();

}  // namespace
