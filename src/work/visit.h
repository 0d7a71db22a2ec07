// Visit: an attempt at one door, with an outcome, for all tasks that wait there. Values and rules, pure.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/ids.h"
#include "base/clock.h"
#include "base/result.h"
#include "work/door.h"

namespace weige::work {

using VisitId = Id<struct VisitTag>;

// could_not_be_registered stands only as long as the officer has the task; then it is attempted, which nobody
// enters (boundaries.md 8).
enum class VisitOutcome {
  spoke_with,
  not_at_home,
  moved,
  wrong_address,
  unsafe,
  could_not_be_registered,
  attempted
};
std::string_view code(VisitOutcome outcome);
std::optional<VisitOutcome> visit_outcome_of(std::string_view code);
// What may be entered: any but attempted.
std::optional<VisitOutcome> entered_outcome_of(std::string_view code);

bool settles(VisitOutcome outcome);       // the door's tasks are done with it
bool is_fruitless(VisitOutcome outcome);  // nobody was met
bool is_answered(VisitOutcome outcome);   // somebody was

// What the door is like, for who comes next. A closed list: nothing that is typed could name people.
enum class DoorHint {
  gate_locked,
  bell_broken,
  looks_empty,
  building_works,
  shop_closed,
  come_evening,
  come_weekend
};
std::string_view code(DoorHint hint);
std::optional<DoorHint> door_hint_of(std::string_view code);
std::string to_text(const std::vector<DoorHint>& hints);
std::vector<DoorHint> hints_from(std::string_view text);

struct Visit {
  VisitId id;
  std::string submission = {};
  DoorId door;
  std::int64_t area_id = 0;
  access::PostId post;
  access::AccountId account;
  VisitOutcome outcome = VisitOutcome::spoke_with;
  std::optional<Instant> at = {}, received_at = {};  // until its month is over
  Day on_day{};
  std::optional<int> hour = {};
  bool led_by_officer = false;
  bool was_led = true;  // decision 44: work led the post there; until its month is over
  int residents = 0, premises = 0, organisations = 0;  // answered for
  int changes = 0, confirmed = 0;                      // records
  std::vector<DoorHint> hints = {};
};

// With the words of its door and of the post that made it.
struct VisitLine {
  Visit visit;
  std::string address = {}, by = {};
};

// When it was, as told and as believed. A device's clock that is far from the server's is not believed; nor
// is a later time than now. A sheet on paper has a day, and an hour where
// one is noted on it.
inline constexpr std::chrono::hours kClockTrusted{12};
inline constexpr std::chrono::days kPaperKept{7};
struct ToldTime {
  std::optional<Instant> device = {};
  std::optional<Day> on_paper = {};
  std::optional<int> hour = {};  // on paper
};
struct VisitMoment {
  std::optional<Instant> at = {};
  Day on_day{};
  std::optional<int> hour = {};
  bool corrected = false;
};
// Problem: bad_date (on_paper: after today, or too long ago; hour: of today and still to come).
Result<VisitMoment> visit_moment(const ToldTime& told, Instant received, TownTime town);

}  // namespace weige::work
