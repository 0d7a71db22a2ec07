#include "support/grid_towns.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace weige::test {

using grids::Point;
using grids::Ring;
using grids::Shape;

namespace {

double between(std::mt19937_64& random, double low, double high) {
  return low + (high - low) * static_cast<double>(random() >> 11) * 0x1p-53;
}

// The points of a border from corner to corner, both included.
Ring border(Point from, Point to, const TownPlan& plan, std::mt19937_64& random) {
  Ring points{from};
  const double dx = to.x - from.x, dy = to.y - from.y, length = std::hypot(dx, dy);
  for (std::size_t i = 1; i < plan.points_per_side; ++i) {
    const double part = static_cast<double>(i) / static_cast<double>(plan.points_per_side);
    const double off = between(random, -plan.wave, plan.wave) / length;
    points.push_back({from.x + part * dx - off * dy, from.y + part * dy + off * dx});
  }
  points.push_back(to);
  return points;
}

Point inward(Side side) {
  switch (side) {
    case Side::south:
      return {0, 1};
    case Side::east:
      return {-1, 0};
    case Side::north:
      return {0, -1};
    case Side::west:
      return {1, 0};
  }
  return {};
}

Side opposite(Side side) {
  return static_cast<Side>((static_cast<int>(side) + 2) % 4);
}

}  // namespace

GridTown::GridTown(const TownPlan& plan) : plan_(plan), chains_(plan.columns * plan.rows * 4) {
  std::mt19937_64 random(plan.seed);
  std::vector<Point> corners;
  for (std::size_t row = 0; row <= plan.rows; ++row)
    for (std::size_t column = 0; column <= plan.columns; ++column)
      corners.push_back({static_cast<double>(column) * plan.cell + between(random, -plan.wave, plan.wave),
                         static_cast<double>(row) * plan.cell + between(random, -plan.wave, plan.wave)});
  const auto give = [&](std::size_t column, std::size_t row, Side side, Ring points) {
    if (column >= plan.columns || row >= plan.rows) return;  // also where one below zero went around
    points.pop_back();
    for (Point& point : points)
      if (plan.jitter > 0)
        point = {point.x + between(random, -plan.jitter, plan.jitter),
                 point.y + between(random, -plan.jitter, plan.jitter)};
    chain(row * plan.columns + column, side) = std::move(points);
  };
  const auto both = [&](Ring points, auto&& forwards, auto&& backwards) {
    forwards(points);
    std::ranges::reverse(points);
    backwards(points);
  };
  const std::size_t wide = plan.columns + 1;
  for (std::size_t row = 0; row <= plan.rows; ++row)
    for (std::size_t column = 0; column <= plan.columns; ++column) {
      const Point here = corners[row * wide + column];
      if (column < plan.columns)
        both(
            border(here, corners[row * wide + column + 1], plan, random),
            [&](const Ring& points) { give(column, row, Side::south, points); },
            [&](const Ring& points) { give(column, row - 1, Side::north, points); });
      if (row < plan.rows)
        both(
            border(here, corners[(row + 1) * wide + column], plan, random),
            [&](const Ring& points) { give(column - 1, row, Side::east, points); },
            [&](const Ring& points) { give(column, row, Side::west, points); });
    }
}

Ring& GridTown::chain(std::size_t cell, Side side) {
  return chains_[cell * 4 + static_cast<std::size_t>(side)];
}
const Ring& GridTown::chain(std::size_t cell, Side side) const {
  return chains_[cell * 4 + static_cast<std::size_t>(side)];
}

Ring GridTown::whole_side(std::size_t cell, Side side) const {
  Ring points = chain(cell, side);
  points.push_back(chain(cell, static_cast<Side>((static_cast<int>(side) + 1) % 4)).front());
  return points;
}

