// Today's doors of a post: which to go to, in which order, and why (field lesson 5 of the design): those that
// must be done, those where the most register errors an hour are expected, and a fixed share drawn by chance
// to measure the others against. Values and rules, pure; the same input and seed give the same plan.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "access/ids.h"
#include "base/clock.h"
#include "base/ids.h"
#include "work/plan_evidence.h"
#include "work/plan_yield.h"

namespace weige::work {

using PlanId = Id<struct PlanTag>;

// required: overdue, or given to the post by name. chosen: by expected errors. none: on the plan by chance
// only. A door may be drawn by chance and be one of the others as well; it then counts as both.
enum class DoorChosen { none, required, chosen };
std::string_view code(DoorChosen chosen);
std::optional<DoorChosen> door_chosen_of(std::string_view code);

// Of the working day, for doors and the ways between them.
inline constexpr int kMinutesOutside = 360;
// What somebody may say of a day.
inline constexpr int kLeastMinutes = 30, kMostMinutes = 600;
// Of so many doors on a whole day, those of a day of so many minutes; one at least.
int doors_in(int doors_a_day, int minutes);

struct PlanWish {
  Day today{};
  std::uint64_t seed = 0;
  std::size_t doors = 40;
  int minutes = kMinutesOutside;
  int minutes_a_door = 6;
  double random_share = 0.10;
  PastYields past = {};
  std::set<std::int64_t> taken = {};  // premises that are on the plan already
};

struct PlannedDoor {
  std::int64_t premises = 0;
  std::int64_t area_id = 0;
  DoorChosen chosen = DoorChosen::none;
  bool by_chance = false;
  double expected = 0;  // errors, if somebody answers
  EvidenceKind main = EvidenceKind::age;
  double minutes = 0;
  std::vector<PlanReason> reasons = {};
  std::vector<int> best_hours = {};
};

// In walking order. Drawn by chance: each door of the ground with the same chance, whatever else is known of
// it, except those where the officer leads the next visit (O5), which are on nobody's plan.
std::vector<PlannedDoor> make_plan(const PlanGround& ground, const PlanWish& wish);

// Doors of the ground, each with the same chance, without any twice. Precondition: count <= size.
std::vector<std::size_t> drawn_by_chance(std::size_t size, std::size_t count, std::uint64_t seed);

// Of a post and a day; nothing that a later plan could be guessed from is secret in it.
std::uint64_t plan_seed(access::PostId post, Day day);

// The code of a door on the walk list: six letters and digits of which none looks like another, the last of
// them a check. number: below 2^25.
std::string door_code(std::uint32_t number);
// As somebody typed or scanned it, in the form of door_code; nullopt where it cannot be one.
std::optional<std::string> read_door_code(std::string_view typed);

}  // namespace weige::work
