#include "registry/erasure_upload_store.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>

#include "registry/by_id_store.h"
#include "registry/upload_rows.h"
#include "registry/upload_store.h"
#include "standards/name_fold.h"
#include "standards/text_fold.h"

namespace weige::registry {
namespace {

using store::Params;
using store::Row;
using store::Transaction;

constexpr int kChunksAtOnce = 8;

// A trace as it is compared with the cells of a file: spaces, widths and cases are not told apart.
struct FoldedTrace {
  std::string name, number, phone;
};

FoldedTrace folded(const PersonTrace& person) {
  return {standards::name_key(person.name), standards::fold_text(person.document_number),
          standards::fold_text(person.phone)};
}

bool names(const std::vector<std::string>& cells, const FoldedTrace& person) {
  const auto holds = [&](const std::string& what) {
    return !what.empty() && std::ranges::any_of(cells, [&](const std::string& cell) {
      return cell.find(what) != std::string::npos;
    });
  };
  if (holds(person.number)) return true;
  return holds(person.phone) && !person.name.empty() &&
         std::ranges::any_of(
             cells, [&](const std::string& cell) { return standards::name_key(cell) == person.name; });
}

bool tells_of_any(const UploadRow& row, std::span<const FoldedTrace> people) {
  std::vector<std::string> cells;
  for (const auto& cell : row.cells) cells.push_back(standards::fold_text(cell_text(cell)));
  return std::ranges::any_of(people, [&](const FoldedTrace& person) { return names(cells, person); });
}

// The chunk without those rows' cells; nothing: none of them is in it.
std::optional<std::string> emptied(const StoredChunk& chunk, std::span<const FoldedTrace> people,
                                   std::set<std::uint32_t>& rows) {
  RowPacker packer;
  bool any = false;
  for (auto& row : unpack_rows(chunk.bytes)) {
    if (rows.contains(row.number) || tells_of_any(row, people)) {
      rows.insert(row.number);
      std::ranges::fill(row.cells, formats::Cell{});
      row.too_wide = 0;
      any = true;
    }
    packer.add(row);
  }
  return any ? std::optional(packer.take()) : std::nullopt;
}

// By import, the rows that are known.
std::map<std::int64_t, RowsOfUpload> imported_rows(Transaction& tx, const ErasedSubjects& subjects) {
  static const ById sql(
      "SELECT i.id, i.upload_id, i.sheet, r.row FROM import_row r JOIN file_import i ON i.id = r.import_id "
      "WHERE r.subject_kind = $1 AND r.subject_id IN ",
      {}, 1);
  std::map<std::int64_t, RowsOfUpload> out;
  const std::array<std::pair<RecordKind, std::span<const std::int64_t>>, 3> kinds{
      std::pair{RecordKind::person, std::span<const std::int64_t>(subjects.people)},
      {RecordKind::residence, subjects.residences},
      {RecordKind::employment, subjects.employments}};
  for (const auto& [kind, ids] : kinds)
    each_by_id(
        tx, sql, ids,
        [&](const Row& row) {
          auto& of = out[row.int64(0)];
          of.upload = row.get<UploadId>(1);
          of.sheet = row.get<int>(2);
          of.rows.insert(row.get<std::uint32_t>(3));
        },
        Params{std::string(code(kind))});
  return out;
}

}  // namespace

std::set<std::uint32_t> empty_rows(Transaction& tx, const RowsOfUpload& known,
                                   std::span<const PersonTrace> people) {
  std::vector<FoldedTrace> traces;
  for (const auto& person : people) traces.push_back(folded(person));
  auto rows = known.rows;
  for (int after = -1;;) {
    const auto chunks = upload_chunks(tx, known.upload, known.sheet, after, kChunksAtOnce);
    for (const auto& chunk : chunks) {
      after = chunk.ordinal;
      if (auto bytes = emptied(chunk, traces, rows))
        replace_chunk(tx, known.upload, {chunk.ordinal, *std::move(bytes)});
    }
    if (chunks.size() < static_cast<std::size_t>(kChunksAtOnce)) return rows;
  }
}

void erase_from_imports(Transaction& tx, const ErasedSubjects& subjects,
                        std::span<const PersonTrace> people) {
  for (const auto& [import, known] : imported_rows(tx, subjects)) {
    std::vector<Params> gone;
    for (const auto row : empty_rows(tx, known, people)) gone.push_back(store::params(import, row));
    tx.run_many("DELETE FROM import_row WHERE import_id = $1 AND row = $2", gone);
  }
}

ExpiredFiles count_expired_files(Transaction& tx, Instant now) {
  return {tx.scalar<std::int64_t>("SELECT count(*) FROM upload WHERE expires_at < $1", now),
          tx.scalar<std::int64_t>("SELECT count(*) FROM file_import WHERE expires_at < $1", now)};
}

}  // namespace weige::registry
