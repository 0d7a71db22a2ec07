#include "formats/workbook.h"

#include "formats/csv_reader.h"
#include "formats/file_kind.h"
#include "formats/xlsx_reader.h"

namespace weige::formats {

Result<ReadReport> read_table(const ByteSource& source, const ReadOptions& options, const RowSink& sink) {
  switch (sniff_kind(source)) {
    case FileKind::empty:
      return problem(ProblemCode::file_empty);
    case FileKind::zip:
      return read_xlsx(source, options, sink);
    case FileKind::old_office:
      return problem(ProblemCode::file_old_excel);
    case FileKind::encrypted_office:
      return problem(ProblemCode::file_encrypted);
    case FileKind::archive:
      return problem(ProblemCode::file_archive);
    case FileKind::pdf:
      return problem(ProblemCode::file_pdf);
    case FileKind::image:
      return problem(ProblemCode::file_image);
    case FileKind::markup:
      return problem(ProblemCode::file_markup);
    case FileKind::text:
      return read_csv(source, options, sink);
  }
  return problem(ProblemCode::file_kind);
}

Result<ReadReport> read_table(const std::string& path, const ReadOptions& options, const RowSink& sink) {
  WEIGE_TRY(const auto source, FileSource::open(path));
  return read_table(source, options, sink);
}

}  // namespace weige::formats
