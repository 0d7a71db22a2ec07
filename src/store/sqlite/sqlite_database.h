// The embedded engine: one process, one file, one writer, several readers.
#pragma once

#include "store/database.h"

namespace weige::store::sqlite {

// Problems: database_in_use, database_unreachable.
Result<std::unique_ptr<Database>> open_file(const std::string& file, const DatabaseOptions& options);
// Beside the process that has it open. Problem: database_unreachable.
Result<std::unique_ptr<Database>> open_file_to_read(const std::string& file);

}  // namespace weige::store::sqlite
