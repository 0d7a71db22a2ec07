// SQL of exports: pages of the register's current state, as rows of the columns of export.h. Every reading is
// bound to a Scope.
#pragma once

#include <vector>

#include "access/scope.h"
#include "registry/export.h"
#include "store/database.h"

namespace weige::registry {

// area: only what belongs to it or beneath; none = all that the scope covers.
struct ExportPage {
  TownFile kind = TownFile::residents;
  std::optional<access::AreaId> area = {};
  std::int64_t after = 0;  // ExportRow::id of the page before
  int limit = 1000;
};

// residents: one row for each residence that has not ended, with the person's first open employment.
// addresses: one for each address with premises, with a place on the map, or with nothing beneath.
// organisations: one for each.
std::vector<ExportRow> export_page(store::Transaction& tx, const access::Scope& scope,
                                   const ExportPage& page);

// How many rows there are about to be: for the progress.
std::int64_t count_for_export(store::Transaction& tx, const access::Scope& scope, const ExportPage& page);

}  // namespace weige::registry
