#include "access/area_actions.h"

#include "access/area_store.h"
#include "access/audit.h"
#include "access/step_up.h"

namespace weige::access {
namespace {

constexpr AuditAction kCreated{"area.created"};
constexpr AuditAction kRenamed{"area.renamed"};
constexpr AuditAction kMoved{"area.moved"};
constexpr AuditAction kClosed{"area.closed"};
constexpr AuditAction kReopened{"area.reopened"};

Result<Area> managed_area(store::Transaction& tx, const Actor& actor, AreaId id) {
  WEIGE_CHECK(actor.may(Right::manage_areas));
  auto area = find_area(tx, id);
  if (!area) return problem(ProblemCode::not_found);
  return std::move(*area);
}

// A parent that can take more: it exists and is not closed.
Result<Area> open_parent(store::Transaction& tx, AreaId id) {
  auto parent = find_area(tx, id);
  if (!parent || parent->state == AreaState::closed) return problem(ProblemCode::not_found, "parent_id");
  return std::move(*parent);
}

Done check_code_free(store::Transaction& tx, AreaKind kind, const std::string& area_code,
                     std::optional<AreaId> self) {
  const auto other = find_area(tx, kind, area_code);
  if (other && other->id != self) return problem(ProblemCode::area_exists, "code").with("code", area_code);
  return done();
}

}  // namespace

std::string town_name(store::Transaction& tx) {
  const auto town = find_area(tx, kTown);
  return town ? town->name : std::string();
}

std::vector<Area> list_areas(store::Transaction& tx, const Actor& actor) {
  for (const Right right : {Right::manage_areas, Right::manage_posts, Right::manage_accounts})
    if (actor.holds(right)) return all_areas(tx);
  return areas_in_scope(tx, actor.scope());
}

Result<Area> read_area(store::Transaction& tx, const Actor& actor, AreaId id) {
  return managed_area(tx, actor, id);
}

Result<Area> create_area(store::Transaction& tx, Instant now, const Actor& actor, const NewArea& wanted) {
  WEIGE_CHECK(actor.may(Right::manage_areas));
  WEIGE_TRY(const Area parent, open_parent(tx, wanted.parent));
  WEIGE_CHECK(check(wanted, parent.kind));
  WEIGE_CHECK(check_code_free(tx, wanted.kind, wanted.code, std::nullopt));
  Area area{.id = AreaId{tx.next_id()},
            .parent = wanted.parent,
            .kind = wanted.kind,
            .code = wanted.code,
            .name = wanted.name,
            .state = AreaState::current};
  audit_change(tx, now, actor, kCreated, insert_area(tx, area));
  return area;
}

Result<Area> rename_area(store::Transaction& tx, Instant now, const Actor& actor, AreaId id,
                         const AreaNaming& naming) {
  WEIGE_TRY(Area area, managed_area(tx, actor, id));
  WEIGE_CHECK(check_area_naming(naming.code, naming.name));
  WEIGE_CHECK(check_code_free(tx, area.kind, naming.code, id));
  area.code = naming.code;
  area.name = naming.name;
  audit_change(tx, now, actor, kRenamed, update_area(tx, area));
  return area;
}

Result<Area> move_area(store::Transaction& tx, Instant now, const Actor& actor, AreaId id,
                       AreaId new_parent) {
  WEIGE_TRY(Area area, managed_area(tx, actor, id));
  WEIGE_CHECK(check_fresh(actor.proof()));  // who covers the new place reads what lies there from now on
  WEIGE_TRY(const Area parent, open_parent(tx, new_parent));
  if (is_within(tx, new_parent, id)) return problem(ProblemCode::area_cycle, "parent_id");
  if (!may_stand_in(area.kind, parent.kind)) return problem(ProblemCode::bad_choice, "parent_id");
  audit_change(tx, now, actor, kMoved, move_area(tx, id, new_parent));
  area.parent = new_parent;
  return area;
}

Result<Area> close_area(store::Transaction& tx, Instant now, const Actor& actor, AreaId id) {
  WEIGE_TRY(Area area, managed_area(tx, actor, id));
  if (!area.parent) return problem(ProblemCode::bad_choice, "area_id");
  if (holds_current(tx, id)) return problem(ProblemCode::area_in_use);
  area.state = AreaState::closed;
  audit_change(tx, now, actor, kClosed, update_area(tx, area));
  return area;
}

Result<Area> reopen_area(store::Transaction& tx, Instant now, const Actor& actor, AreaId id) {
  WEIGE_TRY(Area area, managed_area(tx, actor, id));
  if (area.parent) WEIGE_CHECK(open_parent(tx, *area.parent));
  area.state = AreaState::current;
  audit_change(tx, now, actor, kReopened, update_area(tx, area));
  return area;
}

}  // namespace weige::access
