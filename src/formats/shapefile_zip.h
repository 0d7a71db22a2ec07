// A zip file that holds one Shapefile: its parts, found and unpacked under names of our own.
#pragma once

#include <cstdint>
#include <filesystem>

#include "base/result.h"
#include "formats/byte_source.h"
#include "formats/geojson.h"
#include "formats/shapefile.h"

namespace weige::formats {

struct UnpackedShapefile {
  std::filesystem::path shp;  // .shx, .dbf and .prj lie beside it
  bool has_prj = false;
  DbfEncoding encoding = DbfEncoding::utf8;
  std::uint64_t bytes = 0;  // of all parts
};

// Sizes are checked before anything is inflated, the parts against each other after it (shapefile.h). No name
// of the archive is used: the parts are layer.shp, layer.shx and so on in `folder`, which must be empty.
// Problems: area_file_kind for other things in zip files; shapefile_parts; area_file_unsafe with the reason;
// file_overlap, file_truncated, area_file_damaged; those of check_shapefile.
Result<UnpackedShapefile> unpack_shapefile(const ByteSource& zip, const std::filesystem::path& folder,
                                           const GeoLimits& limits);

}  // namespace weige::formats
