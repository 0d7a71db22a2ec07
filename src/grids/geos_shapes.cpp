#include "grids/geos_shapes.h"

#include <geos/geom/CoordinateArraySequence.h>
#include <geos/geom/CoordinateSequence.h>
#include <geos/geom/Geometry.h>
#include <geos/geom/GeometryFactory.h>
#include <geos/geom/LinearRing.h>
#include <geos/geom/MultiPolygon.h>
#include <geos/geom/Polygon.h>

#include "grids/measure.h"
#include "grids/validity.h"

namespace weige::grids {
namespace {

const geos::geom::GeometryFactory& factory() {
  return *geos::geom::GeometryFactory::getDefaultInstance();
}

std::unique_ptr<geos::geom::LinearRing> to_ring(const Ring& ring) {
  std::vector<geos::geom::Coordinate> coordinates;
  coordinates.reserve(ring.size());
  for (const Point point : ring) coordinates.emplace_back(point.x, point.y);
  return factory().createLinearRing(
      std::make_unique<geos::geom::CoordinateArraySequence>(std::move(coordinates), 2));
}

Ring from_ring(const geos::geom::LinearRing& ring) {
  Ring points;
  const auto* coordinates = ring.getCoordinatesRO();
  for (std::size_t i = 0; i < coordinates->size(); ++i)
    points.push_back({coordinates->getAt(i).x, coordinates->getAt(i).y});
  return points;
}

}  // namespace

std::unique_ptr<geos::geom::Geometry> to_geos(const Shape& shape) {
  std::vector<std::unique_ptr<geos::geom::Polygon>> polygons;
  for (const Polygon& polygon : shape.polygons) {
    std::vector<std::unique_ptr<geos::geom::LinearRing>> holes;
    for (const Ring& hole : polygon.holes) holes.push_back(to_ring(hole));
    polygons.push_back(factory().createPolygon(to_ring(polygon.outer), std::move(holes)));
  }
  if (polygons.size() == 1) return std::move(polygons.front());
  return factory().createMultiPolygon(std::move(polygons));
}

Shape from_geos(const geos::geom::Geometry& geometry) {
  Shape shape;
  for (std::size_t i = 0; i < geometry.getNumGeometries(); ++i) {
    const geos::geom::Geometry* part = geometry.getGeometryN(i);
    if (const auto* polygon = dynamic_cast<const geos::geom::Polygon*>(part)) {
      if (polygon->isEmpty()) continue;
      Polygon& added = shape.polygons.emplace_back();
      added.outer = from_ring(*polygon->getExteriorRing());
      for (std::size_t h = 0; h < polygon->getNumInteriorRing(); ++h)
        if (!polygon->getInteriorRingN(h)->isEmpty())
          added.holes.push_back(from_ring(*polygon->getInteriorRingN(h)));
    } else if (part != &geometry) {
      for (Polygon& inner : from_geos(*part).polygons) shape.polygons.push_back(std::move(inner));
    }
  }
  return normalised(std::move(shape)).shape;
}

}  // namespace weige::grids
