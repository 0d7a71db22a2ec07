#include "grids/alignment_actions.h"

#include <algorithm>
#include <map>
#include <thread>
#include <unordered_map>

#include "grids/crosswalk.h"
#include "grids/door_store.h"
#include "grids/grid_words.h"
#include "grids/lattice.h"
#include "grids/layer_index.h"
#include "grids/overlay.h"
#include "grids/placement_actions.h"
#include "grids/plane.h"

namespace weige::grids {
namespace {

using access::Right;

constexpr access::AuditAction kCompared{"grid_crosswalk.made"}, kProposed{"grid_version.proposed"};
constexpr int kMostListed = 100;
constexpr std::string_view kNotPopulated = "not_populated";

struct Side {
  VersionView view;
  std::vector<GridMember> members;  // that are compared, by number
  std::vector<GridMember> others;   // without population elements
};

Result<Side> side_of(const GridContext& context, VersionId id, LayerKind kind, const char* place) {
  auto view = read_version(context, id);
  if (!view) return std::move(view).problem().at(place);
  if (view->layer.kind != kind) return problem(ProblemCode::bad_choice, place);
  Side out{.view = *std::move(view), .members = {}, .others = {}};
  for (auto& member : members_of(context.tx, id, Shapes::with)) {
    if (member.faulty) return problem(ProblemCode::layer_faulty, member.code);
    const bool is_compared = kind != LayerKind::grids || member.populated;
    (is_compared ? out.members : out.others).push_back(std::move(member));
  }
  return out;
}

Result<std::vector<Shape>> in_metres(const std::vector<GridMember>& members, Plane& plane) {
  std::vector<Shape> out;
  for (const auto& member : members) {
    WEIGE_TRY(auto shape, plane.to_metres(member.shape));
    out.push_back(std::move(shape));
  }
  return out;
}

struct Held {
  std::int64_t doors = 0, residents = 0;
};
// Doors and residents by the numbers of the members that hold them; 0: none.
using HeldByPair = std::map<std::pair<int, int>, Held>;

std::unordered_map<std::int64_t, int> numbers_of(const std::vector<PlacedAddress>& placed) {
  std::unordered_map<std::int64_t, int> out;
  for (const auto& each : placed) out.emplace(each.address, each.number.value_or(0));
  return out;
}

HeldByPair held_by_pair(const GridContext& context, const Side& areas, const Side& grids) {
  const auto placements = [&](const Side& side) {
    auto all = members_of(context.tx, side.view.version.id, Shapes::with);
    return numbers_of(placements_of(context, side.view.version, all));
  };
  const auto in_areas = placements(areas), in_grids = placements(grids);
  const auto number = [](const auto& map, std::int64_t address) {
    const auto found = map.find(address);
    return found == map.end() ? 0 : found->second;
  };
  HeldByPair out;
  for (const auto& each : address_counts(context.tx, context.actor.scope(), context.today())) {
    if (each.counts.doors == 0) continue;
    auto& held = out[{number(in_areas, each.address), number(in_grids, each.address)}];
    held.doors += each.counts.doors;
    held.residents += each.counts.residents;
  }
  return out;
}

SavedMember saved(const GridMember& member, const Counterpart& part, const std::vector<GridMember>& others) {
  SavedMember out{.number = member.number,
                  .code = member.code,
                  .name = member.name,
                  .committee = member.committee,
                  .alignment = std::string(code(part.alignment)),
                  .area = part.area,
                  .outside = part.outside};
  if (part.partner != no_member) {
    out.partner = others.at(part.partner).code;
    out.iou = part.iou;
  }
  return out;
}

bool are_partners(const Crosswalk& walk, const Pair& pair) {
  const auto is_best = [](const Counterpart& part, Member other) {
    const bool mutual = part.alignment == Alignment::one_to_one || part.alignment == Alignment::shifted;
    return mutual && part.partner == other;
  };
  return is_best(walk.a.at(pair.a), pair.b) && is_best(walk.b.at(pair.b), pair.a);
}

void add_held(CrosswalkView& view, const HeldByPair& held) {
  std::map<int, SavedMember*> areas, grids;
  for (auto& each : view.areas) areas.emplace(each.number, &each);
  for (auto& each : view.grids) grids.emplace(each.number, &each);
  const auto add = [](const std::map<int, SavedMember*>& side, int number, const Held& more) {
    const auto found = side.find(number);
    if (found == side.end()) return;
    found->second->doors += more.doors;
    found->second->residents += more.residents;
  };
  for (const auto& [pair, more] : held) {
    add(areas, pair.first, more);
    add(grids, pair.second, more);
  }
  for (auto& pair : view.pairs)
    if (const auto found = held.find({pair.area_number, pair.grid_number}); found != held.end()) {
      pair.doors = found->second.doors;
      pair.residents = found->second.residents;
    }
}

CrosswalkView view_of(const Side& areas, const Side& grids, const Crosswalk& walk) {
  CrosswalkView out{.crosswalk = {.areas = areas.view.version.id,
                                  .grids = grids.view.version.id,
                                  .one_to_one = walk.one_to_one,
                                  .common = walk.common,
                                  .area_count = static_cast<int>(areas.members.size()),
                                  .grid_count = static_cast<int>(grids.members.size())},
                    .areas = {},
                    .grids = {},
                    .pairs = {}};
  for (std::size_t i = 0; i < walk.a.size(); ++i) {
    out.areas.push_back(saved(areas.members[i], walk.a[i], grids.members));
    out.crosswalk.aligned += walk.a[i].alignment == Alignment::one_to_one ? 1 : 0;
  }
  for (std::size_t i = 0; i < walk.b.size(); ++i)
    out.grids.push_back(saved(grids.members[i], walk.b[i], areas.members));
  for (const auto& member : grids.others)
    out.grids.push_back({.number = member.number,
                         .code = member.code,
                         .name = member.name,
                         .committee = member.committee,
                         .alignment = std::string(kNotPopulated),
                         .area = member.area});
  std::ranges::sort(out.grids, {}, &SavedMember::number);
  for (const auto& pair : walk.pairs)
    out.pairs.push_back({.area_number = areas.members.at(pair.a).number,
                         .grid_number = grids.members.at(pair.b).number,
                         .common = pair.area,
                         .iou = pair.iou,
                         .partners = are_partners(walk, pair)});
  return out;
}

// Borders are for everybody to see; what stands and lives between them is for those who cover it. So a grid
// of others, and what an area has in common with it, counts nothing.
void leave_what_is_covered(CrosswalkView& view) {
  std::map<int, SavedMember*> areas;
  for (auto& area : view.areas) {
    area.doors = area.residents = 0;
    areas.emplace(area.number, &area);
  }
  std::map<int, bool> covered;
  for (auto& grid : view.grids) {
    covered.emplace(grid.number, grid.covered);
    if (!grid.covered) grid.doors = grid.residents = 0;
  }
  for (auto& pair : view.pairs) {
    if (!covered[pair.grid_number]) pair.doors = pair.residents = 0;
    if (const auto area = areas.find(pair.area_number); area != areas.end()) {
      area->second->doors += pair.doors;
      area->second->residents += pair.residents;
    }
  }
}

std::map<int, GridMember> by_number(std::vector<GridMember> members) {
  std::map<int, GridMember> out;
  for (auto& member : members) {
    const auto number = member.number;
    out.emplace(number, std::move(member));
  }
  return out;
}

}  // namespace

Result<CrosswalkView> make_crosswalk(const GridContext& context, const Comparison& wanted) {
  WEIGE_CHECK(context.actor.may(Right::edit_grids));
  WEIGE_TRY(const auto areas, side_of(context, wanted.areas, LayerKind::areas, "areas_version_id"));
  WEIGE_TRY(const auto grids, side_of(context, wanted.grids, LayerKind::grids, "grids_version_id"));
  WEIGE_TRY(auto plane, Plane::around(grids.view.version.centre));
  WEIGE_TRY(const auto a, in_metres(areas.members, plane));
  WEIGE_TRY(const auto b, in_metres(grids.members, plane));
  WEIGE_TRY(const auto walk, compare(a, b, {.threads = std::max(1u, std::thread::hardware_concurrency())}));
  auto out = view_of(areas, grids, walk);
  out.crosswalk.id = CrosswalkId{context.tx.next_id()};
  out.crosswalk.area = grids.view.layer.area;
  out.crosswalk.made_at = context.now;
  add_held(out, held_by_pair(context, areas, grids));
  access::audit_change(context.tx, context.now, context.actor, kCompared,
                       insert_crosswalk(context.tx, out, context.actor.post()));
  return out;
}

Result<std::vector<SavedCrosswalk>> crosswalks(const GridContext& context) {
  WEIGE_CHECK(context.actor.may(Right::read_grids));
  return list_crosswalks(context.tx, context.actor.scope(), kMostListed);
}

Result<CrosswalkView> read_crosswalk(const GridContext& context, CrosswalkId id) {
  WEIGE_CHECK(context.actor.may(Right::read_grids));
  auto view = find_crosswalk(context.tx, context.actor.scope(), id);
  if (!view) return problem(ProblemCode::not_found);
  if (!covers_all(context.tx, context.actor.scope(), view->crosswalk)) leave_what_is_covered(*view);
  return *std::move(view);
}

Result<std::vector<DifferentLand>> differences_of(const GridContext& context, CrosswalkId id) {
  WEIGE_TRY(const auto view, read_crosswalk(context, id));
  const auto areas = by_number(members_of(context.tx, view.crosswalk.areas, Shapes::with)),
             grids = by_number(members_of(context.tx, view.crosswalk.grids, Shapes::with));
  std::vector<DifferentLand> out;
  for (const auto& pair : view.pairs) {
    if (pair.partners) continue;
    const auto area = areas.find(pair.area_number), grid = grids.find(pair.grid_number);
    if (area == areas.end() || grid == grids.end()) continue;  // of a draft that was edited since
    WEIGE_TRY(auto land, intersection(area->second.shape, grid->second.shape));
    if (land.polygons.empty()) continue;
    out.push_back({.area = area->second.code,
                   .grid = grid->second.code,
                   .m2 = pair.common,
                   .doors = pair.doors,
                   .residents = pair.residents,
                   .shape = std::move(land)});
  }
  return out;
}

Result<GridVersion> propose_areas(const GridContext& context, CrosswalkId id) {
  WEIGE_CHECK(context.actor.may(Right::edit_grids));
  WEIGE_TRY(const auto view, read_crosswalk(context, id));
  WEIGE_TRY(const auto areas, side_of(context, view.crosswalk.areas, LayerKind::areas, "id"));
  WEIGE_TRY(const auto grids, side_of(context, view.crosswalk.grids, LayerKind::grids, "id"));
  WEIGE_CHECK(layer_to_change(context, areas.view.layer.id));
  std::map<std::string, const GridMember*> by_code;
  for (const auto& member : areas.members) by_code.emplace(member.code, &member);
  std::map<std::string, std::string> partner_of;  // grid's code -> area's
  for (const auto& grid : view.grids)
    if (grid.partner && (grid.alignment == "one_to_one" || grid.alignment == "shifted"))
      partner_of.emplace(grid.code, *grid.partner);
  std::vector<std::string> taken;
  for (const auto& [grid, area] : partner_of) taken.push_back(area);
  std::vector<GridMember> members;
  for (const auto& grid : grids.members) {
    auto member = grid;
    member.number = static_cast<int>(members.size()) + 1;
    if (const auto partner = partner_of.find(grid.code); partner != partner_of.end()) {
      member.code = partner->second;
      if (const auto area = by_code.find(partner->second); area != by_code.end())
        member.name = area->second->name;
    } else {
      member.code = free_code(grid.code, taken);
      taken.push_back(member.code);
    }
    members.push_back(std::move(member));
  }
  GridVersion draft{.layer = areas.view.layer.id,
                    .based_on = areas.view.version.id,
                    .datum = "CGCS2000",
                    .source = "按微网格对齐 / after the grids",
                    .centre = grids.view.version.centre};
  return insert_draft(context, std::move(draft), std::move(members), {kProposed});
}

}  // namespace weige::grids
