#include "support/table_rows.h"

namespace weige::test {

ReadTable read_all(std::string_view bytes, const formats::ReadOptions& options) {
  std::vector<ReadRow> rows;
  auto report = formats::read_table(formats::MemorySource(bytes), options, [&](const formats::RowView& row) {
    auto& kept = rows.emplace_back(ReadRow{row.row_number, {}, {}});
    for (const auto& cell : row.cells) {
      kept.texts.emplace_back(cell.text);
      kept.kinds.push_back(cell.kind);
    }
    return formats::Next::more;
  });
  return {std::move(report), std::move(rows)};
}

std::vector<std::vector<std::string>> ReadTable::texts() const {
  std::vector<std::vector<std::string>> out;
  for (const auto& row : rows) out.push_back(row.texts);
  return out;
}

std::string ReadTable::outcome() const {
  if (report) return "ok";
  const auto& found = report.problem();
  std::string text(catalogue_entry(found.code).code);
  if (found.code == ProblemCode::file_unsafe) text += " " + found.args.front().value;
  return found.place.empty() ? text : text + " @ " + found.place;
}

}  // namespace weige::test
