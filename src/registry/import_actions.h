// Use cases of imports: start one over an upload, look at it, at its rows, and at what goes back to the
// sender. Right: import_files, and the right to edit what the kind of file holds.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "registry/import_store.h"

namespace weige::registry {

inline constexpr std::string_view kImportJob = "import";

struct NewImport {
  UploadId upload;
  TownFile kind = TownFile::residents;
  ImportMode mode = ImportMode::good_rows;
  std::string sheet = {};                                  // empty: the one with most rows
  std::optional<std::vector<ColumnMapping>> mapping = {};  // none: as the headers say
  std::optional<Day> reference = {};                       // default: today
  std::string source = {};                                 // default: the file's name
};
struct ImportStart {
  store::Transaction& tx;
  const access::Actor& actor;
  Instant now;
  TownTime town = {};
};
// Submits the job. Problems: forbidden, not_found (the upload), sheet_missing, mapping, too_long,
// date_out_of_range.
Result<Import> start_import(const ImportStart& context, const NewImport& input);

// Problems: forbidden, not_found.
Result<Import> read_import(store::Transaction& tx, const access::Actor& actor, ImportId id);
std::vector<Import> list_imports(store::Transaction& tx, const access::Actor& actor, std::int64_t before,
                                 int limit);

}  // namespace weige::registry
