// Layers of areas in GeoJSON (RFC 7946): bytes to plain features and back, with limits. Only areas are read:
// Polygon, MultiPolygon and collections of them. Numbers are handed on as the file has them; which datum they
// are in is for the caller to know (RFC 7946, 4 says WGS-84, files often say otherwise).
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace weige::formats {

// x: longitude or easting; y: latitude or northing. A height is dropped.
struct GeoPosition {
  double x = 0;
  double y = 0;
  friend bool operator==(const GeoPosition&, const GeoPosition&) = default;
};
// Closed, of four positions or more; its direction and whether it crosses itself are not looked at.
using GeoRing = std::vector<GeoPosition>;
// The outer ring first, then the holes; never empty.
using GeoPolygon = std::vector<GeoRing>;

struct GeoFeature {
  std::string id;  // empty: none
  // In the order of the file. Texts as they are, numbers as written, true and false as words; null, lists and
  // objects are left out. A control character is a blank.
  std::vector<std::pair<std::string, std::string>> properties;
  std::vector<GeoPolygon> polygons;  // never empty
  std::size_t number = 0;            // counted from 1 in the file
  friend bool operator==(const GeoFeature&, const GeoFeature&) = default;
};

struct GeoLayer {
  std::vector<GeoFeature> features;  // never empty
  // What a "crs" member of GeoJSON 2008 names, verbatim ("urn:ogc:def:crs:EPSG::4528"); empty: it is there,
  // and names nothing.
  std::optional<std::string> crs;
  // Texts that were cut and properties that were dropped because of the limits: worth a warning.
  std::size_t shortened = 0;
  friend bool operator==(const GeoLayer&, const GeoLayer&) = default;
};

struct GeoLimits {
  std::size_t bytes = 64u << 20;
  std::size_t depth = 32;  // of JSON; a feature collection of MultiPolygons needs 8
  std::size_t features = 20'000;
  std::size_t vertices = 2'000'000;
  std::size_t ring_vertices = 500'000;
  std::size_t text_characters = 300;  // of a property, its name and an id; longer ones are cut
  std::size_t properties = 60;        // of a feature; the others are dropped
};

// UTF-8, with or without a byte order mark. The place of a problem is "feature 3", or "byte 120" where the
// text is no JSON. One pass, linear in time. Memory beside `bytes`: less than they take for a map, six times
// as much for rings of four positions, and at most 300 MB for a file that is made to need much.
Result<GeoLayer> read_geojson(std::string_view bytes, const GeoLimits& limits = {});

// A FeatureCollection of RFC 7946, one feature a line: Polygon or, of several, MultiPolygon; properties as
// texts; numbers with at most nine decimals (1e-9 degrees = 0.1 mm). The same features give the same bytes.
// Precondition: texts are UTF-8, numbers finite. `number` is not written.
std::string write_geojson(std::span<const GeoFeature> features);
// Only the geometry, for whoever writes the rest: {"type":"Polygon","coordinates":[...]}.
std::string write_geometry(std::span<const GeoPolygon> polygons);

}  // namespace weige::formats
