// Obligations (主体责任) of landlords at premises and of employers and agents as organisations: reminded,
// declared, given notice, and how a penalty came out as the officer enters it (work plan L8, O8, C8). It
// attaches to the place and names nobody (boundaries.md 8). And publicity (宣传, N8). Values and rules, pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/role.h"
#include "base/result.h"
#include "work/place_work.h"

namespace weige::work {

using ObligationId = Id<struct ObligationTag>;
using PublicityId = Id<struct PublicityTag>;

enum class ObligationKind { landlord, employer, agent };
std::string_view code(ObligationKind kind);
std::optional<ObligationKind> obligation_kind_of(std::string_view code);

enum class ObligationState { open, closed };
std::string_view code(ObligationState state);
std::optional<ObligationState> obligation_state_of(std::string_view code);

enum class ObligationEnd { met, no_longer_let, organisation_gone, opened_by_mistake };
std::string_view code(ObligationEnd end);
std::optional<ObligationEnd> obligation_end_of(std::string_view code);

// What was done, and how: by which way a reminder or notice went or a declaration came, or the outcome of a
// penalty.
enum class ObligationStep { reminder, declaration, notice, penalty };
std::string_view code(ObligationStep what);
std::optional<ObligationStep> obligation_step_of(std::string_view code);
enum class ObligationWay {
  at_the_door,
  by_phone,
  by_message,
  by_letter,
  at_meeting,
  online,   // a declaration
  warning,  // outcomes of a penalty, from here on
  ordered_to_correct,
  fined,
  withdrawn
};
std::string_view code(ObligationWay how);
std::optional<ObligationWay> obligation_way_of(std::string_view code);
bool is_outcome(ObligationWay how);

struct ObligationEntry {
  ObligationStep what = ObligationStep::reminder;
  ObligationWay how = ObligationWay::at_the_door;
  Day on{};
  PostName by = {};
};
struct Obligation {
  ObligationId id = {};
  std::int64_t version = 1;
  ObligationKind kind = ObligationKind::landlord;
  std::optional<std::int64_t> premises = {}, organisation = {};
  std::int64_t area_id = 0;
  std::string area_name = {};
  std::string place = {};  // the address, or the organisation's name
  Day opened_on{};
  ObligationState state = ObligationState::open;
  std::optional<ObligationEnd> closed_as = {};
  std::optional<Day> closed_on = {};
  std::vector<ObligationEntry> entries = {};  // the newest first
};

// Problems: bad_choice at "how" (an outcome belongs to a penalty and to nothing else), forbidden (penalties
// are the police's, O8).
Done check_entry(const ObligationEntry& entry, access::Role by);

enum class PublicitySubject { registration, fraud_prevention, landlord_duty, employer_duty, fire_safety };
std::string_view code(PublicitySubject subject);
std::optional<PublicitySubject> publicity_subject_of(std::string_view code);

enum class PublicityChannel {
  poster,
  leaflet,
  group_message,
  official_account,
  at_the_door,
  stall,
  lecture,
  screen,
  loudspeaker,
  shop_window
};
std::string_view code(PublicityChannel channel);
std::optional<PublicityChannel> publicity_channel_of(std::string_view code);

// reach: how many people or households it reached, as counted or guessed. helper_kind: the force whose
// channel it is (N8).
struct Publicity {
  PublicityId id = {};
  std::int64_t area_id = 0;
  std::string area_name = {};
  Day on{};
  PublicitySubject subject = PublicitySubject::registration;
  PublicityChannel channel = PublicityChannel::poster;
  std::int64_t reach = 0;
  std::optional<std::string> helper_kind = {};
  PostName by = {};
};
inline constexpr std::int64_t kMostReach = 1'000'000;

}  // namespace weige::work
