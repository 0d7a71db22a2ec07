#include "registry/counter_store.h"

namespace weige::registry {

std::vector<CounterRow> find_counters(store::Transaction& tx, const FigureScope& where,
                                      const CounterQuery& query) {
  const auto& after = query.after;
  // A grid is told with what it stands in, as far as that is in scope and not the grid alone was asked for.
  return tx.all(
      "SELECT t.month, t.shown_id, t.records, t.post_id, CAST(sum(t.adds) AS BIGINT), CAST(sum(t.changes) AS "
      "BIGINT), CAST(sum(t.cancellations) AS BIGINT), p.title"
      " FROM (SELECT n.*, CASE WHEN own.kind = 'grid' AND own.id <> $2 AND EXISTS (SELECT 1 FROM post_scope "
      "up WHERE up.post_id = $1 AND up.area_id = own.parent_id) THEN own.parent_id ELSE own.id END AS "
      "shown_id"
      " FROM post_scope s JOIN record_counter n ON n.area_id = s.area_id JOIN area own ON own.id = n.area_id"
      " WHERE s.post_id = $1 AND ($2 = 0 OR EXISTS"
      " (SELECT 1 FROM area_closure c WHERE c.ancestor_id = $2 AND c.descendant_id = s.area_id))"
      " AND n.month >= $3 AND n.month <= $4) t LEFT JOIN post p ON p.id = t.post_id"
      " WHERE $5 = '' OR t.month < $5 OR (t.month = $5 AND (t.shown_id, t.records, t.post_id) > ($6, $7, $8))"
      " GROUP BY t.month, t.shown_id, t.records, t.post_id, p.title"
      " ORDER BY t.month DESC, t.shown_id, t.records, t.post_id LIMIT $9",
      [](const store::Row& row) {
        return CounterRow{.key = {.month = row.get<std::string>(0),
                                  .area_id = row.int64(1),
                                  .records = row.get<std::string>(2),
                                  .post_id = row.int64(3)},
                          .adds = row.int64(4),
                          .changes = row.int64(5),
                          .cancellations = row.int64(6),
                          .post_title = row.get<std::optional<std::string>>(7).value_or("")};
      },
      where.scope, where.within ? where.within->value : 0, query.from, query.to, after.month, after.area_id,
      after.records, after.post_id, query.limit);
}

std::string holder_before(store::Transaction& tx, std::int64_t post_id, Instant before) {
  const auto name = tx.first(
      "SELECT a.display_name FROM post_holding h JOIN account a ON a.id = h.account_id"
      " WHERE h.post_id = $1 AND h.from_at < $2 ORDER BY h.from_at DESC, h.id DESC LIMIT 1",
      [](const store::Row& row) { return row.get<std::string>(0); }, post_id, before);
  return name.value_or("");
}

}  // namespace weige::registry
