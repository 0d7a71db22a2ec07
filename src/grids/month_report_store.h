// SQL of what each member of a layer held at the end of a month.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/change.h"
#include "grids/door_store.h"
#include "grids/grid_layer.h"
#include "store/database.h"

namespace weige::grids {

struct MonthLine {
  int number = 0;
  GridCounts counts;
};
struct MonthReport {
  std::string month;  // 2026-11
  VersionId version;  // that was in force on its last day
  std::vector<MonthLine> lines;
};

// Whether a layer that was in force on the month's last day has no report of it yet.
bool lacks_report(store::Transaction& tx, Day last_of_month);
bool has_report(store::Transaction& tx, LayerId layer, const std::string& month);
void insert_report(store::Transaction& tx, LayerId layer, const MonthReport& report);
std::optional<MonthReport> find_report(store::Transaction& tx, LayerId layer, const std::string& month);
// Newest first.
std::vector<std::string> months_of(store::Transaction& tx, LayerId layer);

}  // namespace weige::grids
