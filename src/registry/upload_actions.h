// Use cases of uploads: taking a file in, and looking at what was found in it. Right: hand_in_rosters, which
// whoever may import has too.
#pragma once

#include <string>
#include <vector>

#include "registry/upload_store.h"

namespace weige::registry {

// How long an upload waits for its import, and how long both are kept from then on.
inline constexpr std::chrono::hours kUploadWaits{24};
inline constexpr std::chrono::hours kUploadArrives{1};  // one that never became whole goes after this
inline constexpr std::chrono::hours kImportKept{24 * 30};
inline constexpr std::size_t kLongestFileName = 200;  // characters

struct UploadFile {
  int fd = -1;  // of a file without a name (memory): nothing of it ever reaches the disk as it came
  std::string name;
  std::string submission;
};
struct UploadContext {
  store::Database& database;
  const access::Actor& actor;
  Clock clock;
  UploadSandbox sandbox = {};
};
// Reads the file and keeps its rows, without the columns that must not be kept, in short transactions; seen
// only once it is whole. The same submission again gives the same upload. Problems: forbidden, those of
// read_upload.
Result<Upload> take_upload(const UploadContext& context, const UploadFile& file);

// Problems: forbidden, not_found.
Result<Upload> read_upload_info(store::Transaction& tx, const access::Actor& actor, UploadId id);
// The first rows of a sheet as texts, ID numbers and phones masked.
std::vector<std::vector<std::string>> sample_rows(store::Transaction& tx, const Upload& upload, int sheet);

// Removes uploads and imports whose time has come, with their rows, in short transactions. Comes round by
// itself, and before each new upload.
Done erase_old(store::Database& database, Instant now);

}  // namespace weige::registry
