#include "access/session.h"

namespace weige::access {

Done has_passed(const Session& session) {
  return check_passed(session.actor.proof());
}

bool has_ended(const Session& session, Instant now) {
  return now >= session.idle_end || now >= session.absolute_end;
}

}  // namespace weige::access
