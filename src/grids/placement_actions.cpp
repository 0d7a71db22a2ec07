#include "grids/placement_actions.h"

#include <algorithm>
#include <map>

#include "access/text_check.h"
#include "grids/placement_writer.h"

namespace weige::grids {
namespace {

using access::Right;

constexpr access::AuditAction kByHand{"address.grid_by_hand"};
constexpr std::size_t kLongestReason = 200;

// A draft's addresses are placed when somebody asks, and the answer is cut to what the query wants.
Result<std::vector<ListedPlace>> list_of_draft(const GridContext& context, const GridVersion& draft,
                                               const PlaceQuery& query) {
  WEIGE_TRY(const auto index, LayerIndex::of(members_of(context.tx, draft.id, Shapes::with)));
  std::map<std::int64_t, PlacedAddress> wanted;
  for (const auto& placed : placed_anew(context.tx, draft.layer, index)) {
    if (query.number && placed.number != query.number) continue;
    if (query.way && placed.by != *query.way) continue;
    if (query.doubt && placed.doubt != query.doubt) continue;
    if (placed.address > query.after) wanted.emplace(placed.address, placed);
  }
  std::vector<std::int64_t> ids;
  for (const auto& [id, placed] : wanted) ids.push_back(id);
  std::vector<ListedPlace> out;
  for (auto& place : listed_addresses(context.tx, context.actor.scope(), ids, query.limit)) {
    place.placed = wanted.at(place.address);
    out.push_back(std::move(place));
  }
  return out;
}

std::optional<AddressGrid> grid_in(const GridContext& context, const GridLayer& layer, std::int64_t address) {
  const auto versions = versions_of(context.tx, layer.id);
  const auto* version = in_force(versions, context.today());
  if (!version) return std::nullopt;
  AddressGrid out{.layer = layer, .version = version->id, .placed = {.address = address}};
  const auto placed = placed_among(context.tx, version->id, {{address}});
  if (const auto found = placed.find(address); found != placed.end()) out.placed = found->second;
  if (out.placed.number) out.member = find_member(context.tx, version->id, *out.placed.number);
  return out;
}

// Places the address and its group anew in all versions of the layer that are in force or will be.
Done place_anew(const GridContext& context, LayerId layer, std::int64_t address) {
  const auto top = top_of_group(context.tx, address);
  if (!top) return done();
  for (const auto& version : live_versions(context.tx, context.today())) {
    if (version.layer != layer) continue;
    WEIGE_TRY(const auto index, LayerIndex::of(members_of(context.tx, version.id, Shapes::with)));
    WEIGE_CHECK(place_groups(context.tx, context.actor.post(), {version, index}, {{*top}}));
  }
  return done();
}

Done check_code(const GridContext& context, const PlaceByHand& wanted) {
  for (const auto& version : live_versions(context.tx, context.today())) {
    if (version.layer != wanted.layer) continue;
    const auto members = members_of(context.tx, version.id, Shapes::without);
    if (std::ranges::any_of(members, [&](const auto& member) { return member.code == *wanted.code; }))
      return done();
  }
  return problem(ProblemCode::bad_choice, "code");
}

}  // namespace

std::vector<PlacedAddress> placements_of(const GridContext& context, const GridVersion& version,
                                         const std::vector<GridMember>& members) {
  if (version.state == VersionState::published) return all_placed(context.tx, version.id);
  const auto index = LayerIndex::of(members);
  return index ? placed_anew(context.tx, version.layer, *index) : std::vector<PlacedAddress>{};
}

Result<std::vector<ListedPlace>> list_addresses(const GridContext& context, const PlaceQuery& query) {
  WEIGE_CHECK(context.actor.may(Right::read_place));
  WEIGE_TRY(const auto view, read_version(context, query.version));
  if (view.version.state != VersionState::published) return list_of_draft(context, view.version, query);
  return list_placed(context.tx, context.actor.scope(), query);
}

Result<std::vector<ListedPlace>> list_points(const GridContext& context, VersionId id) {
  WEIGE_CHECK(context.actor.may(Right::read_place));
  WEIGE_TRY(const auto view, read_version(context, id));
  auto points = pointed_addresses(context.tx, context.actor.scope());
  const auto members = members_of(context.tx, id, Shapes::with);
  const auto placed = placements_of(context, view.version, members);
  for (auto& point : points) {
    point.placed.address = point.address;
    const auto found = std::ranges::lower_bound(placed, point.address, {}, &PlacedAddress::address);
    if (found != placed.end() && found->address == point.address) point.placed = *found;
  }
  return points;
}

Result<std::vector<AddressGrid>> grids_of_address(const GridContext& context, std::int64_t address) {
  WEIGE_CHECK(context.actor.may(Right::read_grids));
  WEIGE_CHECK(context.actor.may(Right::read_place));
  if (!text_of_address(context.tx, context.actor.scope(), address)) return problem(ProblemCode::not_found);
  std::vector<AddressGrid> out;
  for (const auto& layer : all_layers(context.tx, context.actor.scope()))
    if (auto grid = grid_in(context, layer, address)) out.push_back(*std::move(grid));
  return out;
}

Result<std::vector<AddressGrid>> place_by_hand(const GridContext& context, const PlaceByHand& wanted) {
  WEIGE_CHECK(context.actor.may(Right::edit_address));
  WEIGE_CHECK(access::check_text(wanted.reason, kLongestReason, "reason"));
  if (!text_of_address(context.tx, context.actor.scope(), wanted.address))
    return problem(ProblemCode::not_found);
  if (!find_layer(context.tx, context.actor.scope(), wanted.layer))
    return problem(ProblemCode::not_found, "layer_id");
  if (wanted.code) WEIGE_CHECK(check_code(context, wanted));
  auto receipt = wanted.code
                     ? put_hand(context.tx, {wanted.layer, wanted.address, *wanted.code, wanted.reason},
                                context.actor.post(), context.now)
                     : delete_hand(context.tx, wanted.layer, wanted.address);
  access::audit_change(context.tx, context.now, context.actor, kByHand, std::move(receipt));
  WEIGE_CHECK(place_anew(context, wanted.layer, wanted.address));
  return grids_of_address(context, wanted.address);
}

}  // namespace weige::grids
