#include "town/sample_lattice.h"

#include <cmath>
#include <map>

namespace weige::town {
namespace {

using grids::Point;

// The middle of the town, and how long a degree is there (GRS80).
constexpr Point kMiddle{121.268, 31.176};
constexpr Point kMetresPerDegree{95'330, 110'865};
// Streets are turned by about 11 degrees and bend a little over kilometres.
constexpr double kTurnedEast = 0.98, kTurnedNorth = 0.2;
constexpr double kBentEast = 2.5e-5, kBentNorth = -2e-5;
constexpr double kPush = 110;  // metres

// Centimetres for places, millimetres for borders.
constexpr double kPlaces = 1e7, kBorders = 1e8;

Point in_degrees(Point metres, double per_degree) {
  const auto rounded = [&](double degrees) { return std::round(degrees * per_degree) / per_degree; };
  return {rounded(kMiddle.x + metres.x / kMetresPerDegree.x),
          rounded(kMiddle.y + metres.y / kMetresPerDegree.y)};
}

Point between(Point from, Point to, double share) {
  return {from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share};
}

// Where the streets of one direction cross the other's, around 0.
std::vector<double> streets(int count, SampleRandom& random) {
  std::vector<double> out{0};
  while (static_cast<int>(out.size()) <= count) out.push_back(out.back() + random.between(262, 352));
  const auto middle = out.back() / 2;
  for (auto& each : out) each -= middle;
  return out;
}

Point turned(Point at) {
  const Point out{at.x * kTurnedEast - at.y * kTurnedNorth, at.x * kTurnedNorth + at.y * kTurnedEast};
  return {out.x + kBentEast * out.y * out.y, out.y + kBentNorth * out.x * out.x};
}

}  // namespace

SampleLattice::SampleLattice(int columns, int rows, SampleRandom random) : columns_(columns), rows_(rows) {
  const auto east = streets(columns, random), north = streets(rows, random);
  for (const auto x : east)
    for (const auto y : north)
      corners_.push_back(turned({x + random.between(-24, 24), y + random.between(-24, 24)}));
  for (int column = 0; column <= columns; ++column)
    for (int row = 0; row <= rows; ++row) {
      const SampleCorner from{column, row};
      east_.push_back(column < columns ? bent(from, {column + 1, row}, random) : Side{});
      north_.push_back(row < rows ? bent(from, {column, row + 1}, random) : Side{});
    }
}

SampleLattice::Side SampleLattice::bent(SampleCorner from, SampleCorner to, SampleRandom& random) const {
  Side out;
  for (std::size_t i = 0; i < kBends; ++i) {
    const auto at =
        between(corners_[index(from)], corners_[index(to)], static_cast<double>(i + 1) / (kBends + 1));
    out.bends[i] = {at.x + random.between(-7, 7), at.y + random.between(-7, 7)};
  }
  return out;
}

Point SampleLattice::at(SampleBlock block, Spot spot) const {
  const auto corner = [&](int east, int north) {
    return corners_[index({block.column + east, block.row + north})];
  };
  const auto south = between(corner(0, 0), corner(1, 0), spot.east);
  const auto north = between(corner(0, 1), corner(1, 1), spot.east);
  return in_degrees(between(south, north, spot.north), kPlaces);
}

Point SampleLattice::to_the_west(double metres) const {
  return in_degrees({-metres, 0}, kPlaces);
}

// The first of the two and what lies between them.
void SampleLattice::add_points(grids::Ring& ring, SampleCorner from, SampleCorner to) const {
  ring.push_back(in_degrees(corners_[index(from)], kBorders));
  const bool is_forward = from < to;
  const auto begin = is_forward ? from : to;
  const auto& side = from.row == to.row ? east_[index(begin)] : north_[index(begin)];
  for (std::size_t i = 0; i < kBends; ++i)
    ring.push_back(in_degrees(side.bends[is_forward ? i : kBends - 1 - i], kBorders));
}

grids::Shape SampleLattice::outline(const SampleBlocks& blocks) const {
  const auto corners = walk_around(blocks);
  grids::Ring ring;
  for (std::size_t i = 0; i < corners.size(); ++i)
    add_points(ring, corners[i], corners[(i + 1) % corners.size()]);
  ring.push_back(ring.front());
  return {.polygons = {{.outer = std::move(ring), .holes = {}}}};
}

void SampleLattice::push_border(const std::vector<SampleStep>& steps) {
  std::map<SampleCorner, int> touched;
  Point by;
  for (const auto& [from, into] : steps) {
    const int east = into.column - from.column, north = into.row - from.row;
    by = {kPush * (east * kTurnedEast - north * kTurnedNorth),
          kPush * (east * kTurnedNorth + north * kTurnedEast)};
    const bool upright = north == 0;
    const SampleCorner low{from.column + (east > 0 ? 1 : 0), from.row + (north > 0 ? 1 : 0)};
    const SampleCorner high{low.column + (upright ? 0 : 1), low.row + (upright ? 1 : 0)};
    for (auto& bend : (upright ? north_ : east_)[index(low)].bends) bend = {bend.x + by.x, bend.y + by.y};
    ++touched[low];
    ++touched[high];
  }
  for (const auto& [corner, sides] : touched)
    if (sides == 2) {  // others are its ends
      auto& at = corners_[index(corner)];
      at = {at.x + by.x, at.y + by.y};
    }
}

}  // namespace weige::town
