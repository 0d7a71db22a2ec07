#include "grids/layer_edit_actions.h"

#include <algorithm>
#include <cstdlib>
#include <set>

#include "access/area_store.h"
#include "grids/coverage_actions.h"
#include "grids/lattice.h"
#include "grids/layer_index.h"
#include "grids/member_making.h"
#include "registry/record_store.h"

namespace weige::grids {
namespace {

constexpr access::AuditAction kEdited{"grid_version.edited"}, kUndone{"grid_version.edit_undone"};

// The members of a draft, and what a step makes of them.
class Workbench {
 public:
  static Result<Workbench> of(const GridContext& context, const VersionAt& at) {
    WEIGE_TRY(auto draft, draft_to_change(context, at));
    WEIGE_TRY(auto plane, Plane::around(draft.centre));
    return Workbench(context, std::move(draft), std::move(plane));
  }

  const GridVersion& draft() const { return draft_; }
  const std::vector<GridMember>& members() const { return members_; }
  Plane& plane() { return plane_; }

  Result<Member> index_of(int number, const char* place) const {
    const auto found = std::ranges::find(members_, number, &GridMember::number);
    if (found == members_.end()) return problem(ProblemCode::bad_choice, place);
    return static_cast<Member>(found - members_.begin());
  }
  std::vector<std::string> codes() const {
    std::vector<std::string> out;
    for (const auto& member : members_) out.push_back(member.code);
    return out;
  }

  // member: with the number of the one that it takes the place of, or 0 for a new one.
  Done put(GridMember member) {
    if (member.number == 0) member.number = next_number();
    WEIGE_CHECK(measure(member, plane_));
    if (member.faulty) return problem(ProblemCode::edit_shape_invalid).with("number", member.code);
    changed_.push_back(std::move(member));
    return done();
  }
  void remove(Member member) { removed_.push_back(members_.at(member).number); }

  Result<EditedDraft> write(const std::string& kind) {
    const int step = draft_.steps + 1;
    insert_step(context_.tx, draft_.id,
                {.number = step, .kind = kind, .codes = touched_codes(), .at = context_.now},
                context_.actor.post());
    insert_before(context_.tx, draft_.id, step, before());
    replace();
    draft_.steps = step;
    EditedDraft out{.draft = {}, .changed = changed_, .removed = removed_};
    WEIGE_TRY(out.draft, draft_changed(context_, std::move(draft_), kEdited));
    return out;
  }

 private:
  Workbench(const GridContext& context, GridVersion draft, Plane plane)
      : context_(context),
        draft_(std::move(draft)),
        plane_(std::move(plane)),
        members_(members_of(context.tx, draft_.id, Shapes::with)) {}

  int next_number() const {
    int greatest = 0;
    for (const auto& member : members_) greatest = std::max(greatest, member.number);
    for (const auto& member : changed_) greatest = std::max(greatest, member.number);
    return greatest + 1;
  }
  std::vector<std::string> touched_codes() const {
    std::set<std::string> out;
    for (const auto& member : changed_) out.insert(member.code);
    for (const auto& member : members_)
      if (std::ranges::count(removed_, member.number) > 0) out.insert(member.code);
    return {out.begin(), out.end()};
  }
  std::vector<MemberBefore> before() const {
    std::vector<MemberBefore> out;
    const auto keep = [&](int number) {
      const auto found = std::ranges::find(members_, number, &GridMember::number);
      out.push_back({number, found == members_.end() ? std::nullopt : std::optional(*found)});
    };
    for (const auto& member : changed_) keep(member.number);
    for (const auto number : removed_) keep(number);
    return out;
  }
  void replace() {
    auto numbers = removed_;
    for (const auto& member : changed_) numbers.push_back(member.number);
    delete_members(context_.tx, draft_.id, numbers);
    insert_members(context_.tx, draft_.id, changed_);
  }

