#include "grids/member_making.h"

#include <map>

#include "grids/lattice.h"
#include "grids/layer_edit.h"
#include "grids/layer_index.h"
#include "grids/patch_outline.h"
#include "grids/validity.h"

namespace weige::grids {
namespace {

Point middle_of(const Box& box) {
  return {(box.left + box.right) / 2, (box.bottom + box.top) / 2};
}

}  // namespace

Done measure(GridMember& member, Plane& plane) {
  member.shape = normalised(std::move(member.shape)).shape;
  member.faulty = !check_shape(member.shape).faults.empty();
  member.label = on_lattice(member.faulty ? middle_of(box_of(member.shape)) : point_inside(member.shape));
  auto metres = plane.to_metres(member.shape);
  if (!metres) {
    auto wrong = std::move(metres).problem();
    wrong.place = member.code;
    return wrong;
  }
  member.area = area(*metres);
  return done();
}

Done join(std::vector<GridMember>& members, Plane& plane) {
  WEIGE_TRY(const auto delta, joining(shapes_of(members)));
  for (const auto& [index, shape] : delta.changed) {
    auto& member = members.at(index);
    const auto before = member;
    member.shape = shape;
    WEIGE_CHECK(measure(member, plane));
    if (member.faulty) member = before;  // coils finer than the lattice: it stays as it came
  }
  return done();
}

Point middle_of(std::span<const GridMember> members) {
  Box box;
  for (const auto& member : members) {
    const auto own = box_of(member.shape);
    box.add({own.left, own.bottom});
    box.add({own.right, own.top});
  }
  return on_lattice(middle_of(box));
}

void suggest(std::vector<GridMember>& members, std::span<const CommitteePoint> points) {
  const auto locator = Locator::build(shapes_of(members));
  if (!locator || points.empty()) return;
  std::vector<std::map<std::int64_t, int>> counts(members.size());
  for (const auto& point : points)
    if (const auto member = locator->find(point.at); member != no_member) ++counts[member][point.committee];
  for (std::size_t i = 0; i < members.size(); ++i) {
    members[i].populated = !counts[i].empty();
    if (members[i].committee) continue;
    int most = 0;
    for (const auto& [committee, count] : counts[i])
      if (count > most) {
        most = count;
        members[i].committee = committee;
      }
  }
}

}  // namespace weige::grids
