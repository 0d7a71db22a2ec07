#include "work/plan_choice.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <set>

#include "work/plan_route.h"

namespace weige::work {
namespace {

constexpr std::size_t kNoBuilding = std::numeric_limits<std::size_t>::max();
constexpr int kImprovingRounds = 3;
constexpr std::size_t kMostExchanged = 12;  // doors that are tried for others, and exchanges
constexpr std::size_t kMostLeftOut = 12;    // buildings that are tried without, a round

// Errors a minute, or errors alone: the first is better as a rule, the second where one large thing fits.
enum class Greed { by_ratio, by_value };

double minutes_there(const ChoiceDoor& door) {
  return door.minutes + kMinutesIn;
}

// The way from building to building while it grows: each new one is put in where it costs least.
class GrowingWay {
 public:
  GrowingWay(std::span<const BuildingPlace> buildings, std::vector<std::size_t> order)
      : buildings_(buildings), order_(std::move(order)), minutes_(way_minutes(buildings, order_)) {}

  bool passes(std::size_t building) const { return std::ranges::find(order_, building) != order_.end(); }
  double minutes() const { return minutes_; }
  double minutes_with(std::size_t building) const { return minutes_ + cheapest(building).second; }
  void enter(std::size_t building) {
    if (passes(building)) return;
    const auto [place, extra] = cheapest(building);
    order_.insert(order_.begin() + static_cast<std::ptrdiff_t>(place), building);
    minutes_ += extra;
  }

 private:
  double walk(std::size_t from, std::size_t to) const {
    return walk_minutes(buildings_[from], buildings_[to]);
  }
  std::pair<std::size_t, double> cheapest(std::size_t building) const {
    if (order_.empty()) return {0, 0};
    std::pair<std::size_t, double> best{0, walk(building, order_.front())};
    for (std::size_t i = 1; i <= order_.size(); ++i) {
      double extra = walk(order_[i - 1], building);
      if (i < order_.size()) extra += walk(building, order_[i]) - walk(order_[i - 1], order_[i]);
      if (extra < best.second) best = {i, extra};
    }
    return best;
  }

  std::span<const BuildingPlace> buildings_;
  std::vector<std::size_t> order_;
  double minutes_ = 0;
};

std::vector<std::size_t> way_to(const ChoiceProblem& problem, std::span<const std::size_t> doors) {
  std::set<std::size_t> buildings;
  for (const auto door : doors) buildings.insert(problem.doors[door].building);
  return walking_order(problem.buildings, {buildings.begin(), buildings.end()});
}

double minutes_at(const ChoiceProblem& problem, std::span<const std::size_t> doors) {
  double minutes = 0;
  for (const auto door : doors) minutes += minutes_there(problem.doors[door]);
  return minutes;
}

// One way of filling the day, from the fixed doors on.
class Filling {
 public:
  Filling(const ChoiceProblem& problem, const std::vector<std::size_t>& looked_at, Greed greed)
      : problem_(problem),
        greed_(greed),
        taken_(problem.fixed),
        way_(problem.buildings, way_to(problem, problem.fixed)),
        at_doors_(minutes_at(problem, problem.fixed)) {
    const std::set<std::size_t> fixed(taken_.begin(), taken_.end());
    for (const auto door : looked_at)
      if (!fixed.contains(door)) open_[problem.doors[door].building].doors.push_back(door);
    const auto value = [&](std::size_t door) { return problem.doors[door].value; };
    if (greed == Greed::by_value)
      for (auto& [building, open] : open_) std::ranges::stable_sort(open.doors, std::greater{}, value);
    for (auto& [building, open] : open_)
      for (const auto door : problem.fixed) come_nearer(open, building, problem.doors[door].building);
  }

  // Adds the best building's best doors again and again, without ever choosing any of `avoided`.
  DoorChoice filled(std::size_t avoided) {
    open_.erase(avoided);
    while (taken_.size() < problem_.most_doors && add_best()) {
    }
    return settled();
  }

 private:
  struct OpenBuilding {
    std::vector<std::size_t> doors = {};                       // the best first
    double nearest = std::numeric_limits<double>::infinity();  // from the way so far; 0: on it
  };
  struct Offer {
    double worth = 0, minutes = 0, value = 0;
    std::size_t building = kNoBuilding, count = 0;
  };

  void come_nearer(OpenBuilding& open, std::size_t building, std::size_t entered) const {
    const double walk =
        building == entered ? 0 : walk_minutes(problem_.buildings[entered], problem_.buildings[building]);
    open.nearest = std::min(open.nearest, walk);
  }

  Offer offer_of(std::size_t building, const OpenBuilding& open) const {
    Offer best, sum;
    sum.building = building;
    sum.minutes = std::isinf(open.nearest) ? 0 : open.nearest;
    const auto room = problem_.most_doors - taken_.size();
    for (std::size_t i = 0; i < open.doors.size() && i < room; ++i) {
      const auto& door = problem_.doors[open.doors[i]];
      sum.value += door.value;
      sum.minutes += minutes_there(door);
      if (at_doors_ + way_.minutes() + sum.minutes > problem_.minutes) break;
      sum.count = i + 1;
      sum.worth = greed_ == Greed::by_ratio ? sum.value / sum.minutes : sum.value;
      if (sum.worth > best.worth) best = sum;
    }
    return best;
  }

