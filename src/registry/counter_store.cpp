#include "registry/counter_store.h"

namespace weige::registry {

std::vector<CounterRow> find_counters(store::Transaction& tx, const FigureScope& where,
                                      const CounterQuery& query) {
  const auto& after = query.after;
  return tx.all(
      "SELECT t.month, t.area_id, t.records, t.post_id, t.adds, t.changes, t.cancellations, p.title"
      " FROM post_scope s JOIN record_counter t ON t.area_id = s.area_id LEFT JOIN post p ON p.id = t.post_id"
      " WHERE s.post_id = $1 AND ($2 = 0 OR EXISTS"
      " (SELECT 1 FROM area_closure c WHERE c.ancestor_id = $2 AND c.descendant_id = s.area_id))"
      " AND t.month >= $3 AND t.month <= $4 AND ($5 = '' OR t.month < $5"
      " OR (t.month = $5 AND (t.area_id, t.records, t.post_id) > ($6, $7, $8)))"
      " ORDER BY t.month DESC, t.area_id, t.records, t.post_id LIMIT $9",
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
