#include "teams/supervision_actions.h"

#include <algorithm>

#include "access/area_store.h"
#include "access/audit.h"
#include "access/post_store.h"

namespace weige::teams {
namespace {

using access::Right;

constexpr access::AuditAction kSeatChosen{"team.seat_chosen"};

std::vector<CommitteeFigures> figures_of(const std::vector<TeamView>& teams) {
  std::vector<CommitteeFigures> out;
  for (const auto& team : teams) {
    const auto committee = team.grid.committee.value_or(access::AreaId{0});
    auto it = std::ranges::find(out, committee, &CommitteeFigures::committee);
    if (it == out.end())
      it = out.insert(out.end(), {.committee = committee, .name = team.grid.committee_name});
    ++it->grids;
    it->complete += team.state == TeamState::complete ? 1 : 0;
    it->forming += team.state == TeamState::forming ? 1 : 0;
    it->incomplete += team.state == TeamState::incomplete ? 1 : 0;
    for (const auto& force : team.facts.forces) {
      it->helpers += force.present;
      it->guidance_overdue += force.guidance_overdue;
    }
  }
  return out;
}

bool covers_body(const TeamContext& context, access::AreaId id, Body body) {
  const auto kind = body == Body::working_group ? access::AreaKind::town : access::AreaKind::committee;
  const auto areas = access::areas_in_scope(context.tx, context.actor.scope());
  const auto found = std::ranges::find(areas, id, &access::Area::id);
  return found != areas.end() && found->kind == kind;
}

bool covers(const TeamContext& context, access::AreaId id) {
  const auto areas = access::areas_in_scope(context.tx, context.actor.scope());
  return std::ranges::find(areas, id, &access::Area::id) != areas.end();
}

// Who serves the house, informs it or is registered supervises nothing.
bool may_sit(access::Role role) {
  using enum access::Role;
  return role != helper && role != resident && role != system_admin && role != security_admin &&
         role != auditor && role != nobody && role != system;
}

}  // namespace

Result<Supervision> read_supervision(const TeamContext& context) {
  WEIGE_CHECK(context.actor.may(Right::read_duties));
  WEIGE_TRY(const auto teams, list_teams(context));
  Supervision out{.committees = figures_of(teams), .may_edit = context.actor.may(Right::edit_teams).ok()};
  for (const auto& seat : all_seats(context.tx)) {
    if (seat.body == Body::task_force && !covers_body(context, seat.area, seat.body)) continue;
    if (auto post = access::find_post(context.tx, seat.post, context.now))
      out.seats.push_back({seat, std::move(*post)});
  }
  return out;
}

Done choose_seat(const TeamContext& context, const SeatChoice& choice) {
  WEIGE_CHECK(context.actor.may(Right::edit_teams));
  if (!covers_body(context, choice.area, choice.body)) return problem(ProblemCode::not_found, "area_id");
  const auto post = access::find_post(context.tx, choice.post, context.now);
  if (!post || !covers(context, post->area) || !may_sit(post->role) ||
      (choice.rank && post->state == access::PostState::ended))
    return problem(ProblemCode::not_found, "post_id");
  const Seat seat{choice.area, choice.body, choice.post, choice.rank.value_or(SeatRank::member)};
  auto change = choice.rank ? put_seat(context.tx, seat) : delete_seat(context.tx, seat);
  access::audit_change(context.tx, context.now, context.actor, kSeatChosen, std::move(change));
  return done();
}

}  // namespace weige::teams
