#include "grids/set_up_actions.h"

#include <map>
#include <optional>

#include "access/area_store.h"
#include "grids/alignment_store.h"
#include "grids/placement_store.h"

namespace weige::grids {
namespace {

using Lines = std::map<std::int64_t, SetUpLine*>;

std::optional<VersionId> version_in_force(const GridContext& context, LayerKind kind) {
  const auto layer = find_layer(context.tx, context.actor.scope(), kind);
  if (!layer) return std::nullopt;
  const auto versions = versions_of(context.tx, layer->id);
  const auto* version = in_force(versions, context.today());
  return version ? std::optional(version->id) : std::nullopt;
}

void count_members(const GridContext& context, std::optional<VersionId> version, const Lines& lines,
                   int SetUpLine::*field) {
  if (!version) return;
  for (const auto& member : members_of(context.tx, *version, Shapes::without))
    if (const auto line = lines.find(member.committee.value_or(0)); line != lines.end())
      ++(line->second->*field);
}

void count_aligned(const GridContext& context, VersionId areas, VersionId grids, const Lines& lines) {
  const auto id = newest_crosswalk(context.tx, areas, grids);
  const auto walk = id ? find_crosswalk(context.tx, context.actor.scope(), *id) : std::nullopt;
  if (!walk) return;
  for (const auto& member : walk->areas)
    if (const auto line = lines.find(member.committee.value_or(0));
        line != lines.end() && member.alignment == "one_to_one")
      ++line->second->aligned;
}

}  // namespace

Result<std::vector<SetUpLine>> set_up(const GridContext& context) {
  WEIGE_CHECK(context.actor.may(access::Right::read_grids));
  std::vector<SetUpLine> out;
  for (const auto& area : access::areas_in_scope(context.tx, context.actor.scope()))
    if (area.kind == access::AreaKind::committee && area.state == access::AreaState::current)
      out.push_back({.committee = area.id, .name = area.name});
  Lines lines;
  for (auto& line : out) lines.emplace(line.committee.value, &line);
  const auto grids = version_in_force(context, LayerKind::grids),
             areas = version_in_force(context, LayerKind::areas);
  count_members(context, grids, lines, &SetUpLine::grids);
  count_members(context, areas, lines, &SetUpLine::areas);
  if (grids && areas) count_aligned(context, *areas, *grids, lines);
  for (const auto& placed : placed_by_area(context.tx, context.actor.scope(), grids.value_or(VersionId{})))
    if (const auto line = lines.find(placed.area); line != lines.end()) {
      line->second->addresses = placed.addresses;
      line->second->placed = placed.placed;
      line->second->doubted = placed.doubted;
    }
  return out;
}

}  // namespace weige::grids
