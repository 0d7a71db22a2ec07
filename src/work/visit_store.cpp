#include "work/visit_store.h"

#include <algorithm>
#include <set>
#include <string>

#include "access/area_store.h"
#include "registry/by_id_store.h"

namespace weige::work {
namespace {

using store::Params;
using store::Row;
using store::Transaction;

constexpr std::string_view kVisitColumns =
    "t.id, t.submission, t.premises_id, t.organisation_id, t.area_id, t.post_id, t.account_id, t.outcome, "
    "t.at, t.received_at, t.on_day, t.hour, t.led_by_officer, t.residents, t.premises, t.organisations, "
    "t.changes, t.confirmed, t.note, COALESCE(t.was_led, 1)";

std::string select_visits(std::string_view where) {
  return "SELECT " + std::string(kVisitColumns) + " FROM visit t WHERE " + std::string(where);
}

Visit visit_from_row(const Row& row) {
  return {.id = row.get<VisitId>(0),
          .submission = row.get<std::string>(1),
          .door = {.premises = row.get<std::optional<std::int64_t>>(2),
                   .organisation = row.get<std::optional<std::int64_t>>(3)},
          .area_id = row.int64(4),
          .post = row.get<access::PostId>(5),
          .account = row.get<access::AccountId>(6),
          .outcome = *visit_outcome_of(row.text(7)),
          .at = row.get<std::optional<Instant>>(8),
          .received_at = row.get<std::optional<Instant>>(9),
          .on_day = row.get<Day>(10),
          .hour = row.get<std::optional<int>>(11),
          .led_by_officer = row.get<bool>(12),
          .was_led = row.get<bool>(19),
          .residents = row.get<int>(13),
          .premises = row.get<int>(14),
          .organisations = row.get<int>(15),
          .changes = row.get<int>(16),
          .confirmed = row.get<int>(17),
          .hints = hints_from(row.text(18))};
}

}  // namespace

access::Change insert_visit(Transaction& tx, const Visit& visit) {
  tx.exec(
      "INSERT INTO visit (id, submission, premises_id, organisation_id, area_id, post_id, account_id, "
      "outcome, "
      "at, received_at, on_day, hour, led_by_officer, residents, premises, organisations, changes, "
      "confirmed, "
      "note, was_led) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, "
      "$18, $19, $20)",
      visit.id, visit.submission, visit.door.premises, visit.door.organisation, visit.area_id, visit.post,
      visit.account, code(visit.outcome), visit.at, visit.received_at, visit.on_day, visit.hour,
      visit.led_by_officer, visit.residents, visit.premises, visit.organisations, visit.changes,
      visit.confirmed, to_text(visit.hints), visit.was_led);
  return access::Change::of(kVisitSubject, visit.id);
}

std::optional<Visit> visit_submitted(Transaction& tx, std::string_view submission) {
  static const std::string sql = select_visits("t.submission = $1");
  return tx.first(sql, visit_from_row, submission);
}

namespace {

// Each of the newest of its area; of all of them, the newest.
std::vector<Visit> newest_of(std::vector<Visit> visits, int limit) {
  std::ranges::sort(visits, [](const Visit& a, const Visit& b) { return a.id.value > b.id.value; });
  if (visits.size() > static_cast<std::size_t>(limit)) visits.resize(static_cast<std::size_t>(limit));
  return visits;
}

}  // namespace

// One text for each way to the rows: a door's are few, and found by its index; so are an area's, of which a
// small post has some.
std::vector<Visit> find_visits(Transaction& tx, const access::Scope& scope, const VisitQuery& query) {
  static const auto text = [](std::string_view at) {
    return select_visits(
        std::string(at) +
        " AND EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $1 AND s.area_id = t.area_id) AND ($3 = 0 "
        "OR EXISTS (SELECT 1 FROM area_closure k WHERE k.ancestor_id = $3 AND k.descendant_id = t.area_id)) "
        "AND ($4 = 0 OR t.post_id = $4) AND ($5 = '' OR t.on_day >= $5) AND ($6 = '' OR t.on_day <= $6) AND "
        "($7 = 0 OR t.id < $7) ORDER BY t.id DESC LIMIT $8");
  };
  static const std::string anywhere = text("t.id > $2");
  static const std::string of_premises = text("t.premises_id = $2");
  static const std::string of_organisation = text("t.organisation_id = $2");
  static const std::string of_area = text("t.area_id = $2");
  const auto read = [&](const std::string& sql, std::int64_t at) {
    return tx.all(sql, visit_from_row, scope, at, query.area.value_or(0), query.post ? query.post->value : 0,
                  query.from ? to_iso(*query.from) : "", query.to ? to_iso(*query.to) : "", query.before,
                  query.limit);
  };
  const auto door = query.door.value_or(DoorId{});
  if (door.premises) return read(of_premises, *door.premises);
  if (door.organisation) return read(of_organisation, *door.organisation);
  const auto areas = access::few_areas_in_scope(tx, scope);
  if (!areas) return read(anywhere, 0);
  std::vector<Visit> out;
  for (const auto area : *areas)
    for (auto& visit : read(of_area, area)) out.push_back(std::move(visit));
  return newest_of(std::move(out), query.limit);
}

std::vector<Visit> failed_visits(Transaction& tx, const DoorId& door, Day since) {
  static const auto text = [](std::string_view at) {
    return select_visits(
        std::string(at) +
        " AND t.on_day >= $2 AND t.outcome = 'not_at_home' AND t.hour IS NOT NULL ORDER BY t.id");
  };
  static const std::string of_premises = text("t.premises_id = $1");
  static const std::string of_organisation = text("t.organisation_id = $1");
  return tx.all(door.premises ? of_premises : of_organisation, visit_from_row,
                door.premises.value_or(door.organisation.value_or(0)), since);
}

// The cast is for PostgreSQL, where a sum of large integers is of another type.
std::int64_t door_version(Transaction& tx, const DoorId& door) {
  if (!door.premises)
    return tx.scalar<std::int64_t>(
        "SELECT CAST(1 + (SELECT COALESCE(sum(t.version), 0) FROM task t WHERE t.organisation_id = $1) + "
        "(SELECT count(*) FROM visit v WHERE v.organisation_id = $1) AS BIGINT)",
        door.organisation.value_or(0));
  return tx.scalar<std::int64_t>(
      "SELECT CAST(1 + (SELECT COALESCE(sum(t.version), 0) FROM task t WHERE t.premises_id = $1) + (SELECT "
      "COALESCE(sum(t.version), 0) FROM task t WHERE t.organisation_id IN (SELECT o.id FROM organisation o "
      "WHERE o.premises_id = $1)) + (SELECT count(*) FROM visit v WHERE v.premises_id = $1) AS BIGINT)",
      *door.premises);
}

void forget_refusals(Transaction& tx, const DoorId& door) {
  if (door.premises)
    tx.exec(
        "UPDATE visit SET outcome = 'attempted' WHERE premises_id = $1 AND outcome = "
        "'could_not_be_registered'",
        *door.premises);
  else
    tx.exec(
        "UPDATE visit SET outcome = 'attempted' WHERE organisation_id = $1 AND outcome = "
        "'could_not_be_registered'",
        door.organisation.value_or(0));
}

// Each visit has its received_at until it is coarsened.
std::int64_t coarsen_visits(Transaction& tx, Day before, int limit) {
  return tx.exec(
      "UPDATE visit SET at = NULL, received_at = NULL, hour = NULL, was_led = NULL WHERE id IN (SELECT v.id "
      "FROM visit v "
      "WHERE v.on_day < $1 AND v.received_at IS NOT NULL ORDER BY v.on_day, v.id LIMIT $2)",
      before, limit);
}

namespace {

// With the last visit of a door goes in which hours it was answered.
void erase_hours_without_visit(Transaction& tx, const DoorId& door) {
  if (door.premises)
    tx.exec(
        "DELETE FROM door_hour WHERE premises_id = $1 AND organisation_id = 0 AND NOT EXISTS (SELECT 1 FROM "
        "visit v WHERE v.premises_id = $1)",
        *door.premises);
  else
    tx.exec(
        "DELETE FROM door_hour WHERE premises_id = 0 AND organisation_id = $1 AND NOT EXISTS (SELECT 1 FROM "
        "visit v WHERE v.organisation_id = $1)",
        door.organisation.value_or(0));
}

}  // namespace

std::int64_t erase_visits(Transaction& tx, Day before, int limit) {
  const auto gone = tx.all(
      "DELETE FROM visit WHERE id IN (SELECT v.id FROM visit v WHERE v.on_day < $1 ORDER BY v.on_day, v.id "
      "LIMIT $2) RETURNING premises_id, organisation_id",
      [](const Row& row) {
        return DoorId{.premises = row.get<std::optional<std::int64_t>>(0),
                      .organisation = row.get<std::optional<std::int64_t>>(1)};
      },
      before, limit);
  std::set<std::pair<std::optional<std::int64_t>, std::optional<std::int64_t>>> doors;
  for (const auto& door : gone)
    if (doors.emplace(door.premises, door.organisation).second) erase_hours_without_visit(tx, door);
  return static_cast<std::int64_t>(gone.size());
}

void move_visits(Transaction& tx, std::span<const std::int64_t> addresses) {
  static const registry::ById of_premises(
      "UPDATE visit SET area_id = (SELECT p.area_id FROM premises p WHERE p.id = visit.premises_id) WHERE "
      "premises_id IN (SELECT p.id FROM premises p WHERE p.address_id IN ",
      ")");
  registry::in_batches(of_premises, addresses,
                       [&](const std::string& text, const Params& args) { tx.run(text, args); });
}

}  // namespace weige::work
