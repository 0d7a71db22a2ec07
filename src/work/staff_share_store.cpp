#include "work/staff_share_store.h"

#include <limits>
#include <map>

#include "work/verification.h"

namespace weige::work {
namespace {

using store::Row;
using store::Transaction;

#define WEIGE_SHARE_SEEN                                                                                \
  " EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $1 AND s.area_id = t.area_id) AND ($2 = 0 OR " \
  "EXISTS (SELECT 1 FROM area_closure k WHERE k.ancestor_id = $2 AND k.descendant_id = t.area_id))"
// Operations that put into the register what grid staff handed in. From their posts on, in that order: they
// are few, and differences are many.
#define WEIGE_FOUND_BY_STAFF                                                                             \
  "SELECT f.operation_id FROM post q CROSS JOIN roster r CROSS JOIN finding f WHERE q.helper_kind = "    \
  "'grid_staff' AND r.post_id = q.id AND f.roster_id = r.id AND f.state = 'applied' AND f.operation_id " \
  "IS NOT NULL"
// As the counters weigh them: of one act's changes to one resident the weightiest counts.
#define WEIGE_CHANGE_WEIGHT "CASE WHEN c.kind = 'add' THEN 3 WHEN c.kind = 'cancel' THEN 2 ELSE 1 END"

ChangeSort sort_of_weight(std::int64_t weight) {
  if (weight == 3) return ChangeSort::add;
  return weight == 2 ? ChangeSort::cancellation : ChangeSort::change;
}

SortedChanges counted_changes(const Row& row, int column) {
  return {
      .adds = row.int64(column), .changes = row.int64(column + 1), .cancellations = row.int64(column + 2)};
}

struct ShareSpan {
  Instant from, before;
};
ShareSpan share_span_of(const std::string& month, TownTime town) {
  return {town.start_of(first_of_month(month)), town.start_of(first_after(month))};
}

// All changes by the counters, and those that grid staff entered; seen: the condition on t of whoever asks.
#define WEIGE_ALL_CHANGES(seen)                                                                             \
  "SELECT t.area_id, CAST(sum(t.adds) AS BIGINT), CAST(sum(t.changes) AS BIGINT), "                         \
  "CAST(sum(t.cancellations) AS BIGINT), CAST(sum(CASE WHEN p.helper_kind = 'grid_staff' THEN t.adds ELSE " \
  "0 END) AS BIGINT), CAST(sum(CASE WHEN p.helper_kind = 'grid_staff' THEN t.changes ELSE 0 END) AS "       \
  "BIGINT), CAST(sum(CASE WHEN p.helper_kind = 'grid_staff' THEN t.cancellations ELSE 0 END) AS BIGINT) "   \
  "FROM record_counter t JOIN area a ON a.id = t.area_id AND a.kind = 'grid' LEFT JOIN post p ON p.id = "   \
  "t.post_id WHERE " seen " AND t.records = 'residents' GROUP BY t.area_id ORDER BY t.area_id"
// What others entered on the lists and reports of grid staff; when: the condition on the operation o.
#define WEIGE_FOUND_CHANGES(when, seen)                                                                      \
  "SELECT x.area_id, x.weight, count(*) FROM (SELECT t.area_id, t.operation_id, t.person, max(t.weight) AS " \
  "weight FROM (SELECT c.area_id, c.operation_id, CASE WHEN c.subject_kind = 'person' THEN c.subject_id "    \
  "ELSE l.person_id END AS person, " WEIGE_CHANGE_WEIGHT                                                     \
  " AS weight FROM operation o JOIN post e ON e.id = o.post_id JOIN change c ON c.operation_id = o.id LEFT " \
  "JOIN residence l ON c.subject_kind = 'residence' AND l.id = c.subject_id WHERE o.id IN "                  \
  "(" WEIGE_FOUND_BY_STAFF ") AND (e.helper_kind IS NULL OR e.helper_kind <> 'grid_staff') AND " when        \
  " AND c.subject_kind IN ('person', 'residence') AND c.kind <> 'confirm' AND NOT (c.subject_kind = "        \
  "'person' AND c.kind = 'add')) t WHERE " seen                                                              \
  " GROUP BY t.area_id, t.operation_id, t.person) x GROUP BY x.area_id, x.weight ORDER BY x.area_id, "       \
  "x.weight"

using SharesByArea = std::map<std::int64_t, StaffShare>;

auto into_shares(SharesByArea& shares) {
  return [&shares](const Row& row) {
    shares[row.int64(0)] = {
        .area_id = row.int64(0), .grid_staff = counted_changes(row, 4), .all = counted_changes(row, 1)};
  };
}

// Where the counters know of none (a resident who is in no grid by now), there is no share to tell.
auto found_into_shares(SharesByArea& shares) {
  return [&shares](const Row& row) {
    if (const auto found = shares.find(row.int64(0)); found != shares.end())
      found->second.grid_staff.count(sort_of_weight(row.int64(1)), row.int64(2));
  };
}

std::vector<StaffShare> as_list(const SharesByArea& shares) {
  std::vector<StaffShare> out;
  for (const auto& [area, share] : shares) out.push_back(share);
  return out;
}

}  // namespace

std::vector<StaffShare> staff_shares(Transaction& tx, const access::Scope& scope,
                                     const StaffShareQuery& query) {
  const auto span = share_span_of(query.month, query.town);
  SharesByArea shares;
  tx.each(WEIGE_ALL_CHANGES("t.month = $3 AND" WEIGE_SHARE_SEEN), into_shares(shares), scope,
          query.within.value_or(0), query.month);
  tx.each(WEIGE_FOUND_CHANGES("o.known_at >= $3 AND o.known_at < $4", WEIGE_SHARE_SEEN),
          found_into_shares(shares), scope, query.within.value_or(0), span.from, span.before);
  return as_list(shares);
}

std::vector<StaffChange> staff_changes(Transaction& tx, const access::Scope& scope,
                                       const StaffChangesQuery& query) {
  // By the residents of the area, whose ledgers are short: the ledger has no order by area.
  const auto span = share_span_of(query.month, query.town);
  return tx.all(
      "SELECT x.id, x.weight, x.person, x.at, x.by_staff, x.title FROM (SELECT max(t.id) AS id, "
      "max(t.weight) "
      "AS weight, t.person, max(t.at) AS at, CASE WHEN e.helper_kind = 'grid_staff' OR t.operation_id IN "
      "(" WEIGE_FOUND_BY_STAFF
      ") THEN 1 ELSE 0 END AS by_staff, e.title FROM (SELECT c.id, c.area_id, c.operation_id, l.person_id AS "
      "person, c.known_at AS at, " WEIGE_CHANGE_WEIGHT
      " AS weight FROM residence l JOIN change c ON c.subject_kind = 'residence' AND c.subject_id = l.id "
      "WHERE "
      "l.area_id = $2 AND c.kind <> 'confirm' UNION ALL SELECT c.id, c.area_id, c.operation_id, c.subject_id "
      "AS "
      "person, c.known_at AS at, " WEIGE_CHANGE_WEIGHT
      " AS weight FROM (SELECT DISTINCT person_id FROM residence WHERE area_id = $2) l JOIN change c ON "
      "c.subject_kind = 'person' AND c.subject_id = l.person_id WHERE c.kind NOT IN ('confirm', 'add')) t "
      "JOIN "
      "operation o ON o.id = t.operation_id JOIN post e ON e.id = o.post_id WHERE t.area_id = $2 AND t.at >= "
      "$3 "
      "AND t.at < $4 AND EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $1 AND s.area_id = t.area_id) "
      "GROUP BY t.operation_id, t.person, e.helper_kind, e.title) x WHERE x.id < $5 AND x.by_staff >= $6 "
      "ORDER "
      "BY x.id DESC LIMIT $7",
      [](const Row& row) {
        return StaffChange{.id = row.int64(0),
                           .sort = sort_of_weight(row.int64(1)),
                           .person = row.int64(2),
                           .at = row.get<Instant>(3),
                           .by_grid_staff = row.get<bool>(4),
                           .entered_by = row.get<std::string>(5)};
      },
      scope, query.area, span.from, span.before,
      query.before > 0 ? query.before : std::numeric_limits<std::int64_t>::max(), query.of_grid_staff ? 1 : 0,
      query.limit);
}

}  // namespace weige::work