  bool add_best() {
    Offer best;
    for (const auto& [building, open] : open_)
      if (const auto offer = offer_of(building, open); offer.worth > best.worth) best = offer;
    if (best.building == kNoBuilding) return false;
    auto& doors = open_.at(best.building).doors;
    const auto end = doors.begin() + static_cast<std::ptrdiff_t>(best.count);
    const double there = minutes_at(problem_, std::span(doors).first(best.count));
    const double way = way_.passes(best.building) ? way_.minutes() : way_.minutes_with(best.building);
    if (at_doors_ + there + way > problem_.minutes) {
      open_.erase(best.building);  // the way there is longer than it looked
      return true;
    }
    taken_.insert(taken_.end(), doors.begin(), end);
    at_doors_ += there;
    doors.erase(doors.begin(), end);
    if (doors.empty()) open_.erase(best.building);
    if (!way_.passes(best.building))
      for (auto& [building, open] : open_) come_nearer(open, building, best.building);
    way_.enter(best.building);
    return true;
  }

  // By the way as it will be walked: the last ones chosen are left out while it takes too long.
  DoorChoice settled() {
    while (taken_.size() > problem_.fixed.size() && minutes_of(problem_, taken_) > problem_.minutes)
      taken_.pop_back();
    DoorChoice out{.doors = taken_, .minutes = minutes_of(problem_, taken_)};
    for (const auto door : taken_) out.value += problem_.doors[door].value;
    std::ranges::sort(out.doors);
    return out;
  }

  const ChoiceProblem& problem_;
  Greed greed_;
  std::map<std::size_t, OpenBuilding> open_;
  std::vector<std::size_t> taken_;
  GrowingWay way_;
  double at_doors_ = 0;
};

std::vector<std::size_t> worth_looking_at(const ChoiceProblem& problem) {
  std::vector<std::size_t> all(problem.doors.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  std::erase_if(all, [&](std::size_t i) { return problem.doors[i].value <= 0; });
  std::ranges::stable_sort(all, std::greater{}, [&](std::size_t i) {
    return problem.doors[i].value / minutes_there(problem.doors[i]);
  });
  all.resize(std::min(all.size(), kMostLookedAt));
  return all;
}

// The buildings of a choice, those that give least for their time first; not those of fixed doors.
std::vector<std::size_t> weakest_buildings(const ChoiceProblem& problem, const DoorChoice& choice) {
  std::map<std::size_t, ChoiceDoor> sums;
  for (const auto door : choice.doors) {
    auto& sum = sums[problem.doors[door].building];
    sum.value += problem.doors[door].value;
    sum.minutes += minutes_there(problem.doors[door]);
  }
  for (const auto door : problem.fixed) sums.erase(problem.doors[door].building);
  std::vector<std::size_t> out;
  for (const auto& [building, sum] : sums) out.push_back(building);
  std::ranges::stable_sort(out, {},
                           [&](std::size_t i) { return sums[i].value / (sums[i].minutes + kMinutesInLane); });
  out.resize(std::min(out.size(), kMostLeftOut));
  return out;
}

// One door for a better one, where there is time for it. Whether one was exchanged.
bool exchange_one(const ChoiceProblem& problem, const std::vector<std::size_t>& looked_at,
                  DoorChoice& choice) {
  const auto value = [&](std::size_t door) { return problem.doors[door].value; };
  const std::set<std::size_t> chosen(choice.doors.begin(), choice.doors.end());
  const std::set<std::size_t> fixed(problem.fixed.begin(), problem.fixed.end());
  std::vector<std::size_t> in, out;
  for (const auto door : looked_at)
    if (!chosen.contains(door)) in.push_back(door);
  for (const auto door : choice.doors)
    if (!fixed.contains(door)) out.push_back(door);
  std::ranges::stable_sort(in, std::greater{}, value);
  std::ranges::stable_sort(out, {}, value);
  in.resize(std::min(in.size(), kMostExchanged));
  out.resize(std::min(out.size(), kMostExchanged));
  for (const auto better : in)
    for (const auto worse : out) {
      if (value(better) <= value(worse) + 1e-12) break;
      auto doors = choice.doors;
      std::ranges::replace(doors, worse, better);
      const double minutes = minutes_of(problem, doors);
      if (minutes > problem.minutes) continue;
      std::ranges::sort(doors);
      choice = {.doors = std::move(doors),
                .value = choice.value + value(better) - value(worse),
                .minutes = minutes};
      return true;
    }
  return false;
}

}  // namespace

double minutes_of(const ChoiceProblem& problem, std::span<const std::size_t> doors) {
  return minutes_at(problem, doors) + way_minutes(problem.buildings, way_to(problem, doors));
}

DoorChoice choose_doors(const ChoiceProblem& problem) {
  const auto looked_at = worth_looking_at(problem);
  auto best = Filling(problem, looked_at, Greed::by_ratio).filled(kNoBuilding);
  const auto other = Filling(problem, looked_at, Greed::by_value).filled(kNoBuilding);
  if (other.value > best.value + 1e-12) best = other;
  // A building less may make room for something better.
  for (int round = 0; round < kImprovingRounds; ++round) {
    const double before = best.value;
    for (const auto building : weakest_buildings(problem, best)) {
      auto without = Filling(problem, looked_at, Greed::by_ratio).filled(building);
      if (without.value > best.value + 1e-12) best = std::move(without);
    }
    if (best.value <= before + 1e-12) break;
  }
  for (std::size_t i = 0; i < kMostExchanged && exchange_one(problem, looked_at, best); ++i) {
  }
  return best;
}

}  // namespace weige::work
