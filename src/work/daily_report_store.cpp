#include "work/daily_report_store.h"

namespace weige::work {
namespace {

using store::Params;
using store::Row;
using store::Transaction;

constexpr std::string_view kSelectReport =
    "SELECT t.id, t.version, t.area_id, t.post_id, t.on_day, t.confirmed, t.changes, t.findings_settled,"
    " t.doors_left, t.note, t.handed_in_at, a.name, COALESCE(p.title, '') FROM daily_report t JOIN area a ON"
    " a.id = t.area_id LEFT JOIN post p ON p.id = t.post_id WHERE";
constexpr std::string_view kReportScope =
    " EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $1 AND s.area_id = t.area_id)";

SeenReport report_from_row(const Row& row) {
  return {.report = {.id = row.get<DailyReportId>(0),
                     .version = row.int64(1),
                     .area_id = row.int64(2),
                     .post = row.get<access::PostId>(3),
                     .on = row.get<Day>(4),
                     .figures = {.confirmed = row.int64(5),
                                 .changes = row.int64(6),
                                 .findings_settled = row.int64(7),
                                 .doors_left = row.int64(8)},
                     .note = row.get<std::string>(9),
                     .handed_in_at = row.get<Instant>(10)},
          .area = row.get<std::string>(11),
          .post_title = row.get<std::string>(12)};
}

void read_visits(Transaction& tx, DailyReport& report) {
  tx.each(
      "SELECT outcome, amount FROM daily_report_visit WHERE report_id = $1",
      [&](const Row& row) { report.figures.visits[row.get<std::string>(0)] = row.int64(1); }, report.id);
}

std::optional<SeenReport> with_visits(Transaction& tx, std::optional<SeenReport> found) {
  if (found) read_visits(tx, found->report);
  return found;
}

void count_visits(Transaction& tx, const DayOfPost& day, DayFigures& out) {
  tx.each(
      "SELECT CASE WHEN outcome = 'could_not_be_registered' THEN 'attempted' ELSE outcome END, COUNT(*),"
      " CAST(SUM(confirmed) AS BIGINT), CAST(SUM(changes) AS BIGINT) FROM visit WHERE post_id = $1 AND "
      "on_day ="
      " $2 GROUP BY 1",
      [&](const Row& row) {
        out.visits[row.get<std::string>(0)] += row.int64(1);
        out.confirmed += row.int64(2);
        out.changes += row.int64(3);
      },
      day.post, day.on);
}

}  // namespace

DayFigures figures_of_day(Transaction& tx, const access::Scope& scope, const DayOfPost& day) {
  DayFigures out;
  count_visits(tx, day, out);
  out.findings_settled = tx.scalar<std::int64_t>(
      "SELECT COUNT(*) FROM finding t WHERE t.decided_by_post_id = $2 AND t.decided_at >= $3 AND "
      "t.decided_at <"
      " $4 AND EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $1 AND s.area_id = t.area_id)",
      scope, day.post, day.begins, day.ends);
  out.doors_left = tx.scalar<std::int64_t>(
      "SELECT COUNT(DISTINCT COALESCE(t.premises_id, -t.organisation_id)) FROM task t WHERE t.state = 'open'"
      " AND t.due <= $4 AND (t.post_id = $2 OR (t.post_id IS NULL AND EXISTS (SELECT 1 FROM area_closure k"
      " WHERE k.ancestor_id = $3 AND k.descendant_id = t.area_id))) AND EXISTS (SELECT 1 FROM post_scope s"
      " WHERE s.post_id = $1 AND s.area_id = t.area_id)",
      scope, day.post, day.area, day.on);
  return out;
}

std::int64_t doors_of_week(Transaction& tx, access::PostId post, Day monday) {
  const Day next{std::chrono::sys_days{monday} + std::chrono::days{7}};
  return tx.scalar<std::int64_t>(
      "SELECT COUNT(*) FROM visit WHERE post_id = $1 AND on_day >= $2 AND on_day < $3", post, monday, next);
}

std::optional<access::Change> insert_daily_report(Transaction& tx, const DailyReport& report) {
  const auto& figures = report.figures;
  const auto added = tx.exec(
      "INSERT INTO daily_report (id, version, area_id, post_id, on_day, confirmed, changes, findings_settled,"
      " doors_left, note, handed_in_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
      " ON CONFLICT DO NOTHING",
      report.id, report.version, report.area_id, report.post, report.on, figures.confirmed, figures.changes,
      figures.findings_settled, figures.doors_left, report.note, report.handed_in_at);
  if (added == 0) return std::nullopt;
  std::vector<Params> rows;
  for (const auto& [outcome, amount] : figures.visits)
    rows.push_back(store::params(report.id, outcome, amount));
  if (!rows.empty())
    tx.run_many("INSERT INTO daily_report_visit (report_id, outcome, amount) VALUES ($1, $2, $3)", rows);
  return access::Change::of(kDailyReportSubject, report.id, "on=" + to_iso(report.on));
}

std::optional<access::Change> update_daily_report(Transaction& tx, const DailyReport& report) {
  const auto changed =
      tx.exec("UPDATE daily_report SET version = version + 1, note = $3 WHERE id = $1 AND version = $2",
              report.id, report.version, report.note);
  if (changed != 1) return std::nullopt;
  return access::Change::of(kDailyReportSubject, report.id, "fields=note");
}

std::optional<SeenReport> own_report(Transaction& tx, access::PostId post, Day on) {
  static const std::string sql = std::string(kSelectReport) + " t.post_id = $1 AND t.on_day = $2";
  return with_visits(tx, tx.first(sql, report_from_row, post, on));
}

std::optional<SeenReport> find_report(Transaction& tx, const access::Scope& scope, DailyReportId id) {
  static const std::string sql = std::string(kSelectReport) + " t.id = $2 AND" + std::string(kReportScope);
  return with_visits(tx, tx.first(sql, report_from_row, scope, id));
}

std::vector<SeenReport> reports_of_day(Transaction& tx, const access::Scope& scope, Day on) {
  static const std::string sql = std::string(kSelectReport) + " t.on_day = $2 AND" +
                                 std::string(kReportScope) + " ORDER BY a.code, p.title, t.id LIMIT 500";
  return tx.all(sql, report_from_row, scope, on);
}

std::vector<SeenReport> reports_of_week(Transaction& tx, const access::Scope& scope, access::PostId post,
                                        Day monday) {
  static const std::string sql = std::string(kSelectReport) +
                                 " t.post_id = $2 AND t.on_day >= $3 AND t.on_day < $4 AND" +
                                 std::string(kReportScope) + " ORDER BY t.on_day";
  const Day next{std::chrono::sys_days{monday} + std::chrono::days{7}};
  auto out = tx.all(sql, report_from_row, scope, post, monday, next);
  for (auto& one : out) read_visits(tx, one.report);
  return out;
}

std::int64_t delete_old_daily_reports(Transaction& tx, Day before, int limit) {
  const auto old = tx.all(
      "SELECT id FROM daily_report WHERE on_day < $1 ORDER BY id LIMIT $2",
      [](const Row& row) { return row.get<DailyReportId>(0); }, before, limit);
  for (const auto id : old) {
    tx.exec("DELETE FROM daily_report_visit WHERE report_id = $1", id);
    tx.exec("DELETE FROM daily_report WHERE id = $1", id);
  }
  return static_cast<std::int64_t>(old.size());
}

}  // namespace weige::work
