#include "work/rectification_store.h"

namespace weige::work {
namespace {

using store::Row;
using store::Transaction;

constexpr std::string_view kRectificationColumns =
    "t.id, t.version, t.area_id, t.meeting_id, t.topic, t.text, t.owner_post, t.due, t.state, t.evidence,"
    " t.opened_at, t.answered_at, t.closed_by, t.closed_at";
constexpr int kAfterRectification = 14;
constexpr std::string_view kSelectRectification =
    ", a.name, COALESCE(p.title, ''), m.on_day, CASE WHEN EXISTS (SELECT 1 FROM post_scope c WHERE c.post_id"
    " = $1 AND c.area_id = t.area_id) THEN 1 ELSE 0 END FROM rectification t JOIN area a ON a.id = t.area_id"
    " JOIN meeting m ON m.id = t.meeting_id LEFT JOIN post p ON p.id = t.owner_post WHERE (t.owner_post = $1"
    " OR EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $1 AND s.area_id = t.area_id))";

Rectification rectification_from_row(const Row& row) {
  return {.id = row.get<RectificationId>(0),
          .version = row.int64(1),
          .area_id = row.int64(2),
          .meeting = row.get<MeetingId>(3),
          .topic = row.get<std::string>(4),
          .text = row.get<std::string>(5),
          .owner = row.get<access::PostId>(6),
          .due = row.get<Day>(7),
          .state = rectification_state_of(row.text(8)).value(),
          .evidence = row.get<std::string>(9),
          .opened_at = row.get<Instant>(10),
          .answered_at = row.get<std::optional<Instant>>(11),
          .closed_by = row.get<std::optional<access::PostId>>(12),
          .closed_at = row.get<std::optional<Instant>>(13)};
}

SeenRectification seen_rectification(const Row& row) {
  return {.item = rectification_from_row(row),
          .covered = row.int64(kAfterRectification + 3) == 1,
          .area = row.get<std::string>(kAfterRectification),
          .owner_title = row.get<std::string>(kAfterRectification + 1),
          .meeting_on = row.get<Day>(kAfterRectification + 2)};
}

std::string select_seen(std::string_view rest) {
  return "SELECT " + std::string(kRectificationColumns) + std::string(kSelectRectification) +
         std::string(rest);
}

}  // namespace

access::Change insert_rectification(Transaction& tx, const Rectification& item) {
  tx.exec(
      "INSERT INTO rectification (id, version, area_id, meeting_id, topic, text, owner_post, due, state,"
      " evidence, opened_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, '', $10)",
      item.id, item.version, item.area_id, item.meeting, item.topic, item.text, item.owner, item.due,
      code(item.state), item.opened_at);
  return access::Change::of(kRectificationSubject, item.id, "topic=" + item.topic);
}

std::optional<access::Change> update_rectification(Transaction& tx, const Rectification& item) {
  const auto changed = tx.exec(
      "UPDATE rectification SET version = version + 1, state = $3, evidence = $4, answered_at = $5,"
      " closed_by = $6, closed_at = $7 WHERE id = $1 AND version = $2",
      item.id, item.version, code(item.state), item.evidence, item.answered_at, item.closed_by,
      item.closed_at);
  if (changed != 1) return std::nullopt;
  return access::Change::of(kRectificationSubject, item.id, "state=" + std::string(code(item.state)));
}

std::optional<SeenRectification> find_rectification(Transaction& tx, const access::Scope& scope,
                                                    RectificationId id) {
  static const std::string sql = select_seen(" AND t.id = $2");
  return tx.first(sql, seen_rectification, scope, id);
}

std::vector<SeenRectification> find_rectifications(Transaction& tx, const access::Scope& scope,
                                                   const RectificationQuery& query) {
  static const std::string sql = select_seen(
      " AND ($2 = 1 OR t.state <> 'closed') AND ($3 = 0 OR EXISTS (SELECT 1 FROM area_closure k WHERE"
      " k.ancestor_id = $3 AND k.descendant_id = t.area_id)) AND ($4 = 0 OR t.meeting_id = $4) AND (t.due >"
      " $5 OR (t.due = $5 AND t.id > $6)) ORDER BY t.due, t.id LIMIT $7");
  return tx.all(sql, seen_rectification, scope, query.with_closed ? 1 : 0, query.area.value_or(0),
                query.meeting ? query.meeting->value : 0, query.after_day, query.after_id, query.limit);
}

std::vector<Rectification> rectifications_left(Transaction& tx, const access::Scope& scope,
                                               std::int64_t area) {
  static const std::string sql =
      "SELECT " + std::string(kRectificationColumns) +
      " FROM rectification t WHERE t.state <> 'closed' AND EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id"
      " = $1 AND s.area_id = t.area_id) AND EXISTS (SELECT 1 FROM area_closure k WHERE k.ancestor_id = $2 AND"
      " k.descendant_id = t.area_id) ORDER BY t.due, t.id LIMIT 100";
  return tx.all(sql, rectification_from_row, scope, area);
}

}  // namespace weige::work
