#include "grids/month_report_store.h"

#include <array>

namespace weige::grids {
namespace {

using store::Params;
using store::Row;
using store::Transaction;

MonthLine line_from_row(const Row& row) {
  return {.number = row.get<int>(0),
          .counts = {.addresses = row.int64(1),
                     .doors = row.int64(2),
                     .doors_with_residents = row.int64(3),
                     .residents = row.int64(4),
                     .confirmed_within_year = row.int64(5),
                     .premises = row.int64(6),
                     .premises_residential = row.int64(7),
                     .organisations = row.int64(8)}};
}

}  // namespace

bool lacks_report(Transaction& tx, Day last) {
  return tx.scalar<std::int64_t>(
             "SELECT count(*) FROM grid_layer l WHERE EXISTS (SELECT 1 FROM grid_version v WHERE v.layer_id "
             "= l.id AND "
             "v.state = 'published' AND v.effective_from <= $1) AND NOT EXISTS (SELECT 1 FROM "
             "grid_month_load m WHERE "
             "m.layer_id = l.id AND m.month = $2)",
             last, month_of(last)) > 0;
}

bool has_report(Transaction& tx, LayerId layer, const std::string& month) {
  return tx.scalar<std::int64_t>("SELECT count(*) FROM grid_month_load WHERE layer_id = $1 AND month = $2",
                                 layer, month) > 0;
}

void insert_report(Transaction& tx, LayerId layer, const MonthReport& report) {
  static constexpr std::array<std::string_view, 12> kColumns{"layer_id",
                                                             "month",
                                                             "version_id",
                                                             "number",
                                                             "addresses",
                                                             "doors",
                                                             "doors_with_residents",
                                                             "residents",
                                                             "confirmed_within_year",
                                                             "premises",
                                                             "premises_residential",
                                                             "organisations"};
  std::vector<Params> rows;
  for (const auto& [number, counts] : report.lines)
    rows.push_back(store::params(layer, report.month, report.version, number, counts.addresses, counts.doors,
                                 counts.doors_with_residents, counts.residents, counts.confirmed_within_year,
                                 counts.premises, counts.premises_residential, counts.organisations));
  if (!rows.empty()) tx.bulk_insert("grid_month_load", kColumns, rows);
}

std::optional<MonthReport> find_report(Transaction& tx, LayerId layer, const std::string& month) {
  MonthReport out{.month = month, .version = {}, .lines = {}};
  tx.each(
      "SELECT number, addresses, doors, doors_with_residents, residents, confirmed_within_year, premises, "
      "premises_residential, organisations, version_id FROM grid_month_load WHERE layer_id = $1 AND month = "
      "$2 ORDER BY "
      "number",
      [&](const Row& row) {
        out.lines.push_back(line_from_row(row));
        out.version = row.get<VersionId>(9);
      },
      layer, month);
  return out.lines.empty() ? std::nullopt : std::optional(std::move(out));
}

std::vector<std::string> months_of(Transaction& tx, LayerId layer) {
  return tx.all(
      "SELECT DISTINCT month FROM grid_month_load WHERE layer_id = $1 ORDER BY month DESC",
      [](const Row& row) { return row.get<std::string>(0); }, layer);
}

}  // namespace weige::grids
