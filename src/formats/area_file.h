// Layers of areas from the files that people have: GeoJSON, a Shapefile in a zip file, GeoPackage. Nothing of
// them is parsed in this process but the directory of a zip file and the headers of a Shapefile; the rest is
// done by children that can do nothing else (sandbox.h, converter.h).
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "formats/area_kind.h"
#include "formats/geojson.h"
#include "formats/sandbox.h"

namespace weige::formats {

struct AreaReadOptions {
  std::string layer = {};  // of a GeoPackage; empty: its only layer of areas
  // Bytes: of the file. What a Shapefile unpacks to, and what the converter writes, may be a few times as
  // much.
  GeoLimits limits = {};
  std::string converter = "/usr/bin/ogr2ogr";
  std::filesystem::path folder = {};  // where temporary files may lie; empty: the system's place for them
};

struct AreaFile {
  // crs: as in GeoLayer. Of the other formats it is the EPSG code that GDAL finds for what the file says,
  // never a guess by name alone; empty when it finds none, or the file says nothing.
  GeoLayer layer;
  AreaFormat format = AreaFormat::geojson;
  std::string encoding = "utf-8";              // of texts, as read: "gb18030" is the other one
  std::string layer_name = {};                 // of a GeoPackage
  std::vector<std::string> other_layers = {};  // of areas, in a GeoPackage, that were not read
};

// Problems: those of sniff_area_format, read_geojson_in_sandbox, unpack_shapefile, choose_layer and convert;
// file_too_large; unavailable when there is no room for temporary files. Nothing stays in the folder.
Result<AreaFile> read_areas_in_sandbox(const FileSource& file, const AreaReadOptions& options,
                                       const SandboxOptions& sandbox);

}  // namespace weige::formats
