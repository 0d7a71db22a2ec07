#include "registry/unindexed_store.h"

#include <array>
#include <stdexcept>
#include <string>

#include "registry/record_store.h"

namespace weige::registry {
namespace {

using store::Params;
using store::Row;
using store::Transaction;

// Texts that live as long as the program, as the statement cache wants.
struct Texts {
  std::string records, record, versions;
};

Texts make_texts(RecordKind kind) {
  const std::string from = " FROM unindexed_record u JOIN " + std::string(code(kind)) +
                           " t ON t.id = u.subject_id WHERE u.subject_kind = $1";
  const std::string columns = "SELECT " + std::string(record_columns(kind));
  return {.records = columns + from + " ORDER BY u.subject_id LIMIT $2",
          .record = columns + from + " AND u.subject_id = $2",
          .versions = "SELECT t.id, t.version" + from + " AND u.subject_id BETWEEN $2 AND $3 ORDER BY t.id"};
}

const Texts& texts(RecordKind kind) {
  static const std::array all{make_texts(RecordKind::address), make_texts(RecordKind::person),
                              make_texts(RecordKind::organisation)};
  switch (kind) {
    case RecordKind::address:
      return all[0];
    case RecordKind::person:
      return all[1];
    case RecordKind::organisation:
      return all[2];
    default:
      throw std::logic_error("a kind without search terms");
  }
}

}  // namespace

void insert_unindexed(Transaction& tx, std::span<const Unindexed> records) {
  static constexpr std::array<std::string_view, 2> kColumns{"subject_kind", "subject_id"};
  std::vector<Params> rows;
  rows.reserve(records.size());
  for (const auto& record : records) rows.push_back(store::params(code(record.kind), record.id));
  if (!rows.empty()) tx.bulk_insert("unindexed_record", kColumns, rows);
}

bool is_unindexed(Transaction& tx, RecordKind kind, std::int64_t id) {
  return tx
      .first(
          "SELECT 1 FROM unindexed_record WHERE subject_kind = $1 AND subject_id = $2",
          [](const Row&) { return true; }, code(kind), id)
      .has_value();
}

int count_unindexed(Transaction& tx) {
  return tx.scalar<int>("SELECT count(*) FROM unindexed_record");
}

std::vector<Record> unindexed_records(Transaction& tx, RecordKind kind, std::size_t limit) {
  SealedFields sealed(tx);
  return tx.all(
      texts(kind).records, [&](const Row& row) { return read_record(sealed, kind, row); }, code(kind), limit);
}

std::optional<Record> unindexed_record(Transaction& tx, RecordKind kind, std::int64_t id) {
  SealedFields sealed(tx);
  return tx.first(
      texts(kind).record, [&](const Row& row) { return read_record(sealed, kind, row); }, code(kind), id);
}

std::vector<RecordVersion> unindexed_versions(Transaction& tx, RecordKind kind, const IdRange& ids) {
  return tx.all(
      texts(kind).versions,
      [](const Row& row) {
        return RecordVersion{row.int64(0), row.int64(1)};
      },
      code(kind), ids.first, ids.last);
}

void delete_unindexed(Transaction& tx, RecordKind kind, const IdRange& ids) {
  tx.exec("DELETE FROM unindexed_record WHERE subject_kind = $1 AND subject_id BETWEEN $2 AND $3", code(kind),
          ids.first, ids.last);
}

void delete_unindexed(Transaction& tx, RecordKind kind, std::span<const std::int64_t> ids) {
  std::vector<Params> rows;
  rows.reserve(ids.size());
  for (const auto id : ids) rows.push_back(store::params(code(kind), id));
  if (!rows.empty())
    tx.run_many("DELETE FROM unindexed_record WHERE subject_kind = $1 AND subject_id = $2", rows);
}

}  // namespace weige::registry
