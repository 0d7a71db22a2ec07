// Datum: the system in which a layer's coordinates are given. Every layer states one; none is guessed, since
// the systems in use look alike and lie up to a kilometre and more apart (BD-09 from CGCS2000).
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace weige::grids {

class Datum {
 public:
  enum class System {
    cgcs2000,  // official (GB 22021); what Weige keeps
    wgs84,     // of satellite receivers
    gcj02,     // of Amap and Tencent maps: enciphered (grids/offset_datums.h)
    bd09,      // of Baidu maps: enciphered once more
    epsg,      // any other system of plane or geographic coordinates, by its number in the EPSG table
  };

  // "CGCS2000", "WGS-84", "GCJ-02", "BD-09", "EPSG:4549", with or without case, blanks, hyphens and
  // full-width signs, and the URNs of GeoJSON's "crs" ("urn:ogc:def:crs:EPSG::4549",
  // "urn:ogc:def:crs:OGC:1.3:CRS84"). EPSG:4490 is CGCS2000 and EPSG:4326 is WGS-84. Problems: datum_missing,
  // datum_unknown. Whether the table has the number is found when a converter is opened
  // (grids/datum_converter.h).
  static Result<Datum> parse(std::string_view text);
  static Datum of(System system) { return Datum(system, 0); }  // precondition: not epsg

  System system() const { return system_; }
  int code() const { return code_; }  // of EPSG; 0 for the others
  // As parse() takes it.
  std::string text() const;
  // Whether coordinates pass through formulas that are not official: a border in it lies anywhere within
  // metres.
  bool approximate() const { return system_ == System::gcj02 || system_ == System::bd09; }

  friend bool operator==(const Datum&, const Datum&) = default;

 private:
  Datum(System system, int code) : system_(system), code_(code) {}

  System system_;
  int code_;
};

}  // namespace weige::grids
