#include "town/self_check_store.h"

#include <algorithm>
#include <array>

#include "registry/erasure_store.h"
#include "registry/legal_hold_store.h"
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
constexpr std::array kClockColumns{ClockColumn{"session.end", "absolute_end_at"},
                                   ClockColumn{"link.expired", "expires_at"},
                                   ClockColumn{"sign_in.failed", "last_failure_at"},
                                   ClockColumn{"audit.at", "at"},
                                   ClockColumn{"submission.answered", "created_at"},
                                   ClockColumn{"code.expired", "expires_at"},
                                   ClockColumn{"approval.expired", "expires_at"},
                                   ClockColumn{"request.answered", "answered_at"},
                                   ClockColumn{"task.closed", "closed_at"},
                                   ClockColumn{"practice_case.noted", "noted_at"},
                                   ClockColumn{"team_message.at", "at"},
                                   ClockColumn{"team_message.at", "up_to"}};

bool has_column(const ManifestTable& table, std::string_view column) {
  return std::ranges::find(table.columns, column, &ManifestColumn::name) != table.columns.end();
}

// "job.expires_at" of the table job says so itself; rows that go with those have no column of their own.
std::optional<std::string_view> clock_column(const ManifestTable& table) {
  const auto clock = table.retention.clock;
  const auto named = std::ranges::find_if(kClockColumns, [&](const ClockColumn& each) {
    return each.clock == clock && has_column(table, each.column);
  });
  auto column = named == kClockColumns.end() ? std::string_view() : named->column;
  if (clock.ends_with(".expires_at") && clock.starts_with(table.name)) column = "expires_at";
  if (column.empty() || !has_column(table, column)) return std::nullopt;
  return column;
}

// As the night does; who is held stays.
std::int64_t people_overdue(Transaction& tx, const OverdueAsked& asked, Instant before) {
  const auto today = asked.town.day_of(asked.now);
  std::int64_t out = 0;
  auto page = registry::people_due(tx, 0, {before, today});
  for (; page.last != 0; page = registry::people_due(tx, page.last, {before, today}))
    for (const auto id : page.due)
      if (!registry::held_until(tx, registry::with_merged(tx, {&id, 1}), today)) ++out;
  return out;
}

// What was erased of an account leaves its row.
std::int64_t accounts_overdue(Transaction& tx, Instant before) {
  return tx.scalar<std::int64_t>(
      "SELECT count(*) FROM account WHERE state = 'disabled' AND disabled_at < $1 AND login_key NOT LIKE "
      "'erased:%'",
      before);
}

// Tables whose clock begins with a day.
struct DayColumn {
  std::string_view table, column;
};
constexpr std::array kDayColumns{DayColumn{"reading_count", "day"},
                                 DayColumn{"lead", "received_on"},
                                 DayColumn{"lead_sent", "day"},
                                 DayColumn{"reading_delay", "until_on"},
                                 DayColumn{"meeting", "on_day"},
                                 DayColumn{"shift_plan", "week"},
                                 DayColumn{"daily_report", "on_day"},
                                 DayColumn{"visit", "on_day"},
                                 DayColumn{"plan", "day"},
                                 DayColumn{"door_code", "used_on"},
                                 DayColumn{"key_premises", "until"},
                                 DayColumn{"publicity_action", "on_day"},
                                 DayColumn{"team_considered", "noted_on"},
                                 DayColumn{"team_list_check", "on_day"},
                                 DayColumn{"team_guidance", "on_day"}};

// Rows that go with the last of others, and those of which the instant has a name of its own.
struct OverdueText {
  std::string_view table, sql;
};
constexpr std::array kOverdueTexts{
    OverdueText{
        "door_hour",
        "SELECT count(*) FROM door_hour h WHERE NOT EXISTS (SELECT 1 FROM visit v WHERE (h.premises_id "
        "<> 0 AND v.premises_id = h.premises_id) OR (h.organisation_id <> 0 AND v.organisation_id = "
        "h.organisation_id)) AND $1 > ''"},
    OverdueText{"team_duty_share",
                "SELECT count(*) FROM team_duty_share s JOIN area a ON a.id = s.area_id WHERE a.state = "
                "'closed' AND COALESCE(s.set_on, '') < $1"}};

std::optional<std::int64_t> overdue_in(Transaction& tx, const ManifestTable& table, const OverdueAsked& asked,
                                       Instant before) {
  if (table.name == "person" && table.retention.clock == "record.cancelled")
    return people_overdue(tx, asked, before);
  if (table.name == "account") return accounts_overdue(tx, before);
  const auto own = std::ranges::find(kOverdueTexts, table.name, &OverdueText::table);
  if (own != kOverdueTexts.end()) return tx.scalar<std::int64_t>(own->sql, to_iso(asked.town.day_of(before)));
  const auto day = std::ranges::find(kDayColumns, table.name, &DayColumn::table);
  const auto column = clock_column(table);
  if (day == kDayColumns.end() && !column) return std::nullopt;
  const auto name = day == kDayColumns.end() ? *column : day->column;
  // Names of the manifest, not of a request.
  const auto sql =
      "SELECT count(*) FROM \"" + std::string(table.name) + "\" WHERE \"" + std::string(name) + "\" < $1";
  if (day == kDayColumns.end()) return tx.scalar<std::int64_t>(sql, before);
  return tx.scalar<std::int64_t>(sql, to_iso(asked.town.day_of(before)));
}

}  // namespace

std::vector<SchemaColumn> columns_of_schema(Transaction& tx) {
  return tx.all(tx.engine() == store::Engine::sqlite ? kSqliteSchema : kPostgresSchema, [](const Row& row) {
    return SchemaColumn{row.get<std::string>(0), row.get<std::string>(1)};
  });
}

std::vector<ClockFact> overdue_rows(Transaction& tx, const OverdueAsked& asked) {
  std::vector<ClockFact> out;
  for (const auto& table : asked.manifest) {
    if (table.retention.clock.empty()) continue;
    const auto days = asked.times.of(table.retention.clock);
    out.push_back({.table = table.name,
                   .clock = table.retention.clock,
                   .days = days.count(),
                   .overdue = overdue_in(tx, table, asked, asked.now - days - kClockGrace)});
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
      .first(
          "SELECT max(substr(detail, 30)) FROM audit_entry WHERE action = 'backup.made' AND outcome = 'done'"
          " AND detail LIKE 'backup=________________;made=%'",
          [](const Row& row) -> std::optional<Instant> {
            if (row.is_null(0)) return std::nullopt;
            return parse_rfc3339(row.text(0));
          })
      .value_or(std::nullopt);
}

}  // namespace weige::town
