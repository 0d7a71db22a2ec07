// SQL of uploads: what was kept of a file, in chunks of rows, until its time is over. Only the account that
// sent it sees it.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "access/actor.h"
#include "access/change.h"
#include "registry/upload_reader.h"
#include "store/database.h"

namespace weige::registry {

struct Upload {
  UploadId id;
  std::string file_name;
  int rows = 0;
  std::vector<UploadSheet> sheets = {};
  Instant created_at{};
  Instant expires_at{};
};

struct NewUpload {
  std::string file_name;
  std::string submission;  // the same one twice is one upload
  Instant now;
  Instant expires_at;
};

// Arriving: not seen by anybody until finish_upload.
UploadId insert_upload(store::Transaction& tx, const access::Actor& actor, const NewUpload& upload);
void insert_chunks(store::Transaction& tx, UploadId id, int first_ordinal,
                   std::span<const UploadChunk> chunks);
access::Change finish_upload(store::Transaction& tx, const Upload& upload);
void keep_upload_until(store::Transaction& tx, UploadId id, Instant expires_at);

std::optional<Upload> find_upload(store::Transaction& tx, const access::Actor& actor, UploadId id);
// Of an import, which belongs to its sender already.
std::optional<Upload> find_upload(store::Transaction& tx, UploadId id);
// False once it is whole, or gone because the same submission came again.
bool is_arriving(store::Transaction& tx, UploadId id);
std::optional<UploadId> upload_of_submission(store::Transaction& tx, const access::Actor& actor,
                                             const std::string& submission);

struct StoredChunk {
  int ordinal = -1;
  std::string bytes;
};
// Chunks of a sheet after the ordinal, in order.
std::vector<StoredChunk> upload_chunks(store::Transaction& tx, UploadId id, int sheet, int after, int limit);

// The chunk that holds the row of that number, if any does.
std::optional<StoredChunk> chunk_with_row(store::Transaction& tx, UploadId id, int sheet, std::uint32_t row);

// In the place of a chunk that is there.
void replace_chunk(store::Transaction& tx, UploadId id, const StoredChunk& chunk);

// Removes a piece of what has expired, uploads first, then imports with their rows; false when nothing is
// left. To be called until then, each time in a transaction of its own.
bool erase_expired_files(store::Transaction& tx, Instant now);
// Of files from before their rows were sealed; the last upload that was looked at, 0: there is nothing more.
std::int64_t seal_old_chunks(store::Transaction& tx, std::int64_t after, int limit);
void drop_upload(store::Transaction& tx, UploadId id);

std::string to_text(const std::vector<std::string>& texts);
std::vector<std::string> texts_from(std::string_view json);

}  // namespace weige::registry
