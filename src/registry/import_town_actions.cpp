#include "registry/import_town_actions.h"

#include "access/area_store.h"
#include "registry/town_store.h"

namespace weige::registry {

ImportTown import_town(store::Transaction& tx, access::AreaId own, const ImportDays& days) {
  ImportTown town{.text = town_text(tx),
                  .area_id = access::kTown.value,
                  .today = days.today,
                  .reference = days.reference};
  if (const auto parsed = standards::StandardAddress::parse(town.text)) town.division = parsed->key();
  std::vector<Committee> committees;
  for (const auto& area : access::all_areas(tx)) {
    const bool grid = area.kind == access::AreaKind::grid;
    if (grid) town.above_grids.emplace(area.id.value, area.parent->value);
    if (area.state != access::AreaState::current) continue;
    if (area.kind == access::AreaKind::committee)
      committees.push_back({area.id.value, area.code, area.name});
    else if (!grid)
      continue;
    if (area.id == own) town.own_area = area.id.value;
  }
  town.committees = Committees(std::move(committees));
  return town;
}

}  // namespace weige::registry
