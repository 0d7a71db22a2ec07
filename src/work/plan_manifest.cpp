#include "work/plan_manifest.h"

namespace weige::work {

Manifest plan_tables() {
  return {{.name = "plan", .columns = {{"id"}, {"post_id"}, {"area_id"}, {"day"}, {"seed"}, {"made_at"}}},
          {.name = "plan_door",
           .columns = {{"plan_id"},
                       {"premises_id"},
                       {"area_id"},
                       {"number"},
                       {"chosen"},
                       {"by_chance"},
                       {"evidence"},
                       {"expected"},
                       {"minutes"},
                       {"reasons"},
                       {"hours"}}},
          {.name = "door_code", .columns = {{"premises_id"}, {"code"}}},
          {.name = "verification",
           .columns = {{"id"},
                       {"version"},
                       {"area_id"},
                       {"month"},
                       {"state"},
                       {"post_id"},
                       {"tasks"},
                       {"started_at"},
                       {"closed_at"},
                       {"doors"},
                       {"doors_confirmed"},
                       {"residents"},
                       {"residents_confirmed"},
                       {"premises_confirmed"}}},
          {.name = "verification_door", .columns = {{"verification_id"}, {"premises_id"}, {"reason"}}}};
}

}  // namespace weige::work
