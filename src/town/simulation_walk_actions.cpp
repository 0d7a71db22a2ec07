#include "town/simulation_walk_actions.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <unordered_map>

#include "access/post_store.h"
#include "town/simulation_choice.h"
#include "town/simulation_store.h"
#include "town/simulation_visit_actions.h"
#include "work/plan_actions.h"
#include "work/plan_evidence_store.h"
#include "work/plan_route.h"

namespace weige::town {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::sys_days;
using store::Transaction;

constexpr hours kMorning{8};  // when lists are handed in

SimulatedPost held(const access::Post& post) {
  return {post.id, post.holder.value()};
}

// Coordinators of grids; who else is needed is made.
class Staffing {
 public:
  Staffing(Transaction& tx, Instant now, std::uint64_t seed, const Random& passwords)
      : tx_(tx),
        now_(now),
        random_(SampleRandom(seed).branch(0x5741'4c4b)),
        passwords_(passwords),
        system_(access::Actor::system(tx, now, access::SystemReason::sample_town)) {
    for (const auto& post : access::posts_in_scope(tx, system_.scope(), now)) {
      if (post.state != access::PostState::active || !post.holder) continue;
      if (post.role == access::Role::coordinator) coordinators_.emplace(post.area.value, held(post));
      if (post.role == access::Role::population_office) office_ = held(post);
    }
  }

  Result<SimulatedPost> office() const {
    if (!office_) return problem(ProblemCode::not_found, "office");
    return *office_;
  }

  Result<SimulatedPost> coordinator_of(access::AreaId grid) {
    if (const auto known = coordinators_.find(grid.value); known != coordinators_.end()) return known->second;
    WEIGE_TRY(const auto made,
              make_sample_duty(tx_, system_,
                               {.role = access::Role::coordinator,
                                .area = grid,
                                .title = std::string(access::zh_name(access::Role::coordinator)),
                                .login_name = "walker" + std::to_string(grid.value),
                                .hash = unknown_sample_password(passwords_),
                                .since = now_,
                                .signs_at = now_},
                               random_));
    return SimulatedPost{made.post, made.account};
  }

 private:
  Transaction& tx_;
  Instant now_;
  SampleRandom random_;
  const Random& passwords_;
  access::Actor system_;
  std::unordered_map<std::int64_t, SimulatedPost> coordinators_;
  std::optional<SimulatedPost> office_;
};

struct GridState {
  const WalkedGrid* grid = nullptr;
  std::vector<SimulatedDoor> doors;                      // as grid->start.doors
  std::unordered_map<std::int64_t, std::size_t> at;      // by premises
  std::unordered_map<std::int64_t, DoorPast> past = {};  // of this month
  double over = 0;
};

class TownMonth {
 public:
  TownMonth(const WalkParts& parts, const WalkedTown& town, const MonthWish& wish, DoorPolicy policy)
      : parts_(parts),
        wish_(wish),
        policy_(policy),
        model_(wish.world, wish.seed),
        lists_({.database = parts.database,
                .office = town.office,
                .events = parts.events,
                .seed = wish.seed,
                .sandbox = parts.sandbox}),
        time_(wish.hours_a_week) {
    std::size_t number = 0;
    for (const auto& grid : town.grids) {
      auto& state = grids_.emplace_back();
      state.grid = &grid;
      for (const auto& door : grid.start.doors) {
        state.at.emplace(door.premises, state.doors.size());
        state.doors.push_back({.model = &door,
                               .number = number++,
                               .truth = model_.at_start(door),
                               .registered = door.people,
                               .kind = door.kind});
      }
    }
  }

  Result<MonthOutcome> walked() {
    out_.before = errors();
    for (int day = 0; day < wish_.months * kDaysOfMonth; ++day) {
      if (day % kDaysOfMonth == 0)
        for (auto& state : grids_) state.past.clear();
      WEIGE_CHECK(lists_.take_in(live(day), morning(day)));
      if (policy_ == DoorPolicy::nobody || !time_.is_walked(on(day))) continue;
      for (auto& state : grids_) WEIGE_CHECK(walk(state, day));
    }
    out_.after = errors();
    WEIGE_CHECK(compare_with_register());
    return out_;
  }

 private:
  Day on(int day) const { return Day{sys_days{wish_.first} + days{day}}; }
  Instant morning(int day) const { return TownTime{}.start_of(on(day)) + kMorning; }

  std::vector<SimulatedList> live(int day) {
    std::vector<SimulatedList> out;
    for (auto& state : grids_)
      for (auto& door : state.doors) {
        model_.live(*door.model, door.truth, day);
        if (auto list = model_.listed(*door.model, door.truth, day))
          out.push_back({.premises = door.model->premises, .door = door.number, .people = *std::move(list)});
      }
    return out;
  }

  // Until the day's minutes are over; what is walked too long is taken off the next day.
  Done walk(GridState& state, int day) {
    const double most = time_.minutes_a_day() + state.over;
    double used = 0;
    std::optional<std::size_t> building;
    std::set<std::int64_t> taken;
    auto count = static_cast<std::size_t>(wish_.rules.doors_a_day);
    while (used < most) {
      WEIGE_TRY(const auto doors, choose(state, day, {count, static_cast<int>(most - used), taken}));
      if (doors.empty()) break;
      for (const auto i : doors) {
        if (used >= most) break;
        taken.insert(state.doors[i].model->premises);
        used += way(state, building, i) + work::kMinutesIn;
        WEIGE_TRY(const auto minutes, knock(state, i, day, used));
        used += minutes;
      }
      count = kDoorsMore;
    }
    state.over = std::min(0.0, most - used);
    out_.minutes += used;
    return done();
  }

  // In the null world no way is shorter than another.
  double way(const GridState& state, std::optional<std::size_t>& from, std::size_t door) const {
    const auto& ground = state.grid->start.ground;
    const auto to = ground.doors[door].building;
    const auto before = std::exchange(from, to);
    if (wish_.world == ErrorWorld::null || !before || *before == to) return 0;
    return work::walk_minutes(ground.buildings[*before], ground.buildings[to]);
  }

  struct Choice {
    std::size_t count;
    int minutes;
    const std::set<std::int64_t>& taken;
  };
  // Positions in state.doors, in walking order.
  Result<std::vector<std::size_t>> choose(const GridState& state, int day, const Choice& choice) {
    return parts_.database.write([&](Transaction& tx) -> Result<std::vector<std::size_t>> {
      const auto now = TownTime{}.start_of(on(day)) + hours{hour_after(0)};
      const auto& by = state.grid->coordinator;
      WEIGE_TRY(const auto actor,
                access::Actor::resume(tx, now, by.account, by.post, access::Purpose::door_check));
      if (policy_ == DoorPolicy::product) return by_product({tx, actor, now}, state, choice);
      return by_policy(tx, actor, state, day, choice);
    });
  }

  static Result<std::vector<std::size_t>> by_product(const work::PlanContext& context, const GridState& state,
                                                     const Choice& choice) {
    const bool first = choice.taken.empty();
    WEIGE_TRY(
        const auto view,
        first ? work::make_plan_today(
                    context, {.minutes = std::clamp(choice.minutes, work::kLeastMinutes, work::kMostMinutes)})
              : work::add_to_plan(context, {.doors = static_cast<int>(choice.count)}));
    std::vector<std::size_t> out;
    for (const auto& each : view.doors) {
      const auto known = state.at.find(each.door.premises);
      if (known != state.at.end() && !choice.taken.contains(each.door.premises)) out.push_back(known->second);
    }
    return out;
  }

  Result<std::vector<std::size_t>> by_policy(Transaction& tx, const access::Actor& actor,
                                             const GridState& state, int day, const Choice& choice) const {
    auto ground = work::find_ground(tx, actor.scope(),
                                    {.area = state.grid->area, .post = actor.post(), .today = on(day)});
    if (wish_.world == ErrorWorld::null) stand_under_one_roof(ground);
    std::vector<DoorPast> past;
    for (const auto& door : ground.doors) {
      const auto known = state.past.find(door.premises);
      past.push_back(known == state.past.end() ? DoorPast{} : known->second);
    }
    const auto doors = choose_day({.ground = ground,
                                   .past = past,
                                   .yields = {},
                                   .rules = wish_.rules,
                                   .today = on(day),
                                   .policy = policy_,
                                   .seed = work::plan_seed(actor.post(), on(day)) + choice.taken.size(),
                                   .doors = choice.count,
                                   .minutes = choice.minutes,
                                   .taken = choice.taken});
    std::vector<std::size_t> out;
    for (const auto& door : doors)
      if (const auto known = state.at.find(ground.doors[door.index].premises); known != state.at.end())
        out.push_back(known->second);
    return out;
  }

  // Gives the minutes that it took.
  Result<double> knock(GridState& state, std::size_t i, int day, double used) {
    auto& door = state.doors[i];
    const auto now = TownTime{}.start_of(on(day)) + hours{hour_after(used)};
    WEIGE_TRY(const auto made, visit_door({.database = parts_.database,
                                           .model = model_,
                                           .lists = lists_,
                                           .events = parts_.events,
                                           .seed = wish_.seed},
                                          door,
                                          {.by = state.grid->coordinator,
                                           .day = day,
                                           .now = now,
                                           .submission = "visit-" + std::to_string(++out_.visits)}));
    auto& past = state.past[door.model->premises];
    past.tried = on(day);
    past.answered = past.answered || made.answered;
    out_.answered += made.answered ? 1 : 0;
    out_.found += made.found;
    return made.answered ? wish_.rules.minutes_a_door : kMinutesSilent;
  }

  RegisterErrors errors() const {
    RegisterErrors sum;
    for (const auto& state : grids_)
      for (const auto& door : state.doors) sum += errors_at(door.truth, door.registered, door.kind);
    return sum;
  }

  // Those of the start by their numbers, the others by how many they are.
  Done compare_with_register() const {
    using Registered = std::unordered_map<std::int64_t, ModelDoor>;
    WEIGE_TRY(const auto registered, parts_.database.write([&](Transaction& tx) -> Result<Registered> {
      return find_model_doors(tx, access::Scope::system(tx, morning(wish_.months * kDaysOfMonth),
                                                        access::SystemReason::sample_town));
    }));
    for (const auto& state : grids_)
      for (const auto& door : state.doors) {
        auto there = registered.at(door.model->premises).people;
        std::ranges::sort(there);
        const auto of_start = people_without(there, people_without(there, door.model->people));
        const auto told =
            people_without(door.registered, people_without(door.registered, door.model->people));
        if (there.size() != door.registered.size() || of_start != told)
          throw std::logic_error(fmt::format("premises {}: {} residences are registered, and {} were told",
                                             door.model->premises, there.size(), door.registered.size()));
      }
    return done();
  }

  const WalkParts& parts_;
  const MonthWish& wish_;
  const DoorPolicy policy_;
  const ErrorModel model_;
  SimulatedLists lists_;
  const WalkingTime time_;
  std::vector<GridState> grids_;
  MonthOutcome out_;
};

}  // namespace

Result<WalkedTown> make_walked_town(store::Database& database, const SampleSize& size,
                                    const standards::DivisionTable& divisions, const SampleTownTools& tools) {
  WEIGE_TRY(auto ground, make_simulation_ground(database, size, divisions, tools));
  return database.write([&](Transaction& tx) -> Result<WalkedTown> {
    Staffing staffing(tx, TownTime{}.start_of(size.until), size.seed, tools.passwords);
    WalkedTown out{.grids = {},
                   .office = {},
                   .rules = ground.rules,
                   .residences = ground.residences,
                   .left_out = ground.left_out};
    WEIGE_TRY(out.office, staffing.office());
    for (auto& grid : ground.grids) {
      const access::AreaId area{grid.ground.doors.front().area_id};
      WEIGE_TRY(const auto coordinator, staffing.coordinator_of(area));
      out.grids.push_back({.area = area, .coordinator = coordinator, .start = std::move(grid)});
    }
    return out;
  });
}

Result<MonthOutcome> walk_town_month(const WalkParts& parts, const WalkedTown& town, const MonthWish& wish,
                                     DoorPolicy policy) {
  return TownMonth(parts, town, wish, policy).walked();
}

}  // namespace weige::town
