// Invented layers in degrees, on the lattice, around 121.27 E 31.17 N: what is edited. Squares of 0.001
// degrees for cases that people can picture, and the wavy towns of grid_towns.h.
#pragma once

#include <cstddef>
#include <vector>

#include "grids/lattice.h"
#include "grids/plane.h"
#include "support/grid_towns.h"

namespace weige::test {

inline constexpr grids::Point town_centre{121.27, 31.17};

// In squares from the south-western corner.
inline grids::Point at(double x, double y) {
  return grids::on_lattice({town_centre.x + x * 0.001, town_centre.y + y * 0.001});
}
inline grids::Shape area_at(const std::vector<grids::Point>& corners) {
  grids::Ring ring;
  for (const grids::Point corner : corners) ring.push_back(at(corner.x, corner.y));
  ring.push_back(ring.front());
  return shape_of(std::move(ring));
}
inline grids::Shape block(double left, double bottom, double right, double top) {
  return area_at({{left, bottom}, {right, bottom}, {right, top}, {left, top}});
}
// Square by square from the south-west, row by row.
inline std::vector<grids::Shape> squares(std::size_t columns, std::size_t rows) {
  std::vector<grids::Shape> layer;
  for (std::size_t row = 0; row < rows; ++row)
    for (std::size_t column = 0; column < columns; ++column) {
      const auto x = static_cast<double>(column), y = static_cast<double>(row);
      layer.push_back(block(x, y, x + 1, y + 1));
    }
  return layer;
}

inline std::vector<grids::Shape> degree_town(const TownPlan& plan) {
  auto plane = grids::Plane::around(town_centre).value();
  auto layer = GridTown(plan).shapes();
  for (grids::Shape& shape : layer) shape = grids::on_lattice(plane.to_degrees(shape).value());
  return layer;
}
inline std::vector<grids::Shape> in_metres(std::vector<grids::Shape> layer) {
  auto plane = grids::Plane::around(town_centre).value();
  for (grids::Shape& shape : layer)
    if (!shape.polygons.empty()) shape = plane.to_metres(shape).value();
  return layer;
}

}  // namespace weige::test
