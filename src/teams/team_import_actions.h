// Use case of a file of N forces: an upload read, each row with a named outcome; looked at first, then taken.
// The same file again changes nothing. Right: edit_teams.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "registry/upload_actions.h"
#include "teams/helper_actions.h"
#include "teams/team_import.h"

namespace weige::teams {

enum class RowEnd { enlisted, changed, same, refused };
std::string_view code(RowEnd end);

struct ImportedRow {
  std::uint32_t row = 0;
  RowEnd end = RowEnd::refused;
  std::string name = {}, kind = {}, grid_name = {};
  std::vector<CellFault> faults = {};
};
struct ImportedHelpers {
  std::vector<ImportedRow> rows = {};
  int enlisted = 0, changed = 0, same = 0, refused = 0;
  std::vector<access::AreaId> grids = {};  // whose lists changed
};

// grid: for rows that name none. sheet: "" for the first. Problems: forbidden, not_found (upload, sheet,
// grid), team_file_columns, team_file_too_long.
struct HelperFile {
  registry::UploadId upload;
  std::string sheet = {};
  std::optional<access::AreaId> grid = {};
};
Result<ImportedHelpers> import_helpers(const TeamContext& context, const HelperFile& file);

}  // namespace weige::teams
