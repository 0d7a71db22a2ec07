// Makes a layer of the events of a JSON parser: knows what GeoJSON is made of, not how JSON is written.
// Members that it does not know are passed over; those it knows are refused where RFC 7946 does not have
// them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "formats/geojson_rings.h"

namespace weige::formats {

class GeoJsonBuilder {
 public:
  enum class List { array, object };

  explicit GeoJsonBuilder(const GeoLimits& limits) : limits_(limits), rings_(limits) {}

  // The events, in the order of the text. A problem ends the reading; no further call comes after it.
  Done begin(List list);
  Done end();
  Done key(std::string_view name);
  Done text(std::string_view value);
  Done number(double value, std::string_view as_written);
  Done word(std::string_view word);  // true, false, null

  // After the last event. Precondition: the document was whole.
  Result<GeoLayer> finish();
  // For problems that the parser finds.
  std::string place() const;

 private:
  enum class Role : std::uint8_t {
    root,        // a feature collection, a feature or a geometry: "type" may come last
    features,    // its list
    feature,     //
    geometry,    //
    geometries,  // the list of a collection
    coordinates,
    properties,
    crs,
    crs_properties,
    ignored,
  };
  enum class Member : std::uint8_t {
    other,
    type,
    features,
    geometry,
    coordinates,
    geometries,
    properties,
    id,
    crs,
  };
  enum class Type : std::uint8_t { none, other, collection, feature, polygon, multi_polygon, geometries };
  struct Frame {
    Role role;
    Member member = Member::other;  // whose value comes next
    std::uint16_t seen = 0;         // bits of the members that have come
    Type type = Type::none;
    std::string_view type_name = "?";  // of RFC 7946, for the problem
  };

  static Member member_of(std::string_view name);
  static void set_type(Frame& frame, std::string_view name);
  static std::string_view name_of(Member member);
  static bool has(const Frame& frame, Member member);

  Result<Role> role_within(const Frame& parent, List list) const;
  Done enter(Role role);
  Done scalar(std::string_view value);
  void add_property(std::string_view value);
  Done note_crs(std::string_view name);
  Done end_root(const Frame& frame);
  Done end_feature(const Frame& frame);
  Done end_geometry(const Frame& frame);
  Done keep_feature();
  std::string cut(std::string_view text);
  Problem here(ProblemCode code) const;
  Problem misplaced(std::string_view member) const;

  const GeoLimits& limits_;
  GeoRings rings_;
  std::vector<Frame> stack_;
  std::string name_;  // of the property whose value comes next
  GeoFeature feature_;
  GeoLayer layer_;
};

}  // namespace weige::formats
