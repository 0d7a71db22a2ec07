// Reads xlsx packages as a stream of rows, with every limit checked before the bytes it guards are unpacked.
#pragma once

#include "formats/byte_source.h"
#include "formats/table.h"

namespace weige::formats {

Result<ReadReport> read_xlsx(const ByteSource& source, const ReadOptions& options, const RowSink& sink);
Result<std::vector<SheetInfo>> list_sheets(const ByteSource& source, const ReadLimits& limits);

}  // namespace weige::formats
