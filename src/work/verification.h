// Full verification (兜底翻; O6, S2): every resident and all premises of a grid, every month. Whatever
// confirmed a record this month counts, and is not asked about again. Values and rules, pure.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/ids.h"
#include "base/clock.h"
#include "base/ids.h"
#include "work/plan_evidence.h"

namespace weige::work {

using VerificationId = Id<struct VerificationTag>;

enum class RoundState { running, closed };
std::string_view code(RoundState state);

// Why a door could not be confirmed this month. That somebody would not be registered is none of them: it is
// a state of a task and ends with it (boundaries.md 8); such a door is carried_over like any other with a
// task.
enum class UnconfirmedReason {
  nobody_met,
  no_access,
  vacant,
  address_wrong,
  being_clarified,
  carried_over,
  not_reached
};
std::string_view code(UnconfirmedReason reason);
std::optional<UnconfirmedReason> unconfirmed_reason_of(std::string_view code);

struct VerificationCounts {
  std::int64_t doors = 0, doors_confirmed = 0;
  std::int64_t residents = 0, residents_confirmed = 0;
  std::int64_t premises_confirmed = 0;  // of as many premises as doors
  VerificationCounts& operator+=(const VerificationCounts& other);
  bool operator==(const VerificationCounts&) const = default;
};

// counts: once closed, as they were then.
struct VerificationRound {
  VerificationId id;
  std::int64_t version = 1;
  access::AreaId area;
  std::string month;  // 2026-11
  RoundState state = RoundState::running;
  access::PostId post;
  std::int64_t tasks = 0;
  Instant started_at{};
  std::optional<Instant> closed_at = {};
  VerificationCounts counts = {};
};

enum class DoorProgress { confirmed, to_do, task_open, could_not };
std::string_view code(DoorProgress progress);
std::optional<DoorProgress> door_progress_of(std::string_view code);

// What is known of a door that is not confirmed: this month's visits, and what waits there.
struct DoorSigns {
  bool not_at_home = false, wrong_address = false, unsafe = false;
  bool vacant = false, open_finding = false, other_task = false;
};
struct VerificationDoor {
  std::int64_t premises = 0;
  std::int64_t area_id = 0;
  std::string address = {};
  std::int64_t residents = 0, residents_confirmed = 0;
  Day premises_confirmed_at{};
  std::optional<Day> oldest_residence = {};
  std::string way = {};     // how the premises' own record was confirmed last
  bool round_task = false;  // of this round, waiting
  bool asked = false;       // a task of this round, over or not
  std::optional<UnconfirmedReason> reason = {};
  DoorSigns signs = {};
  std::optional<DoorPoint> point = {};  // its own, or that of the house it is in
};
bool premises_confirmed(const VerificationDoor& door, Day first);
// Premises and everybody there, on the month's first day or later.
bool is_confirmed(const VerificationDoor& door, Day first);
DoorProgress progress_of(const VerificationDoor& door, Day first);
VerificationCounts counts_of(const std::vector<VerificationDoor>& doors, Day first);

// For a door without a reason given by hand, when the round is closed.
UnconfirmedReason shown_by_signs(const DoorSigns& signs);

// Sorts addresses as one walks: numbers by their value.
std::string walking_key(std::string_view address);

// The first day of 2026-11, and the first after it. Precondition: a month.
Day first_of_month(std::string_view month);
Day first_after(std::string_view month);

}  // namespace weige::work
