#include "grids/coverage_actions.h"

#include <unordered_map>

#include "grids/layer_index.h"
#include "grids/placement_store.h"
#include "grids/plane.h"

namespace weige::grids {
namespace {

Result<std::vector<Shape>> in_metres(const std::vector<GridMember>& members, Plane& plane) {
  std::vector<Shape> out;
  out.reserve(members.size());
  for (const auto& member : members) {
    if (member.faulty) return problem(ProblemCode::layer_faulty, member.code);
    WEIGE_TRY(auto shape, plane.to_metres(member.shape));
    out.push_back(std::move(shape));
  }
  return out;
}

struct CountedPoint {
  Point at;
  const GridCounts* counts;
};

// Doors at their own point or at that of the nearest address above that has one.
std::vector<CountedPoint> counted_points(const std::vector<PlaceAddress>& addresses,
                                         const std::vector<AddressCounts>& counts) {
  std::unordered_map<std::int64_t, const PlaceAddress*> by_id;
  by_id.reserve(addresses.size());
  for (const auto& address : addresses) by_id.emplace(address.id, &address);
  std::vector<CountedPoint> out;
  for (const auto& each : counts) {
    auto found = by_id.find(each.address);
    while (found != by_id.end() && !found->second->at) found = by_id.find(found->second->parent);
    if (found != by_id.end()) out.push_back({*found->second->at, &each.counts});
  }
  return out;
}

GridCounts counts_in(const Shape& degrees, const std::vector<CountedPoint>& points) {
  GridCounts out;
  const auto box = box_of(degrees);
  const auto locator = Locator::build({{degrees}});
  for (const auto& point : points) {
    const bool near = box.left <= point.at.x && point.at.x <= box.right && box.bottom <= point.at.y &&
                      point.at.y <= box.top;
    if (near && locator && locator->find(point.at) != no_member) out += *point.counts;
  }
  return out;
}

}  // namespace

Result<Coverage> coverage_of(const std::vector<GridMember>& members, Point centre) {
  WEIGE_TRY(auto plane, Plane::around(centre));
  WEIGE_TRY(const auto shapes, in_metres(members, plane));
  return check_coverage(shapes);
}

Result<CoverageView> check_version(const GridContext& context, VersionId id) {
  WEIGE_TRY(const auto view, read_version(context, id));
  CoverageView out{.members = members_of(context.tx, id, Shapes::with)};
  WEIGE_TRY(auto coverage, coverage_of(out.members, view.version.centre));
  WEIGE_TRY(auto plane, Plane::around(view.version.centre));
  out.covered = coverage.covered;
  const auto counts = address_counts(context.tx, context.actor.scope(), context.today());
  const auto addresses = all_addresses(context.tx);
  const auto points = counted_points(addresses, counts);
  for (auto& patch : coverage.patches) {
    FoundPatch found{.patch = {}, .counts = {}, .fixes = proposed_fixes(patch)};
    WEIGE_TRY(patch.shape, plane.to_degrees(patch.shape));
    WEIGE_TRY(patch.inside, plane.to_degrees(patch.inside));
    found.counts = counts_in(patch.shape, points);
    found.patch = std::move(patch);
    out.patches.push_back(std::move(found));
  }
  return out;
}

}  // namespace weige::grids
