#include "registry/import_store.h"

#include <array>

#include "registry/import_text_store.h"

namespace weige::registry {
namespace {

using store::Params;
using store::Row;
using store::Transaction;

constexpr std::string_view kColumns =
    "id, upload_id, job_id, account_id, post_id, area_id, kind, mode, file_name, sheet, mapping, "
    "reference_date, source, rows, outcomes, problems, "
    "dropped_columns, operation_id, applied, created_at, expires_at";

Import import_from_row(const Row& row) {
  return {.id = row.get<ImportId>(0),
          .upload = row.get<UploadId>(1),
          .job = row.get<jobs::JobId>(2),
          .account = row.get<access::AccountId>(3),
          .post = row.get<access::PostId>(4),
          .area = row.get<access::AreaId>(5),
          .kind = *town_file_of(row.text(6)),
          .mode = *import_mode_of(row.text(7)),
          .file_name = row.get<std::string>(8),
          .sheet = row.get<int>(9),
          .mapping = mapping_from(row.text(10)),
          .reference = row.get<Day>(11),
          .source = row.get<std::string>(12),
          .rows = row.get<int>(13),
          .outcomes = counts_from(row.text(14)),
          .problems = counts_from(row.text(15)),
          .dropped_columns = texts_from(row.text(16)),
          .operation = row.get<std::optional<OperationId>>(17),
          .applied = row.get<std::optional<bool>>(18),
          .created_at = row.get<Instant>(19),
          .expires_at = row.get<Instant>(20)};
}

ImportedRow row_from_row(const Row& row) {
  ImportedRow out{.row = row.get<std::uint32_t>(0), .outcome = *row_outcome_of(row.text(1))};
  if (!row.is_null(2)) out.subject_kind = *record_kind_of(row.text(2));
  out.subject_id = row.get<std::optional<std::int64_t>>(3).value_or(0);
  if (!row.is_null(4)) out.findings = findings_from(row.text(4));
  return out;
}

std::optional<std::string_view> kind_or_null(const ImportedRow& row) {
  return row.subject_id != 0 ? std::optional(code(row.subject_kind)) : std::nullopt;
}
std::optional<std::int64_t> id_or_null(const ImportedRow& row) {
  return row.subject_id != 0 ? std::optional(row.subject_id) : std::nullopt;
}

}  // namespace

std::string_view code(ImportMode mode) {
  return mode == ImportMode::good_rows ? "good_rows" : "all_or_nothing";
}

std::optional<ImportMode> import_mode_of(std::string_view text) {
  for (const auto mode : {ImportMode::all_or_nothing, ImportMode::good_rows})
    if (code(mode) == text) return mode;
  return std::nullopt;
}

access::Change insert_import(Transaction& tx, const Import& import) {
  static const std::string sql = "INSERT INTO file_import (" + std::string(kColumns) +
                                 ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, "
                                 "$15, $16, $17, $18, $19, $20, $21)";
  tx.exec(sql, import.id, import.upload, import.job, import.account, import.post, import.area,
          code(import.kind), code(import.mode), import.file_name, import.sheet, mapping_text(import.mapping),
          import.reference, import.source, import.rows, counts_text(import.outcomes),
          counts_text(import.problems), to_text(import.dropped_columns), import.operation, import.applied,
          import.created_at, import.expires_at);
  return access::Change::of(access::SubjectKind{"import"}, import.id,
                            "kind=" + std::string(code(import.kind)));
}

std::optional<Import> find_import(Transaction& tx, ImportId id) {
  static const std::string sql = "SELECT " + std::string(kColumns) + " FROM file_import WHERE id = $1";
  return tx.first(sql, import_from_row, id);
}

std::optional<Import> find_import(Transaction& tx, const access::Actor& actor, ImportId id) {
  static const std::string sql = "SELECT " + std::string(kColumns) +
                                 " FROM file_import WHERE id = $1 AND account_id = $2 AND post_id = $3";
  return tx.first(sql, import_from_row, id, actor.account(), actor.post());
}

std::vector<Import> imports_of(Transaction& tx, const access::Actor& actor, std::int64_t before, int limit) {
  static const std::string sql =
      "SELECT " + std::string(kColumns) +
      " FROM file_import WHERE account_id = $1 AND post_id = $2 AND id < $3 ORDER BY id DESC LIMIT $4";
  return tx.all(sql, import_from_row, actor.account(), actor.post(), before, limit);
}

void update_import(Transaction& tx, const Import& import) {
  tx.exec(
      "UPDATE file_import SET outcomes = $2, problems = $3, operation_id = $4, applied = $5 WHERE id = $1",
      import.id, counts_text(import.outcomes), counts_text(import.problems), import.operation,
      import.applied);
}

void insert_rows(Transaction& tx, ImportId id, std::span<const ImportedRow> rows) {
  static constexpr std::array<std::string_view, 6> kRowColumns{"import_id",    "row",        "outcome",
                                                               "subject_kind", "subject_id", "findings"};
  std::vector<Params> values;
  values.reserve(rows.size());
  for (const auto& row : rows)
    values.push_back(store::params(id, row.row, code(row.outcome), kind_or_null(row), id_or_null(row),
                                   findings_text(row.findings)));
  if (!values.empty()) tx.bulk_insert("import_row", kRowColumns, values);
}

void update_rows(Transaction& tx, ImportId id, std::span<const ImportedRow> rows) {
  std::vector<Params> values;
  values.reserve(rows.size());
  for (const auto& row : rows)
    values.push_back(store::params(id, row.row, code(row.outcome), kind_or_null(row), id_or_null(row),
                                   findings_text(row.findings)));
  tx.run_many(
      "UPDATE import_row SET outcome = $3, subject_kind = $4, subject_id = $5, findings = $6 WHERE import_id "
      "= $1 AND row = $2",
      values);
}

int clear_rows(Transaction& tx, ImportId id, int limit) {
  return static_cast<int>(
      tx.exec("DELETE FROM import_row WHERE import_id = $1 AND row IN (SELECT r.row FROM import_row r WHERE "
              "r.import_id = $1 ORDER BY r.row LIMIT $2)",
              id, limit));
}

std::vector<ImportedRow> import_rows(Transaction& tx, ImportId id, const RowQuery& query) {
  if (query.outcome)
    return tx.all(
        "SELECT row, outcome, subject_kind, subject_id, findings FROM import_row WHERE import_id = $1 AND "
        "outcome = $2 AND row > $3 ORDER BY row LIMIT "
        "$4",
        row_from_row, id, code(*query.outcome), query.after, query.limit);
  return tx.all(
      "SELECT row, outcome, subject_kind, subject_id, findings FROM import_row WHERE import_id = $1 AND row "
      "> $2 ORDER BY row LIMIT $3",
      row_from_row, id, query.after, query.limit);
}

std::vector<ImportedRow> import_rows_from(Transaction& tx, ImportId id, std::uint32_t first,
                                          std::uint32_t last) {
  return tx.all(
      "SELECT row, outcome, subject_kind, subject_id, findings FROM import_row WHERE import_id = $1 AND row "
      ">= $2 AND row <= $3 ORDER BY row",
      row_from_row, id, first, last);
}

std::map<std::string, int> count_outcomes(Transaction& tx, ImportId id) {
  std::map<std::string, int> out;
  tx.each(
      "SELECT outcome, COUNT(*) FROM import_row WHERE import_id = $1 GROUP BY outcome",
      [&](const Row& row) { out[row.get<std::string>(0)] = row.get<int>(1); }, id);
  return out;
}

}  // namespace weige::registry
