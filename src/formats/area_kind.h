// Recognises a file of areas by its bytes; names and media types are not believed.
#pragma once

#include "base/result.h"
#include "formats/byte_source.h"

namespace weige::formats {

enum class AreaFormat { geojson, shapefile, geopackage };
// "GeoJSON", "Shapefile", "GeoPackage".
std::string_view area_format_name(AreaFormat format);

// What the file is to be read as; shapefile for any zip file (shapefile_zip.h looks into it). Problems:
// file_empty; area_file_kind with what it is; shapefile_parts when it is one file of a Shapefile, alone.
Result<AreaFormat> sniff_area_format(const ByteSource& source);

}  // namespace weige::formats
