#include "registry/old_values_store.h"

#include <string>

#include "registry/record_store.h"
#include "registry/upload_store.h"

namespace weige::registry {
namespace {

using store::Params;
using store::Row;
using store::Transaction;

std::string quoted_name(std::string_view column) {
  return '"' + std::string(column) + '"';
}

// Fields that tell what is to be sealed and hashed, by the columns that were plain.
bool is_read_plain(const FieldSpec& field) {
  return field.type == FieldType::text && field.tracked;
}

std::string plain_records(RecordKind kind) {
  std::string columns = "t.id", any;
  for (const auto& field : fields(kind)) {
    if (is_read_plain(field)) columns += ", t." + quoted_name(field.name);
    if (field.keeping == Keeping::sealed)
      any += (any.empty() ? "t." : " OR t.") + quoted_name(field.name) + " IS NOT NULL";
  }
  return "SELECT " + columns + " FROM " + std::string(code(kind)) + " t WHERE t.id > $1 AND (" + any +
         ") ORDER BY t.id LIMIT $2";
}

std::string sealing_update(RecordKind kind) {
  std::string sets;
  int parameter = 1;
  for (const auto& field : fields(kind)) {
    if (field.keeping == Keeping::plain) continue;
    if (!sets.empty()) sets += ", ";
    sets += quoted_name(column_name(field)) + " = $" + std::to_string(++parameter) + ", " +
            quoted_name(field.name) + " = NULL";
  }
  return "UPDATE " + std::string(code(kind)) + " SET " + sets + " WHERE id = $1";
}

Record read_plain_record(RecordKind kind, const Row& row) {
  Record record(kind);
  record.id = row.int64(0);
  int column = 0;
  for (const auto& field : fields(kind))
    if (is_read_plain(field)) record[field.name] = row.get<std::optional<std::string>>(++column);
  derive(record);
  return record;
}

std::int64_t seal_records(Transaction& tx, RecordKind kind, std::int64_t after, int limit) {
  const auto sql = plain_records(kind);
  const auto records = tx.all(
      sql, [&](const Row& row) { return read_plain_record(kind, row); }, after, limit);
  if (records.empty()) return 0;
  SealedFields sealed(tx);
  sealed.prepare(records, SealedFields::Owners::all);
  std::vector<Params> rows;
  for (const auto& record : records) {
    Params row{record.id};
    sealed.append_guarded(row, record);
    rows.push_back(std::move(row));
  }
  tx.run_many(sealing_update(kind), rows);
  return records.back().id;
}

LedgerChange read_plain_change(const Row& row) {
  auto fields = from_ledger_text(row.text(3));
  if (!fields) throw store::DatabaseError(store::Failure::bug, "a change whose fields cannot be read");
  return {.id = row.int64(0),
          .operation = {},
          .subject_kind = record_kind_of(row.text(1)).value(),
          .subject_id = row.int64(2),
          .fields = std::move(*fields)};
}

std::int64_t seal_changes(Transaction& tx, std::int64_t after, int limit) {
  const auto changes = tx.all(
      "SELECT id, subject_kind, subject_id, fields FROM change WHERE id > $1 AND fields_sealed IS NULL AND "
      "subject_kind IN ('person', 'premises', 'organisation') ORDER BY id LIMIT $2",
      read_plain_change, after, limit);
  if (changes.empty()) return 0;
  SealedFields sealed(tx);
  sealed.prepare(changes);
  std::vector<Params> rows;
  for (const auto& change : changes)
    if (const auto text = sealed.seal(change); text.sealed)
      rows.push_back(store::params(change.id, text.open, store::Blob{*text.sealed}));
  if (!rows.empty()) tx.run_many("UPDATE change SET fields = $2, fields_sealed = $3 WHERE id = $1", rows);
  return changes.back().id;
}

}  // namespace

std::vector<UnsealedTable> unsealed_tables(Transaction& tx) {
  return tx.all("SELECT name, after_id FROM unsealed_table ORDER BY name", [](const Row& row) {
    return UnsealedTable{row.get<std::string>(0), row.int64(1)};
  });
}

std::int64_t seal_more(Transaction& tx, const UnsealedTable& table) {
  constexpr int kRows = 500, kChunks = 10;
  if (const auto kind = record_kind_of(table.name)) return seal_records(tx, *kind, table.after, kRows);
  if (table.name == "upload_chunk") return seal_old_chunks(tx, table.after, kChunks);
  return seal_changes(tx, table.after, kRows);
}

void note_sealed(Transaction& tx, const UnsealedTable& table) {
  tx.exec("UPDATE unsealed_table SET after_id = $2 WHERE name = $1", table.name, table.after);
}

access::Change forget_unsealed_tables(Transaction& tx) {
  tx.exec("DELETE FROM unsealed_table");
  return access::Change::of(access::SubjectKind{"register"}, std::int64_t{0}, "sealed");
}

}  // namespace weige::registry
