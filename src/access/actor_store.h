// SQL that proves who acts: the only place besides Actor::system where an Actor comes into being.
#pragma once

#include "access/actor.h"
#include "store/database.h"

namespace weige::access {

class ActorAccess {
 public:
  // From columns account id, post id, role, area id, purpose, beginning at `column`; the last four may be
  // NULL (acting in no post). The statement must have joined the current holding of an active post by an
  // active account.
  static Actor from_row(const store::Row& row, int column);
};

}  // namespace weige::access
