#include "formats/geojson_builder.h"

#include <array>
#include <cassert>

namespace weige::formats {
namespace {

constexpr std::array<std::string_view, 9> kMembers{
    "", "type", "features", "geometry", "coordinates", "geometries", "properties", "id", "crs"};
constexpr std::array<std::string_view, 4> kOtherTypes{"Point", "MultiPoint", "LineString", "MultiLineString"};

Done at_feature(Done outcome, const std::string& place) {
  if (outcome) return outcome;
  return std::move(outcome).problem().at(place);
}

}  // namespace

GeoJsonBuilder::Member GeoJsonBuilder::member_of(std::string_view name) {
  for (std::size_t i = 1; i < kMembers.size(); ++i)
    if (kMembers[i] == name) return static_cast<Member>(i);
  return Member::other;
}

void GeoJsonBuilder::set_type(Frame& frame, std::string_view name) {
  frame.type = Type::other;
  if (name == "FeatureCollection") frame.type = Type::collection;
  if (name == "Feature") frame.type = Type::feature;
  if (name == "Polygon") frame.type = Type::polygon;
  if (name == "MultiPolygon") frame.type = Type::multi_polygon;
  if (name == "GeometryCollection") frame.type = Type::geometries;
  for (const auto& other : kOtherTypes)
    if (name == other) frame.type_name = other;
}

bool GeoJsonBuilder::has(const Frame& frame, Member member) {
  return (frame.seen >> static_cast<unsigned>(member) & 1u) != 0;
}

std::string_view GeoJsonBuilder::name_of(Member member) {
  return kMembers[static_cast<std::size_t>(member)];
}

std::string GeoJsonBuilder::place() const {
  return feature_.number == 0 ? std::string{} : "feature " + std::to_string(feature_.number);
}

Problem GeoJsonBuilder::here(ProblemCode code) const {
  return problem(code, place());
}

Problem GeoJsonBuilder::misplaced(std::string_view member) const {
  return here(ProblemCode::geojson_structure).with("member", std::string(member));
}

Done GeoJsonBuilder::begin(List list) {
  if (stack_.empty()) {
    if (list == List::array) return misplaced("type");
    stack_.push_back({Role::root});
    return done();
  }
  WEIGE_TRY(const auto role, role_within(stack_.back(), list));
  return enter(role);
}

// What a list means by where it stands.
Result<GeoJsonBuilder::Role> GeoJsonBuilder::role_within(const Frame& parent, List list) const {
  const bool array = list == List::array;
  switch (parent.role) {
    case Role::features:
      return array ? Result<Role>(misplaced("features")) : Role::feature;
    case Role::geometries:
      return array ? Result<Role>(misplaced("geometries")) : Role::geometry;
    case Role::coordinates:
      return array ? Role::coordinates : Role::ignored;
    case Role::crs:
      return !array && parent.member == Member::properties ? Role::crs_properties : Role::ignored;
    case Role::root:
    case Role::feature:
    case Role::geometry:
      break;
    default:
      return Role::ignored;
  }
  switch (parent.member) {
    case Member::features:
      return array && parent.role == Role::root ? Role::features : Result<Role>(misplaced("features"));
    case Member::geometry:
      return !array && parent.role != Role::geometry ? Role::geometry : Result<Role>(misplaced("geometry"));
    case Member::coordinates:
      return array && parent.role != Role::feature ? Role::coordinates
                                                   : Result<Role>(misplaced("coordinates"));
    case Member::geometries:
      return array && parent.role != Role::feature ? Role::geometries : Result<Role>(misplaced("geometries"));
    case Member::properties:
      return array || parent.role == Role::geometry ? Role::ignored : Role::properties;
    case Member::crs:
      return array ? Role::ignored : Role::crs;
    default:
      return Role::ignored;
  }
}

Done GeoJsonBuilder::enter(Role role) {
  const Role parent = stack_.back().role;
  if (role == Role::feature) {
    if (layer_.features.size() == limits_.features)
      return problem(ProblemCode::geojson_features).with("max", std::to_string(limits_.features));
    feature_ = {.number = layer_.features.size() + 1};
  }
  // A geometry or feature that is the whole document.
  if (parent == Role::root &&
      (role == Role::geometry || role == Role::geometries || role == Role::coordinates))
    feature_.number = 1;
  if (parent == Role::coordinates && role == Role::ignored) rings_.other();
  stack_.push_back({role});
  if (role != Role::coordinates) return done();
  if (parent != Role::coordinates) rings_.start();
  rings_.open();
  return done();
}

Done GeoJsonBuilder::end() {
  assert(!stack_.empty());
  const Frame frame = stack_.back();
  stack_.pop_back();
  switch (frame.role) {
    case Role::root:
      return end_root(frame);
    case Role::feature:
      return end_feature(frame);
    case Role::geometry:
      return end_geometry(frame);
    case Role::coordinates:
      return at_feature(rings_.close(), place());
    case Role::crs:
      return layer_.crs ? done() : note_crs("");
    default:
      return done();
  }
}

Done GeoJsonBuilder::key(std::string_view name) {
  auto& frame = stack_.back();
  if (frame.role == Role::properties) {
    name_ = cut(name);
    return done();
  }
  frame.member = member_of(name);
  if (frame.role == Role::crs_properties && (name == "name" || name == "href")) frame.member = Member::crs;
  if (frame.role == Role::ignored || frame.member == Member::other) return done();
  // The second of two would silently replace the first.
  if (has(frame, frame.member)) return misplaced(name_of(frame.member));
  frame.seen |= static_cast<std::uint16_t>(1u << static_cast<unsigned>(frame.member));
  return done();
}

Done GeoJsonBuilder::text(std::string_view value) {
  if (stack_.empty()) return misplaced("type");
  auto& frame = stack_.back();
  if (frame.role == Role::coordinates) rings_.other();
  const bool object = frame.role == Role::root || frame.role == Role::feature || frame.role == Role::geometry;
  if (object && frame.member == Member::type) set_type(frame, value);
  if ((object || frame.role == Role::crs_properties) && frame.member == Member::crs) return note_crs(value);
  return scalar(value);
}

Done GeoJsonBuilder::number(double value, std::string_view as_written) {
  if (stack_.empty()) return misplaced("type");
  if (stack_.back().role == Role::coordinates) return at_feature(rings_.number(value), place());
  return scalar(as_written);
}

Done GeoJsonBuilder::word(std::string_view word) {
  if (stack_.empty()) return misplaced("type");
  const auto& frame = stack_.back();
  if (frame.role == Role::coordinates) rings_.other();
  if (word != "null") return frame.member == Member::id ? done() : scalar(word);
  if (frame.role == Role::features || frame.role == Role::geometries) return scalar(word);
  // An area without geometry and one without coordinates are told from what they lack.
  if (frame.member == Member::coordinates) rings_.start();
  return done();
}

Done GeoJsonBuilder::scalar(std::string_view value) {
  const auto& frame = stack_.back();
  if (frame.role == Role::properties) return add_property(value), done();
  if (frame.role == Role::features) return misplaced("features");
  if (frame.role == Role::geometries) return misplaced("geometries");
  if (frame.role != Role::root && frame.role != Role::feature && frame.role != Role::geometry) return done();
  switch (frame.member) {
    case Member::features:
    case Member::geometry:
    case Member::geometries:
    case Member::coordinates:
      return misplaced(name_of(frame.member));
    case Member::id:
      if (frame.role != Role::geometry) feature_.id = cut(value);
      return done();
    default:
      return done();
  }
}

void GeoJsonBuilder::add_property(std::string_view value) {
  if (feature_.properties.size() == limits_.properties)
    ++layer_.shortened;
  else
    feature_.properties.emplace_back(name_, cut(value));
}

Done GeoJsonBuilder::note_crs(std::string_view name) {
  const auto text = cut(name);
  if (layer_.crs && *layer_.crs != text) return misplaced("crs");
  layer_.crs = text;
  return done();
}

Done GeoJsonBuilder::end_root(const Frame& frame) {
  if (frame.type == Type::collection || frame.type == Type::feature) {
    const bool collection = frame.type == Type::collection;
    for (const auto other :
         {Member::coordinates, Member::geometries, collection ? Member::geometry : Member::features})
      if (has(frame, other)) return misplaced(name_of(other));
    if (collection) return has(frame, Member::features) ? done() : misplaced("features");
    feature_.number = 1;
    return end_feature(frame);
  }
  for (const auto other : {Member::features, Member::geometry})
    if (has(frame, other)) return misplaced(frame.type == Type::none ? "type" : name_of(other));
  WEIGE_CHECK(end_geometry(frame));
  feature_.id.clear();
  feature_.properties.clear();
  return keep_feature();
}

Done GeoJsonBuilder::end_feature(const Frame& frame) {
  if (frame.type != Type::feature) return misplaced("type");
  return keep_feature();
}

Done GeoJsonBuilder::end_geometry(const Frame& frame) {
  switch (frame.type) {
    case Type::polygon:
    case Type::multi_polygon:
      if (has(frame, Member::geometries)) return misplaced("geometries");
      if (!has(frame, Member::coordinates)) return here(ProblemCode::geojson_coordinates);
      return at_feature(rings_.finish(frame.type == Type::polygon ? 3 : 4, feature_.polygons), place());
    case Type::geometries:
      if (has(frame, Member::coordinates)) return misplaced("coordinates");
      return has(frame, Member::geometries) ? done() : Done(here(ProblemCode::geojson_coordinates));
    case Type::other:
      return here(ProblemCode::geojson_geometry_type).with("type", std::string(frame.type_name));
    default:
      return misplaced("type");
  }
}

Done GeoJsonBuilder::keep_feature() {
  if (feature_.polygons.empty()) return here(ProblemCode::geojson_coordinates);
  feature_.number = layer_.features.size() + 1;
  layer_.features.push_back(std::move(feature_));
  feature_ = {};
  return done();
}

// The text to its limit of characters, control characters as blanks.
std::string GeoJsonBuilder::cut(std::string_view text) {
  std::string out;
  std::size_t characters = 0;
  for (const char byte : text) {
    const auto value = static_cast<unsigned char>(byte);
    if ((value & 0xC0) != 0x80 && ++characters > limits_.text_characters) {
      ++layer_.shortened;
      break;
    }
    out += value < 0x20 || value == 0x7F ? ' ' : byte;
  }
  return out;
}

Result<GeoLayer> GeoJsonBuilder::finish() {
  assert(stack_.empty());
  if (layer_.features.empty()) return problem(ProblemCode::geojson_empty);
  return std::move(layer_);
}

}  // namespace weige::formats
