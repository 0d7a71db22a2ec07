#include "registry/ledger_store.h"

#include <array>
#include <string>

namespace weige::registry {
namespace {

using store::Params;
using store::Row;
using store::Transaction;

std::string_view or_empty(const Row& row, int column) {
  return row.is_null(column) ? std::string_view{} : row.text(column);
}

std::optional<std::string> text_or_null(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional{text};
}

constexpr std::string_view kOperationColumns =
    "t.id, t.kind, t.area_id, t.account_id, t.post_id, t.reason, t.known_at, t.undoes_operation_id, "
    "t.undone_by_operation_id";

Operation operation_from_row(const Row& row) {
  return {.id = row.get<OperationId>(0),
          .kind = *operation_kind_of(row.text(1)),
          .area = row.get<access::AreaId>(2),
          .account = row.get<access::AccountId>(3),
          .post = row.get<access::PostId>(4),
          .reason = std::string(or_empty(row, 5)),
          .known_at = row.get<Instant>(6),
          .undoes = row.get<std::optional<OperationId>>(7),
          .undone_by = row.get<std::optional<OperationId>>(8)};
}

// The key is looked for only where something is sealed.
constexpr std::string_view kChangeColumns =
    "c.id, c.operation_id, c.subject_kind, c.subject_id, c.area_id, c.kind, c.fields, c.valid_from, "
    "c.known_at, "
    "c.provenance_id, c.reason, c.undoes_change_id, c.fields_sealed, CASE WHEN c.fields_sealed IS NOT NULL "
    "THEN "
    "(SELECT k.wrapped FROM data_key k WHERE k.owner_kind = c.subject_kind AND k.owner_id = c.subject_id) "
    "END";
constexpr int kChangeColumnCount = 14;

LedgerChange change_from_row(SealedFields& sealed, const Row& row) {
  LedgerChange out{.id = row.int64(0),
                   .operation = row.get<OperationId>(1),
                   .subject_kind = *record_kind_of(row.text(2)),
                   .subject_id = row.int64(3),
                   .area_id = row.int64(4),
                   .kind = *change_kind_of(row.text(5)),
                   .valid_from = row.get<Day>(7),
                   .known_at = row.get<Instant>(8),
                   .provenance_id = row.int64(9),
                   .reason = std::string(or_empty(row, 10)),
                   .undoes = row.get<std::optional<std::int64_t>>(11)};
  auto fields = sealed.open(out, row, {.fields = 6, .sealed = 12, .key = 13});
  if (!fields) throw store::DatabaseError(store::Failure::bug, "a change whose fields cannot be read");
  out.fields = std::move(*fields);
  return out;
}

template <class... A>
std::vector<LedgerChange> read_changes(Transaction& tx, std::string_view sql, const A&... args) {
  SealedFields sealed(tx);
  return tx.all(
      sql, [&](const Row& row) { return change_from_row(sealed, row); }, args...);
}

std::string name_of_enterer(std::string_view title, std::string_view name) {
  std::string out(title);
  if (!title.empty() && !name.empty()) out += ' ';
  return out.append(name);
}

Provenance provenance_from_row(const Row& row) {
  return {.id = row.int64(0),
          .source = std::string(row.text(1)),
          .way = *way_of(row.text(2)),
          .finder = row.get<std::optional<std::string>>(3),
          .enterer_post = row.get<access::PostId>(4),
          .enterer_account = row.get<access::AccountId>(5),
          .verifier = row.get<std::optional<std::string>>(6),
          .evidence = from_evidence_text(or_empty(row, 7)),
          .confirmed_at = row.get<Day>(8),
          .known_at = row.get<Instant>(9),
          .enterer = name_of_enterer(or_empty(row, 10), or_empty(row, 11))};
}

}  // namespace

access::Change insert_operation(Transaction& tx, const Operation& operation) {
  tx.exec(
      "INSERT INTO operation (id, kind, area_id, account_id, post_id, reason, known_at, undoes_operation_id)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
      operation.id, code(operation.kind), operation.area, operation.account, operation.post,
      text_or_null(operation.reason), operation.known_at, operation.undoes);
  return access::Change::of(access::SubjectKind{"operation"}, operation.id,
                            "kind=" + std::string(code(operation.kind)));
}

std::optional<Operation> find_operation(Transaction& tx, const access::Scope& scope, OperationId id) {
  static const std::string sql =
      "SELECT " + std::string(kOperationColumns) +
      " FROM operation t WHERE t.id = $2 AND EXISTS"
      " (SELECT 1 FROM post_scope s WHERE s.post_id = $1 AND s.area_id = t.area_id LIMIT 1 OFFSET 0)";
  return tx.first(sql, operation_from_row, scope, id);
}

Operation operation_header(Transaction& tx, OperationId id) {
  static const std::string sql =
      "SELECT " + std::string(kOperationColumns) + " FROM operation t WHERE t.id = $1";
  auto found = tx.first(sql, operation_from_row, id);
  if (!found) throw store::DatabaseError(store::Failure::bug, "a change without its operation");
  return *std::move(found);
}

access::Change mark_undone(Transaction& tx, OperationId id, std::optional<OperationId> by) {
  tx.exec("UPDATE operation SET undone_by_operation_id = $2 WHERE id = $1", id, by);
  return access::Change::of(access::SubjectKind{"operation"}, id, by ? "undone" : "holds again");
}

void insert_provenance(Transaction& tx, const Provenance& provenance) {
  tx.exec(
      "INSERT INTO provenance (id, source, how, finder, enterer_post_id, enterer_account_id, verifier, "
      "evidence, confirmed_at, known_at)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
      provenance.id, provenance.source, code(provenance.way), provenance.finder, provenance.enterer_post,
      provenance.enterer_account, provenance.verifier,
      provenance.evidence.empty() ? std::nullopt : std::optional{to_evidence_text(provenance.evidence)},
      provenance.confirmed_at, provenance.known_at);
}

std::vector<Provenance> find_provenance(Transaction& tx, std::span<const std::int64_t> ids) {
  std::vector<Provenance> out;
  for (const auto id : ids)
    tx.each(
        "SELECT v.id, v.source, v.how, v.finder, v.enterer_post_id, v.enterer_account_id, v.verifier, "
        "v.evidence, v.confirmed_at, v.known_at, p.title, a.display_name FROM provenance v"
        " LEFT JOIN post p ON p.id = v.enterer_post_id LEFT JOIN account a ON a.id = v.enterer_account_id"
        " WHERE v.id = $1",
        [&](const Row& row) { out.push_back(provenance_from_row(row)); }, id);
  return out;
}

void insert_changes(SealedFields& sealed, std::span<const LedgerChange> changes) {
  static constexpr std::array<std::string_view, 13> kColumns{
      "id",     "operation_id",     "subject_kind", "subject_id", "area_id",
      "kind",   "fields",           "valid_from",   "known_at",   "provenance_id",
      "reason", "undoes_change_id", "fields_sealed"};
  sealed.prepare(changes);
  std::vector<Params> rows;
  rows.reserve(changes.size());
  for (const auto& change : changes) {
    const auto fields = sealed.seal(change);
    rows.push_back(store::params(change.id, change.operation, code(change.subject_kind), change.subject_id,
                                 change.area_id, code(change.kind), fields.open, change.valid_from,
                                 change.known_at, change.provenance_id, text_or_null(change.reason),
                                 change.undoes,
                                 fields.sealed ? std::optional(store::Blob{*fields.sealed}) : std::nullopt));
  }
  if (!rows.empty()) sealed.tx().bulk_insert("change", kColumns, rows);
}

std::vector<LedgerChange> changes_of_record(Transaction& tx, RecordKind kind, std::int64_t id) {
  static const std::string sql =
      "SELECT " + std::string(kChangeColumns) +
      " FROM change c WHERE c.subject_kind = $1 AND c.subject_id = $2 ORDER BY c.id";
  return read_changes(tx, sql, code(kind), id);
}

std::vector<LedgerChange> changes_of_operation(Transaction& tx, OperationId id, std::int64_t before,
                                               int limit) {
  static const std::string sql =
      "SELECT " + std::string(kChangeColumns) +
      " FROM change c WHERE c.operation_id = $1 AND c.id < $2 ORDER BY c.id DESC LIMIT $3";
  return read_changes(tx, sql, id, before, limit);
}

int count_changes(Transaction& tx, OperationId id) {
  return tx.scalar<int>("SELECT count(*) FROM change WHERE operation_id = $1", id);
}

std::set<std::int64_t> changes_taken_back(Transaction& tx, OperationId id, std::int64_t before) {
  std::set<std::int64_t> out;
  tx.each(
      "SELECT c.undoes_change_id FROM operation o JOIN change c ON c.operation_id = o.id"
      " WHERE o.undoes_operation_id = $1 AND o.undone_by_operation_id IS NULL"
      " AND c.undoes_change_id < $2",
      [&](const Row& row) { out.insert(row.int64(0)); }, id, before);
  return out;
}

std::vector<ConfirmingChange> confirming_changes(Transaction& tx, RecordKind kind, std::int64_t id) {
  static const std::string sql =
      "SELECT " + std::string(kChangeColumns) +
      ", o.kind, v.confirmed_at FROM change c JOIN operation o ON o.id = c.operation_id JOIN provenance v ON "
      "v.id = c.provenance_id WHERE c.subject_kind = $1 AND c.subject_id = $2 ORDER BY c.id";
  SealedFields sealed(tx);
  return tx.all(
      sql,
      [&](const Row& row) {
        return ConfirmingChange{change_from_row(sealed, row),
                                operation_kind_of(row.text(kChangeColumnCount)).value(),
                                row.get<Day>(kChangeColumnCount + 1)};
      },
      code(kind), id);
}

std::vector<LedgerChange> changes_before(Transaction& tx, OperationId id, std::int64_t before_change_id,
                                         int limit) {
  static const std::string sql =
      "SELECT " + std::string(kChangeColumns) +
      " FROM change c WHERE c.operation_id = $1 AND ($2 = -1 OR c.id < $2) ORDER BY c.id DESC LIMIT $3";
  return read_changes(tx, sql, id, before_change_id, limit);
}

std::vector<FieldProvenance> field_provenance(Transaction& tx, RecordKind kind, std::int64_t id) {
  return tx.all(
      "SELECT field, provenance_id FROM field_provenance WHERE subject_kind = $1 AND subject_id = $2 ORDER "
      "BY field",
      [](const Row& row) {
        return FieldProvenance{row.get<std::string>(0), row.int64(1)};
      },
      code(kind), id);
}

void set_field_provenance(Transaction& tx, const Record& record, std::span<const FieldProvenance> fields) {
  for (const auto& field : fields)
    tx.exec(
        "INSERT INTO field_provenance (subject_kind, subject_id, field, provenance_id) VALUES ($1, $2, $3, "
        "$4)"
        " ON CONFLICT (subject_kind, subject_id, field) DO UPDATE SET provenance_id = excluded.provenance_id",
        code(record.kind), record.id, field.field, field.provenance_id);
}

void replace_field_provenance(Transaction& tx, const Record& record,
                              std::span<const FieldProvenance> fields) {
  tx.exec("DELETE FROM field_provenance WHERE subject_kind = $1 AND subject_id = $2", code(record.kind),
          record.id);
  set_field_provenance(tx, record, fields);
}

void add_to_counters(Transaction& tx, std::span<const CounterDelta> deltas) {
  for (const auto& delta : deltas)
    tx.exec(
        "INSERT INTO record_counter (area_id, month, post_id, records, adds, changes, cancellations)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (area_id, month, post_id, records) DO UPDATE SET"
        " adds = record_counter.adds + excluded.adds, changes = record_counter.changes + excluded.changes,"
        " cancellations = record_counter.cancellations + excluded.cancellations",
        delta.area_id, delta.month, delta.post_id, delta.records, delta.adds, delta.changes,
        delta.cancellations);
}

}  // namespace weige::registry
