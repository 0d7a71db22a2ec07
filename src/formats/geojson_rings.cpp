#include "formats/geojson_rings.h"

#include <cassert>
#include <cmath>
#include <iterator>

namespace weige::formats {

void GeoRings::start() {
  depth_ = position_ = numbers_ = 0;
  empty_list_ = malformed_ = false;
  ring_fault_.reset();
  ring_.clear();
  polygon_.clear();
  polygons_.clear();
}

void GeoRings::open() {
  ++depth_;
  empty_list_ = true;
}

Done GeoRings::close() {
  assert(depth_ > 0);
  if (empty_list_) malformed_ = true;
  empty_list_ = false;
  const auto closed = depth_--;
  if (malformed_ || position_ == 0) return done();
  if (closed == position_) return close_position();
  if (closed + 1 == position_) close_ring();
  if (closed + 2 == position_) close_polygon();
  return done();
}

Done GeoRings::number(double value) {
  if (!std::isfinite(value)) return problem(ProblemCode::geojson_number);
  empty_list_ = false;
  if (position_ == 0) position_ = depth_;
  if (depth_ != position_) malformed_ = true;  // [1, [2, 3]]
  ++numbers_;
  if (numbers_ == 1) open_position_.x = value;
  if (numbers_ == 2) open_position_.y = value;
  return done();
}

void GeoRings::other() {
  empty_list_ = false;
  malformed_ = true;
}

Done GeoRings::close_position() {
  if (numbers_ < 2) malformed_ = true;
  numbers_ = 0;
  if (++vertices_ > limits_.vertices)
    return problem(ProblemCode::geojson_vertices).with("max", std::to_string(limits_.vertices));
  if (ring_.size() == limits_.ring_vertices)
    return problem(ProblemCode::geojson_ring_vertices).with("max", std::to_string(limits_.ring_vertices));
  ring_.push_back(open_position_);
  return done();
}

// RFC 7946, 3.1.6: four or more positions, the last equal to the first.
void GeoRings::close_ring() {
  if (!ring_fault_) {
    if (ring_.size() < 4)
      ring_fault_ = ProblemCode::geojson_ring_short;
    else if (ring_.front() != ring_.back())
      ring_fault_ = ProblemCode::geojson_ring_open;
  }
  polygon_.emplace_back(ring_.begin(), ring_.end());
  ring_.clear();
}

void GeoRings::close_polygon() {
  polygons_.push_back(std::move(polygon_));
  polygon_.clear();
}

Done GeoRings::finish(std::size_t levels, std::vector<GeoPolygon>& out) {
  assert(depth_ == 0);
  if (malformed_ || position_ != levels) return problem(ProblemCode::geojson_coordinates);
  if (ring_fault_) return problem(*ring_fault_);
  out.insert(out.end(), std::make_move_iterator(polygons_.begin()), std::make_move_iterator(polygons_.end()));
  polygons_.clear();
  return done();
}

}  // namespace weige::formats
