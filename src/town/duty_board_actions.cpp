#include "town/duty_board_actions.h"

#include <algorithm>
#include <map>
#include <set>

#include "access/area_store.h"
#include "registry/record_store.h"
#include "town/duty_board_store.h"

namespace weige::town {
namespace {

using access::Area;

// Grids in force that the actor covers, of the area where one is asked for; by committee, then by code.
std::vector<BoardGrid> grids_of_board(const BoardContext& context, std::optional<std::int64_t> within) {
  const auto covered = access::areas_in_scope(context.tx, context.actor.scope());
  std::map<std::int64_t, const Area*> by_id;
  for (const auto& area : covered) by_id[area.id.value] = &area;
  std::set<std::int64_t> wanted;
  if (within) wanted = access::areas_within(context.tx, access::AreaId{*within});
  const auto unpopulated = grids_without_people(context.tx, context.actor.scope());
  std::vector<BoardGrid> out;
  for (const auto& area : covered) {
    if (area.kind != access::AreaKind::grid || area.state != access::AreaState::current) continue;
    if (within && !wanted.contains(area.id.value)) continue;
    BoardGrid grid{.id = area.id, .name = area.name.empty() ? area.code : area.name};
    grid.populated = !unpopulated.contains(area.id.value);
    if (const auto above = by_id.find(area.parent->value); above != by_id.end()) {
      grid.committee = above->second->id;
      grid.committee_name = above->second->name;
    }
    out.push_back(std::move(grid));
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const auto& a, const auto& b) { return a.committee < b.committee; });
  return out;
}

std::map<std::string_view, norms::DutyCounts> counts_of_month(const BoardContext& context,
                                                              const DutyMonth& month) {
  std::map<std::string_view, norms::DutyCounts> out;
  std::map<DutyCounter, norms::DutyCounts> counted;  // some prove several duties
  for (const auto& proof : duty_proofs()) {
    const auto [at, is_new] = counted.try_emplace(proof.counter);
    if (is_new) at->second = proof.counter(context.tx, context.actor.scope(), month.first, month.after);
    add_counts(out[proof.number], at->second);
  }
  return out;
}

// C1 to C10, by their numbers, are nobody's where there is nobody to count.
DutyLine line_for(const BoardGrid& grid, const DutyLine& line) {
  DutyLine out = line;
  if (!grid.populated && line.number.starts_with('C') && line.asked == Asked::each_month)
    out.asked = Asked::when_it_happens;
  return out;
}

void fill_cells(const BoardContext& context, const DutyMonth& month, std::vector<BoardGrid>& grids) {
  const auto counts = counts_of_month(context, month);
  const auto channels = grids_with_lead_channel(context.tx, context.actor.scope());
  for (auto& grid : grids)
    for (const auto& line : duty_lines()) {
      std::optional<norms::DutyCount> count;
      if (const auto found = counts.find(line.number); found != counts.end()) {
        const auto at = found->second.find(grid.id.value);
        count = at == found->second.end() ? norms::DutyCount{} : at->second;
      }
      const auto channel = channels.contains(grid.id.value) ? Channel::open : Channel::closed;
      const auto asked = line_for(grid, line);
      if (count && asked.asked != line.asked) count->due = 0;
      grid.cells.push_back(cell_of(asked, count, channel));
    }
}

}  // namespace

Result<DutyBoard> read_duty_board(const BoardContext& context, const BoardWish& wish) {
  WEIGE_CHECK(context.actor.may(access::Right::read_duties));
  const auto month = wish.month.value_or(month_of(context.today()));
  WEIGE_TRY(const auto days, duty_month(month, context.today()));
  if (wish.area && !registry::covers(context.tx, context.actor.scope(), *wish.area))
    return problem(ProblemCode::not_found, "area");
  DutyBoard out{.month = month, .grids = grids_of_board(context, wish.area)};
  fill_cells(context, days, out.grids);
  return out;
}

}  // namespace weige::town
