#include "work/due_task_store.h"

#include <string>

namespace weige::work {
namespace {

using store::Row;
using store::Transaction;

constexpr std::string_view kNothingWaits =
    " AND NOT EXISTS (SELECT 1 FROM task t WHERE t.premises_id = p.id AND t.state IN ('open', "
    "'with_officer'))";

DoorId premises_from_row(const Row& row) {
  return {.premises = row.int64(0)};
}
DoorId organisation_from_row(const Row& row) {
  return {.organisation = row.int64(0)};
}

// A home is where somebody lives, whatever its use is called.
constexpr std::string_view kLivedIn =
    "EXISTS (SELECT 1 FROM residence r WHERE r.premises_id = p.id AND r.state = 'current')";

std::string premises_for_week(std::string_view which) {
  return "SELECT p.id FROM premises p WHERE p.area_id = $1 AND p.state = 'current' AND " +
         std::string(which) + std::string(kNothingWaits) +
         " ORDER BY COALESCE((SELECT max(v.on_day) FROM visit v WHERE v.premises_id = p.id), ''), "
         "p.confirmed_at, p.id LIMIT $2";
}

}  // namespace

std::vector<std::int64_t> grids_without_round(Transaction& tx, Day today, int limit) {
  return tx.all(
      "SELECT a.id FROM area a WHERE a.kind = 'grid' AND a.state = 'current' AND NOT EXISTS (SELECT 1 FROM "
      "task_round r WHERE r.area_id = a.id AND r.on_day >= $1) ORDER BY a.id LIMIT $2",
      [](const Row& row) { return row.int64(0); }, today, limit);
}

void note_round(Transaction& tx, std::int64_t area, Day today) {
  tx.exec(
      "INSERT INTO task_round (area_id, on_day) VALUES ($1, $2) ON CONFLICT (area_id) DO UPDATE SET on_day = "
      "excluded.on_day",
      area, today);
}

bool has_tasks_in(Transaction& tx, std::int64_t area, TaskSource source, std::int64_t source_id) {
  return tx
      .first(
          "SELECT id FROM task WHERE source = $1 AND source_id = $2 AND area_id = $3 LIMIT 1",
          [](const Row& row) { return row.int64(0); }, code(source), source_id, area)
      .has_value();
}

int waiting_in(Transaction& tx, std::int64_t area, TaskSource source) {
  return tx.scalar<int>(
      "SELECT count(*) FROM task WHERE area_id = $1 AND source = $2 AND state IN ('open', 'with_officer')",
      area, code(source));
}

std::vector<DoorId> doors_to_confirm(Transaction& tx, std::int64_t area, const ConfirmLimits& limits,
                                     int limit) {
  static const std::string sql =
      "SELECT p.id FROM premises p WHERE p.area_id = $1 AND p.state = 'current' AND (p.confirmed_at < $2 OR "
      "EXISTS (SELECT 1 FROM residence r WHERE r.premises_id = p.id AND r.state = 'current' AND "
      "r.confirmed_at < $3) OR EXISTS (SELECT 1 FROM organisation o WHERE o.premises_id = p.id AND o.state = "
      "'current' AND o.confirmed_at < $4))" +
      std::string(kNothingWaits) + " ORDER BY p.confirmed_at, p.id LIMIT $5";
  return tx.all(sql, premises_from_row, area, limits.premises, limits.residents, limits.organisations, limit);
}

std::vector<DoorId> doors_for_week(Transaction& tx, std::int64_t area, WeeklyKind kind, int limit) {
  static const std::string homes = premises_for_week(kLivedIn);
  static const std::string others = premises_for_week("NOT " + std::string(kLivedIn));
  switch (kind) {
    case WeeklyKind::residents:
      return tx.all(homes, premises_from_row, area, limit);
    case WeeklyKind::premises:
      return tx.all(others, premises_from_row, area, limit);
    case WeeklyKind::organisations:
      break;
  }
  return tx.all(
      "SELECT o.id FROM organisation o WHERE o.area_id = $1 AND o.state = 'current' AND NOT EXISTS (SELECT 1 "
      "FROM task t WHERE t.organisation_id = o.id AND t.state IN ('open', 'with_officer')) ORDER BY "
      "o.confirmed_at, o.id LIMIT $2",
      organisation_from_row, area, limit);
}

bool has_week_to_end(Transaction& tx, std::int64_t week) {
  return tx
      .first(
          "SELECT id FROM task WHERE source = 'weekly_visit' AND state = 'open' AND source_id < $1 LIMIT 1",
          [](const Row& row) { return row.int64(0); }, week)
      .has_value();
}

std::vector<DoorId> doors_of_past_weeks(Transaction& tx, std::int64_t week, int limit) {
  return tx.all(
      "SELECT premises_id, organisation_id FROM task WHERE source = 'weekly_visit' AND source_id < $1 AND "
      "state = "
      "'open' ORDER BY source_id DESC, id LIMIT $2",
      [](const Row& row) {
        return DoorId{.premises = row.get<std::optional<std::int64_t>>(0),
                      .organisation = row.get<std::optional<std::int64_t>>(1)};
      },
      week, limit);
}

std::int64_t end_weeks(Transaction& tx, Instant now, std::int64_t week, int limit) {
  return tx.exec(
      "UPDATE task SET state = 'cancelled', version = version + 1, closed_at = $2 WHERE id IN (SELECT t.id "
      "FROM task t WHERE t.source = 'weekly_visit' AND t.source_id < $1 AND t.state = 'open' ORDER BY "
      "t.source_id DESC, t.id LIMIT $3)",
      week, now, limit);
}

}  // namespace weige::work
