// Reports of what each member held when a month had ended. Kept once, so that they stay what they were when
// borders, addresses and residents move on. Right: read_counters.
#pragma once

#include <string>
#include <vector>

#include "grids/layer_actions.h"
#include "grids/month_report_store.h"

namespace weige::grids {

// Keeps the report of the month before this one for every layer that was in force on its last day and has
// none yet, with the counts of now: to be called soon after a month has ended, and often.
Done keep_month_reports(store::Database& database, Instant now, TownTime town = {});

struct MonthReportView {
  MonthReport report;
  std::vector<GridMember> members;  // of its version, without shapes
};
// All of the town's figures, so for those who cover the layer's area. Problems: forbidden, not_found.
Result<MonthReportView> month_report(const GridContext& context, LayerId layer, const std::string& month);
Result<std::vector<std::string>> reported_months(const GridContext& context, LayerId layer);

}  // namespace weige::grids
