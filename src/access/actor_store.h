// SQL that proves who acts: the only place besides Actor::system where an Actor comes into being.
#pragma once

#include "access/actor.h"
#include "store/database.h"

namespace weige::access {

class ActorAccess {
 public:
  // From columns account id, post id, role, area id, purpose, beginning at `column`; the last four may be
  // NULL (acting in no post). The statement must have joined an active post in which an active account may
  // act now (WEIGE_ACTS_IN_POST).
  static Actor from_row(const store::Row& row, int column);
  // Of a session: what needs the undertaking waits for a signature that holds.
  static Actor undertaken(Actor actor, std::optional<Instant> signed_at, Instant now);
};

// For a join with post p: that the account acts in it at the instant $2, as its holder or a deputy.
#define WEIGE_ACTS_IN_POST(account)                                                            \
  "p.state = 'active' AND (EXISTS (SELECT 1 FROM post_holding h WHERE h.post_id = p.id"        \
  " AND h.account_id = " account                                                               \
  " AND h.closed = 0 AND h.from_at <= $2 AND (h.until_at IS NULL OR h.until_at > $2))"         \
  " OR EXISTS (SELECT 1 FROM post_deputy d WHERE d.post_id = p.id AND d.account_id = " account \
  " AND d.closed = 0 AND d.from_at <= $2 AND d.until_at > $2))"

}  // namespace weige::access