  const GridContext& context_;
  GridVersion draft_;
  Plane plane_;
  std::vector<GridMember> members_, changed_;
  std::vector<int> removed_;
};

Result<EditStep> step_of(const Workbench& bench, const WantedEdit& wanted) {
  if (wanted.kind == "move_vertices") return EditStep{MoveVertices{.moves = wanted.moves}};
  if (wanted.kind == "draw") {
    auto ring = wanted.line;
    if (!ring.empty() && ring.front() != ring.back()) ring.push_back(ring.front());
    return EditStep{DrawMember{.shape = {{{.outer = std::move(ring), .holes = {}}}}, .take = wanted.take}};
  }
  WEIGE_TRY(const auto member, bench.index_of(wanted.number, "number"));
  std::vector<Member> others;
  for (const auto number : wanted.others) {
    WEIGE_TRY(const auto other, bench.index_of(number, "others"));
    others.push_back(other);
  }
  if (wanted.kind == "split") return EditStep{SplitMember{.member = member, .line = wanted.line}};
  if (wanted.kind == "merge") return EditStep{MergeMembers{.into = member, .from = others}};
  if (wanted.kind == "replace_border")
    return EditStep{
        ReplaceBorder{.a = member, .b = others.empty() ? no_member : others.front(), .path = wanted.line}};
  if (wanted.kind == "remove") return EditStep{RemoveMember{.member = member}};
  return problem(ProblemCode::bad_choice, "kind");
}

// A new member has code and name as wished; else made from the one it was cut from.
GridMember new_member(const Workbench& bench, const WantedEdit& wanted) {
  GridMember out;
  const auto from = std::ranges::find(bench.members(), wanted.number, &GridMember::number);
  if (from != bench.members().end()) out = *from;
  out.number = 0;
  out.code = !wanted.code.empty() ? wanted.code : free_code(out.code.empty() ? "1" : out.code, bench.codes());
  if (!wanted.name.empty() || from == bench.members().end()) out.name = wanted.name;
  return out;
}

// layer_edit.h counts members from 1; people know them by their codes.
Problem with_codes(Problem problem, const Workbench& bench) {
  for (auto& [name, value] : problem.args) {
    if (name != "number" && name != "other") continue;
    const auto index = std::strtoul(value.c_str(), nullptr, 10);
    if (index >= 1 && index <= bench.members().size()) value = bench.members()[index - 1].code;
  }
  return problem;
}

Done take_over(Workbench& bench, const LayerDelta& delta, const WantedEdit& wanted) {
  for (const auto& [index, shape] : delta.changed) {
    auto member = bench.members().at(index);
    member.shape = shape;
    WEIGE_CHECK(bench.put(std::move(member)));
  }
  for (const auto& shape : delta.added) {
    auto member = new_member(bench, wanted);
    WEIGE_CHECK(check_member_naming(member.code, member.name));
    if (std::ranges::count(bench.codes(), member.code) > 0)
      return problem(ProblemCode::layer_code_twice, "code").with("code", member.code);
    member.shape = shape;
    WEIGE_CHECK(bench.put(std::move(member)));
  }
  for (const auto index : delta.removed) bench.remove(index);
  return done();
}

// A fix works in metres; what it does not move comes back to the same points of the lattice.
Done take_fix(const GridContext& context, Workbench& bench, const WantedEdit& wanted) {
  WEIGE_TRY(const auto coverage, check_version(context, bench.draft().id));
  if (wanted.finding < 0 || wanted.finding >= static_cast<int>(coverage.patches.size()))
    return problem(ProblemCode::bad_choice, "finding");
  const auto& fixes = coverage.patches[static_cast<std::size_t>(wanted.finding)].fixes;
  if (wanted.fix < 0 || wanted.fix >= static_cast<int>(fixes.size()))
    return problem(ProblemCode::bad_choice, "fix");
  std::vector<Shape> metres;
  for (const auto& member : bench.members()) {
    WEIGE_TRY(auto shape, bench.plane().to_metres(member.shape));
    metres.push_back(std::move(shape));
  }
  WEIGE_TRY(const auto fixed, apply_fix(fixes[static_cast<std::size_t>(wanted.fix)], metres));
  for (Member i = 0; i < metres.size(); ++i) {
    if (fixed[i] == metres[i]) continue;
    if (fixed[i].polygons.empty()) {
      bench.remove(i);
      continue;
    }
    auto member = bench.members()[i];
    WEIGE_TRY(member.shape, bench.plane().to_degrees(fixed[i]));
    member.shape = on_lattice(std::move(member.shape));
    WEIGE_CHECK(bench.put(std::move(member)));
  }
  return done();
}

}  // namespace

Result<EditedDraft> edit_draft(const GridContext& context, const WantedEdit& wanted) {
  WEIGE_TRY(auto bench, Workbench::of(context, wanted.at));
  if (bench.draft().faulty > 0) return problem(ProblemCode::layer_faulty);
  if (wanted.kind == "fix") {
    WEIGE_CHECK(take_fix(context, bench, wanted));
  } else {
    WEIGE_TRY(const auto step, step_of(bench, wanted));
    auto delta = edit(shapes_of(bench.members()), step);
    if (!delta) return with_codes(std::move(delta).problem(), bench);
    WEIGE_CHECK(take_over(bench, *delta, wanted));
  }
  return bench.write(wanted.kind);
}

Result<EditedDraft> change_member(const GridContext& context, const MemberChange& change) {
  WEIGE_TRY(auto bench, Workbench::of(context, change.at));
  const auto found = std::ranges::find(bench.members(), change.number, &GridMember::number);
  if (found == bench.members().end()) return problem(ProblemCode::not_found);
  auto member = *found;
  if (change.code) member.code = *change.code;
  if (change.name) member.name = *change.name;
  if (change.committee) member.committee = *change.committee;
  if (change.populated) member.populated = *change.populated;
  WEIGE_CHECK(check_member_naming(member.code, member.name));
  if (member.code != found->code && std::ranges::count(bench.codes(), member.code) > 0)
    return problem(ProblemCode::layer_code_twice, "code").with("code", member.code);
  if (change.committee && *change.committee) {
    const auto area = access::find_area(context.tx, access::AreaId{**change.committee});
    if (!area || area->kind != access::AreaKind::committee)
      return problem(ProblemCode::not_found, "committee_id");
  }
  WEIGE_CHECK(bench.put(std::move(member)));
  return bench.write("member");
}

Result<EditedDraft> undo_edit(const GridContext& context, const VersionAt& at) {
  WEIGE_TRY(auto draft, draft_to_change(context, at));
  if (draft.steps == 0) return problem(ProblemCode::no_step);
  WEIGE_TRY(auto plane, Plane::around(draft.centre));
  EditedDraft out;
  std::vector<int> touched;
  for (auto& [number, member] : members_before(context.tx, draft.id, draft.steps)) {
    touched.push_back(number);
    if (!member) {
      out.removed.push_back(number);
      continue;
    }
    WEIGE_CHECK(measure(*member, plane));
    out.changed.push_back(*std::move(member));
  }
  delete_members(context.tx, draft.id, touched);
  insert_members(context.tx, draft.id, out.changed);
  delete_step(context.tx, draft.id, draft.steps);
  --draft.steps;
  WEIGE_TRY(out.draft, draft_changed(context, std::move(draft), kUndone));
  return out;
}

Result<std::vector<EditedStep>> edits_of(const GridContext& context, VersionId id) {
  WEIGE_TRY(const auto view, read_version(context, id));
  return steps_of(context.tx, view.version.id);
}

}  // namespace weige::grids
