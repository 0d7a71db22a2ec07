// ExportFile: rows of an export as an XLSX or CSV file on disk, in constant memory. No cell becomes a
// formula.
#pragma once

#include <memory>
#include <string>

#include "base/result.h"
#include "registry/export.h"

namespace weige::registry {

struct ExportForm {
  TownFile kind = TownFile::residents;
  ExportFormat format = ExportFormat::xlsx;
  Numbers numbers = Numbers::masked;
};

// file_write with the system's reason; to be asked right after what failed.
Problem export_not_written();

class ExportFile {
 public:
  // Writes the titles at once, of the columns that the purpose shows. Problem: file_write.
  static Result<ExportFile> create(const std::string& path, const ExportForm& form, access::Purpose purpose);
  ExportFile(ExportFile&&) noexcept;
  ~ExportFile();

  // A spreadsheet ends at a million rows; what follows stands on a further sheet. Problems: file_write,
  // cell_too_long.
  Done row(const ExportRow& row);
  // Without it nothing useful is left. Problem: file_write.
  Done finish();

 private:
  struct Writer;
  explicit ExportFile(std::unique_ptr<Writer> writer);
  std::unique_ptr<Writer> writer_;
};

}  // namespace weige::registry
