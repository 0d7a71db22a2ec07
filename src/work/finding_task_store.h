// SQL between differences and the doors at which they are settled. A difference that tells no door is
// settled at a desk.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/scope.h"
#include "store/database.h"
#include "work/door.h"

namespace weige::work {

struct FindingAtDoor {
  std::int64_t finding = 0;
  std::string kind = {};
  DoorId door;
};
// Open ones for which no task was ever opened, of all areas, by id; a system job opens them.
std::vector<FindingAtDoor> findings_without_task(store::Transaction& tx, std::int64_t after, int limit);

struct HandDown {
  std::int64_t roster = 0, area = 0;
  int limit = 0;
  std::optional<access::PostId> post = {};  // who goes there
};
// Open ones of the roster in the area, not yet handed down, at doors to which the post goes.
std::vector<FindingAtDoor> findings_to_hand_down(store::Transaction& tx, const access::Scope& scope,
                                                 const HandDown& wish);
// Those that wait for the finding are not needed any more. No receipt: the decision has one.
void cancel_finding_tasks(store::Transaction& tx, Instant now, std::int64_t finding);

}  // namespace weige::work
