#include "formats/geopackage.h"

#include <algorithm>
#include <array>

namespace weige::formats {
namespace {

constexpr std::size_t kLongestName = 200;
constexpr std::size_t kMostNamesTold = 20;
constexpr std::size_t kMostRows = 1000;  // of the query

Problem unsafe(std::string_view reason) {
  return problem(ProblemCode::area_file_unsafe).with("reason", std::string(reason));
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

// The types that may hold areas (OGC 12-128, annex G).
bool may_hold_areas(std::string_view type) {
  constexpr std::array<std::string_view, 8> kTypes{
      "polygon",      "multipolygon", "geometry", "geometrycollection",
      "curvepolygon", "multisurface", "surface",  "geomcollection"};
  return std::ranges::find(kTypes, lower(type)) != kTypes.end();
}

// The rest behind a name in double quotes or a plain one.
std::string_view behind_name(std::string_view text) {
  if (!text.starts_with('"')) {
    const auto end = text.find(' ');
    return end == text.npos ? std::string_view() : text.substr(end);
  }
  for (std::size_t at = 1; at < text.size(); ++at) {
    if (text[at] != '"') continue;
    if (at + 1 == text.size() || text[at + 1] != '"') return text.substr(at + 1);
    ++at;  // a doubled quote is one of the name
  }
  return {};
}

// A table whose statement only has such a word somewhere in it.
bool is_plain_table(std::string_view statement) {
  return lower(statement.substr(0, 13)) == "create table ";
}

// As SQLite keeps the statement: the words before the name are its own, the rest is as it was written.
bool is_rtree(std::string_view statement) {
  constexpr std::string_view kBegin = "CREATE VIRTUAL TABLE ";
  if (!statement.starts_with(kBegin)) return false;
  return lower(behind_name(statement.substr(kBegin.size()))).starts_with(" using rtree(");
}

// An option of the converter, and a line's end in a message, would be more than a name.
bool is_plain_name(std::string_view name) {
  const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; };
  return !name.empty() && name.size() <= kLongestName && name.front() != '-' &&
         std::ranges::none_of(name, control);
}

bool is_view(const ContentsRow& row) {
  return row.what == "view" && !is_plain_table(row.detail);
}

Done check_objects(const std::vector<ContentsRow>& rows) {
  if (rows.size() >= kMostRows) return unsafe("tables");
  for (const auto& row : rows) {
    if (is_view(row) && lower(row.name).starts_with("gpkg_")) return unsafe("view");
    if (row.what == "virtual" && !is_plain_table(row.detail) && !is_rtree(row.detail))
      return unsafe("virtual-table");
  }
  return done();
}

std::string listed(const std::vector<std::string>& names) {
  std::string out;
  for (std::size_t i = 0; i < std::min(names.size(), kMostNamesTold); ++i)
    out += (i == 0 ? "" : ", ") + names[i];
  return out.empty() ? "-" : out;
}

}  // namespace

constinit const std::string_view kContentsQuery =
    "SELECT 'layer' AS what, c.table_name AS name, g.geometry_type_name AS detail FROM gpkg_contents c "
    "JOIN gpkg_geometry_columns g ON g.table_name = c.table_name WHERE c.data_type = 'features' "
    "UNION ALL SELECT CASE WHEN type = 'view' OR sql LIKE 'create%view%' THEN 'view' ELSE 'virtual' END, "
    "name, "
    "sql FROM sqlite_master WHERE type = 'view' OR sql LIKE 'create%view%' OR sql LIKE 'create%virtual%' "
    "LIMIT 1000";

ContentsRow contents_row(const RowView& row) {
  const auto text = [&](std::size_t at) {
    return at < row.cells.size() ? std::string(row.cells[at].text) : std::string();
  };
  return {text(0), text(1), text(2)};
}

Result<ChosenLayer> choose_layer(const std::vector<ContentsRow>& rows, const std::string& asked) {
  WEIGE_CHECK(check_objects(rows));
  std::vector<std::string> areas, other_types;
  for (const auto& row : rows) {
    if (row.what != "layer") continue;
    if (!is_plain_name(row.name)) return unsafe("layer-name");
    (may_hold_areas(row.detail) ? areas : other_types)
        .push_back(may_hold_areas(row.detail) ? row.name : row.detail);
  }
  if (areas.empty() && other_types.empty()) return problem(ProblemCode::geojson_empty);
  if (areas.empty()) return problem(ProblemCode::geojson_geometry_type).with("type", listed(other_types));
  if (asked.empty() && areas.size() > 1)
    return problem(ProblemCode::area_layers).with("there", listed(areas));
  const auto found = asked.empty() ? areas.begin() : std::ranges::find(areas, asked);
  if (found == areas.end())
    return problem(ProblemCode::area_layer_missing).with("name", asked).with("there", listed(areas));
  ChosenLayer out{.name = *found};
  areas.erase(found);
  out.others = std::move(areas);
  for (const auto& row : rows)
    if (is_view(row) && lower(row.name) == lower(out.name)) return unsafe("view");
  return out;
}

}  // namespace weige::formats
