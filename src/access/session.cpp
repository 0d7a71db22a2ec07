#include "access/session.h"

namespace weige::access {

Done has_passed(const Session& session) {
  return check_passed(session.actor.proof());
}

Done may_change_factor(const Session& session, Instant now) {
  WEIGE_CHECK(session.actor.holds(Right::use_own_account));
  if (session.shown.has_factor && !session.shown.code) return problem(ProblemCode::second_factor_required);
  if (!is_fresh(session.shown.proven, now)) return step_up_problem();
  return done();
}

bool has_ended(const Session& session, Instant now) {
  return now >= session.idle_end || now >= session.absolute_end;
}

}  // namespace weige::access
