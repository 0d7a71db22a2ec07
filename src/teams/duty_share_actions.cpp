#include "teams/duty_share_actions.h"

#include "access/area_store.h"
#include "access/audit.h"

namespace weige::teams {
namespace {

using access::AreaId;
using access::Right;

constexpr access::AuditAction kDutySettled{"team.duty_settled"};

bool covers_committee(const TeamContext& context, AreaId id) {
  for (const auto& area : access::areas_in_scope(context.tx, context.actor.scope()))
    if (area.id == id)
      return area.kind == access::AreaKind::committee && area.state == access::AreaState::current;
  return false;
}

}  // namespace

Result<DutyTable> read_duty_table(const TeamContext& context, AreaId id) {
  WEIGE_TRY(const auto grid, grid_for(context, Right::read_duties, id));
  DutyTable out{.committee = grid.committee, .committee_name = grid.committee_name};
  out.shares =
      all_shares(grid.committee ? settled_shares(context.tx, *grid.committee) : std::vector<DutyShare>{});
  out.may_settle = grid.committee && context.actor.may(Right::edit_teams).ok() &&
                   covers_committee(context, *grid.committee);
  return out;
}

Done settle_duty(const TeamContext& context, const DutyChoice& choice) {
  WEIGE_CHECK(context.actor.may(Right::edit_teams));
  if (!covers_committee(context, choice.committee)) return problem(ProblemCode::not_found);
  const DutyShare share{choice.number, choice.role.value_or(planned_role(choice.number)), true};
  WEIGE_CHECK(check(share));
  auto change = choice.role ? put_share(context.tx, choice.committee, share, TownTime{}.day_of(context.now))
                            : delete_share(context.tx, choice.committee, choice.number);
  access::audit_change(context.tx, context.now, context.actor, kDutySettled, std::move(change));
  return done();
}

}  // namespace weige::teams
