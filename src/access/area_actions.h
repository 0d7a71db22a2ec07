// Use cases of areas: create, rename, move, close. Right: manage_areas.
#pragma once

#include <string>
#include <vector>

#include "access/actor.h"
#include "access/area.h"
#include "store/database.h"

namespace weige::access {

struct AreaNaming {
  std::string code;
  std::string name;
};

// All for those who manage areas, posts or accounts, otherwise those in scope. Parents before children.
std::vector<Area> list_areas(store::Transaction& tx, const Actor& actor);

// For whoever is signed in: it stands in every address.
std::string town_name(store::Transaction& tx);

// For those who manage areas. Problems: forbidden, not_found.
Result<Area> read_area(store::Transaction& tx, const Actor& actor, AreaId id);

// Problems: forbidden, not_found (parent), area_exists, those of check(NewArea).
Result<Area> create_area(store::Transaction& tx, Instant now, const Actor& actor, const NewArea& area);
Result<Area> rename_area(store::Transaction& tx, Instant now, const Actor& actor, AreaId id,
                         const AreaNaming& naming);
// Everything beneath moves along. Problems: area_cycle when the new parent lies within the area itself.
Result<Area> move_area(store::Transaction& tx, Instant now, const Actor& actor, AreaId id, AreaId new_parent);
// A closed area keeps its place, so that records still in it stay visible until they are moved. Problem:
// area_in_use while it has current children.
Result<Area> close_area(store::Transaction& tx, Instant now, const Actor& actor, AreaId id);
// Takes a closing back. Problem: not_found (also when its parent is closed).
Result<Area> reopen_area(store::Transaction& tx, Instant now, const Actor& actor, AreaId id);

}  // namespace weige::access
