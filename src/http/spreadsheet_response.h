// A spreadsheet made for one answer, sent from memory.
#pragma once

#include <string_view>

#include "base/memory_file.h"
#include "base/result.h"
#include "http/message.h"

namespace weige::http {

// What was written, as a spreadsheet that the browser saves under the name (ASCII) and does not keep.
// Problem: unavailable.
Result<Response> spreadsheet_response(const MemoryFile& file, std::string_view name);

}  // namespace weige::http
