#include "registry/export_file.h"

#include <cerrno>
#include <charconv>
#include <cstring>
#include <fstream>
#include <optional>

#include "formats/csv_writer.h"
#include "formats/xlsx_writer.h"

namespace weige::registry {
namespace {

using formats::CellValue;

constexpr std::int64_t kRowsPerSheet = 1'000'000;

// text: what the cell shows, kept while the row is written.
CellValue cell(const ExportColumn& column, const std::string& text) {
  if (text.empty()) return std::monostate{};
  if (column.shape == CellShape::day)
    if (const auto day = parse_iso_day(text)) return *day;
  if (column.shape == CellShape::integer || column.shape == CellShape::real) {
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc{} && end == text.data() + text.size()) return number;
  }
  return std::string_view(text);
}

}  // namespace

Problem export_not_written() {
  return problem(ProblemCode::file_write).with("reason", std::strerror(errno));
}

struct ExportFile::Writer {
  ExportForm form;
  std::vector<std::size_t> places;  // of the columns that are shown
  std::optional<formats::XlsxWriter> xlsx = {};
  std::ofstream csv_file = {};
  std::optional<formats::CsvWriter> csv = {};
  std::int64_t rows_on_sheet = 0;
  int sheets = 0;
  std::vector<std::string> texts = {};
  std::vector<CellValue> cells = {};

  Done begin_sheet() {
    std::vector<formats::XlsxColumn> columns;
    for (const auto place : places) {
      const auto& column = export_columns(form.kind)[place];
      columns.push_back({std::string(column.title(form.kind)), column.width});
    }
    auto name = std::string(sheet_name(form.kind));
    if (++sheets > 1) name += " " + std::to_string(sheets);
    rows_on_sheet = 0;
    return xlsx->sheet(name, columns);
  }

  void begin_csv() {
    csv.emplace([this](std::string_view bytes) {
      csv_file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    });
    cells.clear();
    for (const auto place : places) cells.emplace_back(export_columns(form.kind)[place].title(form.kind));
    csv->row(cells);
  }

  void fill_cells(const ExportRow& row) {
    const auto columns = export_columns(form.kind);
    texts.assign(columns.size(), {});
    cells.clear();
    for (const auto i : places) {
      if (row.values[i]) texts[i] = shown(columns[i], *row.values[i], form.numbers);
      cells.push_back(cell(columns[i], texts[i]));
    }
  }
};

ExportFile::ExportFile(std::unique_ptr<Writer> writer) : writer_(std::move(writer)) {}
ExportFile::ExportFile(ExportFile&&) noexcept = default;
ExportFile::~ExportFile() = default;

Result<ExportFile> ExportFile::create(const std::string& path, const ExportForm& form,
                                      access::Purpose purpose) {
  auto writer = std::make_unique<Writer>();
  writer->form = form;
  writer->places = shown_columns(form.kind, purpose);
  if (form.format == ExportFormat::xlsx) {
    WEIGE_TRY(auto xlsx, formats::XlsxWriter::create(path));
    writer->xlsx.emplace(std::move(xlsx));
    WEIGE_CHECK(writer->begin_sheet());
  } else {
    writer->csv_file.open(path, std::ios::binary | std::ios::trunc);
    if (!writer->csv_file) return export_not_written();
    writer->begin_csv();
  }
  return ExportFile(std::move(writer));
}

Done ExportFile::row(const ExportRow& row) {
  writer_->fill_cells(row);
  if (!writer_->xlsx) {
    writer_->csv->row(writer_->cells);
    if (!writer_->csv_file) return export_not_written();
    return done();
  }
  if (writer_->rows_on_sheet == kRowsPerSheet) WEIGE_CHECK(writer_->begin_sheet());
  ++writer_->rows_on_sheet;
  return writer_->xlsx->row(writer_->cells);
}

Done ExportFile::finish() {
  if (writer_->xlsx) return writer_->xlsx->finish();
  writer_->csv_file.close();
  if (!writer_->csv_file) return export_not_written();
  return done();
}

}  // namespace weige::registry
