#include "registry/upload_store.h"

#include <array>
#include <boost/json.hpp>

#include "registry/sealed_field_store.h"

namespace weige::registry {
namespace {

using store::Params;
using store::Row;
using store::Transaction;

std::string sheets_text(const std::vector<UploadSheet>& sheets) {
  boost::json::array out;
  for (const auto& sheet : sheets) {
    boost::json::array columns;
    for (const auto& column : sheet.columns)
      columns.push_back(boost::json::array{column.column, column.title});
    out.push_back(boost::json::object{{"name", sheet.name},
                                      {"header_row", sheet.header_row},
                                      {"rows", sheet.rows},
                                      {"columns", std::move(columns)},
                                      {"dropped", boost::json::parse(to_text(sheet.dropped_columns))}});
  }
  return boost::json::serialize(out);
}

std::vector<UploadSheet> sheets_from(std::string_view text) {
  std::vector<UploadSheet> out;
  const auto parsed = boost::json::parse(text);
  for (const auto& each : parsed.as_array()) {
    const auto& object = each.as_object();
    UploadSheet sheet{.name = std::string(object.at("name").as_string()),
                      .header_row = object.at("header_row").to_number<std::uint32_t>(),
                      .rows = object.at("rows").to_number<int>()};
    for (const auto& column : object.at("columns").as_array())
      sheet.columns.push_back({column.as_array().at(0).to_number<std::uint32_t>(),
                               std::string(column.as_array().at(1).as_string())});
    for (const auto& title : object.at("dropped").as_array())
      sheet.dropped_columns.emplace_back(title.as_string());
    out.push_back(std::move(sheet));
  }
  return out;
}

access::KeyOwner upload_owner(std::int64_t upload) {
  return {"upload", upload};
}

// The upload is bound by its key.
seal::Place chunk_place(std::int64_t ordinal) {
  return {"upload_chunk", "cells", ordinal};
}

StoredChunk opened_chunk(SealedFields& sealed, UploadId upload, const Row& row) {
  const auto ordinal = row.get<int>(0);
  return {ordinal, sealed.open_bytes(upload_owner(upload.value), chunk_place(ordinal), row.blob(1))};
}

}  // namespace

std::string to_text(const std::vector<std::string>& texts) {
  boost::json::array out;
  for (const auto& text : texts) out.push_back(boost::json::string(text));
  return boost::json::serialize(out);
}

std::vector<std::string> texts_from(std::string_view json) {
  std::vector<std::string> out;
  const auto parsed = boost::json::parse(json);
  for (const auto& each : parsed.as_array()) out.emplace_back(each.as_string());
  return out;
}

UploadId insert_upload(Transaction& tx, const access::Actor& actor, const NewUpload& upload) {
  const UploadId id{tx.next_id(store::IdSeries::handed_in)};
  tx.exec(
      "INSERT INTO upload (id, account_id, post_id, area_id, submission, state, file_name, rows, sheets, "
      "created_at, expires_at)"
      " VALUES ($1, $2, $3, $4, $5, 'arriving', $6, 0, '[]', $7, $8)",
      id, actor.account(), actor.post(), actor.area(), upload.submission, upload.file_name, upload.now,
      upload.expires_at);
  return id;
}

void insert_chunks(Transaction& tx, UploadId id, int first_ordinal, std::span<const UploadChunk> chunks) {
  static constexpr std::array<std::string_view, 7> kColumns{"upload_id", "ordinal", "sheet", "first_row",
                                                            "rows",      "cells",   "sealed"};
  SealedFields sealed(tx);
  std::vector<Params> rows;
  for (const auto& chunk : chunks) {
    const int ordinal = first_ordinal++;
    rows.push_back(store::params(
        id, ordinal, chunk.sheet, chunk.first_row, chunk.rows,
        store::Blob{sealed.seal_bytes(upload_owner(id.value), chunk_place(ordinal), chunk.bytes)}, true));
  }
  if (!rows.empty()) tx.bulk_insert("upload_chunk", kColumns, rows);
}

bool is_arriving(Transaction& tx, UploadId id) {
  return tx
      .first(
          "SELECT 1 FROM upload WHERE id = $1 AND state = 'arriving'", [](const Row&) { return true; }, id)
      .has_value();
}

access::Change finish_upload(Transaction& tx, const Upload& upload) {
  tx.exec("UPDATE upload SET state = 'ready', rows = $2, sheets = $3, expires_at = $4 WHERE id = $1",
          upload.id, upload.rows, sheets_text(upload.sheets), upload.expires_at);
  return access::Change::of(access::SubjectKind{"upload"}, upload.id);
}

void keep_upload_until(Transaction& tx, UploadId id, Instant expires_at) {
  tx.exec("UPDATE upload SET expires_at = $2 WHERE id = $1", id, expires_at);
}

namespace {

Upload upload_from(const Row& row) {
  return Upload{.id = row.get<UploadId>(0),
                .file_name = row.get<std::string>(1),
                .rows = row.get<int>(2),
                .sheets = sheets_from(row.text(3)),
                .created_at = row.get<Instant>(4),
                .expires_at = row.get<Instant>(5)};
}

}  // namespace

std::optional<Upload> find_upload(Transaction& tx, const access::Actor& actor, UploadId id) {
  return tx.first(
      "SELECT id, file_name, rows, sheets, created_at, expires_at FROM upload WHERE id = $1 AND account_id = "
      "$2 AND post_id = $3 AND state = 'ready'",
      upload_from, id, actor.account(), actor.post());
}

std::optional<Upload> find_upload(Transaction& tx, UploadId id) {
  return tx.first(
      "SELECT id, file_name, rows, sheets, created_at, expires_at FROM upload WHERE id = $1 AND state = "
      "'ready'",
      upload_from, id);
}

std::optional<UploadId> upload_of_submission(Transaction& tx, const access::Actor& actor,
                                             const std::string& submission) {
  return tx.first(
      "SELECT id FROM upload WHERE account_id = $1 AND submission = $2",
      [](const Row& row) { return row.get<UploadId>(0); }, actor.account(), submission);
}

std::vector<StoredChunk> upload_chunks(Transaction& tx, UploadId id, int sheet, int after, int limit) {
  SealedFields sealed(tx);
  return tx.all(
      "SELECT ordinal, cells FROM upload_chunk WHERE upload_id = $1 AND ordinal > $2 AND sheet = $3 ORDER BY "
      "ordinal LIMIT $4",
      [&](const Row& row) { return opened_chunk(sealed, id, row); }, id, after, sheet, limit);
}

std::int64_t seal_old_chunks(Transaction& tx, std::int64_t after, int limit) {
  struct OldChunk {
    std::int64_t upload, ordinal;
    std::string cells;
  };
  const auto chunks = tx.all(
      "SELECT upload_id, ordinal, cells FROM upload_chunk WHERE upload_id >= $1 AND sealed = 0 ORDER BY "
      "upload_id, ordinal LIMIT $2",
      [](const Row& row) {
        return OldChunk{row.int64(0), row.int64(1), std::string(row.blob(2))};
      },
      after, limit);
  SealedFields sealed(tx);
  for (const auto& [upload, ordinal, cells] : chunks)
    tx.exec("UPDATE upload_chunk SET cells = $3, sealed = 1 WHERE upload_id = $1 AND ordinal = $2", upload,
            ordinal, store::Blob{sealed.seal_bytes(upload_owner(upload), chunk_place(ordinal), cells)});
  return chunks.empty() ? 0 : chunks.back().upload;
}

void replace_chunk(Transaction& tx, UploadId id, const StoredChunk& chunk) {
  SealedFields sealed(tx);
  tx.exec("UPDATE upload_chunk SET cells = $3 WHERE upload_id = $1 AND ordinal = $2", id, chunk.ordinal,
          store::Blob{sealed.seal_bytes(upload_owner(id.value), chunk_place(chunk.ordinal), chunk.bytes)});
}

void drop_upload(Transaction& tx, UploadId id) {
  tx.exec("DELETE FROM upload_chunk WHERE upload_id = $1", id);
  tx.exec("DELETE FROM upload WHERE id = $1", id);
  access::delete_data_key(tx, upload_owner(id.value));
}

std::optional<StoredChunk> chunk_with_row(Transaction& tx, UploadId id, int sheet, std::uint32_t row) {
  SealedFields sealed(tx);
  return tx.first(
      "SELECT ordinal, cells FROM upload_chunk WHERE upload_id = $1 AND sheet = $2 AND first_row <= $3 ORDER "
      "BY "
      "first_row DESC LIMIT 1",
      [&](const Row& each) { return opened_chunk(sealed, id, each); }, id, sheet, row);
}

bool erase_expired_files(Transaction& tx, Instant now) {
  constexpr int kChunks = 40, kRows = 4000;
  const auto read_id = [](const Row& row) { return row.int64(0); };
  if (const auto upload = tx.first(
          "SELECT id FROM upload WHERE expires_at < $1 ORDER BY expires_at, id LIMIT 1", read_id, now)) {
    const auto gone = tx.exec(
        "DELETE FROM upload_chunk WHERE upload_id = $1 AND ordinal < (SELECT MIN(c.ordinal) FROM "
        "upload_chunk c WHERE c.upload_id = $1) + $2",
        *upload, kChunks);
    if (gone == 0) drop_upload(tx, UploadId{*upload});
    return true;
  }
  // Of an upload that went while its rows came in.
  if (const auto orphan = tx.first(
          "SELECT c.upload_id FROM upload_chunk c WHERE NOT EXISTS (SELECT 1 FROM upload u WHERE u.id = "
          "c.upload_id) LIMIT 1",
          read_id)) {
    drop_upload(tx, UploadId{*orphan});
    return true;
  }
  const auto import = tx.first(
      "SELECT id FROM file_import WHERE expires_at < $1 ORDER BY expires_at, id LIMIT 1", read_id, now);
  if (!import) return false;
  const auto gone = tx.exec(
      "DELETE FROM import_row WHERE import_id = $1 AND row < (SELECT MIN(r.row) FROM import_row r WHERE "
      "r.import_id = $1) + $2",
      *import, kRows);
  if (gone == 0) tx.exec("DELETE FROM file_import WHERE id = $1", *import);
  return true;
}

}  // namespace weige::registry
