#include "grids/grid_area_store.h"

#include "registry/by_id_store.h"

namespace weige::grids {
namespace {

using store::Row;
using store::Transaction;

std::int64_t first_id(const Row& row) {
  return row.int64(0);
}

}  // namespace

std::map<std::string, access::AreaId> grid_areas(Transaction& tx) {
  std::map<std::string, access::AreaId> out;
  tx.each("SELECT code, area_id FROM grid_area",
          [&](const Row& row) { out.emplace(row.get<std::string>(0), row.get<access::AreaId>(1)); });
  return out;
}

void put_grid_area(Transaction& tx, const std::string& code, access::AreaId area) {
  tx.exec("INSERT INTO grid_area (code, area_id) VALUES ($1, $2)", code, area);
}

void delete_grid_area(Transaction& tx, const std::string& code) {
  tx.exec("DELETE FROM grid_area WHERE code = $1", code);
}

std::optional<FollowedVersion> followed_version(Transaction& tx) {
  return tx.first("SELECT layer_id, version_id, after_address_id FROM grid_followed", [](const Row& row) {
    return FollowedVersion{row.get<LayerId>(0), row.get<VersionId>(1),
                           row.get<std::optional<std::int64_t>>(2)};
  });
}

void put_followed(Transaction& tx, const FollowedVersion& followed) {
  tx.exec(
      "INSERT INTO grid_followed (layer_id, version_id, after_address_id) VALUES ($1, $2, $3) ON CONFLICT "
      "(layer_id) DO UPDATE SET version_id = excluded.version_id, after_address_id = "
      "excluded.after_address_id",
      followed.layer, followed.version, followed.after);
}

std::optional<FollowedVersion> grids_in_force(Transaction& tx, Day day) {
  return tx.first(
      "SELECT v.layer_id, v.id FROM grid_layer l JOIN grid_version v ON v.layer_id = l.id WHERE l.kind = "
      "'grids' AND v.state = 'published' AND v.effective_from <= $1 ORDER BY v.effective_from DESC, v.number "
      "DESC LIMIT 1",
      [](const Row& row) {
        return FollowedVersion{row.get<LayerId>(0), row.get<VersionId>(1), 0};
      },
      day);
}

std::vector<AddressArea> address_areas(Transaction& tx, VersionId version,
                                       std::span<const std::int64_t> addresses) {
  static const registry::ById sql(
      "SELECT t.id, t.area_id, CASE WHEN own.kind = 'grid' THEN own.parent_id ELSE own.id END, CASE WHEN "
      "EXISTS (SELECT 1 FROM grid_area there JOIN grid_member m ON m.code = there.code WHERE there.area_id = "
      "t.area_id AND m.version_id = $1 AND m.committee_id = own.parent_id) THEN 1 ELSE 0 END, fallen.id, "
      "fallen.parent_id FROM address t "
      "JOIN "
      "area own ON own.id = t.area_id LEFT JOIN grid_address g ON g.address_id = t.id AND g.version_id = $1 "
      "LEFT JOIN grid_member m ON m.version_id = g.version_id AND m.number = g.number LEFT JOIN grid_area "
      "falls ON falls.code = m.code LEFT JOIN area fallen ON fallen.id = falls.area_id AND fallen.parent_id "
      "= m.committee_id AND "
      "fallen.state = 'current' WHERE t.level <> "
      "'road' AND t.id IN ",
      {}, 1);
  std::vector<AddressArea> out;
  const auto read = [&](const Row& row) {
    out.push_back({.address = row.int64(0),
                   .area = row.int64(1),
                   .above = row.int64(2),
                   .in_grid = row.get<bool>(3),
                   .falls_in = row.get<std::optional<std::int64_t>>(4),
                   .falls_above = row.get<std::optional<std::int64_t>>(5)});
  };
  registry::each_by_id(tx, sql, addresses, read, store::params(version));
  return out;
}

std::vector<std::int64_t> addresses_after(Transaction& tx, std::int64_t after, int limit) {
  return tx.all("SELECT id FROM address WHERE id > $1 ORDER BY id LIMIT $2", first_id, after, limit);
}

}  // namespace weige::grids
