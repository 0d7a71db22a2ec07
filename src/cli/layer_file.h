// A layer of areas on disk, read for commands that work on plain files: members with codes, and their shapes
// in metres around the layer's middle.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "formats/area_file.h"
#include "grids/layer_import.h"
#include "grids/plane.h"

namespace weige::cli {

struct LayerFlags {
  std::string file, datum, code, name;
  std::string layer = {};  // of a GeoPackage
  std::string parse_program = formats::SandboxOptions{}.program;
};
// Problems: file_unreadable, those of formats::read_areas_in_sandbox and grids::import_layer, with the file
// in their place ("grids.geojson, feature 3").
Result<grids::Layer> read_layer(const LayerFlags& flags);

// A plane around the middle of all members. Problem coordinates_outside.
Result<grids::Plane> plane_of(const std::vector<const grids::Layer*>& layers);
Result<std::vector<grids::Shape>> in_metres(const grids::Layer& layer, grids::Plane& plane);

// As GeoJSON in CGCS2000. Problem file_write.
Done write_features(const std::string& file, const std::vector<formats::GeoFeature>& features);
std::vector<formats::GeoPolygon> to_polygons(const grids::Shape& degrees);

}  // namespace weige::cli
