// The cases of the XML testers of GEOS and JTS, where their archive lies beside the sources: what is asked of
// which geometries and what the answer is. Evaluation data: read where it is, never copied.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "grids/shape.h"

namespace geos::geom {
class Geometry;
}

namespace weige::test {

// One operation of a case. Geometries are well-known text, or well-known bytes as hex digits; a and b in the
// order in which the operation has them.
struct GeosVector {
  std::string place;      // "general/TestRelateAA.xml, A/A-1-1"
  std::string operation;  // in small letters
  std::string a, b;
  std::string third;  // its third argument: a pattern, a distance
  std::string expected;
  bool rounded = false;  // its file rounds coordinates to a grid: answers are not exact
};

// In $WEIGE_SHARED_DATA, or ../shared/data beside the sources.
std::filesystem::path geos_archive();
// Of all files of the archive, in the order of their names; read once. Throws std::runtime_error.
const std::vector<GeosVector>& geos_vectors();

// As GEOS's own readers read it; nullptr for what is no geometry to them (curves, open rings).
std::unique_ptr<geos::geom::Geometry> geos_read(const std::string& text);

// A geometry that our code can be asked about, or why it cannot.
struct GeosArea {
  grids::Shape shape = {};
  std::string unfit = {};  // a reason for GeosTally, else empty
  double area = 0;         // by GEOS
};
// Whether it is valid is asked where it must be.
enum class GeosAreas { valid, any };
GeosArea geos_area(const std::string& text, GeosAreas wanted = GeosAreas::valid);

// A power of two, so that nothing is rounded, that makes their largest side 16 to 33 km: the size of a town,
// for what thinks in metres.
double town_scale(std::span<const grids::Shape> shapes);
grids::Shape scaled(grids::Shape shape, double by);

// How many vectors of a kind were compared and how many were left out, by reason.
class GeosTally {
 public:
  explicit GeosTally(std::string kind) : kind_(std::move(kind)) {}
  void compared() { ++compared_; }
  void left(const std::string& reason) { ++left_[reason]; }
  // Prints the numbers, records them with the test, and fails when fewer were compared: an empty run shows
  // nothing.
  void tell(std::size_t at_least) const;

 private:
  std::string kind_;
  std::size_t compared_ = 0;
  std::map<std::string, std::size_t> left_;
};

}  // namespace weige::test
