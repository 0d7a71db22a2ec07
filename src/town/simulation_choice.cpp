#include "town/simulation_choice.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <unordered_map>

#include "work/plan_choice.h"
#include "work/plan_route.h"

namespace weige::town {
namespace {

// Nobody was there before: three doors in five answer, as work::chance_of_answer has it.
constexpr double kUsuallyAnswers = 0.6;

std::vector<ChosenDoor> by_product(const DayWish& wish) {
  const auto plan = work::make_plan(wish.ground, {.today = wish.today,
                                                  .seed = wish.seed,
                                                  .doors = wish.doors,
                                                  .minutes = wish.minutes,
                                                  .minutes_a_door = wish.rules.minutes_a_door,
                                                  .random_share = wish.rules.random_share,
                                                  .past = wish.yields,
                                                  .taken = wish.taken});
  std::unordered_map<std::int64_t, std::size_t> at;
  for (std::size_t i = 0; i < wish.ground.doors.size(); ++i) at.emplace(wish.ground.doors[i].premises, i);
  std::vector<ChosenDoor> out;
  for (const auto& door : plan)
    out.push_back({.index = at.at(door.premises), .expected = door.expected, .main = door.main});
  return out;
}

// The others, in the order in which they are wanted.
std::vector<std::size_t> wanted_doors(const DayWish& wish) {
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < wish.ground.doors.size(); ++i)
    if (!wish.taken.contains(wish.ground.doors[i].premises) && !wish.ground.doors[i].for_officer)
      open.push_back(i);
  const auto share = std::ceil(wish.rules.random_share * static_cast<double>(wish.doors));
  const auto drawn =
      work::drawn_by_chance(open.size(), std::min(open.size(), static_cast<std::size_t>(share)), wish.seed);
  std::vector<std::size_t> out;
  for (const auto i : drawn) out.push_back(open[i]);
  const auto luck = SampleRandom(wish.seed);
  const auto rank = [&](std::size_t i) {
    const auto& door = wish.ground.doors[i];
    const auto& past = wish.past[i];
    const bool by_age = wish.policy == DoorPolicy::oldest;
    const auto age = [&](const std::optional<Day>& day) {
      return by_age && day ? std::chrono::sys_days{*day} : std::chrono::sys_days::min();
    };
    return std::tuple(past.answered, age(past.tried), age(door.confirmed),
                      luck.branch(static_cast<std::uint64_t>(door.premises)).next());
  };
  std::erase_if(open, [&](std::size_t i) { return std::ranges::find(out, i) != out.end(); });
  std::ranges::sort(open, {}, rank);
  open.resize(std::min(open.size(), wish.doors - std::min(wish.doors, out.size())));
  out.insert(out.end(), open.begin(), open.end());
  return out;
}

// As many of them as there is time for, one at least.
void fit_into_time(const DayWish& wish, std::vector<std::size_t>& doors) {
  work::ChoiceProblem problem{.buildings = wish.ground.buildings, .doors = {}};
  const double minutes = kUsuallyAnswers * wish.rules.minutes_a_door + (1 - kUsuallyAnswers) * kMinutesSilent;
  for (const auto& door : wish.ground.doors)
    problem.doors.push_back({.building = door.building, .value = 0, .minutes = minutes});
  std::size_t fits = std::min<std::size_t>(doors.size(), 1), too_many = doors.size() + 1;
  while (fits + 1 < too_many) {
    const auto middle = (fits + too_many) / 2;
    const std::span<const std::size_t> first(doors.data(), middle);
    (work::minutes_of(problem, first) <= wish.minutes ? fits : too_many) = middle;
  }
  doors.resize(fits);
}

std::vector<ChosenDoor> in_walking_order(const DayWish& wish, const std::vector<std::size_t>& doors) {
  std::map<std::size_t, std::vector<std::size_t>> inside;
  for (const auto i : doors) inside[wish.ground.doors[i].building].push_back(i);
  std::vector<std::size_t> buildings;
  for (const auto& [building, those] : inside) buildings.push_back(building);
  std::vector<ChosenDoor> out;
  for (const auto building : work::walking_order(wish.ground.buildings, buildings)) {
    auto& those = inside.at(building);
    std::ranges::sort(those, {}, [&](std::size_t i) { return std::pair(wish.ground.doors[i].key, i); });
    for (const auto i : those) out.push_back({.index = i});
  }
  return out;
}

}  // namespace

std::vector<ChosenDoor> choose_day(const DayWish& wish) {
  if (wish.policy == DoorPolicy::nobody) return {};
  if (wish.policy == DoorPolicy::product) return by_product(wish);
  auto doors = wanted_doors(wish);
  fit_into_time(wish, doors);
  return in_walking_order(wish, doors);
}

}  // namespace weige::town
