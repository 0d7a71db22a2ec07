// GeoJSON read by the parsing child (sandbox.h): the parent gets a layer or a problem, whatever is in the
// file.
#pragma once

#include "formats/geojson.h"
#include "formats/sandbox.h"

namespace weige::formats {

// Problems: those of read_geojson, and parse_timeout, parse_memory, parse_failed.
Result<GeoLayer> read_geojson_in_sandbox(const FileSource& file, const GeoLimits& limits,
                                         const SandboxOptions& sandbox);

}  // namespace weige::formats
