#include "town/simulation_month.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <set>

#include "town/simulation_choice.h"
#include "work/plan_route.h"

namespace weige::town {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using People = std::vector<std::int64_t>;

constexpr std::array<std::string_view, kDoorPolicies> kPolicyCodes{"product", "random", "oldest", "nobody"};
constexpr double kHoursADay = 6;
constexpr int kFirstHour = 13;  // of the walking day: afternoon and evening
constexpr double kMinutesSilent = 1.5;
constexpr std::size_t kDoorsMore = 10;  // as the page asks for when the list is done

// Monday = 1. The days of the week that are walked, by their number.
constexpr std::array<std::array<bool, 8>, 6> kWalkingDays{{
    {},
    {false, false, false, true},
    {false, false, true, false, true},
    {false, true, false, true, false, true},
    {false, true, true, false, true, true},
    {false, true, true, true, true, true},
}};

People without(const People& from, const People& those) {
  People out;
  std::ranges::set_difference(from, those, std::back_inserter(out));
  return out;
}

class GridMonth {
 public:
  GridMonth(const SimulatedGrid& grid, const MonthWish& wish, DoorPolicy policy)
      : grid_(grid),
        wish_(wish),
        policy_(policy),
        model_(wish.world, wish.seed),
        ground_(wish.world == ErrorWorld::null ? under_one_roof(grid.ground) : grid.ground),
        past_(ground_.doors.size()) {
    for (const auto& door : grid.doors) {
      truth_.push_back(model_.at_start(door));
      registered_.push_back(door.people);
      kinds_.push_back(door.kind);
    }
    days_a_week_ = std::clamp(static_cast<int>(std::ceil(wish.hours_a_week / kHoursADay)), 0, 5);
    if (days_a_week_ > 0) minutes_a_day_ = 60 * wish.hours_a_week / days_a_week_;
  }

  MonthOutcome walked() {
    out_.before = errors();
    for (int day = 0; day < wish_.months * kDaysOfMonth; ++day) {
      if (day % kDaysOfMonth == 0) past_.assign(past_.size(), {});
      for (std::size_t i = 0; i < truth_.size(); ++i) {
        model_.live(grid_.doors[i], truth_[i], day);
        if (const auto list = model_.listed(grid_.doors[i], truth_[i], day)) take_list(i, *list, day);
      }
      if (policy_ != DoorPolicy::nobody && is_walked(day)) walk(day);
    }
    out_.after = errors();
    return out_;
  }

 private:
  // All in one building: no way is shorter than another (ErrorWorld::null).
  static work::PlanGround under_one_roof(work::PlanGround ground) {
    ground.buildings.resize(std::min<std::size_t>(ground.buildings.size(), 1));
    for (auto& door : ground.doors) door.building = 0;
    return ground;
  }

  Day on(int day) const { return Day{sys_days{wish_.first} + days{day}}; }

  bool is_walked(int day) const {
    const auto weekday = std::chrono::weekday{sys_days{on(day)}}.iso_encoding();
    return kWalkingDays[static_cast<std::size_t>(days_a_week_)][weekday];
  }

  // Each difference is one to be cleared up at the door, once.
  void take_list(std::size_t i, const People& list, int day) {
    auto& door = ground_.doors[i];
    const auto said_in = without(list, registered_[i]).size();
    const auto said_gone = without(registered_[i], list).size();
    door.findings = static_cast<int>(said_in + said_gone);
    door.said_in = static_cast<int>(said_in);
    door.said_gone = static_cast<int>(said_gone);
    std::erase_if(door.tasks,
                  [](const work::WaitingTask& task) { return task.source == work::TaskSource::finding; });
    for (int task = 0; task < door.findings; ++task)
      door.tasks.push_back(
          {.source = work::TaskSource::finding, .due = on(day + wish_.rules.finding_due_days)});
  }

  // Until the day's minutes are over; what is walked too long is taken off the next day.
  void walk(int day) {
    const double most = minutes_a_day_ + over_;
    double used = 0;
    std::optional<std::size_t> building;
    std::set<std::int64_t> taken;
    auto count = static_cast<std::size_t>(wish_.rules.doors_a_day);
    while (used < most) {
      const auto doors = choose_day({.ground = ground_,
                                     .past = past_,
                                     .yields = yields_,
                                     .rules = wish_.rules,
                                     .today = on(day),
                                     .policy = policy_,
                                     .seed = seed_of(day) + taken.size(),
                                     .doors = count,
                                     .minutes = static_cast<int>(most - used),
                                     .taken = taken});
      if (doors.empty()) break;
      for (const auto& door : doors) {
        if (used >= most) break;
        taken.insert(ground_.doors[door.index].premises);
        const auto stands = ground_.doors[door.index].building;
        if (building && *building != stands)
          used += work::walk_minutes(ground_.buildings[*building], ground_.buildings[stands]);
        building = stands;
        used += work::kMinutesIn;
        used += knock(door, day, kFirstHour + static_cast<int>(used / 60));
      }
      count = kDoorsMore;
    }
    over_ = std::min(0.0, most - used);
    out_.minutes += used;
  }

