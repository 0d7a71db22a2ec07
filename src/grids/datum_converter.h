// Points of any datum to CGCS2000 in degrees (x = longitude, y = latitude) and back, and whether they can be
// what they are said to be. One converter is for one thread at a time.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "grids/datum.h"
#include "grids/projection.h"

namespace weige::grids {

class DatumConverter {
 public:
  // Problems: those of Projection::to_cgcs2000(), for a datum of EPSG.
  static Result<DatumConverter> open(const Datum& datum);

  // CGCS2000 and WGS-84 are taken as equal: both are realisations of ITRF and differ by centimetres at the
  // same epoch. What remains is the drift of the plate since epoch 2000.0, at which CGCS2000 stands: 3 to 4
  // cm a year to the east-south-east in eastern China, 0.9 m in 2026, less than the error of a hand-held
  // receiver. GCJ-02 and BD-09: approximate, see grids/offset_datums.h. EPSG: by PROJ. Problems:
  // datum_conversion with the place "point 3", datum_inexact.
  Result<std::vector<Point>> to_cgcs2000(std::vector<Point> points);
  Result<std::vector<Point>> from_cgcs2000(std::vector<Point> points);
  Result<Shape> to_cgcs2000(const Shape& shape);
  Result<Shape> from_cgcs2000(const Shape& shape);

  const Datum& datum() const { return datum_; }
  // Whether its coordinates are metres.
  bool projected() const { return projection_ && projection_->projected(); }

 private:
  DatumConverter(Datum datum, std::optional<Projection> projection)
      : datum_(datum), projection_(std::move(projection)) {}

  Datum datum_;
  std::optional<Projection> projection_;
};

// A layer's points, in its own datum. Problems, by the first point that is wrong ("point 3"):
// coordinates_metres: values above 180 in a datum of degrees;
// coordinates_swapped: all would lie in China (73 to 136 E, 3 to 54 N) if x and y changed places;
// coordinates_outside: otherwise outside; or what problem the conversion met.
Done check_plausible(std::span<const Point> points, DatumConverter& converter);
// The same with a converter of its own.
Done check_plausible(std::span<const Point> points, const Datum& datum);

}  // namespace weige::grids
