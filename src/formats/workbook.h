// Reads any table file: looks at its bytes, then reads it as xlsx or as text.
#pragma once

#include "formats/byte_source.h"
#include "formats/table.h"

namespace weige::formats {

// In this process: for files that are trusted (our own, or the operator's). Uploads go through sandbox.h.
Result<ReadReport> read_table(const ByteSource& source, const ReadOptions& options, const RowSink& sink);
Result<ReadReport> read_table(const std::string& path, const ReadOptions& options, const RowSink& sink);

}  // namespace weige::formats
