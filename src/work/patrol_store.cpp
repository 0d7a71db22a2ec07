#include "work/patrol_store.h"

namespace weige::work {
namespace {

using access::Change;
using access::Scope;
using store::Row;
using store::Transaction;

#define WEIGE_PATROL                                                                                     \
  "SELECT r.id, r.version, r.area_id, g.name, r.post_id, q.title, r.planned_by, r.planned_on, r.state, " \
  "r.done_on, r.hour FROM patrol r JOIN area g ON g.id = r.area_id JOIN post q ON q.id = r.post_id "
#define WEIGE_PATROL_SEEN \
  "(r.post_id = $1 OR EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $1 AND s.area_id = r.area_id)) "

Patrol patrol_from_row(const Row& row) {
  return {.id = row.get<PatrolId>(0),
          .version = row.int64(1),
          .area_id = row.int64(2),
          .area_name = row.get<std::string>(3),
          .by = {row.get<access::PostId>(4), row.get<std::string>(5)},
          .planned_by = row.get<access::PostId>(6),
          .planned_on = row.get<Day>(7),
          .state = *patrol_state_of(row.text(8)),
          .done_on = row.get<std::optional<Day>>(9),
          .hour = row.get<std::optional<int>>(10)};
}

Noticed noticed_from_row(const Row& row) {
  Noticed out{.id = row.get<PatrolNoticeId>(0),
              .place = row.get<int>(1),
              .what = *patrol_notice_of(row.text(2)),
              .note = row.get<std::string>(3)};
  if (!row.is_null(4)) {
    out.became = notice_became_of(row.text(4));
    out.became_id = row.int64(5);
  }
  return out;
}

void add_patrol_parts(Transaction& tx, Patrol& patrol) {
  patrol.places = tx.all(
      "SELECT p.place FROM patrol_place p WHERE p.patrol_id = $1 ORDER BY p.number",
      [](const Row& row) { return row.get<std::string>(0); }, patrol.id);
  patrol.noticed = tx.all(
      "SELECT n.id, n.place, n.what, n.note, n.became, n.became_id FROM patrol_notice n WHERE n.patrol_id = "
      "$1 "
      "ORDER BY n.id",
      noticed_from_row, patrol.id);
}

}  // namespace

std::vector<Patrol> find_patrols(Transaction& tx, const Scope& scope, std::optional<PatrolState> state,
                                 const PlacePage& page) {
  std::optional<std::string> wanted;
  if (state) wanted = std::string(code(*state));
  auto out = tx.all(
      WEIGE_PATROL
      "WHERE " WEIGE_PATROL_SEEN
      "AND (CAST($2 AS TEXT) IS NULL OR r.state = CAST($2 AS TEXT)) AND (CAST($3 AS BIGINT) IS NULL OR "
      "r.id < CAST($3 AS BIGINT)) AND "
      "(CAST($5 AS BIGINT) IS NULL OR EXISTS (SELECT 1 FROM area_closure c WHERE c.ancestor_id = CAST($5 AS "
      "BIGINT) AND c.descendant_id = r.area_id)) AND (CAST($6 AS TEXT) IS NULL OR (COALESCE(r.done_on, "
      "r.planned_on) >= CAST($6 AS TEXT) AND COALESCE(r.done_on, r.planned_on) < CAST($7 AS TEXT))) "
      "ORDER BY r.id DESC LIMIT $4",
      patrol_from_row, scope, wanted, page.before, page.limit + 1, page.area, page.first, page.after);
  for (auto& patrol : out) add_patrol_parts(tx, patrol);
  return out;
}

std::optional<Patrol> find_patrol(Transaction& tx, const Scope& scope, PatrolId id) {
  auto out = tx.first(WEIGE_PATROL "WHERE " WEIGE_PATROL_SEEN "AND r.id = $2", patrol_from_row, scope, id);
  if (out) add_patrol_parts(tx, *out);
  return out;
}

std::optional<PatrolId> patrol_of_notice(Transaction& tx, PatrolNoticeId id) {
  return tx.first(
      "SELECT n.patrol_id FROM patrol_notice n WHERE n.id = $1",
      [](const Row& row) { return row.get<PatrolId>(0); }, id);
}

Change insert_patrol(Transaction& tx, const Patrol& patrol) {
  tx.exec(
      "INSERT INTO patrol (id, version, area_id, post_id, planned_by, planned_on, state, done_on, hour) "
      "VALUES "
      "($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      patrol.id, patrol.version, patrol.area_id, patrol.by.id, patrol.planned_by, patrol.planned_on,
      code(patrol.state), patrol.done_on, patrol.hour);
  int number = 0;
  for (const auto& place : patrol.places)
    tx.exec("INSERT INTO patrol_place (patrol_id, number, place) VALUES ($1, $2, $3)", patrol.id, ++number,
            place);
  return Change::of(kPatrolSubject, patrol.id, "state=" + std::string(code(patrol.state)));
}

std::optional<Change> update_patrol(Transaction& tx, const Patrol& after) {
  const auto changed = tx.exec(
      "UPDATE patrol SET version = version + 1, state = $3, done_on = $4, hour = $5 WHERE id = $1 AND "
      "version = "
      "$2",
      after.id, after.version, code(after.state), after.done_on, after.hour);
  if (changed == 0) return std::nullopt;
  return Change::of(kPatrolSubject, after.id, "state=" + std::string(code(after.state)));
}

void insert_noticed(Transaction& tx, PatrolId patrol, const Noticed& noticed) {
  tx.exec("INSERT INTO patrol_notice (id, patrol_id, place, what, note) VALUES ($1, $2, $3, $4, $5)",
          noticed.id, patrol, noticed.place, code(noticed.what), noticed.note);
}

void set_became(Transaction& tx, const Noticed& noticed) {
  tx.exec("UPDATE patrol_notice SET became = $2, became_id = $3 WHERE id = $1", noticed.id,
          code(noticed.became.value()), noticed.became_id);
}

std::int64_t coarsen_patrols(Transaction& tx, Day before, int limit) {
  return tx.exec(
      "UPDATE patrol SET hour = NULL WHERE id IN (SELECT r.id FROM patrol r WHERE r.hour IS NOT NULL AND "
      "r.done_on < $1 ORDER BY r.id LIMIT $2)",
      before, limit);
}

std::int64_t erase_patrols(Transaction& tx, Day before, int limit) {
  const auto due = tx.all(
      "SELECT r.id FROM patrol r WHERE r.planned_on < $1 ORDER BY r.id LIMIT $2",
      [](const Row& row) { return row.int64(0); }, before, limit);
  for (const auto id : due) {
    tx.exec("DELETE FROM patrol_place WHERE patrol_id = $1", id);
    tx.exec("DELETE FROM patrol_notice WHERE patrol_id = $1", id);
    tx.exec("DELETE FROM patrol WHERE id = $1", id);
  }
  return static_cast<std::int64_t>(due.size());
}

}  // namespace weige::work