std::size_t GridTown::neighbour(std::size_t cell, Side side) const {
  switch (side) {
    case Side::south:
      return cell - plan_.columns;
    case Side::east:
      return cell + 1;
    case Side::north:
      return cell + plan_.columns;
    case Side::west:
      return cell - 1;
  }
  return cell;
}

double GridTown::plant(const Pocket& pocket) {
  const Ring side = whole_side(pocket.cell, pocket.side);
  const Point p = side.at(pocket.segment), q = side.at(pocket.segment + 1), in = inward(pocket.side);
  const auto moved = [&](Point point) -> Point {
    return {point.x + in.x * pocket.depth, point.y + in.y * pocket.depth};
  };
  Ring& own = chain(pocket.cell, pocket.side);
  own.insert(own.begin() + static_cast<std::ptrdiff_t>(pocket.segment) + 1, {moved(p), moved(q)});
  return std::abs(((q.x - p.x) * in.y - (q.y - p.y) * in.x) * pocket.depth);
}

double GridTown::shift(std::size_t cell, Side side, double metres) {
  const bool north = side == Side::north || side == Side::south;
  const auto move = [&](Ring& points) {
    for (std::size_t i = 1; i < points.size(); ++i) (north ? points[i].y : points[i].x) += metres;
  };
  const Ring old = whole_side(cell, side);
  move(chain(cell, side));
  move(chain(neighbour(cell, side), opposite(side)));
  const Ring now = whole_side(cell, side);
  double twice = 0;  // shoelace around the strip between the old border and the new one
  Ring strip = old;
  strip.insert(strip.end(), now.rbegin(), now.rend());
  for (std::size_t i = 0; i < strip.size(); ++i) {
    const Point a = strip[i], b = strip[(i + 1) % strip.size()];
    twice += (a.x - old[0].x) * (b.y - old[0].y) - (b.x - old[0].x) * (a.y - old[0].y);
  }
  return std::abs(twice) / 2;
}

Ring GridTown::ring(std::size_t cell) const {
  Ring points;
  for (const Side side : {Side::south, Side::east, Side::north, Side::west})
    points.insert(points.end(), chain(cell, side).begin(), chain(cell, side).end());
  points.push_back(points.front());
  return points;
}

std::vector<Shape> GridTown::shapes() const {
  std::vector<Shape> all;
  for (std::size_t cell = 0; cell < plan_.columns * plan_.rows; ++cell) all.push_back(shape_of(ring(cell)));
  return all;
}

std::vector<Shape> GridTown::halves(std::size_t cell) const {
  const Ring south = whole_side(cell, Side::south), east = whole_side(cell, Side::east);
  const Ring north = whole_side(cell, Side::north), west = whole_side(cell, Side::west);
  const auto middle = [](const Ring& side) { return static_cast<std::ptrdiff_t>(side.size() / 2); };
  Ring left(south.begin(), south.begin() + middle(south) + 1);
  left.insert(left.end(), north.begin() + middle(north), north.end() - 1);
  left.insert(left.end(), west.begin(), west.end());
  Ring right(south.begin() + middle(south), south.end() - 1);
  right.insert(right.end(), east.begin(), east.end() - 1);
  right.insert(right.end(), north.begin(), north.begin() + middle(north) + 1);
  right.push_back(right.front());
  return {shape_of(std::move(left)), shape_of(std::move(right))};
}

Shape GridTown::with_east(std::size_t cell) const {
  const std::size_t east = neighbour(cell, Side::east);
  Ring points;
  const auto add = [&](std::size_t from, Side side) {
    points.insert(points.end(), chain(from, side).begin(), chain(from, side).end());
  };
  add(cell, Side::south);
  for (const Side side : {Side::south, Side::east, Side::north}) add(east, side);
  for (const Side side : {Side::north, Side::west}) add(cell, side);
  points.push_back(points.front());
  return shape_of(std::move(points));
}

Shape rectangle(Point low, Point high) {
  return shape_of({low, {high.x, low.y}, high, {low.x, high.y}, low});
}

}  // namespace weige::test
