#include "grids/month_report_actions.h"

#include "grids/load_actions.h"
#include "registry/record_store.h"

namespace weige::grids {
namespace {

using access::Right;

Day last_day_before(Day today) {
  return Day{std::chrono::sys_days{today.year() / today.month() / std::chrono::day{1}} -
             std::chrono::days{1}};
}

Done keep(const GridContext& context, const GridLayer& layer, Day last) {
  const auto month = month_of(last);
  const auto versions = versions_of(context.tx, layer.id);
  const auto* version = in_force(versions, last);
  if (!version || has_report(context.tx, layer.id, month)) return done();
  WEIGE_TRY(const auto load, load_of(context, version->id));
  MonthReport report{.month = month, .version = version->id, .lines = {}};
  for (const auto& member : load.members) report.lines.push_back({member.member.number, member.counts});
  insert_report(context.tx, layer.id, report);
  return done();
}

Result<GridLayer> reported_layer(const GridContext& context, LayerId id) {
  WEIGE_CHECK(context.actor.may(Right::read_counters));
  auto layer = find_layer(context.tx, context.actor.scope(), id);
  if (!layer || !registry::covers(context.tx, context.actor.scope(), layer->area.value))
    return problem(ProblemCode::not_found);
  return *std::move(layer);
}

}  // namespace

Done keep_month_reports(store::Database& database, Instant now, TownTime town) {
  const auto last = last_day_before(town.day_of(now));
  // Mostly there is nothing to do, and the program's own reading is audited: so look first.
  const bool wanted = database.read([&](store::Transaction& tx) { return lacks_report(tx, last); });
  if (!wanted) return done();
  return database.write([&](store::Transaction& tx) -> Done {
    const auto system = access::Actor::system(tx, now, access::SystemReason::counters);
    const GridContext context{tx, system, now, town};
    for (const auto& layer : all_layers(tx, system.scope())) WEIGE_CHECK(keep(context, layer, last));
    return done();
  });
}

Result<MonthReportView> month_report(const GridContext& context, LayerId id, const std::string& month) {
  WEIGE_TRY(const auto layer, reported_layer(context, id));
  auto report = find_report(context.tx, layer.id, month);
  if (!report) return problem(ProblemCode::not_found);
  return MonthReportView{*report, members_of(context.tx, report->version, Shapes::without)};
}

Result<std::vector<std::string>> reported_months(const GridContext& context, LayerId id) {
  WEIGE_TRY(const auto layer, reported_layer(context, id));
  return months_of(context.tx, layer.id);
}

}  // namespace weige::grids
