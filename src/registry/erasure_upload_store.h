// SQL of what uploaded files still say of people who are erased: their rows are emptied, so that the others
// keep theirs.
#pragma once

#include <cstdint>
#include <set>
#include <span>
#include <vector>

#include "registry/erasure_store.h"
#include "registry/upload_reader.h"
#include "store/database.h"

namespace weige::registry {

// Rows of a sheet that are known to tell of the people.
struct RowsOfUpload {
  UploadId upload;
  int sheet = 0;
  std::set<std::uint32_t> rows = {};
};
// Empties them, and every other row of the sheet that names one of the people by the number, or by name and
// phone. All that were found, the known ones included.
std::set<std::uint32_t> empty_rows(store::Transaction& tx, const RowsOfUpload& known,
                                   std::span<const PersonTrace> people);

// The same for all files of imports in which one of them is named, with what became of those rows.
void erase_from_imports(store::Transaction& tx, const ErasedSubjects& subjects,
                        std::span<const PersonTrace> people);

// How many uploads and imports are over.
struct ExpiredFiles {
  std::int64_t uploads = 0, imports = 0;
};
ExpiredFiles count_expired_files(store::Transaction& tx, Instant now);

}  // namespace weige::registry
