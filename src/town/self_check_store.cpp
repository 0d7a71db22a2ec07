#include "town/self_check_store.h"

#include <algorithm>
#include <array>

#include "town/key_rotation_actions.h"

namespace weige::town {
namespace {

using store::Row;
using store::Transaction;

constexpr const char* kSqliteSchema =
    "SELECT t.name, c.name FROM sqlite_master t JOIN pragma_table_info(t.name) c"
    " WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'";
constexpr const char* kPostgresSchema =
    "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT) FROM information_schema.columns"
    " WHERE table_schema = current_schema()";

// The instant at which a row's clock begins, where a column holds it.
struct ClockColumn {
  std::string_view clock, column;
};
constexpr std::array kClockColumns{
    ClockColumn{"session.end", "absolute_end_at"}, ClockColumn{"link.expired", "expires_at"},
    ClockColumn{"sign_in.failed", "last_failure_at"}, ClockColumn{"audit.at", "at"},
    ClockColumn{"submission.answered", "created_at"}};

bool has_column(const ManifestTable& table, std::string_view column) {
  return std::ranges::find(table.columns, column, &ManifestColumn::name) != table.columns.end();
}

// "job.expires_at" of the table job says so itself; rows that go with those have no column of their own.
std::optional<std::string_view> clock_column(const ManifestTable& table) {
  const auto clock = table.retention.clock;
  const auto named = std::ranges::find(kClockColumns, clock, &ClockColumn::clock);
  auto column = named == kClockColumns.end() ? std::string_view() : named->column;
  if (clock.ends_with(".expires_at") && clock.starts_with(table.name)) column = "expires_at";
  if (column.empty() || !has_column(table, column)) return std::nullopt;
  return column;
}

std::int64_t cancelled_people(Transaction& tx, Instant before) {
  return tx.scalar<std::int64_t>(
      "SELECT count(*) FROM person p JOIN provenance v ON v.id = p.provenance_id"
      " WHERE p.state = 'cancelled' AND v.known_at < $1 AND NOT EXISTS (SELECT 1 FROM data_key k"
      " WHERE k.owner_kind = 'person' AND k.owner_id = p.id AND k.destroyed_at IS NOT NULL)",
      before);
}

std::optional<std::int64_t> overdue_in(Transaction& tx, const ManifestTable& table, const TownTime& town,
                                       Instant before) {
  if (table.name == "person" && table.retention.clock == "record.cancelled")
    return cancelled_people(tx, before);
  if (table.name == "reading_count")
    return tx.scalar<std::int64_t>("SELECT count(*) FROM reading_count WHERE day < $1",
                                   to_iso(town.day_of(before)));
  const auto column = clock_column(table);
  if (!column) return std::nullopt;
  // Names of the manifest, not of a request.
  const auto sql =
      "SELECT count(*) FROM \"" + std::string(table.name) + "\" WHERE \"" + std::string(*column) + "\" < $1";
  return tx.scalar<std::int64_t>(sql, before);
}

}  // namespace

std::vector<SchemaColumn> columns_of_schema(Transaction& tx) {
  return tx.all(tx.engine() == store::Engine::sqlite ? kSqliteSchema : kPostgresSchema, [](const Row& row) {
    return SchemaColumn{row.get<std::string>(0), row.get<std::string>(1)};
  });
}

std::vector<ClockFact> overdue_rows(Transaction& tx, const Manifest& manifest, const TownTime& town,
                                    Instant now) {
  std::vector<ClockFact> out;
  for (const auto& table : manifest) {
    if (table.retention.clock.empty()) continue;
    const auto before = now - std::chrono::days(table.retention.days) - kClockGrace;
    out.push_back({.table = table.name,
                   .clock = table.retention.clock,
                   .days = table.retention.days,
                   .overdue = overdue_in(tx, table, town, before)});
  }
  return out;
}

bool is_rotating(Transaction& tx) {
  return tx.scalar<std::int64_t>(
             "SELECT count(*) FROM job WHERE kind = $1 AND state IN ('waiting', 'running')",
             kKeyRotationJob) > 0;
}

FormFacts count_forms(Transaction& tx, Instant since) {
  FormFacts out;
  out.officers = tx.scalar<std::int64_t>(
      "SELECT count(*) FROM post WHERE state = 'active'"
      " AND role IN ('grid_leader', 'community_officer', 'coordinator')");
  tx.each(
      "SELECT CASE WHEN r.due_date IS NULL THEN 0 ELSE 1 END, CASE WHEN r.report IS NULL THEN 0 ELSE 1 END,"
      " count(*) FROM roster r JOIN post o ON o.id = r.post_id WHERE r.created_at >= $1"
      " AND o.role IN ('grid_leader', 'community_officer', 'coordinator')"
      " GROUP BY CASE WHEN r.due_date IS NULL THEN 0 ELSE 1 END, CASE WHEN r.report IS NULL THEN 0 ELSE 1 "
      "END",
      [&](const Row& row) {
        (row.int64(1) == 1 ? out.reports : out.lists) += row.int64(2);
        if (row.int64(0) == 1) out.asked += row.int64(2);
      },
      since);
  return out;
}

std::optional<Instant> last_backup(Transaction& tx) {
  return tx
      .first("SELECT max(at) FROM audit_entry WHERE action = 'backup.made' AND outcome = 'done'",
             [](const Row& row) { return row.get<std::optional<Instant>>(0); })
      .value_or(std::nullopt);
}

}  // namespace weige::town
