// Use case of a door: everything that is asked about it and what the check there may see of it. Right:
// visit_doors; a reading of the residents for the purpose door_check, whatever the sitting states.
#pragma once

#include <vector>

#include "intake/finding.h"
#include "norms/rules.h"
#include "registry/view_actions.h"
#include "work/door_store.h"
#include "work/task.h"
#include "work/visit.h"

namespace weige::work {

struct DoorResident {
  registry::Record residence{registry::RecordKind::residence};
  registry::Record person{registry::RecordKind::person};
  Day confirmed_at{};  // the older of both
};

struct DoorView {
  DoorPlace place;
  std::int64_t version = 0;
  std::vector<Task> tasks = {};
  std::vector<VisitLine> visits = {};  // the last ones
  DoorHours hours = {};
  int failed_visits = 0;
  bool leaving_needs_no_more = false;
  std::optional<registry::Record> premises = {};
  std::vector<registry::RecordView> labels = {};
  std::vector<DoorResident> residents = {};
  std::vector<registry::Record> organisations = {};
  std::vector<intake::Finding> findings = {};  // open ones that a task asks about
  norms::Rules rules = {};
};

// Decision 44: work leads the post there: a task waits (tasks: of the door) that it could not have opened for
// itself, the door is on its list of today, or it has just been there and had been led.
struct DoorAsker {
  store::Transaction& tx;
  const access::Actor& actor;
  Day today;
};
bool is_led_to(const DoorAsker& asker, const DoorId& door, const std::vector<Task>& tasks);

// Problems: forbidden, not_found (none such, or out of scope).
Result<DoorView> read_door(const registry::ReadContext& context, const DoorId& id);

}  // namespace weige::work
