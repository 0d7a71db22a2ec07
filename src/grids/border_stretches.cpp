#include "grids/border_stretches.h"

#include <algorithm>
#include <cmath>

namespace weige::grids {
namespace {

class Stretches {
 public:
  Stretches(const Land& land, Member a, Member b) : land_(land), a_(a), b_(b) {}

  std::vector<Course> all() {
    const auto count = static_cast<Half>(land_.map.half_count());
    led_to_.resize(count);
    walked_.resize(count);
    for (Half h = 0; h < count; ++h)
      if (shared(h)) led_to_[following(h)] = true;
    std::vector<Course> found;
    for (const bool closed : {false, true})
      for (Half h = 0; h < count; ++h)
        if (shared(h) && !walked_[h] && led_to_[h] == closed) found.push_back(walk(h));
    return found;
  }

 private:
  bool shared(Half h) const {
    if (!land_.holds(a_, h) || land_.holds(a_, twin(h))) return false;
    return b_ == no_member ? land_.left_of(twin(h)).empty() : land_.holds(b_, twin(h));
  }
  // Along the border of a, past the edges between two of its faces.
  Half following(Half h) const {
    h = land_.map.next(h);
    while (land_.holds(a_, twin(h))) h = land_.map.next(twin(h));
    return h;
  }
  Spot spot(Half h) const { return spot_of(land_.map.point_of(h)); }

  Course walk(Half h) {
    Course course{spot(h)};
    for (; shared(h) && !walked_[h]; h = following(h)) {
      walked_[h] = true;
      course.push_back(spot(twin(h)));
    }
    return course;
  }

  const Land& land_;
  Member a_, b_;
  std::vector<bool> led_to_, walked_;
};

double between(Spot a, Spot b) {
  return std::hypot(static_cast<double>(b.x - a.x), static_cast<double>(b.y - a.y));
}

// The place of the piece that is nearest to the spot.
Spot foot(Spot from, Spot to, Spot spot) {
  const auto run = static_cast<double>(to.x - from.x), rise = static_cast<double>(to.y - from.y);
  const double along =
      (run * static_cast<double>(spot.x - from.x) + rise * static_cast<double>(spot.y - from.y)) /
      (run * run + rise * rise);
  const double part = std::clamp(along, 0.0, 1.0);
  return {from.x + std::llround(part * run), from.y + std::llround(part * rise)};
}

}  // namespace

std::vector<Course> stretches_of(const Land& land, Member a, Member b) {
  return Stretches(land, a, b).all();
}

std::optional<Station> station_near(const Course& course, Spot spot, double reach) {
  std::optional<Station> best;
  const auto offer = [&](std::size_t edge, Spot at) {
    const double away = between(at, spot);
    if (away <= reach && (!best || away < best->away)) best = Station{edge, at, away};
  };
  for (std::size_t i = 0; i < course.size(); ++i) offer(i, course[i]);
  if (best) return best;
  for (std::size_t i = 0; i + 1 < course.size(); ++i) offer(i, foot(course[i], course[i + 1], spot));
  return best;
}

}  // namespace weige::grids
