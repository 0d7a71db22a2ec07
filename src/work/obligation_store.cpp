#include "work/obligation_store.h"

namespace weige::work {
namespace {

using access::Change;
using access::Scope;
using store::Row;
using store::Transaction;

#define WEIGE_OBLIGATION                                                                                    \
  "SELECT b.id, b.version, b.kind, b.premises_id, b.organisation_id, g.id, g.name, COALESCE(o.name, "       \
  "a.canonical), b.opened_on, b.state, b.closed_as, b.closed_on FROM obligation b LEFT JOIN premises p ON " \
  "p.id = b.premises_id LEFT JOIN address a ON a.id = p.address_id LEFT JOIN organisation o ON o.id = "     \
  "b.organisation_id JOIN area g ON g.id = COALESCE(p.area_id, o.area_id) "
#define WEIGE_OBLIGATION_SEEN(post) \
  "EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = " post " AND s.area_id = g.id) "

Obligation obligation_from_row(const Row& row) {
  Obligation out{.id = row.get<ObligationId>(0),
                 .version = row.int64(1),
                 .kind = *obligation_kind_of(row.text(2)),
                 .premises = row.get<std::optional<std::int64_t>>(3),
                 .organisation = row.get<std::optional<std::int64_t>>(4),
                 .area_id = row.int64(5),
                 .area_name = row.get<std::string>(6),
                 .place = row.get<std::string>(7),
                 .opened_on = row.get<Day>(8),
                 .state = *obligation_state_of(row.text(9)),
                 .closed_on = row.get<std::optional<Day>>(11)};
  if (!row.is_null(10)) out.closed_as = obligation_end_of(row.text(10));
  return out;
}

void add_entries(Transaction& tx, Obligation& obligation) {
  obligation.entries = tx.all(
      "SELECT e.what, e.how, e.on_day, e.post_id, q.title FROM obligation_entry e JOIN post q ON q.id = "
      "e.post_id "
      "WHERE e.obligation_id = $1 ORDER BY e.on_day DESC, e.id DESC",
      [](const Row& row) {
        return ObligationEntry{.what = *obligation_step_of(row.text(0)),
                               .how = *obligation_way_of(row.text(1)),
                               .on = row.get<Day>(2),
                               .by = {row.get<access::PostId>(3), row.get<std::string>(4)}};
      },
      obligation.id);
}

Publicity publicity_from_row(const Row& row) {
  return {.id = row.get<PublicityId>(0),
          .area_id = row.int64(1),
          .area_name = row.get<std::string>(2),
          .on = row.get<Day>(3),
          .subject = *publicity_subject_of(row.text(4)),
          .channel = *publicity_channel_of(row.text(5)),
          .reach = row.int64(6),
          .helper_kind = row.get<std::optional<std::string>>(7),
          .by = {row.get<access::PostId>(8), row.get<std::string>(9)}};
}

}  // namespace

std::vector<Obligation> find_obligations(Transaction& tx, const Scope& scope, const ObligationFilter& filter,
                                         const PlacePage& page) {
  std::optional<std::string> kind;
  if (filter.kind) kind = std::string(code(*filter.kind));
  auto out = tx.all(
      WEIGE_OBLIGATION "WHERE b.state = $1 AND " WEIGE_OBLIGATION_SEEN("$2")
          "AND (CAST($3 AS TEXT) IS NULL OR b.kind = CAST($3 AS TEXT)) "
          "AND (CAST($4 AS BIGINT) IS NULL OR b.id < CAST($4 AS BIGINT)) "
          "AND (CAST($5 AS BIGINT) IS NULL OR EXISTS (SELECT 1 FROM area_closure c "
          "WHERE c.ancestor_id = CAST($5 AS BIGINT) AND c.descendant_id = g.id)) "
          "ORDER BY b.id DESC LIMIT $6",
      obligation_from_row, code(filter.state), scope, kind, page.before, page.area,
      page.limit + 1);
  for (auto& each : out) add_entries(tx, each);
  return out;
}

std::optional<Obligation> find_obligation(Transaction& tx, const Scope& scope, ObligationId id) {
  auto out = tx.first(WEIGE_OBLIGATION "WHERE b.id = $1 AND " WEIGE_OBLIGATION_SEEN("$2"),
                      obligation_from_row, id, scope);
  if (out) add_entries(tx, *out);
  return out;
}

std::optional<Obligation> open_obligation_at(Transaction& tx, const Scope& scope, const Obligation& like) {
  return tx.first(WEIGE_OBLIGATION "WHERE b.state = 'open' AND b.kind = $1 AND " WEIGE_OBLIGATION_SEEN(
                      "$2") "AND COALESCE(b.premises_id, b.organisation_id) = $3 ORDER BY b.id",
                  obligation_from_row, code(like.kind), scope,
                  like.premises.value_or(like.organisation.value_or(0)));
}

Change insert_obligation(Transaction& tx, const Obligation& obligation, access::PostId by) {
  tx.exec(
      "INSERT INTO obligation (id, version, kind, premises_id, organisation_id, opened_on, opened_by, state) "
      "VALUES ($1, 1, $2, $3, $4, $5, $6, 'open')",
      obligation.id, code(obligation.kind), obligation.premises, obligation.organisation,
      obligation.opened_on, by);
  return Change::of(kObligationSubject, obligation.id);
}

std::optional<Change> update_obligation(Transaction& tx, const Obligation& after) {
  std::optional<std::string> closed_as;
  if (after.closed_as) closed_as = std::string(code(*after.closed_as));
  const auto changed = tx.exec(
      "UPDATE obligation SET version = version + 1, state = $3, closed_as = $4, closed_on = $5 WHERE id = $1 "
      "AND "
      "version = $2",
      after.id, after.version, code(after.state), closed_as, after.closed_on);
  if (changed == 0) return std::nullopt;
  return Change::of(kObligationSubject, after.id, "state=" + std::string(code(after.state)));
}

void insert_obligation_entry(Transaction& tx, ObligationId id, const ObligationEntry& entry) {
  tx.exec(
      "INSERT INTO obligation_entry (id, obligation_id, what, how, on_day, post_id) VALUES ($1, $2, $3, $4, "
      "$5, "
      "$6)",
      tx.next_id(), id, code(entry.what), code(entry.how), entry.on, entry.by.id);
}

std::int64_t erase_obligations(Transaction& tx, Day before, int limit) {
  const auto due = tx.all(
      "SELECT b.id FROM obligation b WHERE b.state = 'closed' AND b.closed_on < $1 ORDER BY b.id LIMIT $2",
      [](const Row& row) { return row.int64(0); }, before, limit);
  for (const auto id : due) {
    tx.exec("DELETE FROM obligation_entry WHERE obligation_id = $1", id);
    tx.exec("DELETE FROM obligation WHERE id = $1", id);
  }
  return static_cast<std::int64_t>(due.size());
}

std::vector<Publicity> find_publicity(Transaction& tx, const Scope& scope, const PlacePage& page) {
  return tx.all(
      "SELECT u.id, u.area_id, g.name, u.on_day, u.subject, u.channel, u.reach, u.helper_kind, u.post_id, "
      "q.title "
      "FROM publicity_action u JOIN area g ON g.id = u.area_id JOIN post q ON q.id = u.post_id WHERE EXISTS "
      "(SELECT 1 FROM post_scope s WHERE s.post_id = $1 AND s.area_id = u.area_id) AND (CAST($2 AS BIGINT) "
      "IS NULL "
      "OR u.id < CAST($2 AS BIGINT)) AND "
      "(CAST($4 AS BIGINT) IS NULL OR EXISTS (SELECT 1 FROM area_closure c WHERE c.ancestor_id = CAST($4 AS "
      "BIGINT) AND c.descendant_id = u.area_id)) AND (CAST($5 AS TEXT) IS NULL OR (u.on_day >= CAST($5 AS "
      "TEXT) AND u.on_day < CAST($6 AS TEXT))) "
      "ORDER BY u.id DESC LIMIT $3",
      publicity_from_row, scope, page.before, page.limit + 1, page.area, page.first, page.after);
}

Change insert_publicity(Transaction& tx, const Publicity& publicity) {
  tx.exec(
      "INSERT INTO publicity_action (id, area_id, on_day, subject, channel, reach, helper_kind, post_id) "
      "VALUES "
      "($1, $2, $3, $4, $5, $6, $7, $8)",
      publicity.id, publicity.area_id, publicity.on, code(publicity.subject), code(publicity.channel),
      publicity.reach, publicity.helper_kind, publicity.by.id);
  return Change::of(kPublicitySubject, publicity.id);
}

std::int64_t erase_publicity(Transaction& tx, Day before, int limit) {
  return tx.exec(
      "DELETE FROM publicity_action WHERE id IN (SELECT u.id FROM publicity_action u WHERE u.on_day < $1 "
      "ORDER BY u.on_day, u.id LIMIT $2)",
      before, limit);
}

}  // namespace weige::work
