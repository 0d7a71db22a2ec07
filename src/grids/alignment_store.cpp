#include "grids/alignment_store.h"

#include <array>

namespace weige::grids {
namespace {

using store::Params;
using store::Row;
using store::Transaction;

constexpr std::string_view kSelect =
    "SELECT t.id, t.area_id, t.areas_version_id, t.grids_version_id, t.made_at, t.one_to_one, t.common_m2, "
    "t.aligned, t.area_count, t.grid_count FROM grid_crosswalk t WHERE EXISTS (SELECT 1 FROM post_scope s "
    "JOIN "
    "area_closure c ON c.descendant_id = s.area_id WHERE s.post_id = $1 AND c.ancestor_id = t.area_id)";

SavedCrosswalk crosswalk_from_row(const Row& row) {
  return {.id = row.get<CrosswalkId>(0),
          .area = row.get<access::AreaId>(1),
          .areas = row.get<VersionId>(2),
          .grids = row.get<VersionId>(3),
          .made_at = row.get<Instant>(4),
          .one_to_one = row.real(5),
          .common = row.real(6),
          .aligned = row.get<int>(7),
          .area_count = row.get<int>(8),
          .grid_count = row.get<int>(9)};
}

SavedMember member_from_row(const Row& row) {
  return {.number = row.get<int>(0),
          .code = row.get<std::string>(1),
          .name = row.get<std::string>(2),
          .committee = row.get<std::optional<std::int64_t>>(3),
          .alignment = row.get<std::string>(4),
          .partner = row.get<std::optional<std::string>>(5),
          .iou = row.get<std::optional<double>>(6),
          .area = row.real(7),
          .outside = row.real(8),
          .doors = row.int64(9),
          .residents = row.int64(10),
          .covered = row.get<bool>(11)};
}

SavedPair pair_from_row(const Row& row) {
  return {.area_number = row.get<int>(0),
          .grid_number = row.get<int>(1),
          .common = row.real(2),
          .iou = row.real(3),
          .partners = row.get<bool>(4),
          .doors = row.int64(5),
          .residents = row.int64(6)};
}

void insert_side(Transaction& tx, CrosswalkId id, std::string_view side,
                 const std::vector<SavedMember>& members) {
  static constexpr std::array<std::string_view, 13> kColumns{
      "crosswalk_id", "side", "number",  "code",       "name",  "committee_id", "alignment",
      "partner",      "iou",  "area_m2", "outside_m2", "doors", "residents"};
  std::vector<Params> rows;
  for (const auto& each : members)
    rows.push_back(store::params(id, side, each.number, each.code, each.name, each.committee, each.alignment,
                                 each.partner, each.iou, each.area, each.outside, each.doors,
                                 each.residents));
  if (!rows.empty()) tx.bulk_insert("grid_crosswalk_member", kColumns, rows);
}

// A grid is covered by posts of its committee and, while it stands there as an area, by posts of its own.
std::vector<SavedMember> members_on(Transaction& tx, const access::Scope& scope, CrosswalkId id,
                                    std::string_view side) {
  return tx.all(
      "SELECT t.number, t.code, t.name, t.committee_id, t.alignment, t.partner, t.iou, t.area_m2, "
      "t.outside_m2, t.doors, t.residents, CASE WHEN EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $3 "
      "AND (s.area_id = t.committee_id OR EXISTS (SELECT 1 FROM grid_area g JOIN area own ON own.id = "
      "g.area_id WHERE g.code = t.code AND g.area_id = s.area_id AND own.parent_id = t.committee_id))) THEN "
      "1 "
      "ELSE 0 END FROM grid_crosswalk_member t WHERE t.crosswalk_id = $1 AND t.side = $2 ORDER BY t.number",
      member_from_row, id, side, scope);
}

}  // namespace

access::Change insert_crosswalk(Transaction& tx, const CrosswalkView& view, access::PostId by) {
  const auto& walk = view.crosswalk;
  tx.exec(
      "INSERT INTO grid_crosswalk (id, area_id, areas_version_id, grids_version_id, post_id, made_at, "
      "one_to_one, "
      "common_m2, aligned, area_count, grid_count) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
      walk.id, walk.area, walk.areas, walk.grids, by, walk.made_at, walk.one_to_one, walk.common,
      walk.aligned, walk.area_count, walk.grid_count);
  insert_side(tx, walk.id, "areas", view.areas);
  insert_side(tx, walk.id, "grids", view.grids);
  static constexpr std::array<std::string_view, 8> kColumns{
      "crosswalk_id", "area_number", "grid_number", "common_m2", "iou", "partners", "doors", "residents"};
  std::vector<Params> rows;
  for (const auto& each : view.pairs)
    rows.push_back(store::params(walk.id, each.area_number, each.grid_number, each.common, each.iou,
                                 each.partners, each.doors, each.residents));
  if (!rows.empty()) tx.bulk_insert("grid_crosswalk_pair", kColumns, rows);
  return access::Change::of(kCrosswalkSubject, walk.id);
}

std::vector<SavedCrosswalk> list_crosswalks(Transaction& tx, const access::Scope& scope, int limit) {
  static const std::string sql = std::string(kSelect) + " ORDER BY t.id DESC LIMIT $2";
  return tx.all(sql, crosswalk_from_row, scope, limit);
}

bool covers_all(Transaction& tx, const access::Scope& scope, const SavedCrosswalk& crosswalk) {
  return tx
      .first(
          "SELECT 1 FROM post_scope WHERE post_id = $1 AND area_id = $2", [](const Row&) { return true; },
          scope, crosswalk.area)
      .has_value();
}

std::optional<CrosswalkView> find_crosswalk(Transaction& tx, const access::Scope& scope, CrosswalkId id) {
  static const std::string sql = std::string(kSelect) + " AND t.id = $2";
  const auto walk = tx.first(sql, crosswalk_from_row, scope, id);
  if (!walk) return std::nullopt;
  CrosswalkView out{.crosswalk = *walk,
                    .areas = members_on(tx, scope, id, "areas"),
                    .grids = members_on(tx, scope, id, "grids"),
                    .pairs = {}};
  out.pairs = tx.all(
      "SELECT area_number, grid_number, common_m2, iou, partners, doors, residents FROM grid_crosswalk_pair "
      "WHERE "
      "crosswalk_id = $1 ORDER BY area_number, grid_number",
      pair_from_row, id);
  return out;
}

std::optional<CrosswalkId> newest_crosswalk(Transaction& tx, VersionId areas, VersionId grids) {
  return tx.first(
      "SELECT id FROM grid_crosswalk WHERE areas_version_id = $1 AND grids_version_id = $2 ORDER BY id DESC "
      "LIMIT 1",
      [](const Row& row) { return row.get<CrosswalkId>(0); }, areas, grids);
}

}  // namespace weige::grids
