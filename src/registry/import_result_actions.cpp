#include "registry/import_result_actions.h"

#include <algorithm>

#include "registry/import_actions.h"
#include "registry/import_result.h"
#include "registry/upload_actions.h"

namespace weige::registry {
namespace {

using store::Transaction;

struct Piece {
  std::vector<StoredChunk> chunks;
  std::vector<ImportedRow> outcomes;
};

Done write_rows(ImportResult& out, const StoredChunk& chunk, const std::vector<ImportedRow>& outcomes,
                Language language) {
  for (const auto& row : unpack_rows(chunk.bytes)) {
    const auto found = std::ranges::lower_bound(outcomes, row.number, {}, &ImportedRow::row);
    if (found == outcomes.end() || found->row != row.number) continue;
    WEIGE_CHECK(out.add(row, title(found->outcome, language), found->findings));
  }
  return done();
}

}  // namespace

Done write_result_file(const ResultWanted& wanted, const std::string& path) {
  WEIGE_TRY(const auto import, wanted.database.read([&](Transaction& tx) {
    return read_import(tx, wanted.actor, wanted.import);
  }));
  if (!import.applied) return problem(ProblemCode::import_running);
  const auto upload =
      wanted.database.read([&](Transaction& tx) { return find_upload(tx, wanted.actor, import.upload); });
  if (!upload) return problem(ProblemCode::upload_gone);
  const auto& sheet = upload->sheets.at(static_cast<std::size_t>(import.sheet));
  WEIGE_TRY(auto out, ImportResult::create(path, {sheet.name, sheet.columns, wanted.language}));
  for (int after = -1;;) {
    const auto piece = wanted.database.read([&](Transaction& tx) {
      Piece read{upload_chunks(tx, upload->id, import.sheet, after, 4), {}};
      if (read.chunks.empty()) return read;
      const auto first = unpack_rows(read.chunks.front().bytes), last = unpack_rows(read.chunks.back().bytes);
      read.outcomes = import_rows_from(tx, import.id, first.front().number, last.back().number);
      return read;
    });
    if (piece.chunks.empty()) break;
    for (const auto& chunk : piece.chunks)
      WEIGE_CHECK(write_rows(out, chunk, piece.outcomes, wanted.language));
    after = piece.chunks.back().ordinal;
  }
  return out.finish();
}

}  // namespace weige::registry
