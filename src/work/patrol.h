// Patrols (巡查, work plan L3): a plan of places for a day, and afterwards the day, the hour and what was
// noticed about premises and public safety. Of no person, and no track. Values, pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "work/place_work.h"

namespace weige::work {

using PatrolId = Id<struct PatrolTag>;
using PatrolNoticeId = Id<struct PatrolNoticeTag>;

enum class PatrolState { planned, done, dropped };
std::string_view code(PatrolState state);
std::optional<PatrolState> patrol_state_of(std::string_view code);

enum class PatrolNotice {
  use_changed,        // of premises
  signs_of_crowding,  // partitions, many beds: of premises, not of whom
  vacant_in_use,
  building_works,
  new_business,
  exit_blocked,
  fire_equipment,
  unsafe_charging,
  lighting_or_cover,
  door_broken,
  signs_missing,  // door plates, address signs
  other_hazard
};
std::string_view code(PatrolNotice what);
std::optional<PatrolNotice> patrol_notice_of(std::string_view code);

enum class NoticeBecame { task, report, inspection };
std::string_view code(NoticeBecame became);
std::optional<NoticeBecame> notice_became_of(std::string_view code);

// place: the number of one of the patrol's places, from 1.
struct Noticed {
  PatrolNoticeId id = {};
  int place = 1;
  PatrolNotice what = PatrolNotice::other_hazard;
  std::string note = {};
  std::optional<NoticeBecame> became = {};
  std::optional<std::int64_t> became_id = {};
};
struct Patrol {
  PatrolId id = {};
  std::int64_t version = 1;
  std::int64_t area_id = 0;
  std::string area_name = {};
  PostName by = {};
  access::PostId planned_by = {};
  Day planned_on{};
  PatrolState state = PatrolState::planned;
  std::optional<Day> done_on = {};
  std::optional<int> hour = {};
  std::vector<std::string> places = {};
  std::vector<Noticed> noticed = {};
};

inline constexpr std::size_t kMostPatrolPlaces = 30;
inline constexpr std::size_t kMostNoticed = 50;
inline constexpr std::size_t kLongestPatrolPlace = 100;

// Problems, placed at "places.N": none or too many (bad_number), those of check_impersonal.
Done check_patrol_places(const std::vector<std::string>& places);
// Problems, placed at "noticed.N.place" and "noticed.N.note".
Done check_noticed(const std::vector<Noticed>& noticed, std::size_t places);

}  // namespace weige::work
