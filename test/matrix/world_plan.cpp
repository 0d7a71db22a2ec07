// Plans and rounds of full verification of the world: a plan of each coordinator, which gives its doors
// their codes, and a round in each grid.
#include <boost/json.hpp>

#include "matrix/world.h"

namespace weige::matrix {

void World::make_plans() {
  for (const auto& [name, area] : {std::pair{"coordinator a1", "a1"}, std::pair{"coordinator b1", "b1"},
                                   std::pair{"coordinator c1", "c1"}}) {
    note(area, "walking_post", actor(name).post.value);
    const auto made = post(actor(name), "/api/plans/today", Object{});
    const auto& doors = made.at("doors").as_array();
    if (!doors.empty()) values_[{area, "door_code"}] = std::string(doors.front().at("code").as_string());
    note(area, "round_area", id(area, "area"));
    const auto round = post(actor("office"), "/api/verification", {{"area_id", id(area, "area")}});
    note(area, "verification", round.at("id").as_int64());
    ids_[area].insert(round.at("id").as_int64());
    values_[{area, "v:verification"}] = std::to_string(round.at("version").as_int64());
  }
}

}  // namespace weige::matrix
