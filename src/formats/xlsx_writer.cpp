#include "formats/xlsx_writer.h"

#include <xlsxwriter.h>

#include "formats/table.h"
#include "formats/xlsx_text.h"

namespace weige::formats {
namespace {

Problem cannot_write(const std::string& reason) {
  return problem(ProblemCode::file_write).with("reason", reason);
}

}  // namespace

struct XlsxWriter::Handle {
  lxw_workbook* workbook = nullptr;
  lxw_worksheet* worksheet = nullptr;
  lxw_format *header = nullptr, *day = nullptr;
  std::string sheet_name;
  lxw_row_t next_row = 0;

  ~Handle() {
    if (workbook) lxw_workbook_free(workbook);
  }
};

XlsxWriter::XlsxWriter(std::unique_ptr<Handle> handle) : handle_(std::move(handle)) {}
XlsxWriter::XlsxWriter(XlsxWriter&&) noexcept = default;
XlsxWriter::~XlsxWriter() = default;

Result<XlsxWriter> XlsxWriter::create(const std::string& path) {
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;
  auto handle = std::make_unique<Handle>();
  handle->workbook = workbook_new_opt(path.c_str(), &options);
  if (!handle->workbook) return cannot_write("workbook");
  handle->header = workbook_add_format(handle->workbook);
  format_set_bold(handle->header);
  format_set_bg_color(handle->header, 0xE8EEF4);
  format_set_bottom(handle->header, LXW_BORDER_THIN);
  handle->day = workbook_add_format(handle->workbook);
  format_set_num_format(handle->day, "yyyy-mm-dd");
  return XlsxWriter(std::move(handle));
}

Done XlsxWriter::sheet(const std::string& name, std::span<const XlsxColumn> columns) {
  const auto status = workbook_validate_sheet_name(handle_->workbook, name.c_str());
  if (status != LXW_NO_ERROR) return cannot_write(lxw_strerror(status));
  handle_->worksheet = workbook_add_worksheet(handle_->workbook, name.c_str());
  if (!handle_->worksheet) return cannot_write("worksheet");
  handle_->sheet_name = name;
  handle_->next_row = 0;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const auto column = static_cast<lxw_col_t>(i);
    worksheet_set_column(handle_->worksheet, column, column, columns[i].width, nullptr);
    worksheet_write_string(handle_->worksheet, 0, column, escape_text(columns[i].title).c_str(),
                           handle_->header);
  }
  if (columns.empty()) return done();
  worksheet_freeze_panes(handle_->worksheet, 1, 0);
  handle_->next_row = 1;
  return done();
}

Done XlsxWriter::row(std::span<const CellValue> cells) {
  assert(handle_->worksheet);
  constexpr std::uint32_t kMostRows = 1'048'576, kMostColumns = 16'384;
  const auto row = handle_->next_row;
  if (row >= kMostRows)
    return problem(ProblemCode::table_rows, handle_->sheet_name).with("max", std::to_string(kMostRows));
  if (cells.size() > kMostColumns)
    return problem(ProblemCode::table_columns, handle_->sheet_name).with("max", std::to_string(kMostColumns));
  for (std::size_t i = 0; i < cells.size(); ++i) WEIGE_CHECK(write(static_cast<std::uint16_t>(i), cells[i]));
  ++handle_->next_row;
  return done();
}

Done XlsxWriter::write(std::uint16_t column, const CellValue& value) {
  auto* sheet = handle_->worksheet;
  const auto row = handle_->next_row;
  lxw_error status = LXW_NO_ERROR;
  const auto put_text = [&](std::string_view words) {
    if (!words.empty())
      status = worksheet_write_string(sheet, row, column, escape_text(words).c_str(), nullptr);
  };
  if (const auto* words = std::get_if<std::string_view>(&value)) put_text(*words);
  if (const auto* number = std::get_if<double>(&value))
    status = worksheet_write_number(sheet, row, column, *number, nullptr);
  if (const auto* flag = std::get_if<bool>(&value))
    status = worksheet_write_boolean(sheet, row, column, *flag, nullptr);
  if (const auto* day = std::get_if<Day>(&value)) {
    lxw_datetime date{int(day->year()), int(unsigned(day->month())), int(unsigned(day->day())), 0, 0, 0};
    // Spreadsheet days begin in 1900; older ones go out as text.
    if (date.year < 1900)
      put_text(to_iso(*day));
    else
      status = worksheet_write_datetime(sheet, row, column, &date, handle_->day);
  }
  if (status == LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED)
    return problem(ProblemCode::cell_too_long, cell_place(handle_->sheet_name, row + 1, column + 1u))
        .with("max", "32767");
  if (status != LXW_NO_ERROR) return cannot_write(lxw_strerror(status));
  return done();
}

Done XlsxWriter::finish() {
  const auto status = workbook_close(std::exchange(handle_->workbook, nullptr));
  if (status != LXW_NO_ERROR) return cannot_write(lxw_strerror(status));
  return done();
}

}  // namespace weige::formats
