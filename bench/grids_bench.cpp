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
#include <geos/geom/prep/PreparedGeometry.h>
#include <geos/geom/prep/PreparedGeometryFactory.h>
#include <geos/index/strtree/TemplateSTRtree.h>
#include <geos/operation/overlayng/OverlayNG.h>
#include <geos/operation/overlayng/OverlayNGRobust.h>
#include <geos/operation/overlayng/UnaryUnionNG.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <thread>

#include "grids/coverage.h"
#include "grids/crosswalk.h"
#include "grids/locator.h"
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

}  // namespace
