#include "grids/placement_store.h"

#include <algorithm>
#include <array>

#include "access/area_store.h"
#include "grids/offset_datums.h"

namespace weige::grids {
namespace {

using store::Params;
using store::Row;
using store::Transaction;

constexpr std::size_t kBatch = 50;

// As the register keeps it (registry/address_actions.h) to CGCS2000; WGS-84 is taken as equal
// (grids/datum_converter.h).
Point degrees_of(Point at, std::string_view datum) {
  if (datum == "gcj02") return gcj_to_wgs(at);
  if (datum == "bd09") return gcj_to_wgs(bd_to_gcj(at));
  return at;
}

std::optional<Point> point_from_row(const Row& row, int column) {
  if (row.is_null(column) || row.is_null(column + 1) || row.is_null(column + 2)) return std::nullopt;
  return degrees_of({row.real(column), row.real(column + 1)}, row.text(column + 2));
}

// Columns of PlaceAddress; up: what is above it.
const std::string kAddress =
    "SELECT t.id, CASE WHEN up.level = 'road' THEN 0 ELSE COALESCE(t.parent_id, 0) END, " +
    std::string(access::kAboveGrid) +
    ", CASE WHEN t.level IN ('number', 'building') THEN 1 ELSE 0 END, t.lng, t.lat, t.datum";

PlaceAddress address_from_row(const Row& row) {
  return {.id = row.int64(0),
          .parent = row.int64(1),
          .committee = row.int64(2),
          .is_house = row.get<bool>(3),
          .at = point_from_row(row, 4)};
}

// $1: the top of a group.
constexpr std::string_view kDown =
    "WITH RECURSIVE down(id) AS (SELECT CAST($1 AS BIGINT) UNION ALL SELECT a.id FROM down JOIN address a ON "
    "a.parent_id = down.id) ";

PlacedAddress placed_from_row(const Row& row) {
  PlacedAddress out{
      .address = row.int64(0), .number = row.get<std::optional<int>>(1), .by = *placed_by_of(row.text(2))};
  if (!row.is_null(3)) out.doubt = place_doubt_of(row.text(3));
  return out;
}

constexpr std::string_view kPlaced = "g.address_id, g.number, g.way, g.doubt";

// A statement that ends in a list of ids, of which it takes kBatch; f(row) for each row. first: how many
// parameters stand before the list.
std::string in_batch(std::string sql, int first) {
  for (std::size_t i = 0; i < kBatch; ++i)
    sql += (i == 0 ? "($" : ", $") + std::to_string(static_cast<int>(i) + first + 1);
  return sql + ")";
}

template <class F>
void each_in_batches(Transaction& tx, const std::string& sql, Params before,
                     std::span<const std::int64_t> ids, F&& f) {
  const auto kept = before.size();
  for (std::size_t at = 0; at < ids.size(); at += kBatch) {
    before.resize(kept);
    for (std::size_t i = at; i < at + kBatch; ++i) before.emplace_back(ids[std::min(i, ids.size() - 1)]);
    const auto cursor = tx.open(sql, before);
    while (const Row* row = cursor->next()) f(*row);
  }
}

std::map<std::int64_t, PlacedAddress> by_address(const std::vector<PlacedAddress>& placed) {
  std::map<std::int64_t, PlacedAddress> out;
  for (const auto& each : placed) out.emplace(each.address, each);
  return out;
}

std::map<std::int64_t, std::string> read_hands(
    const std::vector<std::pair<std::int64_t, std::string>>& rows) {
  return {rows.begin(), rows.end()};
}

std::pair<std::int64_t, std::string> hand_from_row(const Row& row) {
  return {row.int64(0), row.get<std::string>(1)};
}

ListedPlace listed_from_row(const Row& row) {
  auto placed = placed_from_row(row);
  return {.address = placed.address,
          .text = row.get<std::string>(4),
          .level = row.get<std::string>(5),
          .at = point_from_row(row, 6),
          .placed = placed};
}

// $1 scope, $2 version.
std::string listed_sql(std::string_view rest) {
  return std::string("SELECT ")
      .append(kPlaced)
      .append(
          ", t.canonical, t.level, t.lng, t.lat, t.datum FROM grid_address g JOIN address t ON t.id = "
          "g.address_id WHERE g.version_id = $2 AND t.state = 'current' AND EXISTS (SELECT 1 FROM post_scope "
          "s "
          "WHERE s.post_id = $1 AND s.area_id = t.area_id LIMIT 1 OFFSET 0)")
      .append(rest);
}

}  // namespace

std::vector<PlaceAddress> all_addresses(Transaction& tx) {
  static const std::string sql = kAddress +
                                 " FROM address t LEFT JOIN address up ON up.id = t.parent_id WHERE t.state "
                                 "= 'current' AND t.level <> 'road'";
  return tx.all(sql, address_from_row);
}

std::int64_t count_addresses(Transaction& tx) {
  return tx.scalar<std::int64_t>("SELECT count(*) FROM address WHERE state = 'current' AND level <> 'road'");
}

std::vector<std::int64_t> group_tops(Transaction& tx, std::int64_t after, int limit) {
  return tx.all(
      "SELECT t.id FROM address t LEFT JOIN address up ON up.id = t.parent_id WHERE t.id > $1 AND t.level <> "
      "'road' "
      "AND (up.id IS NULL OR up.level = 'road') ORDER BY t.id LIMIT $2",
      [](const Row& row) { return row.int64(0); }, after, limit);
}

std::int64_t group_size(Transaction& tx, std::int64_t top) {
  static const std::string sql =
      std::string(kDown) +
      "SELECT count(*) FROM down JOIN address t ON t.id = down.id WHERE t.state = 'current'";
  return tx.scalar<std::int64_t>(sql, top);
}

std::optional<std::int64_t> top_of_group(Transaction& tx, std::int64_t address) {
  return tx.first(
      "WITH RECURSIVE up(id, parent_id, depth) AS (SELECT a.id, a.parent_id, 0 FROM address a WHERE a.id = "
      "$1 AND "
      "a.level <> 'road' UNION ALL SELECT a.id, a.parent_id, up.depth + 1 FROM up JOIN address a ON a.id = "
      "up.parent_id WHERE a.level <> 'road') SELECT id FROM up ORDER BY depth DESC",
      [](const Row& row) { return row.int64(0); }, address);
}

std::set<std::int64_t> roads_among(Transaction& tx, std::span<const std::int64_t> addresses) {
  static const std::string sql = in_batch("SELECT id FROM address WHERE level = 'road' AND id IN ", 0);
  std::set<std::int64_t> out;
  each_in_batches(tx, sql, {}, addresses, [&](const Row& row) { out.insert(row.int64(0)); });
  return out;
}

std::vector<PlaceAddress> group_below(Transaction& tx, std::int64_t top) {
  static const std::string sql =
      std::string(kDown) + kAddress +
      " FROM down JOIN address t ON t.id = down.id LEFT JOIN address up ON up.id = "
      "t.parent_id WHERE t.state = 'current'";
  return tx.all(sql, address_from_row, top);
}

std::vector<PlacedAddress> all_placed(Transaction& tx, VersionId version) {
  static const std::string sql =
      "SELECT " + std::string(kPlaced) + " FROM grid_address g WHERE g.version_id = $1 ORDER BY g.address_id";
  return tx.all(sql, placed_from_row, version);
}

std::map<std::int64_t, PlacedAddress> placed_among(Transaction& tx, VersionId version,
                                                   std::span<const std::int64_t> addresses) {
  static const std::string sql = in_batch(
      "SELECT " + std::string(kPlaced) + " FROM grid_address g WHERE g.version_id = $1 AND g.address_id IN ",
      1);
  std::map<std::int64_t, PlacedAddress> out;
  each_in_batches(tx, sql, store::params(version), addresses, [&](const Row& row) {
    const auto placed = placed_from_row(row);
    out.emplace(placed.address, placed);
  });
  return out;
}

std::map<std::int64_t, PlacedAddress> placed_in_group(Transaction& tx, VersionId version, std::int64_t top) {
  static const std::string sql =
      std::string(kDown) + "SELECT " + std::string(kPlaced) +
      " FROM down JOIN grid_address g ON g.address_id = down.id WHERE g.version_id = $2";
  return by_address(tx.all(sql, placed_from_row, top, version));
}

void put_placed(Transaction& tx, VersionId version, std::span<const PlacedAddress> placed) {
  std::vector<Params> rows;
  rows.reserve(placed.size());
  for (const auto& each : placed) {
    const auto doubt = each.doubt ? std::optional(code(*each.doubt)) : std::nullopt;
    rows.push_back(store::params(version, each.address, each.number, code(each.by), doubt));
  }
  if (!rows.empty())
    tx.run_many(
        "INSERT INTO grid_address (version_id, address_id, number, way, doubt) VALUES ($1, $2, $3, $4, $5) "
        "ON "
        "CONFLICT (version_id, address_id) DO UPDATE SET number = excluded.number, way = excluded.way, doubt "
        "= "
        "excluded.doubt",
        rows);
}

void delete_placed(Transaction& tx, VersionId version, std::span<const std::int64_t> addresses) {
  std::vector<Params> rows;
  for (const auto address : addresses) rows.push_back(store::params(version, address));
  if (!rows.empty()) tx.run_many("DELETE FROM grid_address WHERE version_id = $1 AND address_id = $2", rows);
}

std::int64_t delete_some_placed(Transaction& tx, VersionId version, int limit) {
  return tx.exec(
      "DELETE FROM grid_address WHERE version_id = $1 AND address_id IN (SELECT g.address_id FROM "
      "grid_address g WHERE g.version_id = $1 ORDER BY g.address_id LIMIT $2)",
      version, limit);
}

std::map<std::int64_t, std::string> all_hands(Transaction& tx, LayerId layer) {
  return read_hands(
      tx.all("SELECT address_id, code FROM grid_hand WHERE layer_id = $1", hand_from_row, layer));
}

std::map<std::int64_t, std::string> hands_in_group(Transaction& tx, LayerId layer, std::int64_t top) {
  static const std::string sql = std::string(kDown) +
                                 "SELECT h.address_id, h.code FROM down JOIN grid_hand h ON h.address_id = "
                                 "down.id WHERE h.layer_id = $2";
  return read_hands(tx.all(sql, hand_from_row, top, layer));
}

access::Change put_hand(Transaction& tx, const Hand& hand, access::PostId by, Instant now) {
  tx.exec(
      "INSERT INTO grid_hand (layer_id, address_id, code, reason, post_id, at) VALUES ($1, $2, $3, $4, $5, "
      "$6) ON "
      "CONFLICT (layer_id, address_id) DO UPDATE SET code = excluded.code, reason = excluded.reason, post_id "
      "= "
      "excluded.post_id, at = excluded.at",
      hand.layer, hand.address, hand.code, hand.reason, by, now);
  return access::Change::of(kAddressSubject, hand.address, "grid by hand");
}

access::Change delete_hand(Transaction& tx, LayerId layer, std::int64_t address) {
  tx.exec("DELETE FROM grid_hand WHERE layer_id = $1 AND address_id = $2", layer, address);
  return access::Change::of(kAddressSubject, address, "grid no longer by hand");
}

std::vector<ListedPlace> list_placed(Transaction& tx, const access::Scope& scope, const PlaceQuery& query) {
  constexpr std::string_view kPage = " AND g.address_id > $3 ORDER BY g.address_id LIMIT $4";
  static const std::string all = listed_sql(kPage),
                           by_number = listed_sql(" AND g.number = $5").append(kPage),
                           by_way = listed_sql(" AND g.way = $5").append(kPage),
                           by_doubt = listed_sql(" AND g.doubt = $5").append(kPage);
  if (query.number)
    return tx.all(by_number, listed_from_row, scope, query.version, query.after, query.limit, *query.number);
  if (query.way)
    return tx.all(by_way, listed_from_row, scope, query.version, query.after, query.limit, code(*query.way));
  if (query.doubt)
    return tx.all(by_doubt, listed_from_row, scope, query.version, query.after, query.limit,
                  code(*query.doubt));
  return tx.all(all, listed_from_row, scope, query.version, query.after, query.limit);
}

std::vector<ListedPlace> listed_addresses(Transaction& tx, const access::Scope& scope,
                                          std::span<const std::int64_t> ids, int limit) {
  static const std::string sql = in_batch(
      "SELECT t.id, t.canonical, t.level, t.lng, t.lat, t.datum FROM address t WHERE t.state = 'current' AND "
      "EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $1 AND s.area_id = t.area_id LIMIT 1 OFFSET 0) "
      "AND t.id IN ",
      1);
  std::vector<ListedPlace> out;
  for (std::size_t at = 0; at < ids.size() && out.size() < static_cast<std::size_t>(limit); at += kBatch) {
    const auto begin = static_cast<std::ptrdiff_t>(out.size());
    each_in_batches(tx, sql, store::params(scope), ids.subspan(at, std::min(kBatch, ids.size() - at)),
                    [&](const Row& row) {
                      out.push_back({.address = row.int64(0),
                                     .text = row.get<std::string>(1),
                                     .level = row.get<std::string>(2),
                                     .at = point_from_row(row, 3)});
                    });
    std::sort(out.begin() + begin, out.end(),
              [](const auto& a, const auto& b) { return a.address < b.address; });
  }
  if (out.size() > static_cast<std::size_t>(limit)) out.resize(static_cast<std::size_t>(limit));
  return out;
}

std::vector<ListedPlace> pointed_addresses(Transaction& tx, const access::Scope& scope) {
  return tx.all(
      "SELECT t.id, t.lng, t.lat, t.datum FROM address t WHERE t.lng IS NOT NULL AND t.state = 'current' AND "
      "t.level <> 'road' AND EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $1 AND s.area_id = "
      "t.area_id) "
      "ORDER BY t.id",
      [](const Row& row) {
        return ListedPlace{.address = row.int64(0), .text = {}, .level = {}, .at = point_from_row(row, 1)};
      },
      scope);
}

std::vector<AreaPlaced> placed_by_area(Transaction& tx, const access::Scope& scope, VersionId version) {
  static const std::string sql =
      "SELECT " + std::string(access::kAboveGrid) +
      ", count(*), count(g.number), count(g.doubt) FROM address t LEFT JOIN grid_address g ON g.version_id = "
      "$2 AND g.address_id = t.id WHERE t.state = 'current' AND t.level <> 'road' AND EXISTS (SELECT 1 FROM "
      "post_scope s WHERE s.post_id = $1 AND s.area_id = t.area_id) GROUP BY 1 ORDER BY 1";
  return tx.all(
      sql,
      [](const Row& row) {
        return AreaPlaced{row.int64(0), row.int64(1), row.int64(2), row.int64(3)};
      },
      scope, version);
}

std::optional<std::string> text_of_address(Transaction& tx, const access::Scope& scope,
                                           std::int64_t address) {
  return tx.first(
      "SELECT t.canonical FROM address t WHERE t.id = $2 AND t.state = 'current' AND EXISTS (SELECT 1 FROM "
      "post_scope s WHERE s.post_id = $1 AND s.area_id = t.area_id LIMIT 1 OFFSET 0)",
      [](const Row& row) { return row.get<std::string>(0); }, scope, address);
}

}  // namespace weige::grids
