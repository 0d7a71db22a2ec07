#include "intake/roster_rows_actions.h"

#include <algorithm>

#include "registry/import_town_actions.h"
#include "registry/upload_store.h"

namespace weige::intake {

Result<RosterRows> RosterRows::open(store::Transaction& tx, const Roster& roster, Day today) {
  const auto upload = registry::find_upload(tx, roster.upload);
  if (!upload) return problem(ProblemCode::upload_gone);
  const auto& sheet = upload->sheets.at(static_cast<std::size_t>(roster.sheet));
  WEIGE_TRY(auto columns, registry::ImportColumns::of(registry::TownFile::residents, sheet, roster.mapping,
                                                      registry::RowNeeds::whatever_there_is));
  auto town = registry::import_town(tx, roster.area, {.reference = roster.reference, .today = today});
  return RosterRows(roster, sheet, std::move(columns), std::move(town));
}

// f(cells) of the row; nothing where there is none.
template <class F>
auto RosterRows::with_cells(store::Transaction& tx, std::uint32_t number, F&& f) const {
  using R = std::invoke_result_t<F, const registry::UploadRow&>;
  const auto chunk = registry::chunk_with_row(tx, roster_.upload, roster_.sheet, number);
  if (!chunk) return std::optional<R>();
  const auto rows = registry::unpack_rows(chunk->bytes);
  const auto found = std::ranges::find(rows, number, &registry::UploadRow::number);
  return found == rows.end() ? std::optional<R>() : std::optional<R>(f(*found));
}

std::optional<RosterRow> RosterRows::row(store::Transaction& tx, std::uint32_t number) const {
  const RosterReading reading{columns_, town_, roster_.scope, place_of(roster_.scope)};
  return with_cells(tx, number,
                    [&](const registry::UploadRow& cells) { return parse_roster_row(cells, reading); });
}

std::vector<RosterRows::CellText> RosterRows::cells(store::Transaction& tx, std::uint32_t number) const {
  return with_cells(tx, number,
                    [&](const registry::UploadRow& cells) {
                      std::vector<CellText> out;
                      for (std::size_t i = 0; i < sheet_.columns.size() && i < cells.cells.size(); ++i) {
                        const auto& column = sheet_.columns[i];
                        const auto mapped = std::ranges::find(roster_.mapping, column.column,
                                                              &registry::ColumnMapping::column);
                        out.push_back({mapped == roster_.mapping.end() ? std::string() : mapped->field,
                                       column.title, registry::cell_text(cells.cells[i])});
                      }
                      return out;
                    })
      .value_or(std::vector<CellText>());
}

}  // namespace weige::intake
