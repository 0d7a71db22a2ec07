#include "work/plan_route.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <tuple>

namespace weige::work {
namespace {

using RoutePlaces = std::vector<BuildingPlace>;
using RouteOrder = std::vector<std::size_t>;

double metres_between(const DoorPoint& a, const DoorPoint& b) {
  constexpr double kMetresADegree = 111'195;
  const double middle = (a.lat + b.lat) / 2 * std::numbers::pi / 180;
  return std::hypot((a.lng - b.lng) * std::cos(middle), a.lat - b.lat) * kMetresADegree;
}

// A copy of the chosen buildings, in which those without a point have that of their lane.
RoutePlaces with_lane_points(std::span<const BuildingPlace> buildings, const RouteOrder& chosen) {
  struct Sum {
    double lng = 0, lat = 0;
    int points = 0;
  };
  std::map<std::int64_t, Sum> lanes;
  RoutePlaces out;
  for (const auto index : chosen) {
    out.push_back(buildings[index]);
    if (const auto& point = out.back().point) {
      auto& lane = lanes[out.back().lane];
      lane.lng += point->lng;
      lane.lat += point->lat;
      ++lane.points;
    }
  }
  for (auto& place : out)
    if (const auto& lane = lanes[place.lane]; !place.point && lane.points > 0)
      place.point = DoorPoint{lane.lng / lane.points, lane.lat / lane.points};
  return out;
}

RouteOrder nearest_neighbours(const RoutePlaces& places) {
  RouteOrder order{0}, left;
  for (std::size_t i = 1; i < places.size(); ++i) left.push_back(i);
  while (!left.empty()) {
    const auto next = std::ranges::min_element(
        left, {}, [&](std::size_t i) { return std::pair(walk_minutes(places[order.back()], places[i]), i); });
    order.push_back(*next);
    left.erase(next);
  }
  return order;
}

// What the open way gains when order[first..last] is walked backwards.
double gain_of_turning(const RoutePlaces& places, const RouteOrder& order, std::size_t first,
                       std::size_t last) {
  double gain = 0;
  const auto between = [&](std::size_t a, std::size_t b) {
    return walk_minutes(places[order[a]], places[order[b]]);
  };
  if (first > 0) gain += between(first - 1, first) - between(first - 1, last);
  if (last + 1 < order.size()) gain += between(last, last + 1) - between(first, last + 1);
  return gain;
}

void turn_while_shorter(const RoutePlaces& places, RouteOrder& order) {
  for (int round = 0; round < kMostRoundsOfMending; ++round) {
    bool better = false;
    for (std::size_t first = 0; first + 1 < order.size(); ++first)
      for (std::size_t last = first + 1; last < order.size(); ++last)
        if (gain_of_turning(places, order, first, last) > 1e-9) {
          std::reverse(order.begin() + static_cast<std::ptrdiff_t>(first),
                       order.begin() + static_cast<std::ptrdiff_t>(last) + 1);
          better = true;
        }
    if (!better) return;
  }
}

void turn_every_second_lane(std::span<const BuildingPlace> buildings, RouteOrder& chosen) {
  bool backwards = false;
  for (auto from = chosen.begin(); from != chosen.end();) {
    const auto lane = buildings[*from].lane;
    const auto to =
        std::find_if(from, chosen.end(), [&](std::size_t i) { return buildings[i].lane != lane; });
    if (backwards) std::reverse(from, to);
    backwards = !backwards;
    from = to;
  }
}

}  // namespace

double walk_minutes(const BuildingPlace& from, const BuildingPlace& to) {
  if (from.point && to.point)
    return kMinutesIn + metres_between(*from.point, *to.point) * kWayRound / kMetresAMinute;
  return from.lane == to.lane ? kMinutesInLane : kMinutesToAnotherLane;
}

double way_minutes(std::span<const BuildingPlace> buildings, std::span<const std::size_t> order) {
  double minutes = 0;
  for (std::size_t i = 1; i < order.size(); ++i)
    minutes += walk_minutes(buildings[order[i - 1]], buildings[order[i]]);
  return minutes;
}

RouteOrder walking_order(std::span<const BuildingPlace> buildings, RouteOrder chosen) {
  std::ranges::sort(chosen, {}, [&](std::size_t i) {
    return std::tie(buildings[i].lane_key, buildings[i].lane, buildings[i].key);
  });
  const auto places = with_lane_points(buildings, chosen);
  if (chosen.size() < 2) return chosen;
  if (!std::ranges::all_of(places, [](const auto& place) { return place.point.has_value(); })) {
    turn_every_second_lane(buildings, chosen);
    return chosen;
  }
  auto order = nearest_neighbours(places);
  turn_while_shorter(places, order);
  RouteOrder out;
  for (const auto i : order) out.push_back(chosen[i]);
  return out;
}

}  // namespace weige::work
