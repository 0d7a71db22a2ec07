#include "grids/coverage_fix.h"

#include <algorithm>

#include "grids/overlay.h"

namespace weige::grids {
namespace {

// A neighbour's border along a gap is what it would share with it. Along an overlap, a member's border lies
// inside the other one: the longer it is, the more of the other one's remaining land the patch hangs on.
std::vector<Member> by_shared_border(const Patch& patch) {
  std::vector<Shared> borders = patch.borders;
  const bool overlap = patch.kind == PatchKind::overlap || patch.kind == PatchKind::sliver_overlap;
  std::ranges::stable_sort(borders, [&](const Shared& a, const Shared& b) {
    return overlap ? a.metres < b.metres : a.metres > b.metres;
  });
  std::vector<Member> order;
  for (const Shared& one : borders) order.push_back(one.member);
  // A member without a border along the overlap holds all of it inside: it comes first.
  for (const Member member : patch.members)
    if (std::ranges::find(order, member) == order.end()) order.insert(order.begin(), member);
  return order;
}

void give(const Patch& patch, std::vector<Fix>& fixes) {
  const bool gap =
      patch.kind == PatchKind::gap || patch.kind == PatchKind::sliver_gap || patch.kind == PatchKind::hole;
  for (const Member to : by_shared_border(patch)) {
    std::vector<Member> from;
    for (const Member member : patch.members)
      if (!gap && member != to) from.push_back(member);
    fixes.push_back(GivePatch{to, std::move(from), patch.shape});
  }
}

void snap(const Patch& patch, std::vector<Fix>& fixes) {
  if (patch.members.size() != 2) return;
  fixes.push_back(SnapBorders{patch.members[1], patch.members[0]});
}

bool there(Member member, std::span<const Shape> layer) {
  return member < layer.size() && !layer[member].polygons.empty();
}

struct Applied {
  std::vector<Shape>& layer;

  Done operator()(const GivePatch& fix) const {
    if (!there(fix.to, layer) || !std::ranges::all_of(fix.from, [&](Member m) { return there(m, layer); }))
      return problem(ProblemCode::fix_impossible);
    for (const Member from : fix.from) {
      WEIGE_TRY(Shape rest, difference(layer[from], fix.patch));
      layer[from] = std::move(rest);
    }
    if (!fix.from.empty()) return done();  // it has the patch already
    WEIGE_TRY(Shape whole, united(layer[fix.to], fix.patch));
    layer[fix.to] = std::move(whole);
    return done();
  }
  Done operator()(const SnapBorders& fix) const {
    if (!there(fix.move, layer) || !there(fix.onto, layer)) return problem(ProblemCode::fix_impossible);
    WEIGE_TRY(Shape moved, snapped(layer[fix.move], layer[fix.onto], fix.tolerance));
    layer[fix.move] = std::move(moved);
    return done();
  }
  Done operator()(const DropMember& fix) const {
    if (!there(fix.member, layer)) return problem(ProblemCode::fix_impossible);
    layer[fix.member] = {};
    return done();
  }
};

}  // namespace

std::vector<Fix> proposed_fixes(const Patch& patch) {
  std::vector<Fix> fixes;
  switch (patch.kind) {
    case PatchKind::duplicate:
      fixes.push_back(DropMember{patch.members.at(1)});
      break;
    case PatchKind::gap:
    case PatchKind::hole:
    case PatchKind::overlap:
      give(patch, fixes);
      break;
    case PatchKind::sliver_gap:
    case PatchKind::sliver_overlap:
      give(patch, fixes);
      snap(patch, fixes);
      break;
    case PatchKind::island:
    case PatchKind::detached_part:
    case PatchKind::outside:
      break;
  }
  return fixes;
}

Result<std::vector<Shape>> apply_fix(const Fix& fix, std::span<const Shape> layer) {
  std::vector<Shape> changed(layer.begin(), layer.end());
  WEIGE_CHECK(std::visit(Applied{changed}, fix));
  return changed;
}

}  // namespace weige::grids
