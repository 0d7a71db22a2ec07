// ImportResult: the file that goes back to the sender: their own rows in their order, each with its outcome
// and, for what is wrong, the cell, the reason and the mend. Columns that were dropped are not in it. Texts
// never become formulas.
#pragma once

#include <string>

#include "formats/xlsx_writer.h"
#include "registry/import_plan.h"

namespace weige::registry {

// In words, for people.
std::string title(RowOutcome outcome, Language language);

class ImportResult {
 public:
  struct Look {
    std::string sheet;
    std::span<const UploadColumn> columns;
    Language language = Language::zh;
  };
  static Result<ImportResult> create(const std::string& path, const Look& look);
  // outcome: in words, in the look's language.
  Done add(const UploadRow& row, std::string_view outcome, std::span<const Finding> findings);
  Done finish() { return writer_.finish(); }

 private:
  ImportResult(formats::XlsxWriter writer, Language language)
      : writer_(std::move(writer)), language_(language) {}
  formats::XlsxWriter writer_;
  Language language_;
};

}  // namespace weige::registry
