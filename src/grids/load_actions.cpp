#include "grids/load_actions.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <unordered_map>

#include "access/area_store.h"
#include "grids/grid_area_store.h"
#include "grids/placement_actions.h"

namespace weige::grids {
namespace {

using access::Right;

Done check_faultless(const std::vector<GridMember>& members) {
  for (const auto& member : members)
    if (member.faulty) return problem(ProblemCode::layer_faulty, member.code);
  return done();
}

// By address: the code of its member, "" for none.
std::unordered_map<std::int64_t, std::string> codes_of(const GridContext& context,
                                                       const GridVersion& version) {
  const auto members = members_of(context.tx, version.id, Shapes::with);
  std::unordered_map<int, std::string> codes;
  for (const auto& member : members) codes.emplace(member.number, member.code);
  std::unordered_map<std::int64_t, std::string> out;
  for (const auto& placed : placements_of(context, version, members))
    out.emplace(placed.address, placed.number ? codes[*placed.number] : std::string());
  return out;
}

// A post covers of a member what lies in the area that stands for it or in its committee; in layers whose
// members are no areas, what addresses tell.
void mark_covered(const GridContext& context, const GridLayer& layer, std::vector<MemberLoad>& members) {
  std::set<std::int64_t> own;
  for (const auto& area : access::areas_in_scope(context.tx, context.actor.scope()))
    own.insert(area.id.value);
  const bool covers_layer = own.contains(layer.area.value);
  const auto areas =
      layer.kind == LayerKind::grids ? grid_areas(context.tx) : std::map<std::string, access::AreaId>{};
  for (auto& each : members) {
    const auto area = areas.find(each.member.code);
    each.is_covered = covers_layer || each.counts.addresses > 0 ||
                      own.contains(each.member.committee.value_or(0)) ||
                      (area != areas.end() && own.contains(area->second.value));
  }
}

std::string code_in(const std::unordered_map<std::int64_t, std::string>& codes, std::int64_t address) {
  const auto found = codes.find(address);
  return found == codes.end() ? std::string() : found->second;
}

}  // namespace

DoorBalance balance_of(const std::vector<MemberLoad>& members) {
  DoorBalance out;
  std::vector<std::int64_t> doors;
  for (const auto& each : members)
    if (each.is_covered && each.member.populated) doors.push_back(each.counts.doors);
  if (doors.empty()) return out;
  const auto count = static_cast<double>(doors.size());
  for (const auto each : doors) out.mean += static_cast<double>(each) / count;
  double squares = 0;
  for (const auto each : doors)
    squares += (static_cast<double>(each) - out.mean) * (static_cast<double>(each) - out.mean);
  out.largest = std::ranges::max(doors);
  out.smallest = std::ranges::min(doors);
  out.spread = out.mean > 0 ? std::sqrt(squares / count) / out.mean : 0;
  return out;
}

Result<LoadView> load_of(const GridContext& context, VersionId id) {
  WEIGE_CHECK(context.actor.may(Right::read_counters));
  WEIGE_TRY(const auto view, read_version(context, id));
  auto members = members_of(context.tx, id, Shapes::with);
  WEIGE_CHECK(check_faultless(members));
  const auto placed = placements_of(context, view.version, members);
  LoadView out{.day = context.today(), .members = {}};
  std::unordered_map<int, std::size_t> by_number;
  for (auto& member : members) {
    by_number.emplace(member.number, out.members.size());
    member.shape = {};
    out.members.push_back({.member = std::move(member)});
  }
  for (const auto& each : address_counts(context.tx, context.actor.scope(), context.today())) {
    const auto found = std::ranges::lower_bound(placed, each.address, {}, &PlacedAddress::address);
    const bool is_placed = found != placed.end() && found->address == each.address && found->number;
    (is_placed ? out.members[by_number.at(*found->number)].counts : out.nowhere) += each.counts;
  }
  mark_covered(context, view.layer, out.members);
  out.balance = balance_of(out.members);
  return out;
}

Result<Preview> preview_of(const GridContext& context, VersionId id) {
  WEIGE_CHECK(context.actor.may(Right::read_counters));
  WEIGE_TRY(const auto view, read_version(context, id));
  WEIGE_CHECK(check_faultless(members_of(context.tx, id, Shapes::without)));
  const auto versions = versions_of(context.tx, view.layer.id);
  const auto* base = in_force(versions, context.today());
  Preview out;
  std::unordered_map<std::int64_t, std::string> before;
  if (base) {
    out.against = base->id;
    before = codes_of(context, *base);
  }
  const auto after = codes_of(context, view.version);
  std::map<std::pair<std::string, std::string>, GridCounts> moves;
  std::vector<MovedAddress> moved;
  for (const auto& each : address_counts(context.tx, context.actor.scope(), context.today())) {
    auto from = code_in(before, each.address), to = code_in(after, each.address);
    if (from == to) continue;
    moves[{from, to}] += each.counts;
    out.totals += each.counts;
    moved.push_back({each.address, std::move(from), std::move(to)});
  }
  for (const auto& [way, counts] : moves) out.moves.push_back({way.first, way.second, counts});
  std::ranges::stable_sort(out.moves, std::ranges::greater{},
                           [](const Move& move) { return move.counts.doors; });
  WEIGE_CHECK(grid_events().previewing.publish(context.tx, moved, out.lines));
  return out;
}

}  // namespace weige::grids
