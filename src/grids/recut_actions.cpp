#include "grids/recut_actions.h"

#include <algorithm>
#include <map>
#include <thread>
#include <unordered_map>

#include "grids/door_store.h"
#include "grids/lattice.h"
#include "grids/member_making.h"
#include "grids/placement_store.h"
#include "grids/recut.h"

namespace weige::grids {
namespace {

constexpr access::AuditAction kProposed{"grid_version.proposed"};

// Houses with their points and what they weigh.
Result<std::vector<Atom>> houses(const GridContext& context, const WantedRecut& wanted, Plane& plane) {
  const auto addresses = all_addresses(context.tx);
  std::unordered_map<std::int64_t, const PlaceAddress*> by_id;
  for (const auto& address : addresses) by_id.emplace(address.id, &address);
  // The topmost house above, or the address itself.
  const auto house_of = [&](std::int64_t id) {
    auto out = id;
    for (auto at = by_id.find(id); at != by_id.end(); at = by_id.find(at->second->parent))
      if (at->second->is_house) out = at->second->id;
    return out;
  };
  std::map<std::int64_t, Atom> atoms;
  for (const auto& address : addresses)
    if (address.at) {
      WEIGE_TRY(const auto metres, plane.to_metres(*address.at));
      auto& atom = atoms[house_of(address.id)];
      if (atom.points.empty()) atom.weight = 0;
      atom.points.push_back(metres);
    }
  for (const auto& each : address_counts(context.tx, context.actor.scope(), context.today()))
    if (const auto atom = atoms.find(house_of(each.address)); atom != atoms.end())
      atom->second.weight += static_cast<double>(
          wanted.measure == RecutMeasure::doors ? each.counts.doors : each.counts.residents);
  std::vector<Atom> out;
  for (auto& [id, atom] : atoms) out.push_back(std::move(atom));
  return out;
}

}  // namespace

std::optional<RecutMeasure> recut_measure_of(std::string_view code) {
  if (code == "doors") return RecutMeasure::doors;
  if (code == "residents") return RecutMeasure::residents;
  return std::nullopt;
}

Result<std::optional<GridVersion>> propose_recut_of(const GridContext& context, const WantedRecut& wanted) {
  WEIGE_CHECK(context.actor.may(access::Right::edit_grids));
  WEIGE_TRY(const auto view, read_version(context, wanted.version));
  WEIGE_CHECK(layer_to_change(context, view.layer.id));
  auto members = members_of(context.tx, wanted.version, Shapes::with);
  WEIGE_TRY(auto plane, Plane::around(view.version.centre));
  std::vector<Shape> areas;
  std::vector<std::uint32_t> committees;
  std::map<std::int64_t, std::uint32_t> numbers;  // of committees, whose ids are too long for recut.h
  for (const auto& member : members) {
    if (member.faulty) return problem(ProblemCode::layer_faulty, member.code);
    WEIGE_TRY(auto shape, plane.to_metres(member.shape));
    areas.push_back(std::move(shape));
    const auto next = static_cast<std::uint32_t>(numbers.size());
    committees.push_back(numbers.emplace(member.committee.value_or(0), next).first->second);
  }
  if (wanted.across_committees) committees.clear();
  WEIGE_TRY(const auto atoms, houses(context, wanted, plane));
  WEIGE_TRY(const auto recut,
            propose_recut({.areas = areas, .atoms = atoms, .committees = committees},
                          {.rules = {}, .threads = std::max(1u, std::thread::hardware_concurrency())}));
  if (recut.moves.empty()) return std::optional<GridVersion>{};
  for (const auto& changed : recut.shapes) {
    auto& member = members.at(changed.area);
    WEIGE_TRY(member.shape, plane.to_degrees(changed.shape));
    member.shape = on_lattice(member.shape);
    WEIGE_CHECK(measure(member, plane));
  }
  GridVersion draft{.layer = view.layer.id,
                    .based_on = wanted.version,
                    .datum = "CGCS2000",
                    .source = "按工作量均衡 / balanced load",
                    .centre = view.version.centre,
                    .cut_short = !recut.complete};
  WEIGE_TRY(auto made, insert_draft(context, std::move(draft), std::move(members), {kProposed}));
  return std::optional(std::move(made));
}

}  // namespace weige::grids
