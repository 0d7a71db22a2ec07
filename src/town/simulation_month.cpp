#include "town/simulation_month.h"

#include <algorithm>
#include <array>
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
class GridMonth {
 public:
  GridMonth(const SimulatedGrid& grid, const MonthWish& wish, DoorPolicy policy)
      : grid_(grid),
        wish_(wish),
        policy_(policy),
        model_(wish.world, wish.seed),
        ground_(grid.ground),
        past_(ground_.doors.size()),
        time_(wish.hours_a_week) {
    if (wish.world == ErrorWorld::null) stand_under_one_roof(ground_);
    for (const auto& door : grid.doors) {
      truth_.push_back(model_.at_start(door));
      registered_.push_back(door.people);
      kinds_.push_back(door.kind);
    }
  }

  MonthOutcome walked() {
    out_.before = errors();
    for (int day = 0; day < wish_.months * kDaysOfMonth; ++day) {
      if (day % kDaysOfMonth == 0) past_.assign(past_.size(), {});
      for (std::size_t i = 0; i < truth_.size(); ++i) {
        model_.live(grid_.doors[i], truth_[i], day);
        if (const auto list = model_.listed(grid_.doors[i], truth_[i], day)) take_list(i, *list, day);
      }
      if (policy_ != DoorPolicy::nobody && time_.is_walked(on(day))) walk(day);
    }
    out_.after = errors();
    return out_;
  }

 private:
  Day on(int day) const { return Day{sys_days{wish_.first} + days{day}}; }

  // Each difference is one to be cleared up at the door, once.
  void take_list(std::size_t i, const People& list, int day) {
    auto& door = ground_.doors[i];
    const auto said_in = people_without(list, registered_[i]).size();
    const auto said_gone = people_without(registered_[i], list).size();
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
    const double most = time_.minutes_a_day() + over_;
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
        used += knock(door, day, hour_after(used));
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
    auto& seen = door.hours[static_cast<std::size_t>(hour)];
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
    for (const auto person : people_without(registered, now.people))
      if (noticed(person)) found += static_cast<int>(std::erase(registered, person));
    for (const auto person : people_without(now.people, registered))
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
    for (std::size_t i = 0; i < truth_.size(); ++i) sum += errors_at(truth_[i], registered_[i], kinds_[i]);
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
  WalkingTime time_;
  double over_ = 0;
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

std::vector<std::int64_t> people_without(const std::vector<std::int64_t>& from,
                                         const std::vector<std::int64_t>& those) {
  std::vector<std::int64_t> out;
  std::ranges::set_difference(from, those, std::back_inserter(out));
  return out;
}

RegisterErrors errors_at(const TrueDoor& truth, const std::vector<std::int64_t>& registered, DoorKind kind) {
  const auto missing = people_without(truth.people, registered).size();
  return {.missing = static_cast<std::int64_t>(missing),
          .gone = static_cast<std::int64_t>(people_without(registered, truth.people).size()),
          .facts = static_cast<std::int64_t>(registered.size() + missing),
          .kinds = kind != truth.kind ? 1 : 0,
          .doors = 1};
}

void stand_under_one_roof(work::PlanGround& ground) {
  ground.buildings.resize(std::min<std::size_t>(ground.buildings.size(), 1));
  for (auto& door : ground.doors) door.building = 0;
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
