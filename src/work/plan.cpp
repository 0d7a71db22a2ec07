#include "work/plan.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "work/plan_choice.h"
#include "work/plan_route.h"

namespace weige::work {
namespace {

constexpr double kMinutesUnanswered = 1.5;
constexpr std::string_view kDoorLetters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";  // 32: without 0, 1, I and O

// SplitMix64 (Steele, Lea, Flood 2014).
std::uint64_t next_chance(std::uint64_t& state) {
  std::uint64_t z = (state += 0x9E3779B97F4A7C15ULL);
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31);
}

// Below n, each with the same chance: what would make the first ones likelier is drawn again.
std::uint64_t chance_below(std::uint64_t& state, std::uint64_t n) {
  const std::uint64_t rest = (0 - n) % n;
  for (;;)
    if (const auto drawn = next_chance(state); drawn >= rest) return drawn % n;
}

struct LookedAt {
  ExpectedErrors expected;
  Turnover turnover;
  ChoiceDoor choice;
};

class Planner {
 public:
  Planner(const PlanGround& ground, const PlanWish& wish) : ground_(ground), wish_(wish) {
    const auto turnover = turnover_of(ground);
    for (std::size_t i = 0; i < ground.doors.size(); ++i)
      looked_at_.push_back(look_at(ground.doors[i], turnover[i]));
  }

  std::vector<PlannedDoor> plan() {
    draw();
    require();
    choose();
    return ordered();
  }

 private:
  struct Picked {
    DoorChosen chosen = DoorChosen::none;
    bool by_chance = false;
  };

  LookedAt look_at(const DoorEvidence& door, const Turnover& turnover) const {
    LookedAt out{.expected = expected_errors(door, turnover, wish_.today, wish_.past), .turnover = turnover};
    const double answer = chance_of_answer(door);
    out.choice = {.building = door.building,
                  .value = is_open(door) && !door.seen_today ? answer * out.expected.errors : 0,
                  .minutes = answer * wish_.minutes_a_door + (1 - answer) * kMinutesUnanswered};
    return out;
  }

  bool is_open(const DoorEvidence& door) const {
    return !door.for_officer && !wish_.taken.contains(door.premises);
  }

  void draw() {
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < ground_.doors.size(); ++i)
      if (is_open(ground_.doors[i])) open.push_back(i);
    const auto share = std::ceil(std::clamp(wish_.random_share, 0.0, 1.0) * static_cast<double>(wish_.doors));
    const auto count = std::min(open.size(), static_cast<std::size_t>(share));
    for (const auto i : drawn_by_chance(open.size(), count, wish_.seed)) picked_[open[i]].by_chance = true;
  }

  // Those due first; the earliest day of the tasks that must be done.
  void require() {
    std::vector<std::pair<Day, std::size_t>> must;
    for (std::size_t i = 0; i < ground_.doors.size(); ++i) {
      const auto& door = ground_.doors[i];
      if (!is_open(door) || door.seen_today) continue;
      std::optional<Day> due;
      for (const auto& task : door.tasks)
        if ((task.by_name || task.due <= wish_.today) && (!due || task.due < *due)) due = task.due;
      if (due) must.emplace_back(*due, i);
    }
    std::ranges::sort(must);
    for (const auto& [due, i] : must) {
      if (picked_.size() >= wish_.doors && !picked_.contains(i)) continue;
      picked_[i].chosen = DoorChosen::required;
    }
  }

  void choose() {
    ChoiceProblem problem{.buildings = ground_.buildings,
                          .most_doors = wish_.doors,
                          .minutes = static_cast<double>(wish_.minutes)};
    for (const auto& door : looked_at_) problem.doors.push_back(door.choice);
    for (const auto& [i, picked] : picked_) problem.fixed.push_back(i);
    for (const auto i : choose_doors(problem).doors)
      if (!picked_.contains(i)) picked_[i].chosen = DoorChosen::chosen;
    also_chosen();
  }

  // A door that was drawn counts as chosen as well where it is worth as much as the least of those chosen:
  // else the draw would take the best away from what it is there to measure.
  void also_chosen() {
    std::optional<double> least;
    const auto worth = [&](std::size_t i) {
      return looked_at_[i].choice.value / (looked_at_[i].choice.minutes + kMinutesIn);
    };
    for (const auto& [i, picked] : picked_)
      if (picked.chosen == DoorChosen::chosen) least = std::min(least.value_or(worth(i)), worth(i));
    for (auto& [i, picked] : picked_)
      if (picked.chosen == DoorChosen::none && least && worth(i) > *least) picked.chosen = DoorChosen::chosen;
  }

