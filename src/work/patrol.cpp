#include "work/patrol.h"

#include "access/text_check.h"
#include "work/code_pairs.h"

namespace weige::work {
namespace {

constexpr CodePairs kPatrolStates({std::pair{PatrolState::planned, std::string_view("planned")},
                                   {PatrolState::done, "done"},
                                   {PatrolState::dropped, "dropped"}});
constexpr CodePairs kPatrolNotices({std::pair{PatrolNotice::use_changed, std::string_view("use_changed")},
                                    {PatrolNotice::signs_of_crowding, "signs_of_crowding"},
                                    {PatrolNotice::vacant_in_use, "vacant_in_use"},
                                    {PatrolNotice::building_works, "building_works"},
                                    {PatrolNotice::new_business, "new_business"},
                                    {PatrolNotice::exit_blocked, "exit_blocked"},
                                    {PatrolNotice::fire_equipment, "fire_equipment"},
                                    {PatrolNotice::unsafe_charging, "unsafe_charging"},
                                    {PatrolNotice::lighting_or_cover, "lighting_or_cover"},
                                    {PatrolNotice::door_broken, "door_broken"},
                                    {PatrolNotice::signs_missing, "signs_missing"},
                                    {PatrolNotice::other_hazard, "other_hazard"}});
constexpr CodePairs kPatrolBecame({std::pair{NoticeBecame::task, std::string_view("task")},
                                   {NoticeBecame::report, "report"},
                                   {NoticeBecame::inspection, "inspection"}});

Problem out_of(std::size_t most, std::string place) {
  return problem(ProblemCode::bad_number, std::move(place))
      .with("min", "1")
      .with("max", std::to_string(most));
}

}  // namespace

std::string_view code(PatrolState state) {
  return kPatrolStates.code(state);
}

std::optional<PatrolState> patrol_state_of(std::string_view text) {
  return kPatrolStates.find(text);
}

std::string_view code(PatrolNotice what) {
  return kPatrolNotices.code(what);
}

std::optional<PatrolNotice> patrol_notice_of(std::string_view text) {
  return kPatrolNotices.find(text);
}

std::string_view code(NoticeBecame became) {
  return kPatrolBecame.code(became);
}

std::optional<NoticeBecame> notice_became_of(std::string_view text) {
  return kPatrolBecame.find(text);
}

Done check_patrol_places(const std::vector<std::string>& places) {
  if (places.empty()) return problem(ProblemCode::missing_field, "places");
  if (places.size() > kMostPatrolPlaces) return out_of(kMostPatrolPlaces, "places");
  for (std::size_t i = 0; i < places.size(); ++i)
    WEIGE_CHECK(access::check_impersonal(places[i], kLongestPatrolPlace, "places." + std::to_string(i)));
  return done();
}

Done check_noticed(const std::vector<Noticed>& noticed, std::size_t places) {
  if (noticed.size() > kMostNoticed) return out_of(kMostNoticed, "noticed");
  for (std::size_t i = 0; i < noticed.size(); ++i) {
    const auto at = "noticed." + std::to_string(i);
    if (noticed[i].place < 1 || static_cast<std::size_t>(noticed[i].place) > places)
      return out_of(places, at + ".place");
    WEIGE_CHECK(access::check_impersonal_if_any(noticed[i].note, kLongestNote, at + ".note"));
  }
  return done();
}

}  // namespace weige::work
