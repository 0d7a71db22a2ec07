// Use case: what goes back to the sender of an import. Right: import_files.
#pragma once

#include <string>

#include "registry/import_store.h"

namespace weige::registry {

struct ResultWanted {
  store::Database& database;
  const access::Actor& actor;
  ImportId import;
  Language language = Language::zh;
};
// Writes the result file in pieces, each read in a transaction of its own; the rows do not change any more.
// Problems: forbidden, not_found, upload_gone, import_running (the job is still at work), file_write.
Done write_result_file(const ResultWanted& wanted, const std::string& path);

}  // namespace weige::registry
