// The "coordinates" of one geometry, whose type may only be told after them: builds polygons from nested
// lists without knowing the type, and says in the end whether they are what the type asks for.
#pragma once

#include <cstddef>
#include <optional>

#include "formats/geojson.h"

namespace weige::formats {

class GeoRings {
 public:
  explicit GeoRings(const GeoLimits& limits) : limits_(limits) {}

  void start();  // of the next geometry; the count of vertices goes on
  void open();
  // A problem (without place) of these two ends the reading at once.
  Done close();
  Done number(double value);
  void other();  // anything else within the lists

  // Moves the polygons to the end of `out`. Lists of positions within lists: 3 for Polygon, 4 for
  // MultiPolygon.
  Done finish(std::size_t levels, std::vector<GeoPolygon>& out);

 private:
  Done close_position();
  void close_ring();
  void close_polygon();

  const GeoLimits& limits_;
  std::size_t vertices_ = 0;
  std::size_t depth_ = 0;     // lists that are open
  std::size_t position_ = 0;  // depth of the lists that hold numbers; 0 = not known yet
  std::size_t numbers_ = 0;   // in the position that is open
  bool empty_list_ = false;   // the list that was just opened has nothing in it yet
  bool malformed_ = false;
  std::optional<ProblemCode> ring_fault_;  // the first
  GeoPosition open_position_;
  GeoRing ring_;  // kept between rings, so that each is copied once into a vector of its size
  GeoPolygon polygon_;
  std::vector<GeoPolygon> polygons_;
};

}  // namespace weige::formats
