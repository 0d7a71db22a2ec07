#include "work/plan_manifest.h"

namespace weige::work {
namespace {

using enum DataClass;
using enum Erasure;

constexpr Retention kPlan{.clock = "plan.day", .days = 1095};

}  // namespace

Manifest plan_tables() {
  return {{.name = "plan",
           .retention = kPlan,
           .columns = {{"id", none, delete_row},
                       {"post_id", none, delete_row},
                       {"area_id", none, delete_row},
                       {"day", none, delete_row},
                       {"seed", none, delete_row},
                       {"made_at", none, delete_row},
                       {"minutes", none, delete_row},
                       {"resized", none, delete_row}}},
          {.name = "plan_door",
           .retention = kPlan,
           .columns = {{"plan_id", none, delete_row},
                       {"premises_id", none, delete_row},
                       {"area_id", none, delete_row},
                       {"number", none, delete_row},
                       {"chosen", none, delete_row},
                       {"by_chance", none, delete_row},
                       {"evidence", none, delete_row},
                       {"expected", none, delete_row},
                       {"minutes", none, delete_row},
                       {"reasons", none, delete_row},
                       {"hours", none, delete_row}}},
          {.name = "door_code",
           .retention = kPlan,
           .columns = {{"premises_id", none, delete_row},
                       {"code", none, delete_row},
                       {"used_on", none, delete_row}}},
          {.name = "verification",
           .retention = kPlan,
           .columns = {{"id", none, delete_row},
                       {"version", none, delete_row},
                       {"area_id", none, delete_row},
                       {"month", none, delete_row},
                       {"state", none, delete_row},
                       {"post_id", none, delete_row},
                       {"tasks", none, delete_row},
                       {"started_at", none, delete_row},
                       {"closed_at", none, delete_row},
                       {"doors", none, delete_row},
                       {"doors_confirmed", none, delete_row},
                       {"residents", none, delete_row},
                       {"residents_confirmed", none, delete_row},
                       {"premises_confirmed", none, delete_row}}},
          {.name = "verification_door",
           .retention = kPlan,
           .columns = {{"verification_id", none, delete_row},
                       {"premises_id", none, delete_row},
                       {"reason", none, delete_row}}}};
}

}  // namespace weige::work
