// Use cases of patrols (L3). Right: patrol. Who plans for another post covers its area; whoever sees a patrol
// may record it, for a guard says on the phone how it was.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "work/patrol_store.h"
#include "work/place_work.h"

namespace weige::work {

Result<PlaceList<Patrol>> list_patrols(const PlaceContext& context, std::optional<PatrolState> state,
                                       const PlacePage& page);
Result<Patrol> read_patrol(const PlaceContext& context, PatrolId id);

struct PatrolDone {
  Day on{};
  int hour = 0;
  std::vector<Noticed> noticed = {};
};
// done: where it is recorded without having been planned; planned_on is then that day.
struct NewPatrol {
  std::int64_t area = 0;
  std::optional<access::PostId> post = {};  // none: one's own
  Day planned_on{};
  std::vector<std::string> places = {};
  std::optional<PatrolDone> done = {};
};
// Problems: not_found, date_out_of_range, missing_field, bad_number, too_long, names_a_number.
Result<Patrol> plan_patrol(const PlaceContext& context, const NewPatrol& input);
// Problems: those, version_conflict, work_over.
Result<Patrol> record_patrol(const PlaceContext& context, const SeenVersion& seen, const PatrolDone& done);
Result<Patrol> drop_patrol(const PlaceContext& context, const SeenVersion& seen);

// What was noticed is handed on: as a task at premises (assign_tasks), as a report of key premises of the
// place's address (report_key_premises), or as the finding of an inspection (inspect). seen: the patrol's.
struct NoticeFollowed {
  PatrolNoticeId notice = {};
  NoticeBecame as = NoticeBecame::report;
  std::optional<std::int64_t> premises = {};
  std::optional<Day> due = {};
  std::string kind = {};     // of key premises
  std::string finding = {};  // of the inspection
};
Result<Patrol> follow_notice(const PlaceContext& context, std::int64_t version, const NoticeFollowed& wanted);

}  // namespace weige::work