  std::vector<PlannedDoor> ordered() const {
    std::map<std::size_t, std::vector<std::size_t>> inside;
    for (const auto& [i, picked] : picked_) inside[ground_.doors[i].building].push_back(i);
    std::vector<std::size_t> buildings;
    for (const auto& [building, doors] : inside) buildings.push_back(building);
    std::vector<PlannedDoor> out;
    for (const auto building : walking_order(ground_.buildings, buildings)) {
      auto& doors = inside.at(building);
      std::ranges::sort(doors, {}, [&](std::size_t i) { return std::pair(ground_.doors[i].key, i); });
      for (const auto i : doors) out.push_back(planned(i));
    }
    return out;
  }

  PlannedDoor planned(std::size_t i) const {
    const auto& door = ground_.doors[i];
    const auto& seen = looked_at_[i];
    const auto& picked = picked_.at(i);
    return {.premises = door.premises,
            .area_id = door.area_id,
            .chosen = picked.chosen,
            .by_chance = picked.by_chance,
            .expected = seen.expected.errors,
            .main = seen.expected.main,
            .minutes = seen.choice.minutes,
            .reasons = reasons_of(door, seen.expected, seen.turnover, wish_.today),
            .best_hours = best_hours(door)};
  }

  const PlanGround& ground_;
  const PlanWish& wish_;
  std::vector<LookedAt> looked_at_;
  std::map<std::size_t, Picked> picked_;
};

}  // namespace

std::string_view code(DoorChosen chosen) {
  if (chosen == DoorChosen::required) return "required";
  return chosen == DoorChosen::chosen ? "chosen" : "none";
}

std::optional<DoorChosen> door_chosen_of(std::string_view text) {
  for (const auto each : {DoorChosen::none, DoorChosen::required, DoorChosen::chosen})
    if (code(each) == text) return each;
  return std::nullopt;
}

int doors_in(int doors_a_day, int minutes) {
  return std::max(1, (doors_a_day * minutes + kMinutesOutside / 2) / kMinutesOutside);
}

std::vector<PlannedDoor> make_plan(const PlanGround& ground, const PlanWish& wish) {
  return Planner(ground, wish).plan();
}

std::vector<std::size_t> drawn_by_chance(std::size_t size, std::size_t count, std::uint64_t seed) {
  std::vector<std::size_t> all(size);
  std::iota(all.begin(), all.end(), std::size_t{0});
  for (std::size_t i = 0; i < count; ++i) std::swap(all[i], all[i + chance_below(seed, size - i)]);
  all.resize(count);
  return all;
}

std::uint64_t plan_seed(access::PostId post, Day day) {
  auto state = static_cast<std::uint64_t>(post.value);
  const auto mixed = next_chance(state);
  state = mixed ^ static_cast<std::uint64_t>(std::chrono::sys_days{day}.time_since_epoch().count());
  return next_chance(state);
}

// The check is the sum of the letters, each times its place: it catches a wrong letter and two exchanged ones
// (places are odd, or differ by one, and 31 weights differ).
std::string door_code(std::uint32_t number) {
  std::string out;
  std::uint32_t sum = 0;
  for (std::uint32_t place = 0; place < 5; ++place) {
    const auto digit = (number >> (5 * (4 - place))) & 31U;
    out += kDoorLetters[digit];
    sum += digit * (2 * place + 1);
  }
  return out + kDoorLetters[sum & 31U];
}

std::optional<std::string> read_door_code(std::string_view typed) {
  std::string letters;
  std::uint32_t number = 0;
  for (char c : typed) {
    if (c == ' ' || c == '-') continue;
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    const auto digit = kDoorLetters.find(c);
    if (digit == std::string_view::npos || letters.size() == 6) return std::nullopt;
    if (letters.size() < 5) number = number << 5U | static_cast<std::uint32_t>(digit);
    letters += c;
  }
  if (letters.size() != 6 || letters != door_code(number)) return std::nullopt;
  return letters;
}

}  // namespace weige::work
