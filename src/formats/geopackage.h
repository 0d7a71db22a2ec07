// What a GeoPackage (OGC 12-128) says that it holds, as the converter lists it, and which of it is to be
// read. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "formats/table.h"

namespace weige::formats {

// A query for the converter; each row is a ContentsRow.
extern const std::string_view kContentsQuery;

struct ContentsRow {
  std::string what;    // "layer", or "view" and "virtual" of SQLite's own list, on suspicion
  std::string name;    //
  std::string detail;  // a layer: type of its shapes; else: the statement that makes it
};
// Of a row of that query's table; anything else is left empty.
ContentsRow contents_row(const RowView& row);

struct ChosenLayer {
  std::string name;
  std::vector<std::string> others = {};  // layers of areas that are not read
};
// The only layer of areas, or the one that is asked for. Views and virtual tables are programs that run when
// they are read: a chosen layer and the tables of the format must not be views, and no virtual table but the
// index of shapes (rtree) may be there. Problems: area_file_unsafe, area_layers, area_layer_missing;
// geojson_geometry_type when there are layers, but none of areas; geojson_empty.
Result<ChosenLayer> choose_layer(const std::vector<ContentsRow>& rows, const std::string& asked);

}  // namespace weige::formats