  // The same for all policies.
  std::uint64_t seed_of(int day) const {
    const auto grid = grid_.doors.empty() ? 0 : grid_.doors.front().premises;
    return SampleRandom(wish_.seed)
        .branch(static_cast<std::uint64_t>(grid))
        .branch(static_cast<std::uint64_t>(day))
        .next();
  }

  // Gives the minutes that it took.
  double knock(const ChosenDoor& chosen, int day, int hour) {
    const auto i = chosen.index;
    auto& door = ground_.doors[i];
    const bool answered = model_.answers(grid_.doors[i], truth_[i], day);
    auto& seen = door.hours[static_cast<std::size_t>(std::min(hour, 23))];
    ++seen.tries;
    ++out_.visits;
    past_[i].tried = on(day);
    if (!answered) {
      for (auto& task : door.tasks) ++task.attempts;
      return kMinutesSilent;
    }
    ++seen.answered;
    ++out_.answered;
    past_[i].answered = true;
    const int changes = put_right(i, day);
    auto& yield = yields_[static_cast<std::size_t>(chosen.main)];
    yield.expected += chosen.expected;
    yield.errors += changes;
    return wish_.rules.minutes_a_door;
  }

  // What is noticed at the door comes into the register, and all that is there is confirmed.
  int put_right(std::size_t i, int day) {
    const auto& now = truth_[i];
    auto& registered = registered_[i];
    const auto noticed = [&](std::int64_t person) {
      return model_.notices(grid_.doors[i], now, person, day);
    };
    int found = 0;
    for (const auto person : without(registered, now.people))
      if (noticed(person)) found += static_cast<int>(std::erase(registered, person));
    for (const auto person : without(now.people, registered))
      if (noticed(person)) {
        registered.insert(std::ranges::lower_bound(registered, person), person);
        ++found;
      }
    out_.found += found;
    const bool kind_changes = kinds_[i] != now.kind;
    kinds_[i] = now.kind;
    auto& door = ground_.doors[i];
    door.confirmed = on(day);
    door.residents = static_cast<int>(registered.size());
    door.findings = door.said_in = door.said_gone = 0;
    door.tasks.clear();
    if (found > 0) door.moves += 1;
    return found + (kind_changes ? 1 : 0);
  }

  RegisterErrors errors() const {
    RegisterErrors sum;
    for (std::size_t i = 0; i < truth_.size(); ++i) {
      const auto missing = without(truth_[i].people, registered_[i]).size();
      sum.missing += static_cast<std::int64_t>(missing);
      sum.gone += static_cast<std::int64_t>(without(registered_[i], truth_[i].people).size());
      sum.facts += static_cast<std::int64_t>(registered_[i].size() + missing);
      sum.kinds += kinds_[i] != truth_[i].kind ? 1 : 0;
      ++sum.doors;
    }
    return sum;
  }

  const SimulatedGrid& grid_;
  const MonthWish& wish_;
  const DoorPolicy policy_;
  const ErrorModel model_;
  work::PlanGround ground_;
  std::vector<DoorPast> past_;  // of this month
  std::vector<TrueDoor> truth_;
  std::vector<People> registered_;
  std::vector<DoorKind> kinds_;
  work::PastYields yields_{};
  int days_a_week_ = 0;
  double minutes_a_day_ = 0, over_ = 0;
  MonthOutcome out_;
};

}  // namespace

std::string_view code(DoorPolicy policy) {
  return kPolicyCodes[static_cast<std::size_t>(policy)];
}

std::optional<DoorPolicy> door_policy_of(std::string_view text) {
  for (std::size_t i = 0; i < kDoorPolicies; ++i)
    if (kPolicyCodes[i] == text) return static_cast<DoorPolicy>(i);
  return std::nullopt;
}

double RegisterErrors::share() const {
  return facts == 0 ? 0 : static_cast<double>(missing + gone) / static_cast<double>(facts);
}

RegisterErrors& RegisterErrors::operator+=(const RegisterErrors& other) {
  missing += other.missing;
  gone += other.gone;
  facts += other.facts;
  kinds += other.kinds;
  doors += other.doors;
  return *this;
}

MonthOutcome& MonthOutcome::operator+=(const MonthOutcome& other) {
  before += other.before;
  after += other.after;
  visits += other.visits;
  answered += other.answered;
  found += other.found;
  minutes += other.minutes;
  return *this;
}

MonthOutcome walk_month(const SimulatedGrid& grid, const MonthWish& wish, DoorPolicy policy) {
  return GridMonth(grid, wish, policy).walked();
}

}  // namespace weige::town
