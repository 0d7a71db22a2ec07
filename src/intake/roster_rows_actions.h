// RosterRows: rows of a roster read again from what was kept of its file, as they were when it was compared.
#pragma once

#include "intake/roster_import.h"
#include "store/database.h"

namespace weige::intake {

class RosterRows {
 public:
  // Problem: upload_gone.
  static Result<RosterRows> open(store::Transaction& tx, const Roster& roster, Day today);

  // nullopt: the file has no such row.
  std::optional<RosterRow> row(store::Transaction& tx, std::uint32_t number) const;
  // The row's cells as the file has them, by the field they are mapped to.
  struct CellText {
    std::string field, title, text;
  };
  std::vector<CellText> cells(store::Transaction& tx, std::uint32_t number) const;
  const registry::ImportTown& town() const { return town_; }

 private:
  RosterRows(const Roster& roster, registry::UploadSheet sheet, registry::ImportColumns columns,
             registry::ImportTown town)
      : roster_(roster), sheet_(std::move(sheet)), columns_(std::move(columns)), town_(std::move(town)) {}
  template <class F>
  auto with_cells(store::Transaction& tx, std::uint32_t number, F&& f) const;

  Roster roster_;
  registry::UploadSheet sheet_;
  registry::ImportColumns columns_;
  registry::ImportTown town_;
};

}  // namespace weige::intake
