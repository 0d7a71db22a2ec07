// Layers of areas from files: which member has which code and name, and where it lies, in degrees of
// CGCS2000. A layer that does not say its datum is refused. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "formats/geojson.h"
#include "grids/datum.h"
#include "grids/shape.h"

namespace weige::grids {

struct LayerMember {
  std::string code;  // unique in its layer
  std::string name = {};
  Shape shape;  // as it was drawn: not checked (grids/validity.h)
};
struct Layer {
  Datum datum = Datum::of(Datum::System::cgcs2000);  // that the file was in
  std::vector<LayerMember> members;                  // in the file's order
  std::size_t shortened = 0;                         // texts that were cut: worth a warning
};

struct LayerReading {
  std::optional<Datum> datum = {};  // as stated by people; none: the file must say it
  // The properties that hold code and name. Empty: what such properties are usually called (编号, code, id,
  // ...; 名称, name, ...), else the feature's id, else its number in the file.
  std::string code = {}, name = {};
};
// Problems: datum_missing, datum_contradiction, those of DatumConverter and check_plausible with the place
// "feature 3", layer_property, layer_code_missing, layer_code_twice.
Result<Layer> import_layer(const formats::GeoLayer& file, const LayerReading& reading);

}  // namespace weige::grids
