// Writes small Shapefiles byte by byte, so that tests can spoil them.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace weige::test {

using ShapeRing = std::vector<std::pair<double, double>>;  // closed; outer rings clockwise

struct ShapefileBytes {
  std::string shp, shx, dbf;
  // As one zip file with these and the other parts: {".prj", "GEOGCS[...]"}.
  std::string zipped(const std::vector<std::pair<std::string, std::string>>& others = {}) const;
};

struct DbfField {
  std::string name;  // bytes of whatever encoding, ten at most
  std::uint8_t width = 40;
};

class ShapefileBuilder {
 public:
  ShapefileBuilder() : ShapefileBuilder({DbfField{"code"}}) {}
  explicit ShapefileBuilder(std::vector<DbfField> fields, std::uint32_t shape_type = 5);

  // values: bytes, cut at the width of their field.
  ShapefileBuilder& add(const std::vector<ShapeRing>& rings, const std::vector<std::string>& values);
  ShapefileBytes finish() const;

 private:
  std::vector<DbfField> fields_;
  std::uint32_t type_;
  std::string shapes_, index_, rows_;
  std::uint32_t count_ = 0;
};

// A square of a thousandth of a degree in a Chinese town.
ShapeRing small_square(double west = 121.3, double south = 31.2);
// One feature, code W01.
ShapefileBytes small_shapefile();

// The bytes at a place replaced by a number's, most or least significant byte first.
void put_big(std::string& bytes, std::size_t at, std::uint32_t value);
void put_little(std::string& bytes, std::size_t at, std::uint32_t value);

}  // namespace weige::test
