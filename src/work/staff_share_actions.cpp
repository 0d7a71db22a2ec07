#include "work/staff_share_actions.h"

#include <algorithm>

#include "access/area_store.h"
#include "norms/rules_store.h"

namespace weige::work {
namespace {

using access::Right;

Result<std::string> share_month(const VerificationContext& context, const std::optional<std::string>& month) {
  if (!month) return context.month();
  if (month->size() != 7 || !parse_iso_day(*month + "-01")) return problem(ProblemCode::bad_date, "month");
  return *month;
}

}  // namespace

Result<StaffShares> read_staff_shares(const VerificationContext& context, const VerificationAsked& asked) {
  WEIGE_CHECK(context.actor.may(Right::read_counters));
  WEIGE_TRY(const auto month, share_month(context, asked.month));
  StaffShares out{.month = month};
  const Day last{std::chrono::sys_days{first_after(month)} - std::chrono::days{1}};
  const auto day = std::min(last, context.town.day_of(context.now));
  out.least_share = norms::rules_on(context.tx, day).team.grid_staff_share;
  out.items = staff_shares(context.tx, context.actor.scope(),
                           {.month = month, .within = asked.area, .town = context.town});
  return out;
}

Result<std::vector<StaffChange>> list_staff_changes(const VerificationContext& context,
                                                    const StaffChangesAsked& asked) {
  WEIGE_CHECK(context.actor.may(Right::read_tasks));
  WEIGE_TRY(const auto month, share_month(context, asked.month));
  const auto areas = access::areas_in_scope(context.tx, context.actor.scope());
  if (std::ranges::find(areas, access::AreaId{asked.area}, &access::Area::id) == areas.end())
    return problem(ProblemCode::not_found);
  return staff_changes(context.tx, context.actor.scope(),
                       {.month = month,
                        .area = asked.area,
                        .of_grid_staff = asked.of_grid_staff,
                        .before = asked.before,
                        .limit = asked.limit,
                        .town = context.town});
}

}  // namespace weige::work
