#include "grids/layer_taking_actions.h"

#include <algorithm>

#include "access/text_check.h"
#include "grids/lattice.h"
#include "grids/member_making.h"
#include "grids/placement_store.h"
#include "registry/record_store.h"

namespace weige::grids {
namespace {

using access::Right;

constexpr access::AuditAction kTaken{"grid_version.taken"}, kRepaired{"grid_version.repaired"};

Result<GridLayer> layer_for(const GridContext& context, const NewLayer& input) {
  if (input.layer) return layer_to_change(context, *input.layer);
  if (!registry::covers(context.tx, context.actor.scope(), access::kTown.value))
    return problem(ProblemCode::not_found, "kind");
  if (input.kind != LayerKind::other)
    if (auto known = find_layer(context.tx, context.actor.scope(), input.kind)) return *std::move(known);
  GridLayer layer{.id = LayerId{context.tx.next_id()},
                  .kind = input.kind,
                  .name = input.name.empty() ? std::string(zh_name(input.kind)) : input.name};
  WEIGE_CHECK(access::check_text(layer.name, kLongestLayerName, "name"));
  insert_layer(context.tx, layer);
  return layer;
}

struct MadeMembers {
  std::vector<GridMember> members;
  Point centre;
};

Result<MadeMembers> members_from(Layer layer) {
  MadeMembers out;
  for (auto& member : layer.members) {
    WEIGE_CHECK(check_member_naming(member.code, member.name));
    out.members.push_back({.number = static_cast<int>(out.members.size()) + 1,
                           .code = std::move(member.code),
                           .name = std::move(member.name),
                           .shape = on_lattice(std::move(member.shape))});
  }
  out.centre = middle_of(out.members);
  WEIGE_TRY(auto plane, Plane::around(out.centre));
  for (auto& member : out.members) WEIGE_CHECK(measure(member, plane));
  const bool is_valid = std::ranges::none_of(out.members, &GridMember::faulty);
  if (is_valid) WEIGE_CHECK(join(out.members, plane));
  return out;
}

std::vector<CommitteePoint> committee_points(store::Transaction& tx) {
  std::vector<CommitteePoint> out;
  for (const auto& address : all_addresses(tx))
    if (address.at) out.push_back({*address.at, address.committee});
  return out;
}

// Once everything is valid, neighbours are joined: a vertex of one on the border of another becomes one of
// both.
Done join_draft(const GridContext& context, const GridVersion& draft, Plane& plane) {
  auto members = members_of(context.tx, draft.id, Shapes::with);
  if (std::ranges::any_of(members, &GridMember::faulty)) return done();
  const auto before = members;
  WEIGE_CHECK(join(members, plane));
  std::vector<GridMember> changed;
  std::vector<int> numbers;
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (members[i] == before[i]) continue;
    numbers.push_back(members[i].number);
    changed.push_back(std::move(members[i]));
  }
  delete_members(context.tx, draft.id, numbers);
  insert_members(context.tx, draft.id, changed);
  return done();
}

Result<MemberFaults> looked_at(const GridMember& member, Plane& plane) {
  MemberFaults out{.member = member, .faults = check_shape(member.shape).faults};
  WEIGE_TRY(const auto metres, plane.to_metres(member.shape));
  WEIGE_TRY(const auto repair, repaired(metres));
  out.lost = repair.lost;
  out.gained = repair.gained;
  // Mended in degrees, where borders are straight and shared vertices are the same.
  WEIGE_TRY(auto mended, repaired(member.shape));
  mended.shape = on_lattice(normalised(std::move(mended.shape)).shape);
  if (!mended.shape.polygons.empty()) out.repaired = std::move(mended.shape);
  return out;
}

}  // namespace

Result<GridVersion> take_layer(const GridWork& work, Layer layer, const NewLayer& input) {
  WEIGE_CHECK(work.actor.may(Right::edit_grids));
  const auto datum = layer.datum.text();
  const auto shortened = static_cast<int>(layer.shortened);
  WEIGE_TRY(auto made, members_from(std::move(layer)));
  const auto points = work.database.read(committee_points);
  suggest(made.members, points);
  return work.database.write([&](store::Transaction& tx) -> Result<GridVersion> {
    const auto context = work.in(tx);
    WEIGE_TRY(const auto kept, layer_for(context, input));
    GridVersion draft{.layer = kept.id,
                      .datum = datum,
                      .source = input.file_name,
                      .centre = made.centre,
                      .shortened = shortened};
    return insert_draft(context, std::move(draft), made.members, {kTaken, input.submission});
  });
}

std::optional<VersionId> taken_before(const GridWork& work, const std::string& submission) {
  return work.database.read([&](store::Transaction& tx) { return version_of_submission(tx, submission); });
}

Result<std::vector<MemberFaults>> faults_of(const GridContext& context, VersionId id) {
  WEIGE_TRY(const auto members, read_members(context, id, Shapes::with));
  WEIGE_TRY(const auto view, read_version(context, id));
  WEIGE_TRY(auto plane, Plane::around(view.version.centre));
  std::vector<MemberFaults> out;
  for (const auto& member : members) {
    if (!member.faulty) continue;
    WEIGE_TRY(auto faults, looked_at(member, plane));
    out.push_back(std::move(faults));
  }
  return out;
}

Result<GridVersion> repair_draft(const GridContext& context, const VersionAt& at) {
  WEIGE_TRY(auto draft, draft_to_change(context, at));
  WEIGE_TRY(const auto faulty, faults_of(context, draft.id));
  WEIGE_TRY(auto plane, Plane::around(draft.centre));
  std::vector<GridMember> mended;
  std::vector<int> numbers;
  for (const auto& each : faulty) {
    numbers.push_back(each.member.number);
    if (!each.repaired) continue;
    auto member = each.member;
    member.shape = *each.repaired;
    WEIGE_CHECK(measure(member, plane));
    mended.push_back(std::move(member));
  }
  delete_members(context.tx, draft.id, numbers);
  insert_members(context.tx, draft.id, mended);
  WEIGE_CHECK(join_draft(context, draft, plane));
  return draft_changed(context, std::move(draft), kRepaired);
}

}  // namespace weige::grids
