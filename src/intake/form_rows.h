// What came in by forms, as the rows of a file: so that it goes the way of a roster. Pure.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "registry/town_import.h"

namespace weige::intake {

// field: of residents' files; empty = kept for people to read, and called by its title.
struct FormColumn {
  std::string_view title, field;
};
using FormRow = std::vector<std::string>;  // in the order of the columns

struct FormRows {
  registry::UploadSheet sheet;
  std::vector<registry::ColumnMapping> mapping;
  std::vector<registry::UploadChunk> chunks;
};
FormRows form_rows(std::span<const FormColumn> columns, std::span<const FormRow> rows);

}  // namespace weige::intake
