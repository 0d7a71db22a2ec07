#include "work/place_work_actions.h"

#include "access/area_store.h"
#include "access/policy.h"
#include "access/post_store.h"
#include "registry/record_store.h"

namespace weige::work {
namespace {

constexpr std::chrono::days kPlaceYear{366};

bool is_reached(const PlaceContext& context, std::int64_t area) {
  return registry::covers(context.tx, context.actor.scope(), area) ||
         access::is_within(context.tx, {area}, context.actor.area());
}

Done check_live_record(const PlaceContext& context, registry::RecordKind kind, std::int64_t id) {
  const auto found = registry::find_record(context.tx, context.actor.scope(), kind, id);
  if (!found || !registry::is_live(kind, found->text("state"))) return problem(ProblemCode::not_found);
  return done();
}

Done check_between(Day day, std::chrono::sys_days first, std::chrono::sys_days last) {
  const std::chrono::sys_days at{day};
  if (at < first || at > last)
    return problem(ProblemCode::date_out_of_range)
        .with("earliest", to_iso(Day{first}))
        .with("latest", to_iso(Day{last}));
  return done();
}

Done with_place(Done result, const std::string& place) {
  if (result) return result;
  return std::move(result).problem().at(place);
}

bool works_in_areas(access::Role role) {
  return access::covers_areas(role) || role == access::Role::helper;
}

}  // namespace

Done check_work_area(const PlaceContext& context, std::int64_t area, const std::string& place) {
  if (!is_reached(context, area)) return problem(ProblemCode::not_found, place);
  return done();
}

Result<access::Post> post_in_reach(const PlaceContext& context, access::PostId id, const std::string& place) {
  auto post = access::find_post(context.tx, id, context.now);
  const bool is_there = post && post->state == access::PostState::active && works_in_areas(post->role);
  if (!is_there || (post->id != context.actor.post() &&
                    !registry::covers(context.tx, context.actor.scope(), post->area.value)))
    return problem(ProblemCode::not_found, place);
  return *std::move(post);
}

Done check_premises(const PlaceContext& context, std::int64_t premises, const std::string& place) {
  return with_place(check_live_record(context, registry::RecordKind::premises, premises), place);
}

Done check_organisation(const PlaceContext& context, std::int64_t organisation, const std::string& place) {
  return with_place(check_live_record(context, registry::RecordKind::organisation, organisation), place);
}

Done check_past_day(Day day, Day today, const std::string& place) {
  const std::chrono::sys_days last{today};
  return with_place(check_between(day, last - kPlaceYear, last), place);
}

Done check_coming_day(Day day, Day today, const std::string& place) {
  const std::chrono::sys_days first{today};
  return with_place(check_between(day, first, first + kPlaceYear), place);
}

Result<std::vector<access::Post>> list_work_posts(const PlaceContext& context) {
  WEIGE_CHECK(context.actor.may(access::Right::read_teams));
  std::vector<access::Post> out;
  for (auto& post : access::posts_in_scope(context.tx, context.actor.scope(), context.now))
    if (post.state == access::PostState::active && works_in_areas(post.role)) out.push_back(std::move(post));
  return out;
}

}  // namespace weige::work
