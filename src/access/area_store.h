// SQL of areas: the tree, its closure and post_scope, which every change keeps right in the same transaction.
#pragma once

#include <set>
#include <vector>

#include "access/area.h"
#include "access/change.h"
#include "access/scope.h"
#include "store/database.h"

namespace weige::access {

inline constexpr SubjectKind kAreaSubject{"area"};

std::optional<Area> find_area(store::Transaction& tx, AreaId id);
std::optional<Area> find_area(store::Transaction& tx, AreaKind kind, std::string_view code);
// The whole tree, parents before children, then by code. Areas are no personal data, so no Scope.
std::vector<Area> all_areas(store::Transaction& tx);
// Those that the acting post covers, in the same order.
std::vector<Area> areas_in_scope(store::Transaction& tx, const Scope& scope);
// Their ids, where they are so few that a list is better read area by area than from all of a table;
// otherwise none.
inline constexpr int kFewAreas = 12;
std::optional<std::vector<std::int64_t>> few_areas_in_scope(store::Transaction& tx, const Scope& scope);
bool is_within(store::Transaction& tx, AreaId inner, AreaId outer);  // an area is within itself
std::set<std::int64_t> areas_within(store::Transaction& tx, AreaId outer);
// Records lie in a grid or, where no grid holds them, in what grids stand in: the area above a grid, and
// every other area itself.
AreaId above_grid(store::Transaction& tx, AreaId id);
// The same in SQL, of t.area_id.
inline constexpr std::string_view kAboveGrid =
    "(SELECT CASE WHEN grid.kind = 'grid' THEN grid.parent_id ELSE grid.id END FROM area grid WHERE grid.id "
    "= t.area_id)";
// Whether a current area or an active post stands directly in it.
bool holds_current(store::Transaction& tx, AreaId id);

Change insert_area(store::Transaction& tx, const Area& area);
Change update_area(store::Transaction& tx, const Area& area);  // code, name and state; move_area moves
// Precondition: new_parent is not within id.
Change move_area(store::Transaction& tx, AreaId id, AreaId new_parent);

}  // namespace weige::access
