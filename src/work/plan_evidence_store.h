// SQL of what today's doors are chosen by: the register, findings, tasks and past visits, as figures about
// premises. No name and no trait of anybody is read.
#pragma once

#include "access/scope.h"
#include "store/database.h"
#include "work/plan_evidence.h"

namespace weige::work {

// post: whose plan it is; tasks given to another post are left out. Moves of the last kMovesYears years.
struct GroundQuery {
  access::AreaId area;
  access::PostId post;
  Day today{};
};
inline constexpr int kMovesYears = 3;
// All premises of the area and of what lies beneath it, as far as in scope; by premises.
PlanGround find_ground(store::Transaction& tx, const access::Scope& scope, const GroundQuery& query);

}  // namespace weige::work
