// What the three files of a Shapefile (ESRI's technical description, 1998) say of themselves, checked against
// each other before anything else reads them. Pure.
#pragma once

#include <functional>

#include "base/result.h"
#include "formats/byte_source.h"
#include "formats/geojson.h"

namespace weige::formats {

struct ShapefileSources {
  const ByteSource& shp;
  const ByteSource& shx;
  const ByteSource& dbf;
};

// Every record of .shx must lie within .shp and hold what it says, and .dbf must have as many rows. Problems:
// file_truncated; area_file_damaged with the part; geojson_geometry_type for anything but polygons;
// geojson_features and geojson_vertices beyond the limits; geojson_empty.
Done check_shapefile(const ShapefileSources& sources, const GeoLimits& limits);

// Encodings of .dbf: what .cpg and the file's own byte say is often wrong, the bytes of Chinese texts are
// not.
enum class DbfEncoding { utf8, gb18030 };
// UTF-8 when every text is (but for a character that was cut at the end of its field), else GB18030.
// Precondition: check_shapefile() found nothing.
DbfEncoding dbf_encoding(const ByteSource& dbf);

// Characters of UTF-8 of which only the beginning fitted into the field: GDAL would give up the whole text.
void find_cut_characters(const ByteSource& dbf,
                         const std::function<void(std::uint64_t offset, std::size_t bytes)>& found);

}  // namespace weige::formats
