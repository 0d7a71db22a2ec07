// Daily work of the world: in each area with doors a task by hand and a campaign, and the version of its
// first door.
#include <boost/json.hpp>

#include "matrix/world.h"
#include "work/visit_store.h"

namespace weige::matrix {

void World::make_tasks(const std::string& area) {
  const auto& office = actor("office for a purpose");
  const auto door = id(area, "premises");
  note(area, "task",
       post(office, "/api/tasks", {{"premises_id", door}, {"about", "residents"}}).at("id").as_int64());
  note(area, "campaign",
       post(office, "/api/campaigns",
            {{"area_id", id(area, "area")}, {"name", text(area, "sign") + "走访"}, {"until", "2027-01-31"}})
           .at("id")
           .as_int64());
  const auto version = database_.read(
      [&](store::Transaction& tx) { return work::door_version(tx, work::DoorId{.premises = door}); });
  values_[{area, "v:door"}] = std::to_string(version);
}

}  // namespace weige::matrix
