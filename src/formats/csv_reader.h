// Reads a text table (CSV and its kin): encoding and separator are found (text_decoder.h, csv_parser.h),
// memory stays constant. Every cell is text or empty. Row numbers count records, as a spreadsheet program
// does; places are cells without a sheet ("C12").
#pragma once

#include "formats/byte_source.h"
#include "formats/table.h"

namespace weige::formats {

Result<ReadReport> read_csv(const ByteSource& source, const ReadOptions& options, const RowSink& sink);

}  // namespace weige::formats
