#include "access/session.h"

namespace weige::access {

bool has_ended(const Session& session, Instant now) {
  return now >= session.idle_end || now >= session.absolute_end;
}

}  // namespace weige::access
