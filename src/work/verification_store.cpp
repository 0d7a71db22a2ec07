#include "work/verification_store.h"

namespace weige::work {
namespace {

using store::Row;
using store::Transaction;

#define WEIGE_SELECT_ROUND                                                                               \
  "SELECT t.id, t.version, t.area_id, t.month, t.state, t.post_id, t.tasks, t.started_at, t.closed_at, " \
  "t.doors, t.doors_confirmed, t.residents, t.residents_confirmed, t.premises_confirmed FROM verification t"
// Rooms have no point of their own where their house has one.
#define WEIGE_HOUSE(table) table ".level IN ('number', 'building', 'unit', 'floor')"
#define WEIGE_ROUND_SEEN " EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $1 AND s.area_id = t.area_id)"
#define WEIGE_ROUND_WITHIN                                                             \
  WEIGE_ROUND_SEEN                                                                     \
  " AND ($2 = 0 OR EXISTS (SELECT 1 FROM area_closure k WHERE k.ancestor_id = $2 AND " \
  "k.descendant_id = t.area_id))"
#define WEIGE_LIVES_THERE "r.to_day IS NULL AND r.state NOT IN ('cancelled', 'undone')"

VerificationRound round_from_row(const Row& row) {
  return {.id = row.get<VerificationId>(0),
          .version = row.int64(1),
          .area = row.get<access::AreaId>(2),
          .month = row.get<std::string>(3),
          .state = row.text(4) == "closed" ? RoundState::closed : RoundState::running,
          .post = row.get<access::PostId>(5),
          .tasks = row.int64(6),
          .started_at = row.get<Instant>(7),
          .closed_at = row.get<std::optional<Instant>>(8),
          .counts = {.doors = row.int64(9),
                     .doors_confirmed = row.int64(10),
                     .residents = row.int64(11),
                     .residents_confirmed = row.int64(12),
                     .premises_confirmed = row.int64(13)}};
}

VerificationDoor verification_door_from_row(const Row& row) {
  VerificationDoor out{.premises = row.int64(0),
                       .area_id = row.int64(1),
                       .address = row.get<std::string>(2),
                       .residents = row.int64(3),
                       .residents_confirmed = row.int64(4),
                       .premises_confirmed_at = row.get<Day>(5),
                       .oldest_residence = row.get<std::optional<Day>>(6),
                       .way = row.get<std::string>(7),
                       .round_task = row.int64(8) > 0,
                       .asked = row.int64(9) > 0};
  if (!row.is_null(10)) out.reason = unconfirmed_reason_of(row.text(10));
  out.signs = {.not_at_home = row.int64(11) > 0,
               .wrong_address = row.int64(12) > 0,
               .unsafe = row.int64(13) > 0,
               .vacant = row.int64(14) > 0,
               .open_finding = row.int64(15) > 0,
               .other_task = row.int64(16) > 0};
  if (!row.is_null(17) && !row.is_null(18)) out.point = DoorPoint{row.real(17), row.real(18)};
  return out;
}

std::int64_t within_of(const VerificationQuery& query) {
  return query.within ? query.within->value : 0;
}

}  // namespace

access::Change insert_round(Transaction& tx, const VerificationRound& round) {
  tx.exec(
      "INSERT INTO verification (id, version, area_id, month, state, post_id, tasks, started_at, doors, "
      "doors_confirmed, residents, residents_confirmed, premises_confirmed) VALUES ($1, $2, $3, $4, $5, $6, "
      "$7, $8, 0, 0, 0, 0, 0)",
      round.id, round.version, round.area, round.month, code(round.state), round.post, round.tasks,
      round.started_at);
  return access::Change::of(kVerificationSubject, round.id, "month=" + round.month);
}

std::optional<access::Change> update_round(Transaction& tx, const VerificationRound& round) {
  const auto& counts = round.counts;
  const auto changed = tx.exec(
      "UPDATE verification SET version = version + 1, state = $3, tasks = $4, closed_at = $5, doors = $6, "
      "doors_confirmed = $7, residents = $8, residents_confirmed = $9, premises_confirmed = $10 WHERE id = "
      "$1 "
      "AND version = $2",
      round.id, round.version, code(round.state), round.tasks, round.closed_at, counts.doors,
      counts.doors_confirmed, counts.residents, counts.residents_confirmed, counts.premises_confirmed);
  if (changed != 1) return std::nullopt;
  return access::Change::of(kVerificationSubject, round.id, "state=" + std::string(code(round.state)));
}

std::optional<VerificationRound> find_round(Transaction& tx, const access::Scope& scope, VerificationId id) {
  return tx.first(WEIGE_SELECT_ROUND " WHERE t.id = $2 AND" WEIGE_ROUND_SEEN, round_from_row, scope, id);
}

std::optional<VerificationRound> round_of(Transaction& tx, access::AreaId area, const std::string& month) {
  return tx.first(WEIGE_SELECT_ROUND " WHERE t.area_id = $1 AND t.month = $2", round_from_row, area, month);
}

std::vector<VerificationRound> rounds_in(Transaction& tx, const access::Scope& scope,
                                         const VerificationQuery& query) {
  return tx.all(WEIGE_SELECT_ROUND " WHERE t.month = $3 AND" WEIGE_ROUND_WITHIN " ORDER BY t.area_id",
                round_from_row, scope, within_of(query), query.month);
}

std::map<std::int64_t, VerificationCounts> counts_by_area(Transaction& tx, const access::Scope& scope,
                                                          const VerificationQuery& query) {
  // From the areas of the scope on, each by its index: an officer's grid is not worth reading the town.
  std::map<std::int64_t, VerificationCounts> out;
  tx.each(
      "SELECT x.area_id, count(*), CAST(sum(CASE WHEN x.fresh = 1 AND x.people = x.people_fresh THEN 1 ELSE "
      "0 "
      "END) AS BIGINT), CAST(sum(x.people) AS BIGINT), CAST(sum(x.people_fresh) AS BIGINT), "
      "CAST(sum(x.fresh) AS BIGINT) FROM (SELECT t.area_id, CASE WHEN t.confirmed_at >= $3 THEN 1 ELSE 0 END "
      "AS fresh, COALESCE(l.people, 0) AS people, COALESCE(l.people_fresh, 0) AS people_fresh FROM "
      "post_scope s "
      "JOIN premises t ON t.area_id = s.area_id LEFT JOIN (SELECT r.premises_id, count(*) AS people, "
      "sum(CASE "
      "WHEN r.confirmed_at >= $3 THEN 1 ELSE 0 END) AS people_fresh FROM post_scope u JOIN residence r ON "
      "r.area_id = u.area_id WHERE u.post_id = $1 AND " WEIGE_LIVES_THERE
      " GROUP BY r.premises_id) l ON l.premises_id = t.id WHERE s.post_id = $1 AND t.address_key IS NOT NULL "
      "AND ($2 = 0 OR EXISTS (SELECT 1 FROM area_closure k WHERE k.ancestor_id = $2 AND k.descendant_id = "
      "s.area_id))) x GROUP BY x.area_id ORDER BY x.area_id",
      [&](const Row& row) {
        out[row.int64(0)] = {.doors = row.int64(1),
                             .doors_confirmed = row.int64(2),
                             .residents = row.int64(3),
                             .residents_confirmed = row.int64(4),
                             .premises_confirmed = row.int64(5)};
      },
      scope, within_of(query), first_of_month(query.month));
  return out;
}

std::map<std::int64_t, std::int64_t> open_tasks_by_round(Transaction& tx, const access::Scope& scope,
                                                         const VerificationQuery& query) {
  std::map<std::int64_t, std::int64_t> out;
  tx.each(
      "SELECT t.id, count(*) FROM verification t JOIN task w ON w.source = 'full_verification' AND "
      "w.source_id = t.id AND w.state IN ('open', 'with_officer') WHERE t.month = $3 AND" WEIGE_ROUND_WITHIN
      " GROUP BY t.id ORDER BY t.id",
      [&](const Row& row) { out[row.int64(0)] = row.int64(1); }, scope, within_of(query), query.month);
  return out;
}

std::map<std::int64_t, ReasonCounts> reasons_by_round(Transaction& tx, const access::Scope& scope,
                                                      const VerificationQuery& query) {
  // Of a running round, a door that was confirmed after all no longer counts.
  std::map<std::int64_t, ReasonCounts> out;
  tx.each(
      "SELECT t.id, d.reason, count(*) FROM verification t JOIN verification_door d ON d.verification_id = "
      "t.id JOIN premises p ON p.id = d.premises_id WHERE t.month = $3 AND" WEIGE_ROUND_WITHIN
      " AND (t.state = 'closed' OR p.confirmed_at < $4 OR EXISTS (SELECT 1 FROM residence r WHERE "
      "r.premises_id = p.id AND r.confirmed_at < $4 AND " WEIGE_LIVES_THERE
      ")) GROUP BY t.id, d.reason ORDER BY t.id, d.reason",
      [&](const Row& row) {
        if (const auto reason = unconfirmed_reason_of(row.text(1))) out[row.int64(0)][*reason] = row.int64(2);
      },
      scope, within_of(query), query.month, first_of_month(query.month));
  return out;
}

std::vector<VerificationDoor> verification_doors(Transaction& tx, const access::Scope& scope,
                                                 const VerificationDoorsQuery& query) {
  // Counts of what is there, so that a door takes one row.
  static const std::string sql =
      "SELECT t.id, t.area_id, a.canonical, (SELECT count(*) FROM residence r WHERE r.premises_id = t.id "
      "AND " WEIGE_LIVES_THERE
      "), (SELECT count(*) FROM residence r WHERE r.premises_id = t.id AND r.confirmed_at >= $4 "
      "AND " WEIGE_LIVES_THERE
      "), t.confirmed_at, (SELECT min(r.confirmed_at) FROM residence r WHERE r.premises_id = t.id "
      "AND " WEIGE_LIVES_THERE
      "), v.how, (SELECT count(*) FROM task w WHERE w.premises_id = t.id AND w.source = 'full_verification' "
      "AND w.source_id = $3 AND w.state IN ('open', 'with_officer')), (SELECT count(*) FROM task w WHERE "
      "w.premises_id = t.id AND w.source = 'full_verification' AND w.source_id = $3), (SELECT d.reason FROM "
      "verification_door d WHERE d.verification_id = $3 AND d.premises_id = t.id), (SELECT count(*) FROM "
      "visit x WHERE x.premises_id = t.id AND x.on_day >= $4 AND x.outcome = 'not_at_home'), (SELECT "
      "count(*) "
      "FROM visit x WHERE x.premises_id = t.id AND x.on_day >= $4 AND x.outcome = 'wrong_address'), (SELECT "
      "count(*) FROM visit x WHERE x.premises_id = t.id AND x.on_day >= $4 AND x.outcome = 'unsafe'), "
      "(SELECT "
      "count(*) FROM premises_label n WHERE n.premises_id = t.id AND n.label = 'vacant' AND n.open_key IS "
      "NOT "
      "NULL), (SELECT count(*) FROM finding f WHERE f.place = a.current_key AND f.state = 'open'), (SELECT "
      "count(*) FROM task w WHERE w.premises_id = t.id AND (w.source <> 'full_verification' OR w.state = "
      "'with_officer') AND w.state IN ('open', 'with_officer')), COALESCE(a.lng, b.lng, c.lng), "
      "COALESCE(a.lat, b.lat, c.lat) FROM premises t JOIN address a ON a.id = "
      "t.address_id LEFT JOIN address b ON b.id = a.parent_id AND " WEIGE_HOUSE("b")
      " LEFT JOIN address c ON c.id = b.parent_id AND " WEIGE_HOUSE("c")
      " JOIN provenance v ON v.id = t.provenance_id WHERE t.area_id = $2 AND t.address_key IS "
      "NOT "
      "NULL AND" WEIGE_ROUND_SEEN " ORDER BY t.id";
  return tx.all(sql, verification_door_from_row, scope, query.area, query.round, first_of_month(query.month));
}

void set_unconfirmed_reason(Transaction& tx, VerificationId round, std::int64_t premises,
                            UnconfirmedReason reason) {
  tx.exec(
      "INSERT INTO verification_door (verification_id, premises_id, reason) VALUES ($1, $2, $3) ON CONFLICT "
      "(verification_id, premises_id) DO UPDATE SET reason = excluded.reason",
      round, premises, code(reason));
}

std::vector<VerificationRound> rounds_left_over(Transaction& tx, const std::string& month) {
  return tx.all(WEIGE_SELECT_ROUND " WHERE t.state = 'running' AND t.month < $1 ORDER BY t.id",
                round_from_row, month);
}

std::int64_t erase_old_rounds(Transaction& tx, const std::string& month, int limit) {
  const auto gone = tx.all(
      "SELECT id FROM verification WHERE month < $1 AND state = 'closed' ORDER BY month, id LIMIT $2",
      [](const Row& row) { return row.int64(0); }, month, limit);
  for (const auto id : gone) {
    tx.exec("DELETE FROM verification_door WHERE verification_id = $1", id);
    tx.exec("DELETE FROM verification WHERE id = $1", id);
  }
  return static_cast<std::int64_t>(gone.size());
}

}  // namespace weige::work
