#include "access/area_store.h"

namespace weige::access {
namespace {

// Columns of every SELECT that area_from_row takes apart.
Area area_from_row(const store::Row& row) {
  return {.id = row.get<AreaId>(0),
          .parent = row.get<std::optional<AreaId>>(1),
          .kind = area_kind_of(row.text(2)).value(),
          .code = row.get<std::string>(3),
          .name = row.get<std::string>(4),
          .state = area_state_of(row.text(5)).value()};
}

// The pairs between everything that holds `parent` and everything within `id`.
void join_closure(store::Transaction& tx, AreaId parent, AreaId id) {
  tx.exec(
      "INSERT INTO area_closure (ancestor_id, descendant_id)"
      " SELECT above.ancestor_id, below.descendant_id FROM area_closure above CROSS JOIN area_closure below"
      " WHERE above.descendant_id = $1 AND below.ancestor_id = $2",
      parent, id);
}

// Takes the subtree of `id` out of everything that holds it.
void part_closure(store::Transaction& tx, AreaId id) {
  tx.exec(
      "DELETE FROM area_closure"
      " WHERE descendant_id IN (SELECT descendant_id FROM area_closure WHERE ancestor_id = $1)"
      " AND ancestor_id IN (SELECT ancestor_id FROM area_closure WHERE descendant_id = $1 AND ancestor_id <> "
      "$1)",
      id);
}

// Writes post_scope anew for all areas within `id`, from post_cover and the closure as they are now.
void refresh_scope_within(store::Transaction& tx, AreaId id) {
  tx.exec(
      "DELETE FROM post_scope"
      " WHERE area_id IN (SELECT descendant_id FROM area_closure WHERE ancestor_id = $1)",
      id);
  tx.exec(
      "INSERT INTO post_scope (post_id, area_id)"
      " SELECT DISTINCT cover.post_id, above.descendant_id"
      " FROM area_closure within"
      " JOIN area_closure above ON above.descendant_id = within.descendant_id"
      " JOIN post_cover cover ON cover.area_id = above.ancestor_id"
      " WHERE within.ancestor_id = $1",
      id);
}

}  // namespace

std::optional<Area> find_area(store::Transaction& tx, AreaId id) {
  return tx.first("SELECT id, parent_id, kind, code, name, state FROM area WHERE id = $1", area_from_row, id);
}

std::optional<Area> find_area(store::Transaction& tx, AreaKind kind, std::string_view area_code) {
  return tx.first("SELECT id, parent_id, kind, code, name, state FROM area WHERE kind = $1 AND code = $2",
                  area_from_row, code(kind), area_code);
}

std::vector<Area> all_areas(store::Transaction& tx) {
  return tx.all(
      "SELECT a.id, a.parent_id, a.kind, a.code, a.name, a.state FROM area a"
      " ORDER BY (SELECT count(*) FROM area_closure c WHERE c.descendant_id = a.id), a.code, a.id",
      area_from_row);
}

std::vector<Area> areas_in_scope(store::Transaction& tx, const Scope& scope) {
  return tx.all(
      "SELECT a.id, a.parent_id, a.kind, a.code, a.name, a.state FROM area a"
      " WHERE EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $1 AND s.area_id = a.id)"
      " ORDER BY (SELECT count(*) FROM area_closure c WHERE c.descendant_id = a.id), a.code, a.id",
      area_from_row, scope);
}

std::optional<std::vector<std::int64_t>> few_areas_in_scope(store::Transaction& tx, const Scope& scope) {
  auto out = tx.all(
      "SELECT s.area_id FROM post_scope s WHERE s.post_id = $1 ORDER BY s.area_id LIMIT $2",
      [](const store::Row& row) { return row.int64(0); }, scope, kFewAreas + 1);
  if (out.size() > static_cast<std::size_t>(kFewAreas)) return std::nullopt;
  return out;
}

bool is_within(store::Transaction& tx, AreaId inner, AreaId outer) {
  return tx.scalar<bool>("SELECT count(*) FROM area_closure WHERE ancestor_id = $1 AND descendant_id = $2",
                         outer, inner);
}

std::set<std::int64_t> areas_within(store::Transaction& tx, AreaId outer) {
  std::set<std::int64_t> out;
  tx.each(
      "SELECT descendant_id FROM area_closure WHERE ancestor_id = $1",
      [&](const store::Row& row) { out.insert(row.int64(0)); }, outer);
  return out;
}

AreaId above_grid(store::Transaction& tx, AreaId id) {
  const auto area = find_area(tx, id);
  return area && area->kind == AreaKind::grid && area->parent ? *area->parent : id;
}

bool holds_current(store::Transaction& tx, AreaId id) {
  return tx.scalar<bool>(
      "SELECT (SELECT count(*) FROM area WHERE parent_id = $1 AND state = 'current')"
      " + (SELECT count(*) FROM post WHERE area_id = $1 AND state = 'active')",
      id);
}

Change insert_area(store::Transaction& tx, const Area& area) {
  tx.exec("INSERT INTO area (id, parent_id, kind, code, name, state) VALUES ($1, $2, $3, $4, $5, $6)",
          area.id, area.parent, code(area.kind), area.code, area.name, code(area.state));
  tx.exec("INSERT INTO area_closure (ancestor_id, descendant_id) VALUES ($1, $1)", area.id);
  if (area.parent) join_closure(tx, *area.parent, area.id);
  refresh_scope_within(tx, area.id);
  return Change::of(kAreaSubject, area.id, "created");
}

Change update_area(store::Transaction& tx, const Area& area) {
  tx.exec("UPDATE area SET code = $2, name = $3, state = $4 WHERE id = $1", area.id, area.code, area.name,
          code(area.state));
  return Change::of(kAreaSubject, area.id, "fields=code,name,state");
}

Change move_area(store::Transaction& tx, AreaId id, AreaId new_parent) {
  part_closure(tx, id);
  tx.exec("UPDATE area SET parent_id = $2 WHERE id = $1", id, new_parent);
  join_closure(tx, new_parent, id);
  refresh_scope_within(tx, id);
  return Change::of(kAreaSubject, id, "fields=parent");
}

}  // namespace weige::access
