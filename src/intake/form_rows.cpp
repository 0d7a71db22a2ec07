#include "intake/form_rows.h"

#include "registry/upload_rows.h"

namespace weige::intake {
namespace {

registry::UploadRow packed(const FormRow& texts, std::uint32_t number) {
  registry::UploadRow out{.number = number};
  for (const auto& text : texts)
    out.cells.push_back(
        {.kind = text.empty() ? formats::CellKind::empty : formats::CellKind::text, .text = text});
  return out;
}

}  // namespace

FormRows form_rows(std::span<const FormColumn> columns, std::span<const FormRow> rows) {
  FormRows out{.sheet = {.rows = static_cast<int>(rows.size())}};
  std::uint32_t column = 0;
  for (const auto& [title, field] : columns) {
    out.sheet.columns.push_back({++column, std::string(title)});
    if (!field.empty()) out.mapping.push_back({column, std::string(field)});
  }
  registry::RowPacker packer;
  std::uint32_t number = 0;
  for (const auto& row : rows) {
    packer.add(packed(row, ++number));
    if (packer.rows() < registry::kRowsPerChunk && number < rows.size()) continue;
    const auto first = packer.first_row();
    const auto count = packer.rows();
    out.chunks.push_back({.rows = count, .first_row = first, .bytes = packer.take()});
  }
  return out;
}

}  // namespace weige::intake
