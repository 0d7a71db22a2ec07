#include "intake/roster_store.h"

#include <array>

#include "registry/import_text_store.h"
#include "registry/upload_store.h"

namespace weige::intake {
namespace {

using store::Params;
using store::Row;
using store::Transaction;

constexpr std::string_view kColumns =
    "t.id, t.upload_id, t.job_id, t.account_id, t.post_id, t.area_id, t.scope_kind, t.scope_id, "
    "t.scope_name, "
    "t.scope_key, t.complete, t.reference_date, t.due_date, t.source, t.file_name, t.sheet, t.mapping, "
    "t.rows, "
    "t.dropped_columns, t.answers, t.problems, t.answered_at, t.outcomes, t.compared_at, t.operation_id, "
    "t.created_at, t.expires_at, t.report, t.applied_by_rule, t.applied_count, t.left_count, "
    "t.confirmed_count, "
    "CASE WHEN EXISTS (SELECT 1 FROM operation o WHERE o.id = t.operation_id AND o.undone_by_operation_id IS "
    "NOT NULL) THEN 1 ELSE 0 END, t.answer_job_id, COALESCE(t.held_count, 0)";

std::optional<ReportKind> report_from(const Row& row, int column) {
  return row.is_null(column) ? std::nullopt : report_kind_of(row.text(column));
}

std::optional<Applied> applied_from(const Row& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return Applied{.by_rule = row.get<bool>(column),
                 .applied = row.int64(column + 1),
                 .left = row.int64(column + 2),
                 .confirmed = row.int64(column + 3),
                 .held = row.int64(column + 6),
                 .undone = row.get<bool>(column + 4)};
}

Roster roster_from_row(const Row& row) {
  Roster out{
      .id = row.get<RosterId>(0),
      .upload = row.get<registry::UploadId>(1),
      .answer_job = row.get<jobs::JobId>(33),
      .job = row.get<jobs::JobId>(2),
      .account = row.get<access::AccountId>(3),
      .post = row.get<access::PostId>(4),
      .area = row.get<access::AreaId>(5),
      .scope = {*scope_kind_of(row.text(6)), row.int64(7), row.get<std::string>(8), row.get<std::string>(9)},
      .complete = row.get<bool>(10),
      .reference = row.get<Day>(11),
      .due = row.get<std::optional<Day>>(12),
      .source = row.get<std::string>(13),
      .file_name = row.get<std::string>(14),
      .sheet = row.get<int>(15),
      .mapping = registry::mapping_from(row.text(16)),
      .rows = row.get<int>(17),
      .dropped_columns = registry::texts_from(row.text(18)),
      .answers = registry::counts_from(row.text(19)),
      .problems = registry::counts_from(row.text(20)),
      .answered_at = row.get<std::optional<Instant>>(21),
      .outcomes = registry::counts_from(row.text(22)),
      .compared_at = row.get<std::optional<Instant>>(23),
      .operation = row.get<std::optional<registry::OperationId>>(24),
      .applied = applied_from(row, 28),
      .report = report_from(row, 27),
      .created_at = row.get<Instant>(25),
      .expires_at = row.get<Instant>(26)};
  return out;
}

std::string select(std::string_view where) {
  return "SELECT " + std::string(kColumns) + " FROM roster t WHERE " + std::string(where);
}

AnsweredRow answer_from_row(const Row& row) {
  AnsweredRow out{.row = row.get<std::uint32_t>(0), .answer = *row_answer_of(row.text(1))};
  if (!row.is_null(2)) out.mend = registry::findings_from(row.text(2));
  return out;
}

ComparedRow compared_from_row(const Row& row) {
  ComparedRow out{.row = row.get<std::uint32_t>(0),
                  .outcome = *registry::row_outcome_of(row.text(1)),
                  .person = row.get<std::optional<std::int64_t>>(2).value_or(0),
                  .probability = row.get<std::optional<double>>(3).value_or(0)};
  if (!row.is_null(4)) out.notes = registry::findings_from(row.text(4));
  out.finding = row.get<std::optional<std::int64_t>>(5).value_or(0);
  return out;
}

std::optional<std::int64_t> or_null(std::int64_t id) {
  return id != 0 ? std::optional(id) : std::nullopt;
}

}  // namespace

access::Change insert_roster(Transaction& tx, const Roster& roster) {
  tx.exec(
      "INSERT INTO roster (id, upload_id, job_id, account_id, post_id, area_id, scope_kind, scope_id, "
      "scope_name, scope_key, complete, reference_date, due_date, source, file_name, sheet, mapping, rows, "
      "dropped_columns, answers, problems, answered_at, outcomes, compared_at, operation_id, created_at, "
      "expires_at, report, answer_job_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, "
      "$14, $15, $16, "
      "$17, $18, "
      "$19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29)",
      roster.id, roster.upload, roster.job, roster.account, roster.post, roster.area, code(roster.scope.kind),
      roster.scope.id, roster.scope.name, roster.scope.key, roster.complete, roster.reference, roster.due,
      roster.source, roster.file_name, roster.sheet, registry::mapping_text(roster.mapping), roster.rows,
      registry::to_text(roster.dropped_columns), registry::counts_text(roster.answers),
      registry::counts_text(roster.problems), roster.answered_at, registry::counts_text(roster.outcomes),
      roster.compared_at, roster.operation, roster.created_at, roster.expires_at,
      roster.report ? std::optional(code(*roster.report)) : std::nullopt, roster.answer_job);
  return access::Change::of(kRosterSubject, roster.id);
}

std::optional<Roster> find_roster(Transaction& tx, RosterId id) {
  static const std::string sql = select("t.id = $1");
  return tx.first(sql, roster_from_row, id);
}

std::optional<Roster> find_roster_of_sender(Transaction& tx, const access::Actor& actor, RosterId id) {
  static const std::string sql = select("t.id = $1 AND t.post_id = $2");
  return tx.first(sql, roster_from_row, id, actor.post());
}

std::optional<Roster> find_roster_in_scope(Transaction& tx, const access::Scope& scope, RosterId id) {
  static const std::string sql = select(
      "t.id = $1 AND EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $2 AND s.area_id = t.area_id)");
  return tx.first(sql, roster_from_row, id, scope);
}

std::vector<Roster> rosters_of_sender(Transaction& tx, const access::Actor& actor, const RosterPage& page) {
  static const std::string sql = select("t.post_id = $1 AND t.id < $2 ORDER BY t.id DESC LIMIT $3");
  return tx.all(sql, roster_from_row, actor.post(), page.before, page.limit);
}

std::vector<Roster> rosters_in_scope(Transaction& tx, const access::Scope& scope, const RosterPage& page) {
  static const std::string sql = select(
      "EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $1 AND s.area_id = t.area_id) AND t.id < $2 "
      "ORDER "
      "BY t.id DESC LIMIT $3");
  return tx.all(sql, roster_from_row, scope, page.before, page.limit);
}

void update_answers(Transaction& tx, const Roster& roster) {
  tx.exec("UPDATE roster SET answers = $2, problems = $3, answered_at = $4 WHERE id = $1", roster.id,
          registry::counts_text(roster.answers), registry::counts_text(roster.problems), roster.answered_at);
}

void update_outcomes(Transaction& tx, const Roster& roster) {
  const auto of_applied = [&](std::int64_t Applied::*count) {
    return roster.applied ? std::optional((*roster.applied).*count) : std::nullopt;
  };
  tx.exec(
      "UPDATE roster SET outcomes = $2, compared_at = $3, operation_id = $4, applied_by_rule = $5, "
      "applied_count = $6, left_count = $7, confirmed_count = $8, held_count = $9 WHERE id = $1",
      roster.id, registry::counts_text(roster.outcomes), roster.compared_at, roster.operation,
      roster.applied ? std::optional(roster.applied->by_rule) : std::nullopt, of_applied(&Applied::applied),
      of_applied(&Applied::left), of_applied(&Applied::confirmed), of_applied(&Applied::held));
}

void insert_answers(Transaction& tx, RosterId id, std::span<const AnsweredRow> rows) {
  static constexpr std::array<std::string_view, 4> kAnswerColumns{"roster_id", "row", "answer", "mend"};
  std::vector<Params> values;
  values.reserve(rows.size());
  for (const auto& row : rows)
    values.push_back(store::params(id, row.row, code(row.answer), registry::findings_text(row.mend)));
  if (!values.empty()) tx.bulk_insert("roster_answer", kAnswerColumns, values);
}

std::vector<AnsweredRow> answers(Transaction& tx, RosterId id, const AnswerQuery& query) {
  if (query.answer)
    return tx.all(
        "SELECT row, answer, mend FROM roster_answer WHERE roster_id = $1 AND answer = $2 AND row > $3 ORDER "
        "BY row LIMIT $4",
        answer_from_row, id, code(*query.answer), query.after, query.limit);
  return tx.all(
      "SELECT row, answer, mend FROM roster_answer WHERE roster_id = $1 AND row > $2 ORDER BY row LIMIT $3",
      answer_from_row, id, query.after, query.limit);
}

void insert_compared(Transaction& tx, RosterId id, std::span<const ComparedRow> rows) {
  static constexpr std::array<std::string_view, 7> kRowColumns{
      "roster_id", "row", "outcome", "person_id", "probability", "notes", "finding_id"};
  std::vector<Params> values;
  values.reserve(rows.size());
  for (const auto& row : rows)
    values.push_back(store::params(id, row.row, registry::code(row.outcome), or_null(row.person),
                                   row.probability, registry::findings_text(row.notes),
                                   or_null(row.finding)));
  if (!values.empty()) tx.bulk_insert("roster_row", kRowColumns, values);
}

std::vector<ComparedRow> compared_rows(Transaction& tx, RosterId id, const ComparedQuery& query) {
  if (query.outcome)
    return tx.all(
        "SELECT row, outcome, person_id, probability, notes, finding_id FROM roster_row WHERE roster_id = $1 "
        "AND outcome = $2 AND row > $3 ORDER BY row LIMIT $4",
        compared_from_row, id, registry::code(*query.outcome), query.after, query.limit);
  return tx.all(
      "SELECT row, outcome, person_id, probability, notes, finding_id FROM roster_row WHERE roster_id = $1 "
      "AND "
      "row > $2 ORDER BY row LIMIT $3",
      compared_from_row, id, query.after, query.limit);
}

std::map<std::string, int> count_compared(Transaction& tx, RosterId id) {
  std::map<std::string, int> out;
  tx.each(
      "SELECT outcome, COUNT(*) FROM roster_row WHERE roster_id = $1 GROUP BY outcome",
      [&](const Row& row) { out[row.get<std::string>(0)] = row.get<int>(1); }, id);
  return out;
}

bool clear_answers(Transaction& tx, RosterId id, int limit) {
  return tx.exec(
             "DELETE FROM roster_answer WHERE roster_id = $1 AND row IN (SELECT r.row FROM roster_answer r "
             "WHERE r.roster_id = $1 ORDER BY r.row LIMIT $2)",
             id, limit) > 0;
}

bool clear_comparison(Transaction& tx, RosterId id, int limit) {
  std::int64_t removed = tx.exec(
      "DELETE FROM roster_row WHERE roster_id = $1 AND row IN (SELECT r.row FROM roster_row r WHERE "
      "r.roster_id = $1 ORDER BY r.row LIMIT $2)",
      id, limit);
  removed += tx.exec(
      "DELETE FROM finding_candidate WHERE finding_id IN (SELECT f.id FROM finding f WHERE f.roster_id = $1 "
      "ORDER BY f.id LIMIT $2)",
      id, limit);
  removed += tx.exec(
      "DELETE FROM finding WHERE id IN (SELECT f.id FROM finding f WHERE f.roster_id = $1 ORDER BY f.id "
      "LIMIT "
      "$2)",
      id, limit);
  return removed > 0;
}

bool erase_expired_rosters(Transaction& tx, Instant now) {
  constexpr int kAtOnce = 4000;
  const auto expired = tx.first(
      "SELECT id FROM roster WHERE expires_at <= $1 ORDER BY expires_at, id LIMIT 1",
      [](const Row& row) { return row.get<RosterId>(0); }, now);
  if (!expired) return false;
  if (!clear_answers(tx, *expired, kAtOnce) && !clear_comparison(tx, *expired, kAtOnce))
    tx.exec("DELETE FROM roster WHERE id = $1", *expired);
  return true;
}

std::optional<std::vector<registry::ColumnMapping>> known_layout(Transaction& tx, access::PostId post,
                                                                 const std::string& layout) {
  return tx.first(
      "SELECT mapping FROM roster_layout WHERE post_id = $1 AND layout = $2",
      [](const Row& row) { return registry::mapping_from(row.text(0)); }, post, layout);
}

void keep_layout(Transaction& tx, const Roster& roster, const std::string& layout) {
  const auto mapping = registry::mapping_text(roster.mapping);
  if (tx.exec("UPDATE roster_layout SET mapping = $3, used_at = $4 WHERE post_id = $1 AND layout = $2",
              roster.post, layout, mapping, roster.created_at) == 0)
    tx.exec("INSERT INTO roster_layout (post_id, layout, mapping, used_at) VALUES ($1, $2, $3, $4)",
            roster.post, layout, mapping, roster.created_at);
}

std::optional<std::string> latest_model(Transaction& tx) {
  return tx.first("SELECT body FROM link_model ORDER BY id DESC LIMIT 1",
                  [](const Row& row) { return row.get<store::Blob>(0).bytes; });
}

void insert_model(Transaction& tx, const Roster& roster, const std::string& body, Instant now) {
  tx.exec("INSERT INTO link_model (id, roster_id, rows, learned_at, body) VALUES ($1, $2, $3, $4, $5)",
          tx.next_id(), roster.id, roster.rows, now, store::Blob{body});
  tx.exec(
      "DELETE FROM link_model WHERE id NOT IN (SELECT m.id FROM link_model m ORDER BY m.id DESC LIMIT $1)",
      kModelsKept);
}

}  // namespace weige::intake
