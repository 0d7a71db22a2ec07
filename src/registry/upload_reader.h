// Reading an uploaded file: in a limited child process, header found by itself, columns of protected traits
// and columns without a header dropped before anything leaves this function. What comes out may be stored.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/result.h"
#include "formats/sandbox.h"

namespace weige::registry {

using UploadId = Id<struct UploadTag>;

struct UploadColumn {
  std::uint32_t column = 0;  // in the file, from 1
  std::string title;
  bool operator==(const UploadColumn&) const = default;
};

struct UploadSheet {
  std::string name;  // empty for text files
  std::uint32_t header_row = 0;
  int rows = 0;
  std::vector<UploadColumn> columns;         // kept, in the order of the stored cells
  std::vector<std::string> dropped_columns;  // titles; for columns without one their letter
  bool operator==(const UploadSheet&) const = default;
};

// Written to the register in one transaction, so few enough for about 20 ms.
inline constexpr int kRowsPerChunk = 80;
struct UploadChunk {
  int sheet = 0;  // index into the sheets, which are numbered as they begin
  int rows = 0;
  std::uint32_t first_row = 0;
  std::string bytes;  // upload_rows.h
};
using ChunkSink = std::function<Done(UploadChunk&&)>;

using UploadSandbox = formats::SandboxOptions;

// fd: an open file; it stays the caller's. Problems: those of read_in_sandbox and of the sink; header_missing
// when no sheet has a header row with rows below it.
Result<std::vector<UploadSheet>> read_upload(int fd, const UploadSandbox& sandbox, const ChunkSink& sink);

}  // namespace weige::registry
