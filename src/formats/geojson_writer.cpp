#include <array>
#include <charconv>
#include <cmath>

#include "formats/geojson.h"

namespace weige::formats {
namespace {

constexpr int kDecimals = 9;

void write_number(double value, std::string& out) {
  // The largest double has 309 digits before the point.
  std::array<char, 330> digits;
  const auto end =
      std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed, kDecimals)
          .ptr;
  std::string_view text(digits.data(), static_cast<std::size_t>(end - digits.data()));
  text.remove_suffix(text.size() - 1 - text.find_last_not_of('0'));
  if (text.ends_with('.')) text.remove_suffix(1);
  out += text == "-0" ? "0" : text;
}

void write_text(std::string_view text, std::string& out) {
  constexpr std::string_view hex = "0123456789abcdef";
  out += '"';
  for (const char byte : text) {
    const auto value = static_cast<unsigned char>(byte);
    if (value < 0x20) {
      out += "\\u00";
      out += hex[value >> 4];
      out += hex[value & 15];
      continue;
    }
    if (byte == '"' || byte == '\\') out += '\\';
    out += byte;
  }
  out += '"';
}

// [a,b,c] of what write_item writes.
template <class Items, class WriteItem>
void write_list(const Items& items, std::string& out, const WriteItem& write_item) {
  out += '[';
  bool first = true;
  for (const auto& item : items) {
    if (!first) out += ',';
    first = false;
    write_item(item, out);
  }
  out += ']';
}

void write_polygon(const GeoPolygon& polygon, std::string& out) {
  write_list(polygon, out, [](const GeoRing& ring, std::string& inner) {
    write_list(ring, inner, [](const GeoPosition& at, std::string& text) {
      text += '[';
      write_number(at.x, text);
      text += ',';
      write_number(at.y, text);
      text += ']';
    });
  });
}

void write_geometry(std::span<const GeoPolygon> polygons, std::string& out) {
  const bool single = polygons.size() == 1;
  out += single ? R"({"type":"Polygon","coordinates":)" : R"({"type":"MultiPolygon","coordinates":)";
  if (single)
    write_polygon(polygons.front(), out);
  else
    write_list(polygons, out, write_polygon);
  out += '}';
}

void write_feature(const GeoFeature& feature, std::string& out) {
  out += R"({"type":"Feature",)";
  if (!feature.id.empty()) {
    out += R"("id":)";
    write_text(feature.id, out);
    out += ',';
  }
  out += R"("properties":{)";
  for (std::size_t i = 0; i < feature.properties.size(); ++i) {
    if (i > 0) out += ',';
    write_text(feature.properties[i].first, out);
    out += ':';
    write_text(feature.properties[i].second, out);
  }
  out += R"(},"geometry":)";
  write_geometry(feature.polygons, out);
  out += '}';
}

}  // namespace

std::string write_geojson(std::span<const GeoFeature> features) {
  std::string out = R"({"type":"FeatureCollection","features":[)";
  for (std::size_t i = 0; i < features.size(); ++i) {
    out += i > 0 ? ",\n" : "\n";
    write_feature(features[i], out);
  }
  return out += "\n]}\n";
}

std::string write_geometry(std::span<const GeoPolygon> polygons) {
  std::string out;
  write_geometry(polygons, out);
  return out;
}

}  // namespace weige::formats
