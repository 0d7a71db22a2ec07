#include "work/key_premises_store.h"

#include <map>

namespace weige::work {
namespace {

using access::Change;
using access::Scope;
using store::Row;
using store::Transaction;

// A visit counts at which somebody was at the right door, whatever came of it there.
#define WEIGE_KEY_PREMISES                                                                                  \
  "SELECT k.id, k.version, k.premises_id, k.kind, k.source, k.state, k.reason, k.since, k.until, "          \
  "k.by_post, "                                                                                             \
  "p.area_id, g.name, a.canonical, (SELECT max(v.on_day) FROM visit v WHERE v.premises_id = k.premises_id " \
  "AND v.outcome IN ('spoke_with', 'moved', 'could_not_be_registered')) FROM key_premises k JOIN premises " \
  "p ON p.id = "                                                                                            \
  "k.premises_id JOIN address a ON a.id = p.address_id JOIN area g ON g.id = p.area_id "

KeyPremises key_premises_from_row(const Row& row) {
  return {.id = row.get<KeyPremisesId>(0),
          .version = row.int64(1),
          .premises = row.int64(2),
          .kind = row.get<std::string>(3),
          .source = *key_premises_source_of(row.text(4)),
          .state = *key_premises_state_of(row.text(5)),
          .reason = *key_premises_reason_of(row.text(6)),
          .since = row.get<Day>(7),
          .until = row.get<std::optional<Day>>(8),
          .by_post = row.get<access::PostId>(9),
          .area_id = row.int64(10),
          .area_name = row.get<std::string>(11),
          .address = row.get<std::string>(12),
          .last_visit = row.get<std::optional<Day>>(13)};
}

std::optional<std::int64_t> open_key_of(const KeyPremises& premises) {
  return premises.state == KeyPremisesState::ended ? std::nullopt : std::optional(premises.premises);
}

#define WEIGE_KEY_REPORT                                                                               \
  "SELECT r.id, r.version, r.post_id, q.title, r.area_id, r.address, r.kind, r.reported_on, r.state, " \
  "r.premises_id, r.decided_on FROM key_premises_report r JOIN post q ON q.id = r.post_id "

KeyPremisesReport key_report_from_row(const Row& row) {
  return {.id = row.get<KeyPremisesReportId>(0),
          .version = row.int64(1),
          .by = {row.get<access::PostId>(2), row.get<std::string>(3)},
          .area_id = row.int64(4),
          .address = row.get<std::string>(5),
          .kind = row.get<std::string>(6),
          .reported_on = row.get<Day>(7),
          .state = *key_report_state_of(row.text(8)),
          .premises = row.get<std::optional<std::int64_t>>(9),
          .decided_on = row.get<std::optional<Day>>(10)};
}

// Of the premises with ids in (after, last]: who lives there, which labels hold, how they stand on the list.
void add_counts(Transaction& tx, std::map<std::int64_t, KeyPremisesFacts>& facts, std::int64_t after) {
  const auto last = facts.rbegin()->first;
  tx.each(
      "SELECT r.premises_id, count(*) FROM residence r WHERE r.premises_id > $1 AND r.premises_id <= $2 AND "
      "r.state = 'current' GROUP BY r.premises_id",
      [&](const Row& row) {
        if (const auto at = facts.find(row.int64(0)); at != facts.end()) at->second.people = row.get<int>(1);
      },
      after, last);
  tx.each(
      "SELECT l.premises_id, l.label FROM premises_label l WHERE l.premises_id > $1 AND l.premises_id <= $2 "
      "AND "
      "l.state = 'current' AND l.to_day IS NULL ORDER BY l.premises_id, l.id",
      [&](const Row& row) {
        if (const auto at = facts.find(row.int64(0)); at != facts.end())
          at->second.labels.emplace_back(row.text(1));
      },
      after, last);
  tx.each(
      WEIGE_KEY_PREMISES "WHERE k.open_key > $1 AND k.open_key <= $2",
      [&](const Row& row) {
        if (const auto at = facts.find(row.int64(2)); at != facts.end())
          at->second.now = key_premises_from_row(row);
      },
      after, last);
}

}  // namespace

std::vector<KeyPremises> key_premises_in(Transaction& tx, const Scope& scope,
                                         const KeyPremisesFilter& filter) {
  return tx.all(WEIGE_KEY_PREMISES
                "WHERE k.state = $1 AND EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $2 AND "
                "s.area_id = p.area_id) "
                "AND (CAST($3 AS BIGINT) IS NULL OR EXISTS (SELECT 1 FROM area_closure c WHERE c.ancestor_id "
                "= CAST($3 AS "
                "BIGINT) AND c.descendant_id = p.area_id)) ORDER BY k.id",
                key_premises_from_row, code(filter.state), scope, filter.area);
}

std::optional<KeyPremises> find_key_premises(Transaction& tx, const Scope& scope, KeyPremisesId id) {
  return tx.first(WEIGE_KEY_PREMISES
                  "WHERE k.id = $1 AND EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $2 AND s.area_id "
                  "= p.area_id)",
                  key_premises_from_row, id, scope);
}

std::optional<KeyPremises> key_premises_at(Transaction& tx, const Scope& scope, std::int64_t premises) {
  return tx.first(
      WEIGE_KEY_PREMISES
      "WHERE k.open_key = $1 AND EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $2 AND s.area_id = "
      "p.area_id)",
      key_premises_from_row, premises, scope);
}

Change insert_key_premises(Transaction& tx, const KeyPremises& premises) {
  tx.exec(
      "INSERT INTO key_premises (id, version, premises_id, kind, source, state, reason, since, until, "
      "by_post, "
      "open_key) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
      premises.id, premises.version, premises.premises, premises.kind, code(premises.source),
      code(premises.state), code(premises.reason), premises.since, premises.until, premises.by_post,
      open_key_of(premises));
  return Change::of(kKeyPremisesSubject, premises.id, "state=" + std::string(code(premises.state)));
}

std::optional<Change> update_key_premises(Transaction& tx, const KeyPremises& after) {
  const auto changed = tx.exec(
      "UPDATE key_premises SET version = version + 1, kind = $3, source = $4, state = $5, reason = $6, until "
      "= "
      "$7, by_post = $8, open_key = $9 WHERE id = $1 AND version = $2",
      after.id, after.version, after.kind, code(after.source), code(after.state), code(after.reason),
      after.until, after.by_post, open_key_of(after));
  if (changed == 0) return std::nullopt;
  return Change::of(kKeyPremisesSubject, after.id, "state=" + std::string(code(after.state)));
}

std::vector<DoorDay> visit_days(Transaction& tx, std::int64_t premises, int limit) {
  return tx.all(
      "SELECT v.on_day, v.outcome FROM visit v WHERE v.premises_id = $1 ORDER BY v.on_day DESC, v.id DESC "
      "LIMIT "
      "$2",
      [](const Row& row) {
        return DoorDay{row.get<Day>(0), row.get<std::string>(1)};
      },
      premises, limit);
}

std::vector<PlaceLabel> labels_at(Transaction& tx, std::int64_t premises) {
  return tx.all(
      "SELECT l.label, l.evidence, l.from_day FROM premises_label l WHERE l.premises_id = $1 AND l.state = "
      "'current' AND l.to_day IS NULL ORDER BY l.from_day, l.id",
      [](const Row& row) {
        return PlaceLabel{row.get<std::string>(0), row.get<std::string>(1), row.get<Day>(2)};
      },
      premises);
}

std::vector<KeyPremisesFacts> key_facts_after(Transaction& tx, std::int64_t premises, int limit) {
  std::map<std::int64_t, KeyPremisesFacts> facts;
  tx.each(
      "SELECT p.id, p.state FROM premises p WHERE p.id > $1 ORDER BY p.id LIMIT $2",
      [&](const Row& row) {
        facts[row.int64(0)] = {.premises = row.int64(0), .stands = row.text(1) == "current"};
      },
      premises, limit);
  if (facts.empty()) return {};
  add_counts(tx, facts, premises);
  std::vector<KeyPremisesFacts> out;
  for (auto& [id, each] : facts) out.push_back(std::move(each));
  return out;
}

std::vector<KeyPremises> listed_after(Transaction& tx, KeyPremisesId id, int limit) {
  return tx.all(WEIGE_KEY_PREMISES "WHERE k.state = 'listed' AND k.id > $1 ORDER BY k.id LIMIT $2",
                key_premises_from_row, id, limit);
}

std::vector<KeyPremisesReport> reports_of_post(Transaction& tx, access::PostId post, int limit) {
  return tx.all(WEIGE_KEY_REPORT "WHERE r.post_id = $1 ORDER BY r.id DESC LIMIT $2", key_report_from_row,
                post, limit);
}

std::vector<KeyPremisesReport> reports_in_scope(Transaction& tx, const Scope& scope, KeyReportState state,
                                                const PlacePage& page) {
  auto out =
      tx.all(WEIGE_KEY_REPORT
             "WHERE r.state = $1 AND (CAST($3 AS BIGINT) IS NULL OR r.id < CAST($3 AS BIGINT)) AND EXISTS "
             "(SELECT 1 FROM "
             "post_scope s WHERE s.post_id = $2 AND s.area_id = r.area_id) ORDER BY r.id DESC LIMIT $4",
             key_report_from_row, code(state), scope, page.before, page.limit + 1);
  for (auto& each : out)
    if (!each.premises)
      each.premises = tx.first(
          "SELECT p.id FROM address a JOIN premises p ON p.address_id = a.id WHERE a.current_key = $1 AND "
          "p.state "
          "= 'current' AND EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $2 AND s.area_id = "
          "p.area_id) "
          "ORDER BY p.id",
          [](const Row& row) { return row.int64(0); }, each.address, scope);
  return out;
}

std::optional<KeyPremisesReport> find_key_report(Transaction& tx, const Scope& scope,
                                                 KeyPremisesReportId id) {
  return tx.first(WEIGE_KEY_REPORT
                  "WHERE r.id = $1 AND EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $2 AND s.area_id "
                  "= r.area_id)",
                  key_report_from_row, id, scope);
}

Change insert_key_report(Transaction& tx, const KeyPremisesReport& report) {
  tx.exec(
      "INSERT INTO key_premises_report (id, version, post_id, area_id, address, kind, reported_on, state) "
      "VALUES "
      "($1, 1, $2, $3, $4, $5, $6, 'received')",
      report.id, report.by.id, report.area_id, report.address, report.kind, report.reported_on);
  return Change::of(kKeyPremisesReportSubject, report.id);
}

std::optional<Change> update_key_report(Transaction& tx, const KeyPremisesReport& after, access::PostId by) {
  const auto changed = tx.exec(
      "UPDATE key_premises_report SET version = version + 1, state = $3, premises_id = $4, decided_by = $5, "
      "decided_on = $6 WHERE id = $1 AND version = $2",
      after.id, after.version, code(after.state), after.premises, by, after.decided_on);
  if (changed == 0) return std::nullopt;
  return Change::of(kKeyPremisesReportSubject, after.id, "state=" + std::string(code(after.state)));
}

std::int64_t erase_key_reports(Transaction& tx, Day before, int limit) {
  return tx.exec(
      "DELETE FROM key_premises_report WHERE id IN (SELECT r.id FROM key_premises_report r WHERE "
      "r.reported_on < $1 ORDER BY r.id LIMIT $2)",
      before, limit);
}

std::int64_t erase_ended_key_premises(Transaction& tx, Day before, int limit) {
  return tx.exec(
      "DELETE FROM key_premises WHERE id IN (SELECT k.id FROM key_premises k WHERE k.until IS NOT NULL AND "
      "k.until < $1 ORDER BY k.until, k.id LIMIT $2)",
      before, limit);
}

}  // namespace weige::work
