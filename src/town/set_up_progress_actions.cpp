#include "town/set_up_progress_actions.h"

#include <map>

#include "access/area_store.h"
#include "norms/rules_store.h"
#include "norms/version.h"
#include "town/set_up_progress_store.h"

namespace weige::town {
namespace {

using access::Role;

void add_grid(CommitteeProgress& progress, const BoardGrid& grid,
              const std::map<Role, std::set<std::int64_t>>& served) {
  const auto has = [&](Role role) {
    const auto found = served.find(role);
    return found != served.end() && found->second.contains(grid.id.value) ? 1 : 0;
  };
  const int leader = has(Role::grid_leader), officer = has(Role::community_officer),
            coordinator = has(Role::coordinator);
  ++progress.grids;
  progress.with_leader += leader;
  progress.with_officer += officer;
  progress.with_coordinator += coordinator;
  progress.complete += leader * officer * (grid.populated ? coordinator : 1);
  for (const auto& cell : grid.cells) {
    if (!cell.count || cell.count->due <= 0) continue;
    ++progress.duties_due;
    if (cell.state == CellState::done) ++progress.duties_done;
  }
}

int norms_of_its_own(const BoardContext& context) {
  const auto versions = norms::all_versions(context.tx);
  int out = 0;
  for (const auto norm : norms::all_norms())
    if (norms::in_force(versions, norm, context.today())) ++out;
  return out;
}

// Of committees in scope: whoever covers a grid alone has the duty board.
using ByCommittee = std::map<std::int64_t, CommitteeProgress>;

void add_forces(const BoardContext& context, const std::map<std::int64_t, std::int64_t>& committee_of,
                ByCommittee& all) {
  std::map<std::int64_t, std::set<std::string>> kinds;
  for (const auto& force : forces_in_scope(context.tx, context.actor.scope())) {
    const auto grid = committee_of.find(force.area);
    const auto found = all.find(grid == committee_of.end() ? force.area : grid->second);
    if (found == all.end()) continue;
    found->second.forces += force.posts;
    kinds[found->first].insert(force.kind);
    found->second.force_kinds = static_cast<int>(kinds[found->first].size());
  }
}

}  // namespace

Result<SetUpProgress> read_set_up_progress(const BoardContext& context) {
  WEIGE_TRY(const auto board, read_duty_board(context, {}));
  ByCommittee all;
  std::map<std::int64_t, std::int64_t> committee_of;
  for (const auto& area : access::areas_in_scope(context.tx, context.actor.scope()))
    if (area.kind == access::AreaKind::committee && area.state == access::AreaState::current)
      all[area.id.value] = {.area = area.id.value, .name = area.name};
  const auto served = areas_served(context.tx, context.actor.scope(), context.now);
  for (const auto& grid : board.grids) {
    const auto found = all.find(grid.committee.value_or(access::AreaId{0}).value);
    if (found == all.end()) continue;
    committee_of[grid.id.value] = found->first;
    add_grid(found->second, grid, served);
  }
  add_forces(context, committee_of, all);
  SetUpProgress out{.own_norms = norms_of_its_own(context)};
  for (auto& [id, progress] : all) out.committees.push_back(std::move(progress));
  return out;
}

}  // namespace weige::town
