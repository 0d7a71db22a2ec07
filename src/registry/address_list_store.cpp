#include "registry/address_list_store.h"

namespace weige::registry {
namespace {

using store::Row;
using store::Transaction;

constexpr std::string_view kColumns =
    "SELECT t.id, t.parent_id, t.level, t.element, t.canonical, t.area_id, t.sort_key,"
    " (SELECT count(*) FROM address c WHERE c.parent_id = t.id AND c.state = 'current' AND EXISTS"
    " (SELECT 1 FROM post_scope cs WHERE cs.post_id = $1 AND cs.area_id = c.area_id LIMIT 1 OFFSET 0)), "
    "p.id, p.\"use\","
    " (SELECT count(*) FROM residence r WHERE r.premises_id = p.id AND r.to_day IS NULL"
    " AND r.state NOT IN ('cancelled', 'undone'))";

// $1 scope, $2 and $3 after which, $4 how many, $5 area or 0, $6 the parent where there is one. The page is
// found first, so that only its rows are counted.
constexpr std::string_view kPage =
    " AND (x.sort_key > $2 OR (x.sort_key = $2 AND x.id > $3)) AND x.state = 'current'"
    " AND EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $1 AND s.area_id = x.area_id LIMIT 1 OFFSET "
    "0)";
constexpr std::string_view kOrder =
    " ORDER BY x.sort_key, x.id LIMIT $4) page JOIN address t ON t.id = page.id"
    " LEFT JOIN premises p ON p.address_key = t.id ORDER BY t.sort_key, t.id";
constexpr std::string_view kWithin =
    " AND ($5 = 0 OR EXISTS"
    " (SELECT 1 FROM area_closure a WHERE a.ancestor_id = $5 AND a.descendant_id = x.area_id))";

std::string level_sql(std::string_view from, std::string_view where) {
  std::string out(kColumns);
  out.append(" FROM (SELECT x.id FROM ").append(from).append(" WHERE ").append(where);
  return out.append(kPage).append(kWithin).append(kOrder);
}

const std::string& statement(const AddressLevel& level) {
  static const std::string
      children = level_sql("address x", "x.parent_id = $6"),
      top = level_sql("address x", "x.parent_id IS NULL AND CAST($6 AS BIGINT) = 0"),
      roots = level_sql(
          "area_closure w JOIN address x ON x.area_id = w.descendant_id"
          " LEFT JOIN address up ON up.id = x.parent_id",
          "w.ancestor_id = $5 AND CAST($6 AS BIGINT) = 0 AND (up.id IS NULL OR NOT EXISTS (SELECT 1 FROM "
          "area_closure a WHERE a.ancestor_id = $5 AND a.descendant_id = up.area_id))");
  if (level.parent_id) return children;
  return level.area_id ? roots : top;
}

ListedAddress listed_from_row(const Row& row) {
  return {.id = row.int64(0),
          .parent_id = row.get<std::optional<std::int64_t>>(1),
          .level = row.get<std::string>(2),
          .element = row.get<std::string>(3),
          .canonical = row.get<std::string>(4),
          .area_id = row.int64(5),
          .sort_key = row.get<std::string>(6),
          .children = row.int64(7),
          .premises_id = row.get<std::optional<std::int64_t>>(8),
          .premises_use = row.get<std::optional<std::string>>(9).value_or(""),
          .residents = row.int64(10)};
}

void read_labels(Transaction& tx, ListedAddress& address) {
  if (!address.premises_id) return;
  address.labels = tx.all(
      "SELECT label FROM premises_label WHERE premises_id = $1 AND open_key IS NOT NULL ORDER BY label",
      [](const Row& row) { return row.get<std::string>(0); }, *address.premises_id);
}

}  // namespace

std::vector<ListedAddress> find_level(Transaction& tx, const access::Scope& scope,
                                      const AddressLevel& level) {
  auto out = tx.all(statement(level), listed_from_row, scope, level.after_sort_key, level.after_id,
                    level.limit, level.area_id.value_or(0), level.parent_id.value_or(0));
  for (auto& address : out) read_labels(tx, address);
  return out;
}

}  // namespace weige::registry
