#include "http/publication_json.h"

#include <boost/json.hpp>

#include "http/json_out.h"

namespace weige::http {
namespace {

namespace json = boost::json;

json::object told_row_json(const town::ToldRow& row, std::span<const std::string_view> columns) {
  json::object out;
  put(out, "area_id", row.area.area);
  put(out, "name", row.area.name);
  if (!row.area.within.empty()) put(out, "within", row.area.within);
  put(out, "total", row.total);
  json::object cells;
  for (std::size_t c = 0; c < row.cells.size(); ++c) put(cells, columns[c], row.cells[c]);
  out["cells"] = std::move(cells);
  return out;
}

}  // namespace

json::object publication_summary_json(const town::Publication& publication) {
  json::object out;
  if (publication.id.value > 0) put(out, "id", publication.id);
  put(out, "measure", town::code(publication.kind.measure));
  put(out, "breakdown", town::code(publication.kind.breakdown));
  put(out, "level", town::code(publication.kind.level));
  put(out, "number", publication.number);
  put(out, "as_of", publication.as_of);
  put(out, "made_at", publication.made);
  put(out, "by", publication.by);
  put(out, "least_told", publication.least_told);
  put(out, "rounded_to", publication.rounded_to);
  put(out, "border_rows", publication.border_rows);
  put(out, "border_publication_id", publication.border_publication);
  return out;
}

json::object publication_json(const town::Publication& publication) {
  auto out = publication_summary_json(publication);
  const auto breakdown = publication.kind.breakdown;
  const auto columns =
      breakdown == town::Breakdown::none ? std::span<const std::string_view>{} : town::columns_of(breakdown);
  out["columns"] = json_array(columns, [](std::string_view column) { return json_of(column); });
  put(out, "rows_not_told", town::rows_not_told(publication));
  out["rows"] =
      json_array(publication.rows, [&](const town::ToldRow& row) { return told_row_json(row, columns); });
  return out;
}

}  // namespace weige::http
